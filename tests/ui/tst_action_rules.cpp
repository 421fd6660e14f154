// The rules that hold for every command of the window, walked through its table.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/main_window/address.h"

#include <QFile>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QShortcut>

using namespace ui;

namespace {

void collect(const QMenu *menu, QSet<const QAction *> &found)
{
    for (const QAction *action : menu->actions()) {
        found.insert(action);
        if (action->menu())
            collect(action->menu(), found);
    }
}

QString textOf(const QString &file)
{
    QFile document(QStringLiteral(SOURCE_FOLDER "/") + file);
    return document.open(QIODevice::ReadOnly) ? QString::fromUtf8(document.readAll()) : QString();
}

/// As people write it: "Ctrl+Enter", "Alt+←".
QString keyText(const QKeySequence &key)
{
    return key.toString(QKeySequence::PortableText)
        .replace(QStringLiteral("Return"), QStringLiteral("Enter"))
        .replace(QStringLiteral("Backtab"), QStringLiteral("Tab"))
        .replace(QStringLiteral("Left"), QStringLiteral("←"))
        .replace(QStringLiteral("Right"), QStringLiteral("→"));
}

} // namespace

class TstActionRules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init() { tests::failOnWarnings(); }

    void idsAreDottedAndUnique();
    void shortcutsAreUnique();
    void everyActionIsInAMenu();
    void anEllipsisSaysThatMoreIsAsked();
    void theManualListsEveryKey();
    void commandsThatDocumentsNameAreThere_data();
    void commandsThatDocumentsNameAreThere();
    void everyShortcutFiresOneActionFromEveryPane_data();
    void everyShortcutFiresOneActionFromEveryPane();
    void addressesAreRead_data();
    void addressesAreRead();

private:
    tests::Shop m_shop;
    QStringList m_fired;
};

void TstActionRules::idsAreDottedAndUnique()
{
    const tests::WindowBench bench;
    static const QRegularExpression form(QStringLiteral("^[a-z]+\\.[a-z0-9]+(-[a-z]+)*$"));
    QSet<QString> ids;
    for (const QAction *action : bench.window.actionRegistry().actions()) {
        const QString id = action->objectName();
        QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
        QVERIFY2(!ids.contains(id), qPrintable(id));
        ids.insert(id);
    }
    QVERIFY(ids.size() > 40);
}

void TstActionRules::shortcutsAreUnique()
{
    const tests::WindowBench bench;
    QHash<QKeySequence, QString> owners;
    for (const QAction *action : bench.window.actionRegistry().actions()) {
        for (const QKeySequence &key : action->shortcuts()) {
            QVERIFY2(!owners.contains(key),
                     qPrintable(key.toString() + u' ' + action->objectName() + u' '
                                + owners.value(key)));
            owners.insert(key, action->objectName());
        }
    }
}

void TstActionRules::everyActionIsInAMenu()
{
    const tests::WindowBench bench;
    QSet<const QAction *> inMenus;
    for (const QAction *top : bench.window.menuBar()->actions())
        collect(top->menu(), inMenus);
    for (const QAction *action : bench.window.actionRegistry().actions())
        QVERIFY2(inMenus.contains(action), qPrintable(action->objectName()));
}

void TstActionRules::anEllipsisSaysThatMoreIsAsked()
{
    const tests::WindowBench bench;
    const ActionRegistry &registry = bench.window.actionRegistry();
    for (const QAction *action : registry.actions())
        QVERIFY2(action->text().endsWith(u'…') == registry.spec(action).asksForMore,
                 qPrintable(action->text()));
}

void TstActionRules::theManualListsEveryKey()
{
    const QString section = textOf(QStringLiteral("resources/help/manual.md"))
                                .section(QStringLiteral("\n## Keys\n"), 1);
    QStringList listed;
    for (const QString &line : section.split(u'\n')) {
        if (line.startsWith(u'|'))
            listed.append(line);
    }
    QStringList wanted{QStringLiteral("| keys | command |"), QStringLiteral("|---|---|")};
    const tests::WindowBench bench;
    for (const QAction *action : bench.window.actionRegistry().actions()) {
        QStringList keys;
        for (const QKeySequence &key : action->shortcuts())
            keys.append(keyText(key));
        keys.removeDuplicates();
        const bool isNumbered = action->objectName().back().isDigit(); // told in a sentence
        if (!keys.isEmpty() && !isNumbered)
            wanted.append(
                QStringLiteral("| %1 | %2 |").arg(keys.join(QStringLiteral(", ")), action->text()));
    }
    if (listed != wanted)
        qInfo("The table as it should be in the manual:\n%s", qPrintable(wanted.join(u'\n')));
    QCOMPARE(listed, wanted);
}

void TstActionRules::commandsThatDocumentsNameAreThere_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("the manual") << QStringLiteral("resources/help/manual.md");
    QTest::newRow("the readme") << QStringLiteral("README.md");
}

