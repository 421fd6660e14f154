// Payloads keep their bytes, and where they cannot it is foretold.
#include "core/text/json_text.h"
#include "tests/contract/transport_contract.h"

#include <QRegularExpression>

using namespace core;
using namespace contract;

class TstContractPayloads final : public ContractTest
{
    Q_OBJECT

public:
    using ContractTest::ContractTest;

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        makeClient();
    }

    void payloadsKeepTheirBytes_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<ContentType>("contentType");
        QByteArray every;
        for (int i = 0; i < 256; ++i)
            every.append(char(i));
        const auto json = ContentType::Json;
        QTest::newRow("every byte") << every << ContentType::Bytes;
        QTest::newRow("every byte, said to be JSON") << every << json;
        QTest::newRow("a big number") << QByteArray("{\"n\":12345678901234567890123}") << json;
        QTest::newRow("a long fraction") << QByteArray("[0.10000000000000000001, 1e400]") << json;
        QTest::newRow("a key twice") << QByteArray("{\"a\":1,\"a\":2}") << json;
        QTest::newRow("spaces and line breaks") << QByteArray(" {\r\n\t\"a\" : 1 }\n") << json;
        QTest::newRow("a byte order mark") << QByteArray("\xef\xbb\xbf{}") << json;
        QTest::newRow("no UTF-8, said to be JSON") << QByteArray("{\"a\":\"\xff\xfe\"}") << json;
        QTest::newRow("no JSON, said to be JSON") << QByteArray("{not json") << json;
        QTest::newRow("a lone surrogate") << QByteArray("\"\\ud800\"") << json;
        QTest::newRow("nothing as JSON") << QByteArray() << json;
        QTest::newRow("nothing as bytes") << QByteArray() << ContentType::Bytes;
    }
    void payloadsKeepTheirBytes()
    {
        QFETCH(QByteArray, data);
        QFETCH(ContentType, contentType);
        const StreamName stream = newStream();
        NewEvent event = newEvent(data);
        event.contentType = contentType;
        const bool isKept = can().keepsPayloadsTogether;
        event.metadata = isKept ? data : QByteArray();
        const auto result
            = append(stream, ExpectedRevision::any(), {event}, AlteredPayloads::Refuse);
        if (!isKept && contentType == ContentType::Json && !data.isValidUtf8()) {
            QCOMPARE(outcomeText(result), QStringLiteral("error Unsupported"));
            return;
        }
        QVERIFY(isWritten(result));
        const ReadAnswer answer = readAll(stream);
        QCOMPARE(answer.events.size(), 1);
        QCOMPARE(answer.events[0].event->data, data);
        QCOMPARE(answer.events[0].event->metadata, event.metadata);
        QCOMPARE(answer.events[0].event->contentType, contentType);
    }

    void whatCannotBeKeptTogetherIsRefused()
    {
        const StreamName stream = newStream();
        const QList<NewEvent> events{newEvent("{\"f\":1.10}"), newEvent("{\"f\":1}")};
        const auto result
            = append(stream, ExpectedRevision::noStream(), events, AlteredPayloads::Refuse);
        if (can().keepsPayloadsTogether) {
            QCOMPARE(outcomeText(result), QStringLiteral("written 1"));
            return;
        }
        QCOMPARE(outcomeText(result), QStringLiteral("error WouldBeAltered"));
        QVERIFY(result.error().message.contains(QStringLiteral("event 1 of 2")));
        QCOMPARE(endText(readAll(stream).end), QStringLiteral("error StreamNotFound"));
        QCOMPARE(outcomeText(
                     append(stream, ExpectedRevision::noStream(), events, AlteredPayloads::Accept)),
                 QStringLiteral("written 1"));
        QCOMPARE(compacted(readAll(stream).data()),
                 (QList<QByteArray>{"{\"f\":1.1}", "{\"f\":1}"}));
    }

    void payloadsTogetherFareAsForetold_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<ContentType>("contentType");
        const char *const texts[] = {
            "{}",
            "[]",
            "{\"n\":1}",
            "{ \"n\" : 1 }\n",
            "{\"n\":12345678901234567890123}",
            "{\"n\":-0}",
            "{\"f\":1.10}",
            "{\"f\":1.0}",
            "{\"f\":1e2}",
            "{\"f\":0.1234567890123456789}",
            "{\"f\":1e400}",
            "{\"a\":1,\"a\":2}",
            "{\"s\":\"\\u00e9\"}",
            "{\"s\":\"a\\/b\"}",
            "{\"s\":\"\\n\\t\\b\\f\\r\\\\\\\"\\u0001\"}",
            "{\"s\":\"\\ud800\"}",
            "{\"s\":\"\xe2\x80\xa8\"}",
            "{\"s\":\"\xf0\x9f\x98\x80\"}",
            "1",
            "null",
            "\"text\"",
            "",
            "hello",
            "{a:1}",
            "\xef\xbb\xbf{}",
        };
        for (const char *data : texts)
            QTest::addRow("JSON %s", data) << QByteArray(data) << ContentType::Json;
        for (const char *data : {"hello", "", "0@order-1", "{}", " // c\n{}", "a\"\\b", "[1,2"})
            QTest::addRow("bytes %s", data) << QByteArray(data) << ContentType::Bytes;
    }
    void payloadsTogetherFareAsForetold()
    {
        QFETCH(QByteArray, data);
        QFETCH(ContentType, contentType);
        NewEvent event = newEvent(data);
        event.contentType = contentType;
        const QList<NewEvent> events{event, newEvent("{}")};
        if (const auto kept = storedAfter(events, AlteredPayloads::Refuse)) {
            QCOMPARE(kept->data, data);
            QCOMPARE(kept->contentType, contentType);
            return;
        }
        QVERIFY(!can().keepsPayloadsTogether);
        if (const auto laidOut = storedAfter(events, AlteredPayloads::AcceptLayout)) {
            QVERIFY(laidOut->data != data);
            QCOMPARE(compactJson(laidOut->data), compactJson(data));
            QCOMPARE(laidOut->contentType, contentType);
            return;
        }
        const auto altered = storedAfter(events, AlteredPayloads::Accept);
        QVERIFY(altered);
        const bool isSame = altered->contentType == contentType
                            && compactJson(altered->data).value_or(altered->data)
                                   == compactJson(data).value_or(data);
        QVERIFY2(!isSame, "it was foretold to be altered, and was not");
    }

private:
    /// The first of the events as the server has it, read over gRPC, which alters nothing; nothing
    /// where the write was refused since it would be altered.
    std::optional<RecordedEvent> storedAfter(const QList<NewEvent> &events, AlteredPayloads altered)
    {
        const StreamName stream = newStream();
        const auto result = append(stream, ExpectedRevision::noStream(), events, altered);
        if (!result && result.error().code == ErrorCode::WouldBeAltered)
            return std::nullopt;
        if (!isWritten(result)) {
            qWarning("%s", qPrintable(outcomeText(result)));
            return std::nullopt;
        }
        ConnectionSettings settings = target().settings;
        settings.transport = TransportKind::Grpc;
        Client client(settings, target().transport);
        FeedRecord record(client.read({.stream = stream}));
        record.feed().grant(10);
        if (!record.waitForEnd() || record.events.isEmpty())
            return std::nullopt;
        return record.events.constFirst().event;
    }
};

int main(int argc, char **argv)
{
    return run<TstContractPayloads>(argc, argv);
}
#include "tst_contract_payloads.moc"
