// Events as lines: what is printed, what is taken, and that a line brings back the same bytes.
#include "core/text/event_ndjson.h"

#include <QRandomGenerator>
#include <QTest>

using namespace core;

namespace {

RecordedEvent anEvent(ContentType type, const QByteArray &data, const QByteArray &metadata = "{}")
{
    RecordedEvent event;
    event.stream = StreamName(QStringLiteral("order-1"));
    event.revision = Revision{7};
    event.position = Position{1500, 1500};
    event.id = *EventId::parse(u"4d36b96a-4b5a-4f5e-9059-41e40a25dc4d");
    event.type = QStringLiteral("OrderPlaced");
    event.created = EventTime{17724603111234567};
    event.contentType = type;
    event.data = data;
    event.metadata = metadata;
    return event;
}

QByteArray lineOf(const RecordedEvent &event)
{
    QByteArray line;
    appendNdjson(line, {event, std::nullopt});
    return line;
}

QString errorOf(const QByteArray &text)
{
    const auto events = newEventsFromNdjson(text);
    return events ? QString() : events.error().message;
}

QByteArray randomPayload(QRandomGenerator &random)
{
    static const QByteArrayList Pieces{
        "{",       "}",   "[",       "]",    ",",           ":",
        "\"a\"",   "1.0", "1e5",     "null", " ",           "\t",
        "\n",      "\r",  "\"\\n\"", "\\",   "\"\xff\"",    "\xef\xbb\xbf",
        "{\"a\":", "0",   "\"é\"",   "-",    "\"\\ud800\"", "\""};
    QByteArray bytes;
    for (quint32 count = random.bounded(7u); count > 0; --count)
        bytes += Pieces[qsizetype(random.bounded(quint32(Pieces.size())))];
    return bytes;
}

} // namespace

