// The editor of payloads: bytes in, bytes out.
#include "tests/support/gui_warnings.h"
#include "ui/widgets/code_editor.h"

#include <QKeyEvent>
#include <QTest>

using namespace ui;

class TstCodeEditor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }
    void textThatIsOnlyReadComesBackAsItWas_data();
    void textThatIsOnlyReadComesBackAsItWas();
    void whatIsTypedIntoTextThatWasOnlyReadIsUtf8();
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

QTEST_MAIN(TstCodeEditor)
#include "tst_code_editor.moc"
