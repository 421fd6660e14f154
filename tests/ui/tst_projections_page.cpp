// The projections of a server: listed, told whole, switched after a question.
#include "tests/support/fake_transport.h"
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/window_bench.h"
#include "ui/projections/projection_text_view.h"
#include "ui/projections/projection_words.h"
#include "ui/projections/projections_page.h"
#include "ui/widgets/code_editor.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/facts_view.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plain_table.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>

using namespace core;
using namespace ui;

namespace {

ProjectionStatus standing(const char *name, const char *status, const char *reason = "")
{
    ProjectionStatus told;
    told.name = QString::fromLatin1(name);
    told.effectiveName = told.name;
    told.status = QString::fromLatin1(status);
    told.reason = QString::fromLatin1(reason);
    told.mode = QStringLiteral("Continuous");
    told.place = QStringLiteral("C:120/P:120");
    told.position = Position{120, 120};
    told.progress = 99.96;
    told.buffered = 1234;
    return told;
}

/// Presses the mouse in the middle of this text.
void clickOn(FactsView &facts, const QString &text)
{
    QTextCursor found = facts.document()->find(text);
    QVERIFY(!found.isNull());
    const QRect end = facts.cursorRect(found);
    found.setPosition(found.selectionStart());
    const QRect start = facts.cursorRect(found);
    const QPoint middle((start.left() + end.left()) / 2, start.center().y());
    QVERIFY(facts.viewport()->rect().contains(middle));
    QTest::mouseClick(facts.viewport(), Qt::LeftButton, {}, middle);
}

/// That a click in the statistics leads to.
QStringList streamsOf(const ProjectionStatus &status)
{
    QStringList streams;
    for (const FactGroup &group : projectionFacts(status)) {
        for (const Fact &fact : group.facts) {
            if (fact.target)
                streams.append(fact.target->stream.text());
        }
    }
    return streams;
}

/// A page on a server that the test answers for.
struct Scene {
    Scene()
        : client(fake::connectionTo({fake::node("one")}), server.factory(), IoThread::Caller)
        , page(client, {QStringLiteral("shop"), false, {}}, prompts, nullptr)
    {
        page.resize(900, 600);
        page.show();
    }

    void list(const ProjectionList &projections)
    {
        QTRY_VERIFY(!server.projections.isEmpty() && !server.projections.constLast()->isAnswered);
        server.projections.constLast()->answer(projections);
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        const auto *model = find<PlainTable>("table")->model();
        return model->index(row, column).data().toString();
    }
    template<typename T>
    [[nodiscard]] T *find(const char *name) const
    {
        return page.findChild<T *>(QStringLiteral("projections/") + QString::fromLatin1(name));
    }
    void press(const char *button) const { find<QPushButton>(button)->click(); }

    FakeServer server;
    tests::ToldPrompts prompts;
    Client client;
    ProjectionsPage page;
};

} // namespace

class TstProjectionsPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init() { tests::failOnWarnings(); }

    void nothingIsReadBeforeItIsSeen();
    void eachIsARowByName();
    void whatIsFaultedSaysWhy();
    void theChosenOneStaysChosenWhenTheListIsReadAgain();
    void aServerWithoutProjectionsSaysSo();
    void theStateIsReadByPartitionAndKeepsItsBytes();
    void aCommandIsAskedAboutFirst_data();
    void aCommandIsAskedAboutFirst();
    void whatIsKeptBackIsNotSent();
    void aSecondCommandWaitsForTheAnswerToTheFirst();
    void theMenuOffersWhatTheButtonsOffer();
    void aLostAnswerIsToldAsOpen();
    void progressIsNeverRoundedUp();
    void everyColumnIsSeenInASmallWindow();
    void whatATextIsNotIsSaidTogether();
    void whatItWritesIsCalledAsItRuns();
    void theIndexOfTypesKeepsCheckpointsOfItsOwn();
    void theWindowOpensThemInOneTab();
    void itsStreamsAreOneClickAway();
    void aStreamIsFollowedByTheKeyboard();
    void aReadOnlyConnectionRefusesBeforeItAsks();
    void aConnectionThatAsksAsksOnce();
    void theQueryIsShownOverHttp();
    void whatTheServerRefusesIsTold();
    void everyWidgetThatTakesTheFocusHasAName();

