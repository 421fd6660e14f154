// The manual in its window: cut into sections, opened at what the person is busy with, searched.
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/window_bench.h"
#include "ui/audit/audit_page.h"
#include "ui/main_window/navigator.h"
#include "ui/manual/manual_window.h"
#include "ui/projections/projections_page.h"
#include "ui/prompts/dialog_prompts.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/search_edit.h"

#include <QApplication>
#include <QDialog>
#include <QListWidget>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTextTable>
#include <QTimer>

using namespace ui;

Q_DECLARE_METATYPE(std::function<void(tests::WindowBench &)>)

class TstManual final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init() { tests::failOnWarnings(); }

    void headingsBeginSections();
    void emptyLinesEndBlocksButNotExamplesAndLists();
    void aSectionHoldsWordsInAnyOrderAndCase();
    void wordsLeaveTheSectionsThatHoldThem();
    void wordsThatNoSectionHoldsAreSaidToBeNowhere();
    void escapeClosesItAfterTheSearchIsCleared();
    void eachSectionIsShownWholeAndInItsOrder();
    void whatTheKeyboardReachesHasAName();
    void f1OpensItAtThePaneOfTheKeyboard();
    void f1InADialogOpensItAtTheSectionAboutThat_data();
    void f1InADialogOpensItAtTheSectionAboutThat();
    void f1InAQuestionOpensItAtWhatIsAskedAbout();
    void itDoesNotKeepTheProgramRunning();

private:
    /// Each with the space above and below it.
    [[nodiscard]] static QStringList paragraphsOf(const QTextDocument &document)
    {
        QStringList paragraphs;
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            const QTextBlockFormat format = block.blockFormat();
            if (!block.text().isEmpty())
                paragraphs.append(QStringLiteral("%1 %2 %3")
                                      .arg(QString::number(format.topMargin()),
                                           QString::number(format.bottomMargin()),
                                           block.text()));
        }
        return paragraphs;
    }
    /// Of the window that was opened last.
    [[nodiscard]] static ManualWindow *opened()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *manual = qobject_cast<ManualWindow *>(widget))
                return manual;
        }
        return nullptr;
    }

    /// Presses F1 in what is seen over the window; the title of the section that is shown then.
    [[nodiscard]] static QString titleAfterF1In(QWidget *dialog)
    {
        const bool isPopup = dialog->windowType() == Qt::Popup;
        dialog->activateWindow();
        if (!isPopup && !QTest::qWaitFor([dialog] { return dialog->isActiveWindow(); }))
            return QStringLiteral("the dialog is not active");
        QWidget *focused = dialog->focusWidget();
        QTest::keyClick(focused ? focused : dialog, Qt::Key_F1);
        const ManualWindow *manual = opened();
        if (!manual || !manual->isVisible() || dialog->isVisible() == isPopup)
            return QStringLiteral("no manual beside the dialog");
        return manual->title();
    }

    tests::Shop m_shop;
};

void TstManual::headingsBeginSections()
{
    const auto sections = manualSections(QStringLiteral("lost\n# Book\nintro\n## One\n### Part\n"
                                                        "```\n# code\n```\n## Two\nend\n"));
    QCOMPARE(sections.size(), 3);
    QCOMPARE(sections.at(0).title, QStringLiteral("Book"));
    QCOMPARE(sections.at(0).markdown, QStringLiteral("# Book\nintro\n"));
    QCOMPARE(sections.at(1).title, QStringLiteral("One"));
    QCOMPARE(sections.at(1).markdown, QStringLiteral("## One\n### Part\n```\n# code\n```\n"));
    QCOMPARE(sections.at(2).title, QStringLiteral("Two"));
}

void TstManual::emptyLinesEndBlocksButNotExamplesAndLists()
{
    QCOMPARE(markdownBlocks(QStringLiteral("## One\n\nfirst\nstill\n\n\n| a |\n|---|\n| 1 |\n\n"
                                           "```\ncode\n\nmore\n```\n\n- item\n\n  its rest\n")),
             (QStringList{QStringLiteral("## One\n"),
                          QStringLiteral("first\nstill\n"),
                          QStringLiteral("| a |\n|---|\n| 1 |\n"),
                          QStringLiteral("```\ncode\n\nmore\n```\n"),
                          QStringLiteral("- item\n\n  its rest\n")}));
}

