// Links in the window: followed and come back from, explained, looked for, asked about.
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/window_bench.h"
#include "ui/events/event_table_view.h"
#include "ui/links/link_pane.h"
#include "ui/links/linked_from_pane.h"
#include "ui/links/why_not_dialog.h"
#include "ui/widgets/facts_view.h"
#include "ui/widgets/message_bar.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>

using namespace ui;

class TstLinksWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init()
    {
        tests::failOnWarnings();
        m_bench = std::make_unique<tests::WindowBench>();
    }
    void cleanup() { m_bench.reset(); }

    void aLinkIsFollowedAndComeBackFromByOneKeyEach_data();
    void aLinkIsFollowedAndComeBackFromByOneKeyEach();
    void theTableShowsBothRevisions();
    void aWholeChainIsTold();
    void aBrokenLinkIsExplained_data();
    void aBrokenLinkIsExplained();
    void theSameIsSaidOverHttp_data() { aBrokenLinkIsExplained_data(); }
    void theSameIsSaidOverHttp();
    void aBrokenLinkShowsItsPartByItself();
    void theTableSaysWhatBecameOfALink();
    void theMenuOfAnEventHasWhatTellsOfLinks();
    void aDeletionIsToldInTheTableAndTheDetail();
    void anOrdinaryEventIsNoLink();
    void nothingIsAskedWhileNobodyLooks();
    void linkedFromListsTheProjectionsStreams();
    void aStreamsLinkStreamsAreOneClickAway();
    void pinnedStreamsAreSearchedWhenAsked();
    void whyNotTellsWhereItIs();
    void whyNotLeadsToTheStreamItBelongsTo();
    void whyNotTakesAnEventForALinkStream();
    void whyNotWantsARevision();
    void closingTheConnectionEndsAllOfIt();
    void everyWidgetThatTakesTheFocusHasAName();

private:
    void link(const char *stream, const QByteArray &text);
    void write(const core::AppendRequest &request);
    void remove(const QString &stream);
    void open(const QString &address) { m_bench->show(m_shop, {address}); }
    /// Over HTTP, until the event of a link is in front.
    void openOverHttp(const QString &address)
    {
        core::ConnectionSettings settings = m_shop.settings();
        settings.transport = core::TransportKind::Http;
        m_bench->window.show();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
        m_bench->window.openServer(settings, MainWindow::FirstTabs::at({address}));
        QTRY_VERIFY(m_bench->events() && m_bench->events()->currentEvent());
    }
    void explain(const QString &address)
    {
        open(address);
        m_bench->action("event.explain-link")->trigger();
        QTRY_VERIFY(linkPane()->story());
    }
    [[nodiscard]] LinkPane *linkPane() const { return m_bench->find<LinkPane>("detail/link/view"); }
    [[nodiscard]] LinkedFromPane *linkedFrom() const
    {
        return m_bench->find<LinkedFromPane>("detail/linked-from/view");
    }
    [[nodiscard]] QString factsOf(const char *view) const
    {
        return m_bench->find<FactsView>(view)->toPlainText();
    }
    /// They are laid out in a turn of their own.
    [[nodiscard]] QString linkFacts() const { return factsOf("detail/link/facts"); }
    [[nodiscard]] QString verdict() const
    {
        return m_bench->find<MessageBar>("detail/link/verdict")->title();
    }
    [[nodiscard]] bool isLinkedFrom(const char *stream) const
    {
        const auto &found = linkedFrom()->found();
        return std::any_of(found.cbegin(), found.cend(), [&](const core::Backlink &backlink) {
            return backlink.stream.text() == QLatin1String(stream)
                   && backlink.place.outcome == core::FoundPlace::Outcome::Found;
        });
    }
    /// Opens the question and asks it.
    WhyNotDialog *askWhyNot(const QString &event, const QString &links)
    {
        open(event);
        m_bench->action("event.why-not")->trigger();
        auto *dialog = m_bench->find<WhyNotDialog>("why-not/dialog");
        dialog->findChild<QComboBox *>()->setEditText(links);
        m_bench->find<QPushButton>("why-not/ask-button")->click();
        return dialog;
    }
    [[nodiscard]] const MessageBar *answer() const
    {
        return m_bench->find<MessageBar>("why-not/answer");
    }

    tests::Shop m_shop;
    std::unique_ptr<core::Client> m_client;
    std::unique_ptr<tests::WindowBench> m_bench;
};