class TstEventNdjson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void anEventIsOneLine()
    {
        const QByteArray data(R"({"total": 1.10,"id":9007199254740993})");
        const QByteArray expected(
            "{\"stream\":\"order-1\",\"revision\":7,\"position\":{\"commit\":1500,\"prepare\":1500}"
            ","
            "\"id\":\"4d36b96a-4b5a-4f5e-9059-41e40a25dc4d\",\"type\":\"OrderPlaced\","
            "\"contentType\":\"application/json\",\"created\":\"2026-03-02T14:05:11.1234567Z\","
            "\"data\":{\"total\": 1.10,\"id\":9007199254740993},\"metadata\":{},\"link\":null}\n");
        QCOMPARE(lineOf(anEvent(ContentType::Json, data)), expected);
    }

    void anUnknownPositionIsNull()
    {
        RecordedEvent event = anEvent(ContentType::Json, "1");
        event.position.reset();
        QVERIFY(lineOf(event).contains("\"position\":null,"));
    }

    void whatTheServerDidNotTellIsNull()
    {
        RecordedEvent event = anEvent(ContentType::Json, "1");
        event.id = EventId();
        event.created = EventTime::notTold();
        const QByteArray line = lineOf(event);
        QVERIFY(line.contains("\"id\":null,"));
        QVERIFY(line.contains("\"created\":null,"));
        const auto read = newEventFromNdjson(line);
        QVERIFY(std::holds_alternative<NewEvent>(read));
        QVERIFY(!std::get<NewEvent>(read).id.isNull());
    }

    void bytesThatAreNotThoseStoredAreMarked()
    {
        RecordedEvent event = anEvent(ContentType::Json, "1");
        QVERIFY(!lineOf(event).contains("\"exact\""));
        event.metadataExact = false;
        QVERIFY(lineOf(event).contains(",\"exact\":false,\"link\":null}"));
    }

    void anEventWithoutAnAnswerHasNoDataAndIsNotReadBack()
    {
        RecordedEvent event = anEvent(ContentType::Bytes, {});
        event.type = QStringLiteral("$>");
        event.dataExact = false;
        event.isUnanswered = true;
        const QByteArray line = lineOf(event);
        QVERIFY(line.contains(",\"contentType\":null,\"created\":null,\"exact\":false,"
                              "\"answered\":false,\"link\":null}"));
        QVERIFY(!line.contains("data"));
        const auto read = newEventFromNdjson(line);
        QVERIFY(std::get<JsonNote>(read).text.contains(u"gave no answer for this event"));
    }

    void aResolvedLinkStandsUnderTheTarget()
    {
        RecordedEvent link = anEvent(ContentType::Bytes, "7@order-1", "");
        link.type = QStringLiteral("$>");
        link.stream = StreamName(QStringLiteral("$ce-order"));
        const RecordedEvent target = anEvent(ContentType::Json, "1");
        QByteArray line;
        appendNdjson(line, {target, link});
        QByteArray targetPart = lineOf(target);
        QByteArray linkPart = lineOf(link);
        targetPart.chop(qsizetype(qstrlen("null}\n")));
        linkPart.chop(1);
        QCOMPARE(line, QByteArray(targetPart + linkPart + "}\n"));
        QVERIFY(isJson(line));
    }

    void aBrokenLinkIsPrintedItself()
    {
        RecordedEvent link = anEvent(ContentType::Bytes, "7@gone", "");
        link.type = QStringLiteral("$>");
        QByteArray line;
        appendNdjson(line, {std::nullopt, link});
        QByteArray expected = lineOf(link);
        expected.chop(2);
        QCOMPARE(line, QByteArray(expected + ",\"resolved\":false}\n"));
    }

    void dataIsSplicedOrEncoded_data()
    {
        QTest::addColumn<ContentType>("type");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("printed");
        const auto row
            = [](const char *name,
                 ContentType type,
                 const QByteArray &data,
                 const QByteArray &printed) { QTest::newRow(name) << type << data << printed; };
        const ContentType json = ContentType::Json;
        row("JSON", json, "{\"a\":1}", "\"data\":{\"a\":1},");
        row("a large number", json, "18446744073709551616.0", "\"data\":18446744073709551616.0,");
        row("a duplicate key", json, R"({"a":1,"a":2})", R"("data":{"a":1,"a":2},)");
        row("spaces around it", json, " {} \t", "\"data\": {} \t,");
        row("escapes", json, R"("\u00e9\/")", R"("data":"\u00e9\/",)");
        row("half a surrogate pair", json, R"("\ud800")", R"("data":"\ud800",)");
        row("a line break", json, "{\n}", "\"dataBase64\":\"ewp9\",");
        row("a carriage return", json, "{}\r", "\"dataBase64\":\"e30N\",");
        row("no JSON", json, "{", "\"dataBase64\":\"ew==\",");
        row("no UTF-8", json, "\"\xff\"", "\"dataBase64\":\"Iv8i\",");
        row("a byte order mark", json, "\xef\xbb\xbf{}", "\"dataBase64\":\"77u/e30=\",");
        row("nothing", json, "", "\"dataBase64\":\"\",");
        row("bytes that look like JSON", ContentType::Bytes, "{}", "\"dataBase64\":\"e30=\",");
        row("no bytes", ContentType::Bytes, "", "\"dataBase64\":\"\",");
    }
    void dataIsSplicedOrEncoded()
    {
        QFETCH(ContentType, type);
        QFETCH(QByteArray, data);
        QFETCH(QByteArray, printed);
        const QByteArray line = lineOf(anEvent(type, data));
        QVERIFY2(line.contains(printed), line.constData());
        QVERIFY(isJson(line));
        QCOMPARE(line.count('\n'), 1);
    }

    void metadataIsSplicedWhateverTheContentType()
    {
        QVERIFY(lineOf(anEvent(ContentType::Bytes, "x", "{\"c\":1}"))
                    .contains("\"metadata\":{\"c\":1},"));
        QVERIFY(lineOf(anEvent(ContentType::Json, "1", "\x01"))
                    .contains("\"metadataBase64\":\"AQ==\","));
        QVERIFY(lineOf(anEvent(ContentType::Json, "1", "")).contains("\"metadataBase64\":\"\","));
    }

    void whatIsPrintedIsTakenAgainToTheByte()
    {
        QRandomGenerator random(11);
        QByteArray lines;
        QList<NewEvent> expected;
        for (int round = 0; round < 5'000; ++round) {
            const ContentType type
                = random.bounded(3) == 0 ? ContentType::Bytes : ContentType::Json;
            RecordedEvent event = anEvent(type, randomPayload(random), randomPayload(random));
            event.id = EventId::random();
            event.type = QStringLiteral("Typ\"e\n\u0001é\uFEFF😀");
            event.stream = StreamName(QStringLiteral("a\"b\\c\n"));
            expected.append({event.id, event.type, event.contentType, event.data, event.metadata});
            appendNdjson(lines, {event, std::nullopt});
        }
        const auto events = newEventsFromNdjson(lines);
        QVERIFY2(events.hasValue(), events ? "" : qPrintable(events.error().message));
        QCOMPARE(events->size(), expected.size());
        for (qsizetype i = 0; i < expected.size(); ++i)
            QCOMPARE(events->at(i), expected.at(i));
    }

    void theDeepestDocumentIsTakenAgain()
    {
        const QByteArray deep = QByteArray(JsonDepthLimit, '[') + QByteArray(JsonDepthLimit, ']');
        const RecordedEvent event = anEvent(ContentType::Json, deep);
        QByteArray line;
        appendNdjson(line, {event, event});
        const auto taken = newEventFromNdjson(line);
        QVERIFY(std::holds_alternative<NewEvent>(taken));
        QCOMPARE(std::get<NewEvent>(taken).data, deep);
    }

    void aLineWrittenByHandMayBeShort()
    {
        const auto events
            = newEventsFromNdjson("\n {\"type\": \"A\", \"data\": {\"a\": 1.0} }\r\n\n"
                                  "{\"type\":\"B\",\"dataBase64\":\"/w==\"}\n{\"type\":\"C\"}");
        QVERIFY(events.hasValue());
        QCOMPARE(events->size(), 3);
        QCOMPARE(events->at(0).data, QByteArray("{\"a\": 1.0}"));
        QCOMPARE(events->at(0).contentType, ContentType::Json);
        QVERIFY(!events->at(0).id.isNull() && events->at(0).id != events->at(1).id);
        QCOMPARE(events->at(1).data, QByteArray("\xff"));
        QCOMPARE(events->at(1).contentType, ContentType::Bytes);
        QCOMPARE(events->at(2).contentType, ContentType::Json);
        QVERIFY(events->at(2).data.isEmpty() && events->at(2).metadata.isEmpty());
    }

    void whatIsNoEventIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const QByteArray &text, const char *sentence) {
            QTest::newRow(name) << text << QString::fromUtf8(sentence);
        };
        row("no JSON", "{\"type\":\"A\"}\n{type:1}", "Line 2, column 2: A key in double quotes");
        row("no object", "[]", "Line 1, column 1: An object is expected");
        row("two objects on a line",
            "{\"type\":\"A\"} {}",
            "Line 1, column 14: Nothing may follow");
        row("cut short", "{\"type\":\"é", "Line 1, column 11: A string is not closed");
        row("no type", "{\"data\":1}", "column 1: The event has no \"type\"");
        row("empty type", "{\"type\":\"\"}", "column 9: The event has no \"type\"");
        row("type of a number", "{\"type\":5}", "column 9: \"type\" must be a string");
        row("type twice",
            "{\"type\":\"A\",\"type\":\"B\"}",
            "column 13: \"type\" stands here a second");
        row("bad id", "{\"type\":\"A\",\"id\":\"7\"}", "column 18: \"id\" must be a UUID");
        row("id of zeros",
            "{\"type\":\"A\",\"id\":\"00000000-0000-0000-0000-000000000000\"}",
            "column 18: \"id\" must be a UUID");
        row("both forms of data",
            "{\"type\":\"A\",\"data\":1,\"dataBase64\":\"\"}",
            "column 22: There is \"data\" and \"dataBase64\"");
        row("bad Base64",
            "{\"type\":\"A\",\"dataBase64\":\"a*\"}",
            "column 26: \"dataBase64\" is not");
        row("bad Base64 in metadata",
            "{\"type\":\"A\",\"metadataBase64\":\"a*\"}",
            "column 30: \"metadataBase64\" is not");
        row("Base64 of a number", "{\"type\":\"A\",\"dataBase64\":5}", "must be a string");
        row("other content type",
            "{\"type\":\"A\",\"contentType\":\"text/xml\"}",
            "column 27: \"contentType\" must be");
        row("data that is no JSON", "{\"type\":\"A\",\"data\":01}", "column 21: A number does not");
    }
    void whatIsNoEventIsRefusedWithItsPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, sentence);
        const QString message = errorOf(text);
        QVERIFY2(message.contains(sentence), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TstEventNdjson)
#include "tst_event_ndjson.moc"