private:
    /// In the window, with all of them listed.
    void open(tests::WindowBench &bench,
              TransportKind transport = TransportKind::Grpc,
              Guard guard = Guard::Free)
    {
        ConnectionProfile profile;
        profile.name = QStringLiteral("shop");
        profile.guard = guard;
        profile.settings = m_shop.settings();
        profile.settings.transport = transport;
        bench.window.show();
        QVERIFY(QTest::qWaitForWindowActive(&bench.window));
        bench.window.openProfile(profile, MainWindow::FirstTabs::at({QStringLiteral("order-1")}));
        QTRY_VERIFY(bench.events() && bench.events()->currentEvent());
        bench.action("connection.projections")->trigger();
        QTRY_COMPARE(bench.find<PlainTable>("projections/table")->model()->rowCount(), 5);
    }

    tests::Shop m_shop;
};

void TstProjectionsPage::nothingIsReadBeforeItIsSeen()
{
    FakeServer server;
    tests::ToldPrompts prompts;
    Client client(fake::connectionTo({fake::node("one")}), server.factory(), IoThread::Caller);
    ProjectionsPage page(client, {QStringLiteral("shop"), false, {}}, prompts, nullptr);
    QVERIFY(!page.cancel()); // nothing is under way
    page.show();
    QTRY_COMPARE(server.projections.size(), 1);
    server.projections.constLast()->answer(ProjectionList{standing("totals", "Running")});
    QTRY_COMPARE(page.current(), QStringLiteral("totals"));
    page.hide();
    page.show();
    QVERIFY(!page.cancel()); // only the first time
}

void TstProjectionsPage::eachIsARowByName()
{
    Scene scene;
    scene.list({standing("totals", "Running"), standing("$by_category", "Stopped")});
    QTRY_COMPARE(scene.page.current(), QStringLiteral("$by_category"));
    QCOMPARE(scene.cell(0, 1), QStringLiteral("Stopped"));
    QCOMPARE(scene.cell(1, 0), QStringLiteral("totals"));
    QCOMPARE(scene.cell(1, 4), QStringLiteral("120"));
    const auto *model = scene.find<PlainTable>("table")->model();
    QCOMPARE(model->index(1, 4).data(Qt::ToolTipRole).toString(), QStringLiteral("C:120/P:120"));
    QCOMPARE(scene.cell(1, 5), QStringLiteral("1,234"));
    QVERIFY(scene.find<QPushButton>("enable-button")->isEnabled());
    QVERIFY(!scene.find<QPushButton>("disable-button")->isEnabled());
}

void TstProjectionsPage::whatIsFaultedSaysWhy()
{
    Scene scene;
    scene.list({standing("totals", "Faulted (Enabled)", "TypeError: x is undefined")});
    QTRY_COMPARE(scene.cell(0, 6), QStringLiteral("TypeError: x is undefined"));
    QTRY_VERIFY(scene.find<FactsView>("facts")->toPlainText().contains(
        QStringLiteral("TypeError: x is undefined")));
}

void TstProjectionsPage::theChosenOneStaysChosenWhenTheListIsReadAgain()
{
    Scene scene;
    scene.list({standing("a", "Running"), standing("b", "Running")});
    QTRY_COMPARE(scene.page.current(), QStringLiteral("a"));
    QTest::keyClick(scene.find<PlainTable>("table"), Qt::Key_Down);
    QCOMPARE(scene.page.current(), QStringLiteral("b"));
    scene.press("again-button");
    scene.list({standing("a", "Running"), standing("aa", "Running"), standing("b", "Stopped")});
    QTRY_COMPARE(scene.cell(2, 1), QStringLiteral("Stopped"));
    QCOMPARE(scene.page.current(), QStringLiteral("b"));
}

void TstProjectionsPage::aServerWithoutProjectionsSaysSo()
{
    Scene scene;
    QTRY_COMPARE(scene.server.projections.size(), 1);
    scene.server.projections.constLast()->answer(fake::failure(ErrorCode::Unsupported));
    QTRY_COMPARE(scene.find<MessageBar>("bar")->title(),
                 QStringLiteral("The projections could not be read."));
    QVERIFY(!scene.find<QPushButton>("reset-button")->isEnabled());
}