void TstLinksWindow::initTestCase()
{
    m_shop.open();
    m_client = std::make_unique<core::Client>(m_shop.settings(), core::anyTransportFactory());
    m_shop.append(QStringLiteral("gone-1"), 2);
    remove(QStringLiteral("gone-1"));
    link("picks", "3@order-1");
    link("picks", "0@picks");
    link("picks", "0@nowhere-1");
    link("picks", "0@gone-1");
    link("picks", "twelve@order-1");
    link("picks", "99@order-1");
    link("picks", "5@picks");
    link("picks", "8@picks");
    link("picks", "7@picks");
}

void TstLinksWindow::cleanupTestCase()
{
    m_client.reset();
    m_shop.close();
}

void TstLinksWindow::write(const core::AppendRequest &request)
{
    bool isWritten = false;
    const core::Call call
        = m_client->append(request, [&](const core::Result<core::WriteOutcome> &result) {
              isWritten = result && std::holds_alternative<core::Written>(*result);
          });
    QTRY_VERIFY(isWritten);
}

void TstLinksWindow::link(const char *stream, const QByteArray &text)
{
    write(
        {.stream = core::StreamName(QString::fromLatin1(stream)),
         .expected = {},
         .events
         = {{core::EventId::random(), QStringLiteral("$>"), core::ContentType::Bytes, text, {}}}});
}

void TstLinksWindow::remove(const QString &stream)
{
    bool isDeleted = false;
    const core::Call call
        = m_client->remove({.stream = core::StreamName(stream),
                            .expected = core::ExpectedRevision::any(),
                            .mode = core::DeleteMode::Soft},
                           [&](const core::Result<core::WriteOutcome> &result) {
                               isDeleted = result && std::holds_alternative<core::Written>(*result);
                           });
    QTRY_VERIFY(isDeleted);
}

void TstLinksWindow::aLinkIsFollowedAndComeBackFromByOneKeyEach_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Enter in the table") << Qt::Key_Return;
    QTest::newRow("F2 from anywhere") << Qt::Key_F2;
}

void TstLinksWindow::aLinkIsFollowedAndComeBackFromByOneKeyEach()
{
    QFETCH(Qt::Key, key);
    open(QStringLiteral("$ce-order@4"));
    QTRY_COMPARE(m_bench->revision(), 4U);
    QVERIFY(m_bench->action("event.follow-link")->isEnabled());
    m_bench->press(key);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-1"));
    QTRY_COMPARE(m_bench->revision(), 4U);
    QVERIFY(!m_bench->action("event.follow-link")->isEnabled());
    m_bench->press(Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("$ce-order"));
    QTRY_COMPARE(m_bench->revision(), 4U);
}

void TstLinksWindow::theTableShowsBothRevisions()
{
    open(QStringLiteral("$ce-order@21"));
    QTRY_COMPARE(m_bench->revision(), 21U);
    const auto *table = m_bench->events()->findChild<EventTableView *>();
    const int row = table->currentIndex().row();
    QStringList cells;
    for (int column = 0; column < table->model()->columnCount(); ++column)
        cells.append(table->model()->index(row, column).data().toString());
    QCOMPARE(cells.first(3).join(QStringLiteral(" | ")),
             QStringLiteral("21 | Thing1 | order-2 @ 1"));
}

