// What a payload's bytes are taken for, and what an editor is given of them.
#include "ui/event_detail/payload_text.h"
#include "ui/widgets/code_editor.h"

#include <QRegularExpression>
#include <QTest>

using namespace ui;
using core::ContentType;

class TstPayloadText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void theBytesChooseTheForm_data();
    void theBytesChooseTheForm();
    void numbersAndStringsStayAsTheyWereWritten();
    void theNoticeSaysWhereItStopsBeingJson();
    void longLinesAreBrokenBetweenCharacters();
    void aPayloadWithALongLineIsMarkedAsBroken();
    void linesAreBrokenWhereWordsEnd();
    void noWindowFullOfLinesIsTooMuchToPaint_data();
    void noWindowFullOfLinesIsTooMuchToPaint();
    void aFewLongLinesStayWhole();
    void whatIsTooLargeIsShownAsBytes();
    void textIsFoundAnywhereInTheBytesInEitherCase();
    void nothingIsFoundOnceNobodyWaitsForIt();
};

void TstPayloadText::theBytesChooseTheForm_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ContentType>("claimed");
    QTest::addColumn<PayloadForm>("form");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("heading");
    const QString contradicted = QStringLiteral("Not what its content type says.");
    const QString none;
    QTest::newRow("JSON that says so") << QByteArray("{\"a\":1}") << ContentType::Json
                                       << PayloadForm::Json << QStringLiteral("JSON") << none;
    QTest::newRow("JSON that says bytes") << QByteArray("[1]") << ContentType::Bytes
                                          << PayloadForm::Json << QStringLiteral("JSON") << none;
    QTest::newRow("text that says bytes") << QByteArray("17@order-42") << ContentType::Bytes
                                          << PayloadForm::Text << QStringLiteral("Text") << none;
    QTest::newRow("text that says JSON")
        << QByteArray("hello") << ContentType::Json << PayloadForm::Text << QStringLiteral("Text")
        << contradicted;
    QTest::newRow("not UTF-8 that says JSON")
        << QByteArray("{\"a\":\"\xff\"}") << ContentType::Json << PayloadForm::Hex
        << QStringLiteral("Binary") << contradicted;
    QTest::newRow("not UTF-8 that says bytes")
        << QByteArray("\x89PNG") << ContentType::Bytes << PayloadForm::Hex
        << QStringLiteral("Binary") << none;
    QTest::newRow("a NUL in it") << QByteArray("a\0b", 3) << ContentType::Bytes << PayloadForm::Hex
                                 << QStringLiteral("Binary") << none;
    QTest::newRow("every byte FF")
        << QByteArray(312, '\xff') << ContentType::Json << PayloadForm::Hex
        << QStringLiteral("Binary") << QStringLiteral("Perhaps redacted.");
    QTest::newRow("nothing that says bytes")
        << QByteArray() << ContentType::Bytes << PayloadForm::Text << QStringLiteral("Empty")
        << none;
    QTest::newRow("nothing that says JSON")
        << QByteArray() << ContentType::Json << PayloadForm::Text << QStringLiteral("Empty")
        << contradicted;
}

void TstPayloadText::theBytesChooseTheForm()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ContentType, claimed);
    QFETCH(PayloadForm, form);
    const PayloadText text = examinePayload(bytes, claimed);
    QCOMPARE(text.best, form);
    QTEST(text.kind, "kind");
    QTEST(text.heading, "heading");
    QVERIFY(text.best != PayloadForm::Json || text.json);
    QVERIFY(text.best != PayloadForm::Text || text.text == bytes);
}

void TstPayloadText::numbersAndStringsStayAsTheyWereWritten()
{
    const QByteArray bytes = R"({"big":90071992547409931234,"price":12.10,"e":1E400,)"
                             R"("name":"caf\u00e9","dup":1,"dup":2})";
    const PayloadText text = examinePayload(bytes, ContentType::Json);
    QCOMPARE(*text.json,
             QByteArray("{\n  \"big\": 90071992547409931234,\n  \"price\": 12.10,\n"
                        "  \"e\": 1E400,\n  \"name\": \"caf\\u00e9\",\n"
                        "  \"dup\": 1,\n  \"dup\": 2\n}"));
    QCOMPARE(*text.text, bytes);
}

void TstPayloadText::theNoticeSaysWhereItStopsBeingJson()
{
    const PayloadText text = examinePayload("{\n  \"a\": tru\n}", ContentType::Json);
    QVERIFY2(text.notice.contains(QStringLiteral("line 2, column 8")), qPrintable(text.notice));
}