void TstProjectionsPage::theStateIsReadByPartitionAndKeepsItsBytes()
{
    Scene scene;
    scene.list({standing("totals", "Running")});
    QTRY_COMPARE(scene.page.current(), QStringLiteral("totals"));
    QCOMPARE(scene.server.projectionTexts.size(), 0); // nobody looks
    scene.find<QTabWidget>("tabs")->setCurrentIndex(1);
    QTRY_COMPARE(scene.server.projectionTexts.size(), 1);
    auto *partition = scene.find<QLineEdit>("state-partition-edit");
    partition->setText(QStringLiteral("order-1"));
    QTest::keyClick(partition, Qt::Key_Return);
    QTRY_COMPARE(scene.server.projectionTexts.size(), 2);
    QVERIFY(scene.server.projectionTexts.constFirst()->isCancelled);
    const auto asked = scene.server.projectionTexts.constLast();
    QCOMPARE(asked->request,
             (ProjectionQuestion{
                 QStringLiteral("totals"), ProjectionPart::State, QStringLiteral("order-1")}));
    const QByteArray json = "{\"sum\":90071992547409931234,\"sum\":1.50}";
    asked->answer(ProjectionText{json, true});
    const auto *view = scene.find<ProjectionTextView>("state-view");
    QTRY_COMPARE(view->text().bytes, json);
    QCOMPARE(view->findChild<CodeEditor *>()->utf8(),
             QByteArray("{\n  \"sum\": 90071992547409931234,\n  \"sum\": 1.50\n}"));
}

void TstProjectionsPage::aCommandIsAskedAboutFirst_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<ProjectionCommand::Kind>("kind");
    QTest::addColumn<QString>("question");
    QTest::newRow("enable") << QByteArray("Stopped") << QByteArray("enable-button")
                            << ProjectionCommand::Kind::Enable
                            << QStringLiteral("Enable totals on shop?");
    QTest::newRow("disable") << QByteArray("Running") << QByteArray("disable-button")
                             << ProjectionCommand::Kind::Disable
                             << QStringLiteral("Disable totals on shop?");
    QTest::newRow("reset") << QByteArray("Running") << QByteArray("reset-button")
                           << ProjectionCommand::Kind::Reset
                           << QStringLiteral("Reset totals on shop?");
}

void TstProjectionsPage::aCommandIsAskedAboutFirst()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, button);
    QFETCH(ProjectionCommand::Kind, kind);
    QFETCH(QString, question);
    Scene scene;
    scene.list({standing("totals", status.constData())});
    QTRY_COMPARE(scene.page.current(), QStringLiteral("totals"));
    const QSignalSpy said(&scene.page, &ProjectionsPage::said);
    scene.press(button.constData());
    QCOMPARE(scene.prompts.asked, QStringList{question});
    QTRY_COMPARE(scene.server.commands.size(), 1);
    QCOMPARE(scene.server.commands.constFirst()->request,
             (ProjectionCommand{QStringLiteral("totals"), kind}));
    QVERIFY(!scene.find<QPushButton>("reset-button")->isEnabled());
    scene.server.commands.constFirst()->answer(WriteOutcome(Written()));
    QTRY_COMPARE(said.size(), 1);
    QTRY_COMPARE(scene.server.projections.size(), 2);
    QVERIFY(scene.find<QPushButton>("reset-button")->isEnabled());
}

void TstProjectionsPage::whatIsKeptBackIsNotSent()
{
    Scene scene;
    scene.prompts.accepts = false;
    scene.list({standing("totals", "Running")});
    QTRY_COMPARE(scene.page.current(), QStringLiteral("totals"));
    scene.press("reset-button");
    QTRY_COMPARE(scene.prompts.answered, 1);
    scene.press("again-button");
    QTRY_COMPARE(scene.server.projections.size(), 2);
    QCOMPARE(scene.server.commands.size(), 0);
}

void TstProjectionsPage::aSecondCommandWaitsForTheAnswerToTheFirst()
{
    Scene scene;
    scene.list({standing("totals", "Running")});
    QTRY_COMPARE(scene.page.current(), QStringLiteral("totals"));
    const QSignalSpy said(&scene.page, &ProjectionsPage::said);
    scene.page.command(ProjectionCommand::Kind::Enable); // it runs
    QVERIFY(scene.prompts.asked.isEmpty());
    scene.page.command(ProjectionCommand::Kind::Reset);
    QTRY_COMPARE(scene.server.commands.size(), 1);
    scene.page.command(ProjectionCommand::Kind::Disable);
    QCOMPARE(scene.prompts.asked.size(), 1);
    scene.server.commands.constFirst()->answer(WriteOutcome(Written()));
    QTRY_COMPARE(said.size(), 1);
    scene.page.command(ProjectionCommand::Kind::Disable);
    QTRY_COMPARE(scene.server.commands.size(), 2);
}