void TstLinksWindow::aWholeChainIsTold()
{
    explain(QStringLiteral("picks@1"));
    QCOMPARE(verdict(), QStringLiteral("The chain is whole: 2 links lead to an event."));
    for (const char *place : {"picks @ 1", "picks @ 0", "order-1 @ 3", "{\"i\":3}", "Thing0"})
        QTRY_VERIFY2(linkFacts().contains(QLatin1String(place)), qPrintable(linkFacts()));
    m_bench->find<QPushButton>("detail/link/open-button")->click();
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-1"));
    QTRY_COMPARE(m_bench->revision(), 3U);
}

void TstLinksWindow::aBrokenLinkIsExplained_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("title");
    const auto row = [](const char *name, const char *address, const char *title) {
        QTest::newRow(name) << QString::fromLatin1(address) << QString::fromLatin1(title);
    };
    row("no stream", "picks@2", "The target's stream nowhere-1 is not there.");
    row("deleted", "picks@3", "The target is in a soft-deleted stream.");
    row("malformed", "picks@4", "This link names no event.");
    row("no event", "picks@5", "The target order-1 @ 99 is not there.");
    row("a chain that breaks", "picks@6", "The target order-1 @ 99 is not there.");
    row("a circle", "picks@7", "The links go round in a circle.");
}

void TstLinksWindow::aBrokenLinkIsExplained()
{
    QFETCH(QString, address);
    QFETCH(QString, title);
    explain(address);
    QCOMPARE(verdict(), title);
    QVERIFY(!linkPane()->story()->asked.isEmpty());
    for (const QString &asked : linkPane()->story()->asked)
        QTRY_VERIFY2(linkFacts().contains(asked), qPrintable(linkFacts()));
}

void TstLinksWindow::theSameIsSaidOverHttp()
{
    QFETCH(QString, address);
    QFETCH(QString, title);
    openOverHttp(address);
    QTRY_COMPARE(QString::number(m_bench->revision().value_or(0)), address.section(u'@', 1));
    m_bench->action("event.explain-link")->trigger();
    QTRY_VERIFY(linkPane()->story());
    QCOMPARE(verdict(), title);
}

void TstLinksWindow::aBrokenLinkShowsItsPartByItself()
{
    open(QStringLiteral("picks@3"));
    QTRY_COMPARE(verdict(), QStringLiteral("The target is in a soft-deleted stream."));
    QVERIFY(linkPane()->isVisible());
    QVERIFY(m_bench->events()->findChild<EventTableView *>()->hasFocus());
    m_bench->press(Qt::Key_Home); // a link that leads to its event
    QTRY_COMPARE(m_bench->revision(), 0U);
    QTRY_VERIFY(!linkPane()->isVisible());
    auto *tabs = m_bench->find<QTabWidget>("detail/tabs");
    QTest::keyClick(tabs->tabBar(), Qt::Key_Right);
    const QWidget *metadata = tabs->currentWidget();
    m_bench->goTo(QStringLiteral("picks@3"));
    QTRY_COMPARE(m_bench->revision(), 3U);
    QCOMPARE(tabs->currentWidget(), metadata); // it was chosen
}

void TstLinksWindow::theTableSaysWhatBecameOfALink()
{
    open(QStringLiteral("picks@3"));
    const auto *table = m_bench->events()->findChild<EventTableView *>();
    const auto note = [table](int row) {
        return table->model()
            ->index(row, static_cast<int>(EventColumn::Type))
            .data(NoteRole)
            .toString();
    };
    QCOMPARE(note(0), QString());
    QCOMPARE(note(2), QStringLiteral("broken")); // nobody has asked yet
    QTRY_COMPARE(note(3), QStringLiteral("stream deleted"));
    const QModelIndex type = table->model()->index(3, static_cast<int>(EventColumn::Type));
    QCOMPARE(type.data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("$> 0@gone-1, stream deleted"));
    m_bench->press(Qt::Key_Up);
    QTRY_COMPARE(note(2), QStringLiteral("no such stream"));
    QCOMPARE(note(3), QStringLiteral("stream deleted")); // as it was when somebody looked
}