void TstPayloadText::longLinesAreBrokenBetweenCharacters()
{
    const QByteArray source = QByteArray("\xc3\xa9").repeated(100) + "\nshort\n";
    const QByteArray broken = withoutLongLines(source, 16);
    for (const QByteArray &line : broken.split('\n')) {
        QVERIFY(line.size() <= 16);
        QVERIFY(line.isValidUtf8());
    }
    QCOMPARE(QByteArray(broken).replace("\n", ""), QByteArray(source).replace("\n", ""));
    QVERIFY(broken.endsWith("\nshort\n"));
}

void TstPayloadText::aPayloadWithALongLineIsMarkedAsBroken()
{
    const QByteArray bytes = "{\"a\":\"" + QByteArray(50'000, 'x') + "\"}";
    const PayloadText text = examinePayload(bytes, ContentType::Json);
    QVERIFY(text.jsonBrokenAt > 0);
    QVERIFY(text.textBrokenAt > 0);
    QVERIFY(!CodeEditor::hasLongLine(*text.json));
    QVERIFY(!CodeEditor::hasLongLine(*text.text));
}

void TstPayloadText::linesAreBrokenWhereWordsEnd()
{
    const QByteArray source = QByteArray("\"sku\":\"LMP-220\",").repeated(100);
    const QByteArray broken = withoutLongLines(source, 40);
    const QList<QByteArray> lines = broken.split('\n');
    QVERIFY(lines.size() > 40);
    for (const QByteArray &line : lines) {
        QVERIFY(line.size() <= 40);
        QVERIFY2(line.isEmpty() || line.endsWith(','), line.constData());
    }
    QCOMPARE(QByteArray(broken).replace("\n", ""), source);
}

/// An editor measures all bytes of the rows in view: that much of a payload must stay small.
void TstPayloadText::noWindowFullOfLinesIsTooMuchToPaint_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("one line of a megabyte")
        << '[' + QByteArray("\"LMP-220\",").repeated(100'000) + "1]";
    QTest::newRow("many lines of 15,000 bytes")
        << QByteArray(QByteArray(15'000, 'x') + '\n').repeated(100);
    QTest::newRow("a string of 30,000 bytes among short lines")
        << "{\"a\":1,\n\"b\":\"" + QByteArray(30'000, 'x') + "\"}";
}

void TstPayloadText::noWindowFullOfLinesIsTooMuchToPaint()
{
    QFETCH(QByteArray, bytes);
    const PayloadText text = examinePayload(bytes, {});
    QVERIFY(text.textBrokenAt > 0);
    const QList<QByteArray> lines = text.text->split('\n');
    qsizetype inView = 0;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        inView += lines.at(i).size();
        if (i >= 80)
            inView -= lines.at(i - 80).size();
        QVERIFY2(inView <= 10 * 1024, qPrintable(QString::number(i)));
    }
    QByteArray shown = *text.text;
    QCOMPARE(shown.replace("\n", ""), bytes.replace("\n", ""));
}

void TstPayloadText::aFewLongLinesStayWhole()
{
    const QByteArray bytes = "first\n" + QByteArray(9'000, 'x') + "\nlast";
    const PayloadText text = examinePayload(bytes, {});
    QCOMPARE(text.textBrokenAt, 0);
    QCOMPARE(*text.text, bytes);
}

void TstPayloadText::whatIsTooLargeIsShownAsBytes()
{
    const PayloadText text = examinePayload(QByteArray(LargestFormattedPayload + 1, ' '), {});
    QCOMPARE(text.best, PayloadForm::Hex);
    QVERIFY(!text.text);
    QCOMPARE(text.heading, QStringLiteral("Over 16 MiB."));
}

void TstPayloadText::textIsFoundAnywhereInTheBytesInEitherCase()
{
    constexpr qsizetype Mebi = qsizetype{1} * 1024 * 1024; // so much is searched at once
    QByteArray bytes(2 * Mebi + 10, 'x');
    bytes.replace(Mebi - 3, 6, "NeeDle");
    bytes.replace(bytes.size() - 3, 3, "end");
    QVERIFY(holdsInEitherCase(bytes, "needle"));
    QVERIFY(holdsInEitherCase(bytes, "xNEEDLEx"));
    QVERIFY(holdsInEitherCase(bytes, "END"));
    QVERIFY(!holdsInEitherCase(bytes, "ends"));
    QVERIFY(!holdsInEitherCase({}, "x"));
}

void TstPayloadText::nothingIsFoundOnceNobodyWaitsForIt()
{
    std::stop_source source;
    QVERIFY(holdsInEitherCase("abc", "b", source.get_token()));
    source.request_stop();
    QVERIFY(!holdsInEitherCase("abc", "b", source.get_token()));
}

QTEST_APPLESS_MAIN(TstPayloadText)
#include "tst_payload_text.moc"
