// JSON as text: what is read and refused, where errors lie, that no byte of a value changes.
#include "core/text/json_text.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

using namespace core;

namespace {

struct Vector {
    QByteArray name;
    QByteArray text;
};

QList<Vector> vectors()
{
    QFile file(QStringLiteral(QT_TESTCASE_SOURCEDIR "/json_test_suite/vectors.tsv"));
    QList<Vector> all;
    if (!file.open(QIODevice::ReadOnly))
        return all;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> parts = line.split('\t');
        if (parts.size() == 3) {
            const QByteArray unit = QByteArray::fromPercentEncoding(parts[2]);
            all.append({parts[0], unit.repeated(parts[1].toInt())});
        }
    }
    return all;
}

/// Whether rapidjson takes the text; no verdict where it stops at a number that no double can hold.
std::optional<bool> rapidjsonTakes(const QByteArray &text)
{
    constexpr unsigned Flags = rapidjson::kParseIterativeFlag
                               | rapidjson::kParseNumbersAsStringsFlag
                               | rapidjson::kParseValidateEncodingFlag;
    rapidjson::MemoryStream stream(text.constData(), size_t(text.size()));
    rapidjson::Reader reader;
    rapidjson::BaseReaderHandler<> handler;
    const auto result = reader.Parse<Flags>(stream, handler);
    if (result.Code() == rapidjson::kParseErrorNumberTooBig)
        return std::nullopt;
    return !result.IsError();
}

QByteArray mutated(QByteArray text, QRandomGenerator &random)
{
    static const QByteArray Pieces("[]{},:\"\\u0eE+-.19truefalsenull \n\t\x01\xc3\xa9\xed\xa0\xff");
    for (quint32 changes = random.bounded(1u, 4u); changes > 0; --changes) {
        const auto at = qsizetype(random.bounded(quint32(text.size() + 1)));
        const char piece = Pieces[qsizetype(random.bounded(quint32(Pieces.size())))];
        if (at < text.size() && random.bounded(2) == 0)
            text[at] = piece;
        else
            text.insert(at, piece);
    }
    return text;
}

} // namespace