/// Where a document writes "*View ▸ Newest First*" there is such a command.
void TstActionRules::commandsThatDocumentsNameAreThere()
{
    QFETCH(QString, file);
    static const QRegularExpression form(QStringLiteral("\\*(\\w+) ▸ ([^*]+)\\*"));
    const tests::WindowBench bench;
    const ActionRegistry &registry = bench.window.actionRegistry();
    QSet<QString> commands;
    for (const QAction *action : registry.actions())
        commands.insert(menuTitle(registry.spec(action).menu).remove(u'&') + u'/' + action->text());
    int named = 0;
    for (auto match = form.globalMatch(textOf(file)); match.hasNext(); ++named) {
        const QRegularExpressionMatch command = match.next();
        const QString name = command.captured(2).simplified(); // it may go on in the next line
        QVERIFY2(commands.contains(command.captured(1) + u'/' + name), qPrintable(name));
    }
    QVERIFY(named > 1);
}

void TstActionRules::everyShortcutFiresOneActionFromEveryPane_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QKeySequence>("shortcut");
    QTest::addColumn<QString>("pane");
    const tests::WindowBench bench;
    const QStringList panes{QStringLiteral("top-bar/address"),
                            QStringLiteral("navigator/filter"),
                            QStringLiteral("navigator/streams"),
                            QStringLiteral("events/table"),
                            QStringLiteral("events/filter-edit"),
                            QStringLiteral("detail"),
                            QStringLiteral("wire-log/calls"),
                            QStringLiteral("append/type-edit"),
                            QStringLiteral("append/data-editor")};
    for (const QAction *action : bench.window.actionRegistry().actions()) {
        for (const QKeySequence &shortcut : action->shortcuts()) {
            for (const QString &pane : panes)
                QTest::addRow("%s by %s from %s",
                              qPrintable(action->objectName()),
                              qPrintable(shortcut.toString()),
                              qPrintable(pane))
                    << action->objectName() << shortcut << pane;
        }
    }
}

void TstActionRules::everyShortcutFiresOneActionFromEveryPane()
{
    QFETCH(QString, id);
    QFETCH(QKeySequence, shortcut);
    QFETCH(QString, pane);
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("order-2"), QStringLiteral("order-1")});
    const ActionRegistry &registry = bench.window.actionRegistry();
    for (const QAction *action : registry.actions())
        connect(action, &QAction::triggered, &bench.window, [this, action] {
            m_fired.append(action->objectName());
        });
    if (id == QStringLiteral("view.back") || id == QStringLiteral("view.forward")) {
        // Only where there is somewhere to go.
        bench.goTo(QStringLiteral("order-2"));
        bench.goTo(QStringLiteral("order-1"));
        if (id == QStringLiteral("view.forward"))
            bench.action("view.back")->trigger();
        m_fired.clear();
    }

    QWidget *inPage = bench.events()->findChild<QWidget *>(pane);
    if (pane.startsWith(QStringLiteral("wire-log")))
        bench.action("view.wire-log")->trigger();
    if (pane.startsWith(QStringLiteral("append")))
        bench.action("event.new")->trigger();
    auto *place = inPage ? inPage : bench.window.findChild<QWidget *>(pane);
    QVERIFY(place);
    // What needs a state of its own is enabled here: the question is which action the key finds.
    registry.action(id)->setEnabled(true);
    m_fired.clear();
    if (pane == QStringLiteral("detail")) {
        bench.window.workspace()->focusPage();
        bench.press(Qt::Key_F6);
        m_fired.clear();
    } else {
        place->setFocus();
    }
    const QKeyCombination key = shortcut[0];
    QTest::keyClick(bench.window.focusWidget(), key.key(), key.keyboardModifiers());
    QCOMPARE(m_fired, QStringList(id));
}

void TstActionRules::addressesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("read");
    const auto row = [](const char *name, const char *text, const char *read) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(read);
    };
    row("a stream", " order-42 ", "order-42");
    row("an event of a stream", "order-42@17", "order-42@17");
    row("a link's text", "17@order-42", "order-42@17");
    row("all events", "$all", "$all");
    row("a place in all events", "$all@100:90", "$all@100:90");
    row("a name with an @ that is no revision", "mail-a@b.example", "mail-a@b.example");
    row("an event of a name with an @", "mail-a@b.example@3", "mail-a@b.example@3");
    row("a known name that looks like an event", "odd@7", "odd@7");
    row("a revision too large to be one",
        "order-42@9223372036854775808",
        "order-42@9223372036854775808");
    row("nothing", "  ", "");
}

void TstActionRules::addressesAreRead()
{
    QFETCH(QString, text);
    QFETCH(QString, read);
    const core::StreamName odd(QStringLiteral("odd@7"));
    const auto address
        = Address::parse(text, [&odd](const core::StreamName &name) { return name == odd; });
    QCOMPARE(address ? address->toString() : QString(), read);
    if (text == odd.text())
        QVERIFY(address && !address->revision && address->stream == odd);
    if (text == QStringLiteral("17@order-42"))
        QCOMPARE(address->revision, core::Revision{17});
}

QTEST_MAIN(TstActionRules)
#include "tst_action_rules.moc"