void TstLinksWindow::theMenuOfAnEventHasWhatTellsOfLinks()
{
    open(QStringLiteral("picks@0"));
    auto *table = m_bench->events()->findChild<EventTableView *>();
    Q_EMIT table->customContextMenuRequested(QPoint(10, 10));
    auto *menu = m_bench->find<QMenu>("event/menu");
    for (const char *id : {"event.follow-link",
                           "event.explain-link",
                           "event.linked-from",
                           "event.why-not",
                           "event.causes"})
        QVERIFY2(menu->actions().contains(m_bench->action(id)), id);
    menu->close();
}

void TstLinksWindow::aDeletionIsToldInTheTableAndTheDetail()
{
    explain(QStringLiteral("$ce-gone@2"));
    QCOMPARE(verdict(), QStringLiteral("gone-1 was deleted here."));
    const auto *table = m_bench->events()->findChild<EventTableView *>();
    const QModelIndex type = table->currentIndex().siblingAtColumn(1);
    QCOMPARE(type.data().toString(), QStringLiteral("gone-1 was deleted here"));
}

void TstLinksWindow::anOrdinaryEventIsNoLink()
{
    open(QStringLiteral("order-1@3"));
    QVERIFY(!m_bench->action("event.explain-link")->isEnabled());
    m_bench->find<QTabWidget>("detail/tabs")->setCurrentWidget(linkPane());
    QVERIFY(m_bench->find<QWidget>("detail/link/none")->isVisible());
    QVERIFY(!linkPane()->cancel());
}

void TstLinksWindow::nothingIsAskedWhileNobodyLooks()
{
    open(QStringLiteral("picks@1"));
    QTRY_COMPARE(m_bench->revision(), 1U);
    QVERIFY(!linkPane()->cancel()); // nothing to give up
    QVERIFY(!linkedFrom()->cancel());
    auto *tabs = m_bench->find<QTabWidget>("detail/tabs");
    tabs->setCurrentWidget(linkPane());
    tabs->setCurrentIndex(0); // left before it was answered
    QVERIFY(!linkPane()->cancel());
    QVERIFY(!linkPane()->story());
    tabs->setCurrentWidget(linkPane());
    QTRY_VERIFY(linkPane()->story());
    QVERIFY(!linkPane()->cancel());
}

void TstLinksWindow::linkedFromListsTheProjectionsStreams()
{
    open(QStringLiteral("order-1@3"));
    m_bench->action("event.linked-from")->trigger();
    QTRY_VERIFY(isLinkedFrom("$ce-order"));
    QTRY_VERIFY(isLinkedFrom("$et-Thing0"));
    QVERIFY(!isLinkedFrom("picks")); // nobody has pinned or seen it
    auto *facts = m_bench->find<FactsView>("detail/linked-from/facts");
    facts->setFocus();
    QTest::keyClick(facts, Qt::Key_Tab);
    QTest::keyClick(facts, Qt::Key_Return);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("$ce-order"));
    QTRY_COMPARE(m_bench->revision(), 3U);
}

void TstLinksWindow::aStreamsLinkStreamsAreOneClickAway()
{
    open(QStringLiteral("order-2"));
    m_bench->action("event.linked-from")->trigger();
    const auto streams = [this] {
        return factsOf("detail/linked-from/facts")
            .section(QStringLiteral("Events of order-2 are linked into"), 1);
    };
    for (const char *stream : {"$ce-order", "$et-Thing0", "$et-Thing1", "$et-Thing2"})
        QTRY_VERIFY2(streams().contains(QLatin1String(stream)), stream);
}

void TstLinksWindow::pinnedStreamsAreSearchedWhenAsked()
{
    open(QStringLiteral("picks@0"));
    m_bench->goTo(QStringLiteral("order-1@3"));
    QTRY_COMPARE(m_bench->revision(), 3U);
    m_bench->action("event.linked-from")->trigger();
    auto *search = m_bench->find<QPushButton>("detail/linked-from/search-button");
    QTRY_VERIFY(search->isVisible());
    QCOMPARE(search->text(), QStringLiteral("Search picks"));
    search->click();
    QTRY_VERIFY(isLinkedFrom("picks"));
    QTRY_VERIFY(!linkedFrom()->cancel());
    QVERIFY(!search->isVisible());
}

