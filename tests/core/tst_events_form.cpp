#include "core/text/events_form.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;

using Kind = PayloadChange::Kind;
using MaybeKind = std::optional<Kind>;
Q_DECLARE_METATYPE(MaybeKind)

namespace {

NewEvent eventOf(const QByteArray &data, ContentType type, const QByteArray &metadata = {})
{
    return {EventId::random(), QStringLiteral("X"), type, data, metadata};
}

MaybeKind kindOf(const std::optional<PayloadChange> &change)
{
    return change ? MaybeKind(change->kind) : std::nullopt;
}

/// JSON data in the events form.
void jsonRow(const char *name, const QByteArray &data, MaybeKind kind)
{
    QTest::newRow(name) << data << QByteArray() << ContentType::Json << kind;
}

void bytesRow(const char *name, const QByteArray &data, MaybeKind kind)
{
    QTest::newRow(name) << data << QByteArray() << ContentType::Bytes << kind;
}

void addNumbers()
{
    jsonRow("a whole number", "{\"n\":1}", Kind::LaidOutAnew);
    jsonRow("a big whole number keeps its digits",
            "{\"n\":12345678901234567890123}",
            Kind::LaidOutAnew);
    jsonRow("minus zero", "{\"n\":-0}", Kind::Respelled);
    jsonRow("a fraction", "{\"f\":1.1}", Kind::LaidOutAnew);
    jsonRow("a fraction that is whole", "{\"f\":1.0}", Kind::LaidOutAnew);
    jsonRow("a zero too many", "{\"f\":1.10}", Kind::Respelled);
    jsonRow("an exponent", "{\"f\":1e2}", Kind::Respelled);
    jsonRow("more digits than a double has", "{\"f\":0.1234567890123456789}", Kind::ValueChanged);
    jsonRow("more than a double holds", "{\"f\":1e400}", Kind::ValueChanged);
    jsonRow("less than a double holds", "{\"f\":1e-400}", Kind::ValueChanged);
    jsonRow("the worst counts", "{\"n\":1.10,\"f\":0.1234567890123456789}", Kind::ValueChanged);
}

void addTexts()
{
    jsonRow(
        "escapes that the server writes too", R"({"s":"\n\t\b\f\r\\\"\u0001"})", Kind::LaidOutAnew);
    jsonRow("an escape that it does not write", R"({"s":"\u00e9"})", Kind::Respelled);
    jsonRow("an escaped slash", R"({"s":"a\/b"})", Kind::Respelled);
    jsonRow("an escaped key", R"({"\u0041":1})", Kind::Respelled);
    jsonRow(
        "a character outside the first plane", "{\"s\":\"\xf0\x9f\x98\x80\"}", Kind::LaidOutAnew);
    jsonRow("a line break of Unicode", "{\"s\":\"\xe2\x80\xa8\"}", Kind::Respelled);
    jsonRow("half a character", R"({"s":"\ud800"})", Kind::ValueChanged);
    jsonRow("a key twice", R"({"a":1,"a":2})", Kind::ValueChanged);
    jsonRow("white space", "{ \"a\" : 1 }\n", Kind::LaidOutAnew);
}

void addOtherJson()
{
    jsonRow("an empty object", "{}", std::nullopt);
    jsonRow("an empty array", "[]", std::nullopt);
    jsonRow("an array", "[1]", Kind::LaidOutAnew);
    jsonRow("a number by itself", "1", Kind::OtherType);
    jsonRow("a text by itself", "\"text\"", Kind::OtherType);
    jsonRow("null", "null", Kind::OtherType);
    jsonRow("nothing", "", Kind::OtherType);
    jsonRow("no JSON", "hello", Kind::OtherType);
    jsonRow("JSON that only a lenient reader takes", "{a:1}", Kind::OtherType);
    jsonRow("a byte order mark", "\xef\xbb\xbf{}", Kind::OtherType);
    jsonRow("bytes that are no text", "{\"a\":\"\xff\"}", Kind::NotText);
}

