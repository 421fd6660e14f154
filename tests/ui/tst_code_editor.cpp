// The editor of payloads: bytes in, bytes out.
#include "tests/support/gui_warnings.h"
#include "ui/widgets/code_editor.h"
#include "ui/widgets/scintilla_edit.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace ui;

class TstCodeEditor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }
    void textThatIsOnlyReadComesBackAsItWas_data();
    void textThatIsOnlyReadComesBackAsItWas();
    void aLargeTextThatIsOnlyReadIsTakenInTurns();
    void textIsThereToBeEditedAsAWhole();
    void whatIsTypedIntoTextThatWasOnlyReadIsUtf8();
    void keysScrollATextThatIsOnlyReadAndMoveTheCaretOfAnyOther();
};

void TstCodeEditor::textThatIsOnlyReadComesBackAsItWas_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("ASCII") << QByteArray("{\"a\": 1}");
    QTest::newRow("a NUL in it") << QByteArray("a\0b", 3);
    QTest::newRow("several bytes a character") << QByteArray("{\"straße\": \"日本 🙂\"}");
}

void TstCodeEditor::textThatIsOnlyReadComesBackAsItWas()
{
    QFETCH(QByteArray, text);
    CodeEditor editor(QStringLiteral("test/editor"), QStringLiteral("Data"), nullptr);
    editor.setReadOnly(true);
    editor.setUtf8("first");
    editor.setUtf8(text);
    QCOMPARE(editor.utf8(), text);
    QCOMPARE(editor.markAll(QStringLiteral("🙂")), text.contains("🙂") ? 1 : 0);
}

void TstCodeEditor::aLargeTextThatIsOnlyReadIsTakenInTurns()
{
    CodeEditor editor(QStringLiteral("test/editor"), QStringLiteral("Data"), nullptr);
    editor.setReadOnly(true);
    QSignalSpy taken(&editor, &CodeEditor::taken);
    const QByteArray text = QByteArray("\"straße\",\n").repeated(100'000);
    editor.setUtf8(text);
    QVERIFY(editor.isTaking());
    QCOMPARE(editor.utf8(), text);
    QTRY_COMPARE(taken.count(), 1);
    QVERIFY(!editor.isTaking());
    QCOMPARE(editor.utf8(), text);

    editor.setUtf8(text);
    editor.setUtf8("another");
    QVERIFY(!editor.isTaking());
    QCOMPARE(editor.utf8(), QByteArray("another"));
}

void TstCodeEditor::textIsThereToBeEditedAsAWhole()
{
    const QByteArray text = QByteArray("0123456789\n").repeated(100'000);
    CodeEditor editor(QStringLiteral("test/editor"), QStringLiteral("Data"), nullptr);
    editor.setUtf8(text);
    QVERIFY(!editor.isTaking());
    editor.setReadOnly(true);
    editor.setUtf8(text);
    QVERIFY(editor.isTaking());
    editor.setReadOnly(false);
    QVERIFY(!editor.isTaking());
    QCOMPARE(editor.utf8(), text);
}

void TstCodeEditor::whatIsTypedIntoTextThatWasOnlyReadIsUtf8()
{
    CodeEditor editor(QStringLiteral("test/editor"), QStringLiteral("Data"), nullptr);
    editor.setReadOnly(true);
    editor.setUtf8("abc");
    editor.setReadOnly(false);
    QKeyEvent typed(QEvent::KeyPress, Qt::Key_Udiaeresis, Qt::NoModifier, QStringLiteral("ü"));
    QCoreApplication::sendEvent(editor.focusProxy(), &typed);
    QCOMPARE(editor.utf8(), QByteArray("üabc"));
}

void TstCodeEditor::keysScrollATextThatIsOnlyReadAndMoveTheCaretOfAnyOther()
{
    CodeEditor editor(QStringLiteral("test/editor"), QStringLiteral("Data"), nullptr);
    editor.setUtf8(QByteArray("line\n").repeated(500));
    editor.resize(300, 200);
    editor.show();
    auto *text = qobject_cast<ScintillaEdit *>(editor.focusProxy());
    const auto caret = [text] { return text->SendScintilla(QsciScintilla::SCI_GETCURRENTPOS); };
    const QScrollBar *bar = text->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 400);

    editor.setReadOnly(true);
    QTest::keyClick(text, Qt::Key_Down);
    QCOMPARE(bar->value(), 1);
    QTest::keyClick(text, Qt::Key_PageDown);
    QVERIFY(bar->value() > 5);
    QTest::keyClick(text, Qt::Key_Home);
    QCOMPARE(bar->value(), 0);
    QTest::keyClick(text, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(bar->value(), bar->maximum());
    QCOMPARE(caret(), 0L);
    QTest::keyClick(text, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(editor.selectedText(), QStringLiteral("l"));

    editor.setReadOnly(false);
    QTest::keyClick(text, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(caret(), 2500L);
}

QTEST_MAIN(TstCodeEditor)
#include "tst_code_editor.moc"