void TstLinksWindow::whyNotTellsWhereItIs()
{
    const QPointer<WhyNotDialog> dialog
        = askWhyNot(QStringLiteral("order-2@1"), QStringLiteral("$ce-order"));
    QTRY_COMPARE(answer()->title(), QStringLiteral("order-2 @ 1 is in $ce-order."));
    QTRY_VERIFY(!factsOf("why-not/facts").isEmpty());
    m_bench->find<QPushButton>("why-not/go-button")->click();
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("$ce-order"));
    QTRY_COMPARE(m_bench->revision(), 21U);
    dialog->reject();
    QTRY_VERIFY(!dialog);
}

void TstLinksWindow::whyNotLeadsToTheStreamItBelongsTo()
{
    const WhyNotDialog *dialog = askWhyNot(QStringLiteral("order-2@1"), QStringLiteral("$ce-cart"));
    QTRY_COMPARE(answer()->title(), QStringLiteral("order-2 @ 1 does not belong into $ce-cart."));
    m_bench->find<QPushButton>("why-not/belongs-button")->click();
    QTRY_COMPARE(answer()->title(), QStringLiteral("order-2 @ 1 is in $ce-order."));
    QCOMPARE(tests::namelessWidgets(*dialog), QStringList());
}

void TstLinksWindow::whyNotTakesAnEventForALinkStream()
{
    open(QStringLiteral("order-2"));
    QVERIFY(!m_bench->action("stream.why-not")->isEnabled());
    m_bench->goTo(QStringLiteral("$ce-order@0"));
    QTRY_VERIFY(m_bench->action("stream.why-not")->isEnabled());
    m_bench->action("stream.why-not")->trigger();
    auto *event = m_bench->find<QLineEdit>("why-not/event-edit");
    QCOMPARE(m_bench->find<QComboBox>("why-not/links-combo")->currentText(),
             QStringLiteral("$ce-order"));
    QTest::keyClicks(event, QStringLiteral("gone-1@0"));
    QTest::keyClick(event, Qt::Key_Return);
    QTRY_COMPARE(answer()->title(), QStringLiteral("There is no event gone-1 @ 0."));
}

void TstLinksWindow::whyNotWantsARevision()
{
    askWhyNot(QStringLiteral("order-2@1"), QStringLiteral("$ce-order"));
    auto *event = m_bench->find<QLineEdit>("why-not/event-edit");
    event->setText(QStringLiteral("order-2"));
    QVERIFY(!answer()->isVisible()); // it was of another question
    m_bench->find<QPushButton>("why-not/ask-button")->click();
    QCOMPARE(answer()->title(), QStringLiteral("The event has no revision."));
}

void TstLinksWindow::closingTheConnectionEndsAllOfIt()
{
    const QPointer<WhyNotDialog> dialog
        = askWhyNot(QStringLiteral("picks@1"), QStringLiteral("$ce-order"));
    m_bench->action("event.explain-link")->trigger();
    m_bench->action("connection.close")->trigger();
    QTRY_VERIFY(!dialog);
    QVERIFY(!linkPane()->cancel());
    QVERIFY(!linkPane()->story());
}

void TstLinksWindow::everyWidgetThatTakesTheFocusHasAName()
{
    explain(QStringLiteral("picks@0"));
    QCOMPARE(tests::namelessWidgets(m_bench->window), QStringList());
    m_bench->action("event.linked-from")->trigger();
    QTRY_VERIFY(m_bench->find<QPushButton>("detail/linked-from/search-button")->isVisible());
    QCOMPARE(tests::namelessWidgets(m_bench->window), QStringList());
}

QTEST_MAIN(TstLinksWindow)
#include "tst_links_window.moc"