void addBytes()
{
    bytesRow("text", "hello", std::nullopt);
    bytesRow("text with quotes and a zero", QByteArray("a\"\\\0b", 5), std::nullopt);
    bytesRow("a link", "0@order-1", std::nullopt);
    bytesRow("no bytes", "", std::nullopt);
    bytesRow("bytes that are a JSON object", "{}", Kind::OtherType);
    bytesRow("bytes that a lenient reader takes", " // c\n{}", Kind::ValueChanged);
    bytesRow("bytes that are no text", "\xff\xfe", Kind::NotText);
    QTest::newRow("text beside metadata that is JSON")
        << QByteArray("hello") << QByteArray("{}") << ContentType::Bytes
        << MaybeKind(Kind::OtherType);
    QTest::newRow("metadata that is text")
        << QByteArray("{}") << QByteArray("note") << ContentType::Json << MaybeKind();
    QTest::newRow("metadata that is JSON") << QByteArray("{}") << QByteArray("{\"m\":1}")
                                           << ContentType::Json << MaybeKind(Kind::LaidOutAnew);
    QTest::newRow("metadata that is no text")
        << QByteArray("{}") << QByteArray("\xff") << ContentType::Json << MaybeKind(Kind::NotText);
}

} // namespace

class TestEventsForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    /// What a live 24.10 stored for each of these was compared with what had been sent.
    void theEventsFormChangesPayloads_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("metadata");
        QTest::addColumn<ContentType>("type");
        QTest::addColumn<MaybeKind>("kind");
        addNumbers();
        addTexts();
        addOtherJson();
        addBytes();
    }
    void theEventsFormChangesPayloads()
    {
        QFETCH(QByteArray, data);
        QFETCH(QByteArray, metadata);
        QFETCH(ContentType, type);
        QFETCH(MaybeKind, kind);
        const auto change = changeOnTheWay(eventOf(data, type, metadata), false);
        QVERIFY2(kindOf(change) == kind, change ? qPrintable(change->text) : "no change");
    }

    void alonePayloadsAreKept_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<ContentType>("type");
        QTest::addColumn<MaybeKind>("kind");
        QTest::newRow("JSON of any kind")
            << QByteArray("{ \"f\":1.10, \"f\":1e400 }") << ContentType::Json << MaybeKind();
        QTest::newRow("no JSON") << QByteArray("{broken") << ContentType::Json << MaybeKind();
        QTest::newRow("a byte order mark")
            << QByteArray("\xef\xbb\xbf{}") << ContentType::Json << MaybeKind();
        QTest::newRow("bytes") << QByteArray("\xff\x00", 2) << ContentType::Bytes << MaybeKind();
        QTest::newRow("bytes that are said to be JSON")
            << QByteArray("\xff") << ContentType::Json << MaybeKind(Kind::NotText);
    }
    void alonePayloadsAreKept()
    {
        QFETCH(QByteArray, data);
        QFETCH(ContentType, type);
        QFETCH(MaybeKind, kind);
        QVERIFY(kindOf(changeOnTheWay(eventOf(data, type), true)) == kind);
    }

    void someEventsGoAlone_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("metadata");
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("alone");
        QTest::newRow("one") << QStringLiteral("X") << QByteArray() << 1 << true;
        QTest::newRow("a type in Unicode") << QStringLiteral("é漢") << QByteArray() << 1 << true;
        QTest::newRow("two") << QStringLiteral("X") << QByteArray() << 2 << false;
        QTest::newRow("with metadata") << QStringLiteral("X") << QByteArray("{}") << 1 << false;
        QTest::newRow("a space before the type")
            << QStringLiteral(" X") << QByteArray() << 1 << false;
        QTest::newRow("a line break in the type")
            << QStringLiteral("a\nb") << QByteArray() << 1 << false;
        QTest::newRow("a type that is too long for a header")
            << QString(5000, u'x') << QByteArray() << 1 << false;
    }
    void someEventsGoAlone()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, metadata);
        QFETCH(int, count);
        QFETCH(bool, alone);
        NewEvent event = eventOf("{}", ContentType::Json, metadata);
        event.type = type;
        QCOMPARE(goesAlone(QList<NewEvent>(count, event)), alone);
    }

    void theWordsNameWhatChanges()
    {
        const auto change
            = changeOnTheWay(eventOf("{\"a\":[1.10]}", ContentType::Json, "{\"m\":1}"), false);
        QCOMPARE(change->text,
                 QStringLiteral("the number 1.10 in its data would be written in another way"));
    }
};

QTEST_APPLESS_MAIN(TestEventsForm)
#include "tst_events_form.moc"
