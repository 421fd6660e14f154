// Finding text in a payload: JSON, plain text, bytes.
#include "tests/support/gui_warnings.h"
#include "ui/widgets/code_editor.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/hex_view.h"

#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

using namespace ui;

class TstPayloadFind final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void typingSelectsTheFirstAndCounts();
    void enterAndShiftEnterGoRound();
    void eitherCaseIsFound();
    void whatIsNotThereIsSaid();
    void whatABrokenLineHidesIsSaid();
    void whatIsLookedForOverBreaksIsDroppedWithItsTextAndPayload();
    void anotherPayloadIsMarkedAnew();
    void foldedTextIsUnfoldedWhereItIsFound();
    void escapeClosesTheBarAndGoesBackToTheText();
    void bytesAreFoundAsTextAndAsDigits();
    void aNeedleOfAnySizeIsHarmless();
    void aLargeTextIsMarkedInTurnsAndCountedInTheEnd();
    void whatIsInThePartThatIsStillTakenIsFoundInTheEnd();

private:
    void type(const QString &text)
    {
        m_bar->open();
        QTest::keyClicks(field(), text);
    }
    [[nodiscard]] QLineEdit *field() const
    {
        return m_bar->findChild<QLineEdit *>(QStringLiteral("test/find-edit"));
    }

    std::unique_ptr<QWidget> m_window;
    CodeEditor *m_editor = nullptr;
    HexView *m_hex = nullptr;
    FindBar *m_bar = nullptr;
};