class TstJsonText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theTestSuiteIsReadAsItSays_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<char>("verdict");
        const QList<Vector> all = vectors();
        QVERIFY(all.size() > 300);
        for (const Vector &vector : all)
            QTest::newRow(vector.name.constData()) << vector.text << vector.name[0];
    }
    void theTestSuiteIsReadAsItSays()
    {
        QFETCH(QByteArray, text);
        QFETCH(char, verdict);
        const JsonCheck check = checkJson(text);
        QCOMPARE(isJson(text), check.isValid());
        if (verdict != 'i')
            QCOMPARE(check.isValid(), verdict != 'n');
        if (!check.isValid()) {
            QVERIFY(check.error->at >= 0 && check.error->at <= text.size());
            QVERIFY(!formatJson(text) && !compactJson(text) && !findJson(text, {}));
            return;
        }
        const auto compact = compactJson(text);
        const auto pretty = formatJson(text);
        QVERIFY(compact && pretty);
        QCOMPARE(compactJson(*pretty), compact);
        QCOMPARE(formatJson(*compact), pretty);
    }

    void rapidjsonAgrees()
    {
        QRandomGenerator random(7);
        QList<QByteArray> seeds;
        for (const Vector &vector : vectors()) {
            if (vector.text.size() < 200)
                seeds.append(vector.text);
        }
        for (int round = 0; round < 20'000; ++round) {
            const auto seed = qsizetype(random.bounded(quint32(seeds.size())));
            const QByteArray text = mutated(seeds[seed], random);
            const JsonCheck check = checkJson(text);
            // It refuses surrogates that stand alone and byte order marks, of which we warn, and
            // it ends at a zero byte.
            if (text.contains('\0') || !check.warnings.isEmpty())
                continue;
            if (rapidjsonTakes(text).value_or(check.isValid()) != check.isValid())
                QFAIL(text.toPercentEncoding().constData());
        }
    }

    void theFirstErrorIsToldWithItsPlace_data();
    void theFirstErrorIsToldWithItsPlace();
    void whatIsLegalButStrangeIsWarnedOf_data();
    void whatIsLegalButStrangeIsWarnedOf();
    void aValueIsFoundByItsPath_data();
    void aValueIsFoundByItsPath();

    void formattingKeepsEveryByteOfAValue()
    {
        const QByteArray source(
            R"({"b":1.10,"a":[1E+02,-0.0,18446744073709551616,[],{}],"a":"\u00e9\/é"})");
        QCOMPARE(formatJson(source),
                 QByteArray("{\n  \"b\": 1.10,\n  \"a\": [\n    1E+02,\n    -0.0,\n"
                            "    18446744073709551616,\n    [],\n    {}\n  ],\n"
                            "  \"a\": \"\\u00e9\\/é\"\n}"));
        QCOMPARE(compactJson(*formatJson(source, 4)), source);
    }

    void indentationEndsAtSixtyFourLevels()
    {
        const QByteArray deep = QByteArray(500, '[') + QByteArray(500, ']');
        const auto pretty = formatJson(deep);
        QVERIFY(pretty);
        for (const QByteArray &line : pretty->split('\n'))
            QVERIFY(line.size() <= 64 * 2 + 2);
        QCOMPARE(compactJson(*pretty), deep);
    }

    void whatIsNestedBeyondTheLimitIsRefused()
    {
        const auto nested = [](int depth) -> QByteArray {
            return QByteArray(depth, '[') + QByteArray(depth, ']');
        };
        QVERIFY(isJson(nested(JsonDepthLimit)));
        const JsonCheck check = checkJson(nested(JsonDepthLimit + 1));
        QCOMPARE(check.error->at, qsizetype(JsonDepthLimit));
        QVERIFY(check.error->text.contains(QStringLiteral("nested too deeply")));
    }

    void tokensAreRangesOfTheSource()
    {
        const QByteArray source(R"( {"k\n":[true,-1.5e3]} )");
        JsonScanner scanner(source);
        JsonToken token;
        QByteArrayList seen;
        while (scanner.next(token))
            seen.append(QByteArray::number(token.depth) + ' ' + token.range.of(source));
        QVERIFY(!scanner.error());
        const QByteArrayList expected{
            "0 {", "1 \"k\\n\"", "1 [", "2 true", "2 -1.5e3", "1 ]", "0 }"};
        QCOMPARE(seen, expected);
    }

    void tokensBeforeAnErrorAreGood()
    {
        const QByteArray source("[1,\"a\",nul]");
        JsonScanner scanner(source);
        JsonToken token;
        int count = 0;
        while (scanner.next(token))
            ++count;
        QCOMPARE(count, 3);
        QCOMPARE(scanner.error()->at, 7);
        QVERIFY(!scanner.next(token));
    }

    void membersComeInTheirOrder()
    {
        const QByteArray source(R"({"a": [1,2] ,"\u0062":{"x":{}},"a":null})");
        const auto members = std::get<QList<JsonMember>>(jsonMembers(source));
        QCOMPARE(members.size(), 3);
        QCOMPARE(members[0].value.of(source), QByteArrayView("[1,2]"));
        QCOMPARE(members[1].key, QStringLiteral("b"));
        QCOMPARE(members[1].value.of(source), QByteArrayView(R"({"x":{}})"));
        QCOMPARE(members[2].kind, JsonToken::Kind::Null);
    }

    void membersNeedAnObject_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<qsizetype>("at");
        QTest::newRow("array") << QByteArray(" [1]") << qsizetype(1);
        QTest::newRow("nothing") << QByteArray() << qsizetype(0);
        QTest::newRow("cut short") << QByteArray("{\"a\":[1") << qsizetype(7);
        QTest::newRow("text after it") << QByteArray("{} {}") << qsizetype(3);
    }
    void membersNeedAnObject()
    {
        QFETCH(QByteArray, source);
        QFETCH(qsizetype, at);
        const auto members = jsonMembers(source);
        QVERIFY(std::holds_alternative<JsonNote>(members));
        QCOMPARE(std::get<JsonNote>(members).at, at);
    }

    void stringsAreReadAndWritten()
    {
        const QString text = QStringLiteral("\"\\/\b\f\n\r\t\u0001é€😀\uFEFF");
        QCOMPARE(toJsonString(text),
                 QByteArray("\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0001é€😀\uFEFF\""));
        QCOMPARE(jsonStringText(toJsonString(text)), text);
        const QByteArray escaped("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"");
        QCOMPARE(jsonStringText(escaped), QStringLiteral("\"\\/\b\f\n\r\té😀"));
        QCOMPARE(jsonStringText("\"\xef\xbb\xbfx\""), QStringLiteral("\uFEFFx"));
    }

    void columnsCountCharacters()
    {
        const QByteArray text("é\r\n€x");
        QCOMPARE(placeOf(text, 0), (TextPlace{1, 1}));
        QCOMPARE(placeOf(text, 2), (TextPlace{1, 2}));
        QCOMPARE(placeOf(text, 4), (TextPlace{2, 1}));
        QCOMPARE(placeOf(text, 7), (TextPlace{2, 2}));
        QCOMPARE(placeOf(text, 8), (TextPlace{2, 3}));
    }
};