void TstManual::aSectionHoldsWordsInAnyOrderAndCase()
{
    const ManualSection section{QStringLiteral("Links"), QStringLiteral("A *broken* link")};
    QVERIFY(holdsWords(section, {}));
    QVERIFY(holdsWords(section, {QStringLiteral("LINK"), QStringLiteral("Broken")}));
    QVERIFY(!holdsWords(section, {QStringLiteral("link"), QStringLiteral("whole")}));
}

void TstManual::wordsLeaveTheSectionsThatHoldThem()
{
    ManualWindow manual(manualText());
    manual.open(QStringLiteral("Connections"));
    QVERIFY(QTest::qWaitForWindowActive(&manual));
    const auto *text = manual.findChild<QTextBrowser *>(QStringLiteral("manual/text"));
    QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("Connect to a Server")));
    QCOMPARE(text->extraSelections().size(), 0);
    auto *search = manual.findChild<SearchEdit *>(QStringLiteral("manual/search"));
    QTest::keyClicks(search, QStringLiteral("tombstone"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(manual.titlesShown(), QStringList{QStringLiteral("Deleting a stream")});
    QCOMPARE(manual.title(), QStringLiteral("Deleting a stream"));
    QTRY_COMPARE(text->extraSelections().size(), 1); // the section is laid out block by block
    QCOMPARE(text->extraSelections().constFirst().cursor.selectedText(),
             QStringLiteral("tombstone"));
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(manual.findChild<QListWidget *>(QStringLiteral("manual/titles"))->hasFocus());
    manual.open(QStringLiteral("Links"));
    QCOMPARE(manual.title(), QStringLiteral("Links"));
    QCOMPARE(text->extraSelections().size(), 0);
}

void TstManual::wordsThatNoSectionHoldsAreSaidToBeNowhere()
{
    ManualWindow manual(manualText());
    manual.open({});
    QCOMPARE(manual.title(), QStringLiteral("Manual"));
    auto *search = manual.findChild<SearchEdit *>(QStringLiteral("manual/search"));
    QTest::keyClicks(search, QStringLiteral("xylophone"));
    QTest::keyClick(search, Qt::Key_Return);
    const auto *nothing = manual.findChild<EmptyState *>();
    QVERIFY(nothing->isVisible());
    QVERIFY(manual.titlesShown().isEmpty());
    search->clear();
    QVERIFY(!nothing->isVisible());
    QCOMPARE(manual.title(), QStringLiteral("Manual"));
}

void TstManual::escapeClosesItAfterTheSearchIsCleared()
{
    ManualWindow manual(manualText());
    manual.open({});
    QVERIFY(QTest::qWaitForWindowActive(&manual));
    QTest::keyClick(&manual, Qt::Key_F, Qt::ControlModifier);
    auto *search = manual.findChild<SearchEdit *>(QStringLiteral("manual/search"));
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("link"));
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(manual.isVisible());
    QVERIFY(search->text().isEmpty());
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(!manual.isVisible());
}

void TstManual::eachSectionIsShownWholeAndInItsOrder()
{
    ManualWindow manual(manualText());
    const auto *text = manual.findChild<QTextBrowser *>(QStringLiteral("manual/text"));
    for (const ManualSection &section : manualSections(manualText())) {
        manual.open(section.title);
        QTextDocument whole;
        whole.setMarkdown(section.markdown);
        QTRY_COMPARE(paragraphsOf(*text->document()), paragraphsOf(whole));
        for (const QTextFrame *frame : text->document()->rootFrame()->childFrames()) {
            if (const auto *table = qobject_cast<const QTextTable *>(frame))
                QVERIFY(table->format().borderCollapse());
        }
    }
}

void TstManual::whatTheKeyboardReachesHasAName()
{
    ManualWindow manual(manualText());
    manual.open({});
    QCOMPARE(tests::namelessWidgets(manual), QStringList());
}

