// The palette finds commands by a few letters and runs the chosen one after it has closed.
#include "tests/support/gui_warnings.h"
#include "ui/actions/action_registry.h"
#include "ui/actions/command_palette.h"
#include "ui/actions/fuzzy_match.h"

#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QTest>

using namespace ui;

class TestCommandPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }
    void lettersInOrderFitAndOthersDoNot_data();
    void lettersInOrderFitAndOthersDoNot();
    void startsOfWordsWinOverLettersInside();
    void theChosenCommandRunsAfterThePaletteHasClosed();
    void disabledCommandsAreNotOffered();
    void moreEntriesAreFoundBesideCommands();
    void menusHoldEveryActionInItsGroup();
    void commandsAreUsableAndCheckedAsTheirConditionsSay();
};

void TestCommandPalette::lettersInOrderFitAndOthersDoNot_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("fits");
    QTest::newRow("nothing typed fits all") << QString() << QStringLiteral("New Event…") << true;
    QTest::newRow("initials") << QStringLiteral("ne") << QStringLiteral("New Event…") << true;
    QTest::newRow("case does not count")
        << QStringLiteral("NEV") << QStringLiteral("New Event…") << true;
    QTest::newRow("blanks do not count")
        << QStringLiteral("new ev") << QStringLiteral("New Event…") << true;
    QTest::newRow("wrong order") << QStringLiteral("tw") << QStringLiteral("New Event…") << false;
    QTest::newRow("a letter too many")
        << QStringLiteral("neww") << QStringLiteral("New Event…") << false;
    QTest::newRow("a letter of a later word twice")
        << QStringLiteral("tt") << QStringLiteral("Next Tab") << true;
}

void TestCommandPalette::lettersInOrderFitAndOthersDoNot()
{
    QFETCH(QString, typed);
    QFETCH(QString, name);
    QFETCH(bool, fits);
    QCOMPARE(fuzzyScore(typed, name).has_value(), fits);
}

void TestCommandPalette::startsOfWordsWinOverLettersInside()
{
    const auto score = [](const char *typed, const char *name) {
        return fuzzyScore(QString::fromLatin1(typed), QString::fromLatin1(name)).value_or(-1);
    };
    QVERIFY(score("ct", "Close Tab") > score("ct", "Connect to a Server"));
    QVERIFY(score("live", "Live") > score("live", "List Every Stream"));
    QVERIFY(score("order-42", "order-42") > score("order-42", "order-4212"));
}

void TestCommandPalette::theChosenCommandRunsAfterThePaletteHasClosed()
{
    QWidget window;
    window.resize(800, 600);
    window.show();
    ActionRegistry registry;
    CommandPalette palette(registry, &window);
    bool paletteWasOpen = true;
    int ran = 0;
    registry.add({.id = QStringLiteral("a.other"), .text = QStringLiteral("Other")}, [](bool) {});
    registry.add({.id = QStringLiteral("a.wanted"), .text = QStringLiteral("Close Tab")},
                 [&](bool) {
                     ++ran;
                     paletteWasOpen = palette.isVisible();
                 });
    palette.popUp();
    auto *edit = palette.findChild<QLineEdit *>();
    QTest::keyClicks(edit, QStringLiteral("clt"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(ran, 0);
    QTRY_COMPARE(ran, 1);
    QVERIFY(!paletteWasOpen);
}

void TestCommandPalette::disabledCommandsAreNotOffered()
{
    QWidget window;
    window.resize(800, 600);
    ActionRegistry registry;
    QAction *action
        = registry.add({.id = QStringLiteral("a.one"), .text = QStringLiteral("One")}, [](bool) {});
    CommandPalette palette(registry, &window);
    const auto *list = palette.findChild<QListView *>();
    palette.popUp();
    QCOMPARE(list->model()->rowCount(), 1);
    palette.close();
    action->setEnabled(false);
    palette.popUp();
    QCOMPARE(list->model()->rowCount(), 0);
}

void TestCommandPalette::moreEntriesAreFoundBesideCommands()
{
    QWidget window;
    window.resize(800, 600);
    ActionRegistry registry;
    CommandPalette palette(registry, &window);
    bool went = false;
    palette.setMoreEntries([&went]() -> QList<PaletteEntry> {
        return {{QStringLiteral("Open order-42"), {}, [&went] { went = true; }}};
    });
    palette.popUp();
    auto *edit = palette.findChild<QLineEdit *>();
    QTest::keyClicks(edit, QStringLiteral("o42"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(went);
}

void TestCommandPalette::menusHoldEveryActionInItsGroup()
{
    ActionRegistry registry;
    registry.add({.id = QStringLiteral("v.b"),
                  .text = QStringLiteral("B"),
                  .menu = MenuId::View,
                  .group = 1},
                 [](bool) {});
    registry.add({.id = QStringLiteral("v.a"), .text = QStringLiteral("A"), .menu = MenuId::View},
                 [](bool) {});
    QMenuBar menuBar;
    registry.fillMenuBar(&menuBar);
    QCOMPARE(menuBar.actions().size(), 7);
    QStringList shown;
    const QMenu *view = menuBar.actions().at(3)->menu();
    for (const QAction *action : view->actions())
        shown.append(action->isSeparator() ? QStringLiteral("-") : action->text());
    QCOMPARE(shown, QStringList({QStringLiteral("A"), QStringLiteral("-"), QStringLiteral("B")}));
}

void TestCommandPalette::commandsAreUsableAndCheckedAsTheirConditionsSay()
{
    ActionRegistry registry;
    bool isOpen = false;
    const auto isIt = [&isOpen] { return isOpen; };
    int handled = 0;
    const auto count = [&handled](bool) { ++handled; };
    const QAction *close = registry.add(
        {.id = QStringLiteral("tab.close"), .text = QStringLiteral("Close"), .isEnabled = isIt},
        count);
    const QAction *pin = registry.add({.id = QStringLiteral("tab.pin"),
                                       .text = QStringLiteral("Pin"),
                                       .isCheckable = true,
                                       .isChecked = isIt},
                                      count);
    const QAction *open
        = registry.add({.id = QStringLiteral("tab.open"), .text = QStringLiteral("Open")}, count);
    registry.refresh();
    QVERIFY(!close->isEnabled());
    QVERIFY(!pin->isChecked());
    isOpen = true;
    registry.refresh();
    QVERIFY(close->isEnabled());
    QVERIFY(pin->isEnabled());
    QVERIFY(pin->isChecked());
    QVERIFY(open->isEnabled());
    QCOMPARE(handled, 0);
}

QTEST_MAIN(TestCommandPalette)
#include "tst_command_palette.moc"