void TstProjectionsPage::theMenuOffersWhatTheButtonsOffer()
{
    tests::WindowBench bench;
    open(bench);
    for (const char *kind : {"enable", "disable", "reset"}) {
        const auto *action = bench.action(QByteArray("projection.").append(kind).constData());
        const auto *button = bench.find<QPushButton>(
            QByteArray("projections/").append(kind).append("-button").constData());
        QCOMPARE(action->isEnabled(), button->isEnabled());
    }
    QVERIFY(bench.action("projection.enable")->isEnabled()
            != bench.action("projection.disable")->isEnabled());
}

void TstProjectionsPage::aLostAnswerIsToldAsOpen()
{
    Scene scene;
    scene.list({standing("totals", "Running")});
    QTRY_COMPARE(scene.page.current(), QStringLiteral("totals"));
    scene.press("reset-button");
    QTRY_COMPARE(scene.server.commands.size(), 1);
    scene.server.commands.constFirst()->answer(fake::failure(ErrorCode::Timeout));
    QTRY_VERIFY(scene.find<MessageBar>("bar")->title().contains(QStringLiteral("not known")));
}

void TstProjectionsPage::progressIsNeverRoundedUp()
{
    QCOMPARE(progressText(99.96), QStringLiteral("99.9 %"));
    QCOMPARE(progressText(100), QStringLiteral("100.0 %"));
}

void TstProjectionsPage::everyColumnIsSeenInASmallWindow()
{
    tests::WindowBench bench;
    bench.window.resize(960, 600);
    open(bench);
    const auto *table = bench.find<PlainTable>("projections/table");
    for (int column = 0; column < table->model()->columnCount(); ++column) {
        const QRect cell = table->visualRect(table->model()->index(0, column));
        QVERIFY2(cell.width() > 60 && table->viewport()->rect().contains(cell),
                 qPrintable(QString::number(column)));
    }
}

void TstProjectionsPage::whatATextIsNotIsSaidTogether()
{
    Scene scene;
    scene.list({standing("totals", "Running")});
    QTRY_COMPARE(scene.page.current(), QStringLiteral("totals"));
    scene.find<QTabWidget>("tabs")->setCurrentIndex(1);
    QTRY_COMPARE(scene.server.projectionTexts.size(), 1);
    const QByteArray json = '"' + QByteArray(1'000'000, 'x') + '"';
    scene.server.projectionTexts.constFirst()->answer(ProjectionText{json, false});
    const auto *view = scene.find<ProjectionTextView>("state-view");
    QTRY_COMPARE(view->text().bytes, json);
    const QString note = view->findChild<ElidedLabel *>()->text();
    QVERIFY2(note.contains(QStringLiteral("Not exact")), qPrintable(note));
    QVERIFY2(note.contains(QStringLiteral("too long")), qPrintable(note));
}

void TstProjectionsPage::whatItWritesIsCalledAsItRuns()
{
    ProjectionStatus status = standing("totals", "Running");
    status.effectiveName = QStringLiteral("totals-2");
    const QStringList streams = streamsOf(status);
    for (const char *stream : {"$projections-totals",
                               "$projections-totals-2-checkpoint",
                               "$projections-totals-2-emittedstreams",
                               "$projections-totals-2-result"})
        QVERIFY2(streams.contains(QLatin1String(stream)), qPrintable(streams.join(u'\n')));
    QCOMPARE(streams.size(), 4);
}

void TstProjectionsPage::theIndexOfTypesKeepsCheckpointsOfItsOwn()
{
    const QStringList streams = streamsOf(standing("$by_event_type", "Running"));
    QVERIFY(streams.contains(QStringLiteral("$et")));
    QVERIFY(streams.contains(QStringLiteral("$projections-$by_event_type-checkpoint")));
    QVERIFY(streamsOf(standing("$streams", "Running")).contains(QStringLiteral("$streams")));
    QVERIFY(!streamsOf(standing("totals", "Running")).contains(QStringLiteral("$et")));
}