void TstManual::f1OpensItAtThePaneOfTheKeyboard()
{
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("$ce-order")});
    const auto opensAt = [&bench](const char *title) {
        bench.window.activateWindow();
        QTRY_VERIFY(bench.window.isActiveWindow());
        bench.press(Qt::Key_F1);
        const ManualWindow *manual = opened();
        QVERIFY(manual && manual->isVisible());
        QCOMPARE(manual->title(), QString::fromLatin1(title));
    };
    opensAt("The table of events");
    for (const char *title : {"The detail of an event", "Finding a stream", "Finding a stream"}) {
        bench.window.activateWindow();
        QTRY_VERIFY(bench.window.isActiveWindow());
        bench.press(Qt::Key_F6);
        opensAt(title);
    }
    bench.action("view.wire-log")->trigger();
    opensAt("The wire log");
    bench.action("view.wire-log")->trigger();
    bench.action("connection.projections")->trigger();
    opensAt("Projections");
    bench.action("tab.1")->trigger();
    bench.action("audit.start")->trigger();
    opensAt("What is wrong with the links of a stream");
    bench.action("tab.1")->trigger();
    bench.action("event.causes")->trigger();
    opensAt("Cause and effect");
    bench.action("tab.1")->trigger();
    bench.action("event.new-like")->trigger();
    opensAt("Writing events");
}

void TstManual::f1InADialogOpensItAtTheSectionAboutThat_data()
{
    using Bench = tests::WindowBench;
    QTest::addColumn<QString>("dialog");
    QTest::addColumn<QString>("title");
    QTest::addColumn<std::function<void(Bench &)>>("openDialog");
    const auto row = [](const char *dialog, const char *title, std::function<void(Bench &)> open) {
        QTest::newRow(dialog) << QString::fromLatin1(dialog) << QString::fromLatin1(title) << open;
    };
    const auto by = [](const char *action) {
        return [action](Bench &bench) { bench.action(action)->trigger(); };
    };
    row("delete-stream/dialog", "Deleting a stream", by("stream.delete"));
    row("why-not/dialog", "Links", by("event.why-not"));
    row("connection-dialog", "Connections", by("connection.connect"));
    row("credentials-dialog", "Connections", [](Bench &bench) {
        Q_EMIT bench.window.workspace()->credentialsRequested(
            bench.window.workspace()->currentConnection());
    });
    row("password-dialog", "Connections", [](Bench &bench) {
        core::ConnectionProfile profile;
        profile.settings = bench.window.workspace()->currentConnection()->profile().settings;
        profile.settings.credentials = core::Credentials{QStringLiteral("admin"), {}};
        bench.window.openProfile(profile, {});
    });
    row("command-palette", "Keys", by("view.palette"));
    row("about", "The table of events", by("help.about"));
}

void TstManual::f1InADialogOpensItAtTheSectionAboutThat()
{
    QFETCH(const QString, dialog);
    QFETCH(const QString, title);
    QFETCH(const std::function<void(tests::WindowBench &)>, openDialog);
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("order-1")});
    openDialog(bench);
    QWidget *opens = nullptr;
    QTRY_VERIFY((opens = bench.window.findChild<QWidget *>(dialog)) && opens->isVisible());
    QCOMPARE(titleAfterF1In(opens), title);
}

void TstManual::f1InAQuestionOpensItAtWhatIsAskedAbout()
{
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("order-1")});
    DialogPrompts prompts;
    const auto titleOver = [&](QWidget *below) {
        prompts.confirm(
            below, {.title = QStringLiteral("Sure?"), .text = {}, .acceptText = {}}, [](bool) {});
        return titleAfterF1In(below->findChild<QWidget *>(QStringLiteral("prompts/confirm")));
    };
    bench.action("connection.connect")->trigger();
    auto *dialog = bench.find<QDialog>("connection-dialog");
    QTRY_VERIFY(dialog->isVisible());
    QCOMPARE(titleOver(dialog), QStringLiteral("Connections"));
    dialog->reject();
    bench.action("connection.projections")->trigger();
    QCOMPARE(titleOver(bench.window.workspace()->currentProjections()),
             QStringLiteral("Projections"));
    prompts.pickFile(
        &bench.window, {.title = {}, .filter = {}, .startWith = {}}, [](const QString &) {});
    QCOMPARE(titleAfterF1In(bench.find<QWidget>("prompts/file")), QStringLiteral("Projections"));
}

void TstManual::itDoesNotKeepTheProgramRunning()
{
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("order-1")});
    bench.action("help.manual")->trigger();
    QVERIFY(opened()->isVisible());
    QTimer::singleShot(0, &bench.window, &QWidget::close);
    QTimer tooLate;
    tooLate.setSingleShot(true);
    connect(&tooLate, &QTimer::timeout, qApp, [] { QCoreApplication::exit(1); });
    tooLate.start(std::chrono::seconds(5));
    QCOMPARE(QApplication::exec(), 0);
}

QTEST_MAIN(TstManual)
#include "tst_manual.moc"