void TstJsonText::theFirstErrorIsToldWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<qsizetype>("at");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QByteArray &source, int at, const char *sentence) {
        QTest::newRow(name) << source << qsizetype(at) << QString::fromLatin1(sentence);
    };
    row("nothing", "", 0, "value is missing");
    row("only space", " \n", 2, "value is missing");
    row("comma at the end of an array", "[1,]", 3, "another element");
    row("comma at the end of an object", "{\"a\":1,}", 7, "another element");
    row("two values", "1 2", 2, "Nothing may follow");
    row("no comma", "[1 2]", 3, "\",\" or \"]\"");
    row("no comma between members", "{\"a\":1 \"b\":2}", 7, "\",\" or \"}\"");
    row("wrong bracket", "[1}", 2, "\",\" or \"]\"");
    row("no colon", "{\"a\" 1}", 5, "\":\" is missing");
    row("key without quotes", "{a:1}", 1, "key in double quotes");
    row("single quotes", "{'a':1}", 1, "key in double quotes");
    row("NaN", "[NaN]", 1, "value is missing");
    row("half a word", "[tru]", 1, "not true, false or null");
    row("zero in front", "[01]", 2, "0 before other digits");
    row("point without digits", "[1.]", 3, "After the \".\"");
    row("lone minus", "[-]", 2, "After the \"-\"");
    row("exponent without digits", "[1e+]", 4, "exponent");
    row("string left open", "[\"a", 3, "not closed");
    row("line break in a string", "[\"a\n\"]", 3, "control character");
    row("unknown escape", "[\"\\x\"]", 3, "After a \"\\\"");
    row("short escape", "[\"\\u12\"]", 6, "hexadecimal");
    row("array left open", "[1", 2, "\",\" or \"]\"");
    row("bytes of Latin-1", "[\"\xe9\"]", 2, "not UTF-8");
    row("overlong form", "[\"\xc0\xaf\"]", 2, "not UTF-8");
    row("surrogate in UTF-8", "[\"\xed\xa0\x80\"]", 2, "not UTF-8");
    row("above the last character", "[\"\xf4\x90\x80\x80\"]", 2, "not UTF-8");
    row("sequence cut short", "[\"\xe2\x82", 2, "not UTF-8");
    row("UTF-16", QByteArray("[\0", 2), 1, "value is missing");
    row("a byte order mark alone", "\xef\xbb\xbf", 3, "value is missing");
}

void TstJsonText::theFirstErrorIsToldWithItsPlace()
{
    QFETCH(QByteArray, source);
    QFETCH(qsizetype, at);
    QFETCH(QString, sentence);
    const JsonCheck check = checkJson(source);
    QVERIFY(!check.isValid());
    QVERIFY2(check.error->text.contains(sentence), qPrintable(check.error->text));
    QCOMPARE(check.error->at, at);
}

void TstJsonText::whatIsLegalButStrangeIsWarnedOf_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QList<qsizetype>>("at");
    using At = QList<qsizetype>;
    QTest::newRow("nothing strange") << QByteArray(R"([{"a":1},{"a":"\ud83d\ude00"}])") << At{};
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{}") << At{0};
    QTest::newRow("a key twice") << QByteArray(R"({"a":{"a":1},"a":2})") << At{13};
    QTest::newRow("a key in other letters") << QByteArray(R"({"a":1,"\u0061":2})") << At{7};
    QTest::newRow("high half alone") << QByteArray(R"(["\ud800"])") << At{2};
    QTest::newRow("low half alone") << QByteArray(R"(["\\\n\udc00"])") << At{6};
    QTest::newRow("two high halves") << QByteArray(R"(["\ud800\ud800"])") << At{2};
    QTest::newRow("after a pair") << QByteArray(R"({"\ud83d\ude00\ude00":1})") << At{14};
}

void TstJsonText::whatIsLegalButStrangeIsWarnedOf()
{
    QFETCH(QByteArray, source);
    QFETCH(QList<qsizetype>, at);
    const JsonCheck check = checkJson(source);
    QVERIFY(check.isValid());
    QList<qsizetype> found;
    for (const JsonNote &warning : check.warnings)
        found.append(warning.at);
    QCOMPARE(found, at);
}

void TstJsonText::aValueIsFoundByItsPath_data()
{
    QTest::addColumn<QList<QByteArray>>("path");
    QTest::addColumn<QByteArray>("value"); // empty: there is none
    using Path = QList<QByteArray>;
    QTest::newRow("the document")
        << Path{} << QByteArray(R"({"$tb": 9223372036854775807 ,"a":[1,{"b":2.50}],"d":1,"d":2})");
    QTest::newRow("a number") << Path{"$tb"} << QByteArray("9223372036854775807");
    QTest::newRow("in an array") << Path{"a", "1", "b"} << QByteArray("2.50");
    QTest::newRow("the last of two") << Path{"d"} << QByteArray("2");
    QTest::newRow("no such key") << Path{"x"} << QByteArray();
    QTest::newRow("no such index") << Path{"a", "2"} << QByteArray();
    QTest::newRow("below a number") << Path{"d", "x"} << QByteArray();
}

void TstJsonText::aValueIsFoundByItsPath()
{
    QFETCH(QList<QByteArray>, path);
    QFETCH(QByteArray, value);
    const QByteArray source(R"( {"$tb": 9223372036854775807 ,"a":[1,{"b":2.50}],"d":1,"d":2})");
    const auto range = findJson(source, path);
    QCOMPARE(range ? range->of(source).toByteArray() : QByteArray(), value);
}

QTEST_APPLESS_MAIN(TstJsonText)
#include "tst_json_text.moc"