void TstProjectionsPage::theWindowOpensThemInOneTab()
{
    tests::WindowBench bench;
    QVERIFY(!bench.action("connection.projections")->isEnabled());
    open(bench);
    QVERIFY(!bench.find<EventDetailPane>("detail")->isVisible());
    QCOMPARE(bench.window.workspace()->tabCount(), 2);
    bench.press(Qt::Key_1, Qt::ControlModifier);
    bench.action("connection.projections")->trigger();
    QCOMPARE(bench.window.workspace()->tabCount(), 2);
    bench.action("connection.close")->trigger();
    QCOMPARE(bench.window.workspace()->tabCount(), 0);
}

void TstProjectionsPage::itsStreamsAreOneClickAway()
{
    tests::WindowBench bench;
    open(bench);
    auto *facts = bench.find<FactsView>("projections/facts");
    QTRY_VERIFY(
        facts->toPlainText().contains(QStringLiteral("$projections-$by_category-emittedstreams")));
    const StreamName checkpoints(QStringLiteral("$projections-$by_category-checkpoint"));
    QVERIFY(facts->toPlainText().contains(checkpoints.text()));
    clickOn(*facts, checkpoints.text());
    QTRY_COMPARE(bench.stream(), checkpoints.text());
}

void TstProjectionsPage::aStreamIsFollowedByTheKeyboard()
{
    tests::WindowBench bench;
    open(bench);
    auto *facts = bench.find<FactsView>("projections/facts");
    QTRY_VERIFY(facts->toPlainText().contains(QStringLiteral("$projections-")));
    facts->setFocus();
    QTest::keyClick(facts, Qt::Key_Tab); // to the first link
    QTest::keyClick(facts, Qt::Key_Return);
    QTRY_COMPARE(bench.stream(), QStringLiteral("$projections-$by_category"));
}

void TstProjectionsPage::aReadOnlyConnectionRefusesBeforeItAsks()
{
    tests::WindowBench bench;
    open(bench, TransportKind::Grpc, Guard::ReadOnly);
    bench.find<QPushButton>("projections/reset-button")->click();
    const auto *bar = bench.find<MessageBar>("projections/bar");
    QCOMPARE(bar->title(), QStringLiteral("$by_category stays as it is."));
    QVERIFY2(bar->text().contains(QStringLiteral("read-only")), qPrintable(bar->text()));
    QVERIFY(bench.prompts.asked.isEmpty());
}

void TstProjectionsPage::aConnectionThatAsksAsksOnce()
{
    tests::WindowBench bench;
    open(bench, TransportKind::Grpc, Guard::Ask);
    bench.find<QPushButton>("projections/reset-button")->click();
    const auto *bar = bench.find<MessageBar>("projections/bar");
    QTRY_VERIFY(bar->text().contains(QStringLiteral("always enabled")));
    QCOMPARE(bench.prompts.asked, QStringList{QStringLiteral("Reset $by_category on shop?")});
}

void TstProjectionsPage::theQueryIsShownOverHttp()
{
    tests::WindowBench bench;
    open(bench, TransportKind::Http);
    bench.find<QTabWidget>("projections/tabs")->setCurrentIndex(3);
    const auto *view = bench.find<ProjectionTextView>("projections/query-view");
    QTRY_COMPARE(view->text().bytes, QByteArray("first\r\n-"));
    QVERIFY(view->text().isExact);
}

void TstProjectionsPage::whatTheServerRefusesIsTold()
{
    tests::WindowBench bench;
    open(bench);
    bench.find<QPushButton>("projections/disable-button")->click();
    const auto *bar = bench.find<MessageBar>("projections/bar");
    QTRY_COMPARE(bar->title(), QStringLiteral("$by_category stays as it is."));
    QVERIFY(bar->text().contains(QStringLiteral("always enabled")));
}

void TstProjectionsPage::everyWidgetThatTakesTheFocusHasAName()
{
    Scene scene;
    scene.list({standing("totals", "Running")});
    QTRY_COMPARE(scene.page.current(), QStringLiteral("totals"));
    QCOMPARE(tests::namelessWidgets(scene.page), QStringList());
}

QTEST_MAIN(TstProjectionsPage)
#include "tst_projections_page.moc"