void TstPayloadFind::init()
{
    tests::failOnWarnings();
    m_window = std::make_unique<QWidget>();
    m_editor
        = new CodeEditor(QStringLiteral("test/editor"), QStringLiteral("Data"), m_window.get());
    m_hex = new HexView(m_window.get());
    m_bar = new FindBar(QStringLiteral("test"), *m_editor, *m_hex, m_window.get());
    auto *column = new QVBoxLayout(m_window.get());
    for (QWidget *widget : std::initializer_list<QWidget *>{m_editor, m_hex, m_bar})
        column->addWidget(widget);
    m_hex->hide();
    m_editor->setReadOnly(true);
    m_editor->setLanguage(CodeEditor::Language::Json);
    m_editor->setUtf8("{\n  \"Order\": \"order-1\",\n  \"x\": {\n    \"y\": \"ORDER\"\n  }\n}");
    m_window->resize(400, 300);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TstPayloadFind::typingSelectsTheFirstAndCounts()
{
    type(QStringLiteral("order"));
    QCOMPARE(m_bar->words(), QStringLiteral("1 of 3"));
    QCOMPARE(m_editor->selectedText(), QStringLiteral("Order"));
}

void TstPayloadFind::enterAndShiftEnterGoRound()
{
    type(QStringLiteral("order"));
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(m_bar->words(), QStringLiteral("2 of 3"));
    QTest::keyClick(field(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(field(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(m_bar->words(), QStringLiteral("3 of 3"));
    m_bar->step(false);
    QCOMPARE(m_bar->words(), QStringLiteral("1 of 3"));
}

void TstPayloadFind::eitherCaseIsFound()
{
    QCOMPARE(m_editor->markAll(QStringLiteral("oRdEr")), 3);
    m_editor->setUtf8("Straße STRAßE Ärger ärger");
    QCOMPARE(m_editor->markAll(QStringLiteral("straße")), 2);
    QCOMPARE(m_editor->markAll(QStringLiteral("Ärger")), 1);
    QCOMPARE(m_editor->markAll({}), 0);
}

void TstPayloadFind::whatIsNotThereIsSaid()
{
    type(QStringLiteral("nowhere"));
    QCOMPARE(m_bar->words(), QStringLiteral("Not found"));
}

void TstPayloadFind::whatABrokenLineHidesIsSaid()
{
    m_bar->setLookOverBreaks([](const QString &text, const auto &answer) {
        auto handle = std::make_unique<QObject>();
        QMetaObject::invokeMethod(
            handle.get(),
            [answer, isThere = text == QStringLiteral("der-2")] { answer(isThere); },
            Qt::QueuedConnection);
        return handle;
    });
    type(QStringLiteral("der-2"));
    QCOMPARE(m_bar->words(), QString());
    QTRY_COMPARE(m_bar->words(), QStringLiteral("Only over a broken line; see Hex"));
    m_bar->step(false);
    QCOMPARE(m_bar->words(), QStringLiteral("Only over a broken line; see Hex"));
    m_bar->refresh();
    QTRY_COMPARE(m_bar->words(), QStringLiteral("Only over a broken line; see Hex"));
    QTest::keyClicks(field(), QStringLiteral("3"));
    QTRY_COMPARE(m_bar->words(), QStringLiteral("Not found"));
}

void TstPayloadFind::whatIsLookedForOverBreaksIsDroppedWithItsTextAndPayload()
{
    QPointer<QObject> handle;
    QStringList asked;
    m_bar->setLookOverBreaks([&](const QString &text, const auto &) {
        auto made = std::make_unique<QObject>();
        handle = made.get();
        asked << text;
        return made;
    });
    type(QStringLiteral("n"));
    QCOMPARE(asked, QStringList{QStringLiteral("n")});
    QPointer<QObject> last = handle;
    QTest::keyClicks(field(), QStringLiteral("o"));
    QVERIFY(!last);
    QCOMPARE(asked.last(), QStringLiteral("no"));
    last = handle;
    m_editor->setUtf8("{\"no\": 1}");
    m_bar->refresh();
    QVERIFY(!last);
    QCOMPARE(m_bar->words(), QStringLiteral("1 found"));
    QTest::keyClicks(field(), QStringLiteral("t"));
    QVERIFY(handle);
    m_bar->dismiss();
    QVERIFY(!handle);
}

void TstPayloadFind::anotherPayloadIsMarkedAnew()
{
    type(QStringLiteral("order"));
    m_editor->setUtf8("{\"order\": 1}");
    m_bar->refresh();
    QCOMPARE(m_bar->words(), QStringLiteral("1 found"));
}

void TstPayloadFind::foldedTextIsUnfoldedWhereItIsFound()
{
    m_editor->setAllFolded(true);
    QVERIFY(!m_editor->isLineSeen(3));
    type(QStringLiteral("ORDER"));
    m_bar->step(true);
    QCOMPARE(m_bar->words(), QStringLiteral("3 of 3"));
    QVERIFY(m_editor->isLineSeen(3));
}

void TstPayloadFind::escapeClosesTheBarAndGoesBackToTheText()
{
    type(QStringLiteral("order"));
    QTest::keyClick(field(), Qt::Key_Escape);
    QVERIFY(m_bar->isHidden());
    QTRY_VERIFY(m_editor->focusProxy()->hasFocus());
    QVERIFY(!m_bar->dismiss());
}

void TstPayloadFind::bytesAreFoundAsTextAndAsDigits()
{
    m_editor->hide();
    m_hex->show();
    m_hex->setBytes(QByteArray("\x00\x01 abc \xfe\xff abc", 13));
    type(QStringLiteral("abc"));
    QCOMPARE(m_hex->selectedDigits(), QStringLiteral("61 62 63"));
    QCOMPARE(m_hex->caret(), 5);
    m_bar->step(false);
    QCOMPARE(m_hex->caret(), 12);
    m_bar->step(false);
    QCOMPARE(m_hex->caret(), 5);
    field()->selectAll();
    QTest::keyClicks(field(), QStringLiteral("fe ff"));
    QCOMPARE(m_hex->selectedDigits(), QStringLiteral("fe ff"));
    field()->selectAll();
    QTest::keyClicks(field(), QStringLiteral("zz"));
    QCOMPARE(m_bar->words(), QStringLiteral("Not found"));
}

void TstPayloadFind::aNeedleOfAnySizeIsHarmless()
{
    QCOMPARE(m_editor->findNext(QString(100'000, u'x'), false), 0);
    m_editor->setUtf8({});
    QCOMPARE(m_editor->findNext(QStringLiteral("x"), true), 0);
    m_editor->setUtf8(QByteArray(30'000, '\n') + QByteArray("a").repeated(19'000));
    QVERIFY(m_editor->markAll(QStringLiteral("a")) > 0);
    QTRY_COMPARE(m_editor->markedCount(), 10'000);
}

void TstPayloadFind::aLargeTextIsMarkedInTurnsAndCountedInTheEnd()
{
    m_editor->setUtf8(QByteArray("needle\n").repeated(40'000));
    m_bar->open();
    field()->selectAll();
    QTest::keyClicks(field(), QStringLiteral("needle"));
    QVERIFY(m_editor->isMarking());
    QCOMPARE(m_bar->words(), QString());
    QTRY_COMPARE(m_bar->words(), QStringLiteral("1 of 10,000"));
    m_editor->setUtf8(QByteArray("needle\n").repeated(9'990));
    QCOMPARE(m_editor->markAll(QStringLiteral("LE\nNEE")), 1000);
    QTRY_COMPARE(m_editor->markedCount(), 9'989);
}

void TstPayloadFind::whatIsInThePartThatIsStillTakenIsFoundInTheEnd()
{
    m_editor->setReadOnly(true);
    m_editor->setUtf8(QByteArray("hay\n").repeated(200'000) + "needle");
    QVERIFY(m_editor->isTaking());
    m_bar->open();
    field()->selectAll();
    QTest::keyClicks(field(), QStringLiteral("needle"));
    QCOMPARE(m_bar->words(), QString()); // nobody knows yet
    QTRY_COMPARE(m_bar->words(), QStringLiteral("1 of 1"));
    QCOMPARE(m_editor->selectedText(), QStringLiteral("needle"));
}

QTEST_MAIN(TstPayloadFind)
#include "tst_payload_find.moc"
