// What tells of links asks only while it is looked at, can be stopped, and says what failed.
#include "tests/support/gui_warnings.h"
#include "tests/ui/event_samples.h"
#include "tests/ui/scripted_store.h"
#include "ui/links/link_pane.h"
#include "ui/links/linked_from_pane.h"
#include "ui/links/why_not_dialog.h"
#include "ui/widgets/facts_view.h"
#include "ui/widgets/message_bar.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace ui;

namespace {

core::StreamName order()
{
    return core::StreamName(QStringLiteral("order-1"));
}

core::ResolvedEvent aLink()
{
    return {{}, samples::link(core::StreamName(QStringLiteral("picks")), 0, "1@order-1")};
}

} // namespace

class TstLinkPanes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        m_store = std::make_unique<ScriptedStore>();
        m_store->streams[order()] = {samples::recorded(order(), 0), samples::recorded(order(), 1)};
        m_store->streams[core::StreamName(QStringLiteral("picks"))] = {*aLink().link};
        m_store->areReadsAnswered = false;
        m_client = std::make_unique<core::Client>(fake::connectionTo({fake::node("db.example")}),
                                                  m_store->server.factory(),
                                                  core::IoThread::Caller);
    }
    void cleanup()
    {
        m_client.reset();
        m_store.reset();
    }

    void leavingTheLinkCancelsWhatIsAsked();
    void aLinkCanBeStoppedAndFollowedAgain();
    void whatFailedIsSaidAndTriedAgain();
    void goingThroughRowsAsksAboutTheLastOnly();
    void theSameLinkIsAskedAboutOnce();
    void aTargetIsGoneTo();
    void leavingTheBacklinksCancelsWhatIsAsked();
    void backlinksCanBeStopped();
    void aSearchThatIsLeftCanBeBegunAgain();
    void aSearchThatFailedIsTriedAgain();
    void manyEventsOfAStreamAreLookedAtInPart();
    void stoppingAQuestionKeepsTheDialog();

private:
    /// Lets pass the moment in which a person may go on to the next row.
    void waitForRead() { QTRY_VERIFY_WITH_TIMEOUT((m_store->settleAll(), openReads() > 0), 2000); }
    [[nodiscard]] int openReads() const
    {
        return int(std::count_if(
            m_store->server.reads.cbegin(), m_store->server.reads.cend(), [](const auto &read) {
                return !read->isEnded && !read->isCancelled;
            }));
    }
    void answerUntil(const std::function<bool()> &isThere)
    {
        m_store->areReadsAnswered = true;
        QTRY_VERIFY_WITH_TIMEOUT((m_store->settleAll(), isThere()), 2000);
    }
    /// Looked into the projections' streams, with two others to be searched.
    void showBacklinks(LinkedFromPane &pane)
    {
        m_store->streams[core::StreamName(QStringLiteral("more"))] = {*aLink().link};
        pane.setEvent(
            m_client.get(),
            samples::plain(order(), 1),
            {core::StreamName(QStringLiteral("picks")), core::StreamName(QStringLiteral("more"))});
        show(pane);
        answerUntil([&] { return searchButton(pane)->isVisible(); });
        QCOMPARE(pane.found().size(), 2); // $ce- and $et-
        m_store->areReadsAnswered = false;
    }
    [[nodiscard]] static QPushButton *searchButton(const LinkedFromPane &pane)
    {
        return pane.findChild<QPushButton *>(QStringLiteral("detail/linked-from/search-button"));
    }
    template<typename Pane>
    void show(Pane &pane)
    {
        pane.resize(440, 600);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
    }

    std::unique_ptr<ScriptedStore> m_store;
    std::unique_ptr<core::Client> m_client;
};

void TstLinkPanes::leavingTheLinkCancelsWhatIsAsked()
{
    LinkPane pane(nullptr);
    pane.setEvent(m_client.get(), aLink());
    m_store->settleAll();
    QCOMPARE(openReads(), 0); // nobody looks
    show(pane);
    waitForRead();
    pane.hide();
    m_store->settleAll();
    QCOMPARE(openReads(), 0);
    QVERIFY(!pane.cancel());
    show(pane);
    waitForRead();
}

void TstLinkPanes::aLinkCanBeStoppedAndFollowedAgain()
{
    LinkPane pane(nullptr);
    pane.setEvent(m_client.get(), aLink());
    show(pane);
    waitForRead();
    QVERIFY(pane.cancel());
    m_store->settleAll();
    QCOMPARE(openReads(), 0);
    const auto *verdict = pane.findChild<MessageBar *>(QStringLiteral("detail/link/verdict"));
    QCOMPARE(verdict->title(), QStringLiteral("The link was not followed to its end."));
    pane.findChild<QPushButton *>(QStringLiteral("detail/link/again-button"))->click();
    answerUntil([&] { return pane.story().has_value(); });
    QCOMPARE(pane.story()->end(), core::LinkState::Found);
}

void TstLinkPanes::whatFailedIsSaidAndTriedAgain()
{
    const core::StreamName picks(QStringLiteral("picks"));
    m_store->failures[picks] = core::ErrorCode::Unavailable;
    LinkPane pane(nullptr);
    pane.setEvent(m_client.get(), aLink());
    show(pane);
    const auto *verdict = pane.findChild<MessageBar *>(QStringLiteral("detail/link/verdict"));
    answerUntil([&] { return verdict->isVisible(); });
    QCOMPARE(verdict->title(), QStringLiteral("The link could not be followed."));
    m_store->failures.clear();
    pane.findChild<QPushButton *>(QStringLiteral("detail/link/again-button"))->click();
    answerUntil([&] { return pane.story().has_value(); });
}

void TstLinkPanes::goingThroughRowsAsksAboutTheLastOnly()
{
    LinkPane pane(nullptr);
    show(pane);
    for (quint64 i = 1; i <= 20; ++i)
        pane.setEvent(m_client.get(), core::ResolvedEvent{{}, samples::link(order(), i, "0@x")});
    waitForRead();
    QCOMPARE(m_store->server.reads.size(), 1);
    const core::ReadFrom last{core::Revision{20}};
    QCOMPARE(m_store->server.reads.constFirst()->request.from, last);
}

void TstLinkPanes::theSameLinkIsAskedAboutOnce()
{
    LinkPane pane(nullptr);
    pane.setEvent(m_client.get(), aLink());
    show(pane);
    waitForRead();
    core::ResolvedEvent exact = aLink();
    exact.link->metadata = "{\"$v\":\"1\"}";
    pane.setEvent(m_client.get(), exact);
    QCOMPARE(openReads(), 1);
    const auto *facts = pane.findChild<FactsView *>();
    QTRY_VERIFY(facts->toPlainText().contains(QStringLiteral("$v")));
    answerUntil([&] { return pane.story().has_value(); });
    const auto asked = m_store->server.reads.size();
    pane.setEvent(m_client.get(), exact);
    QVERIFY(pane.story());
    m_store->settleAll();
    QCOMPARE(m_store->server.reads.size(), asked);
}

void TstLinkPanes::aTargetIsGoneTo()
{
    LinkPane pane(nullptr);
    pane.setEvent(m_client.get(), aLink());
    show(pane);
    answerUntil([&] { return pane.story().has_value(); });
    QSignalSpy activated(&pane, &LinkPane::targetActivated);
    pane.findChild<QPushButton *>(QStringLiteral("detail/link/open-button"))->click();
    QCOMPARE(activated.count(), 1);
    const FactTarget target{order(), core::Revision{1}};
    QCOMPARE(activated.constFirst().constFirst().value<FactTarget>(), target);
}

void TstLinkPanes::leavingTheBacklinksCancelsWhatIsAsked()
{
    LinkedFromPane pane(nullptr);
    pane.setEvent(m_client.get(), samples::plain(order(), 1), {});
    m_store->settleAll();
    QCOMPARE(openReads(), 0);
    show(pane);
    waitForRead();
    pane.hide();
    m_store->settleAll();
    QCOMPARE(openReads(), 0);
}

void TstLinkPanes::backlinksCanBeStopped()
{
    LinkedFromPane pane(nullptr);
    pane.setEvent(m_client.get(), samples::plain(order(), 1), {});
    show(pane);
    waitForRead();
    QVERIFY(pane.cancel());
    m_store->settleAll();
    QCOMPARE(openReads(), 0);
    pane.findChild<QPushButton *>(QStringLiteral("detail/linked-from/again-button"))->click();
    answerUntil([&] { return pane.found().size() == 2; }); // $ce- and $et-
}

void TstLinkPanes::aSearchThatIsLeftCanBeBegunAgain()
{
    LinkedFromPane pane(nullptr);
    showBacklinks(pane);
    searchButton(pane)->click();
    waitForRead();
    QVERIFY(!searchButton(pane)->isVisible());
    pane.hide();
    show(pane);
    QVERIFY(searchButton(pane)->isVisible());
    searchButton(pane)->click();
    answerUntil([&] { return pane.found().size() == 4; });
}

void TstLinkPanes::aSearchThatFailedIsTriedAgain()
{
    LinkedFromPane pane(nullptr);
    showBacklinks(pane);
    m_store->failures[core::StreamName(QStringLiteral("more"))] = core::ErrorCode::Unavailable;
    searchButton(pane)->click();
    const auto again = [&pane] {
        return pane.findChild<QPushButton *>(QStringLiteral("detail/linked-from/again-button"));
    };
    answerUntil([&] { return again() != nullptr; });
    QCOMPARE(pane.found().size(), 3);
    m_store->failures.clear();
    again()->click();
    answerUntil([&] { return pane.found().size() == 4; });
}

void TstLinkPanes::manyEventsOfAStreamAreLookedAtInPart()
{
    for (quint64 i = 2; i < 300; ++i)
        m_store->streams[order()].append(samples::recorded(order(), i));
    LinkedFromPane pane(nullptr);
    pane.setEvent(m_client.get(), samples::plain(order(), 1), {});
    show(pane);
    const auto *facts = pane.findChild<FactsView *>();
    answerUntil([&] {
        return facts->toPlainText().contains(
            QStringLiteral("Types and correlation ids are those of its newest 200 events"));
    });
}

void TstLinkPanes::stoppingAQuestionKeepsTheDialog()
{
    const auto parse = [](const QString &) { return core::LinkTarget{order(), core::Revision{1}}; };
    WhyNotDialog dialog(
        *m_client,
        QStringLiteral("here"),
        {QStringLiteral("order-1@1"), core::StreamName(QStringLiteral("picks")), {}},
        parse,
        nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    show(dialog);
    dialog.findChild<QPushButton *>(QStringLiteral("why-not/ask-button"))->click();
    waitForRead();
    dialog.reject();
    m_store->settleAll();
    QCOMPARE(openReads(), 0);
    QVERIFY(dialog.isVisible());
    const auto *answer = dialog.findChild<MessageBar *>(QStringLiteral("why-not/answer"));
    QCOMPARE(answer->title(), QStringLiteral("Stopped before it was found out."));
    dialog.findChild<QPushButton *>(QStringLiteral("why-not/ask-button"))->click();
    answerUntil([&] { return answer->title() == QStringLiteral("order-1 @ 1 is in picks."); });
    dialog.reject();
    QVERIFY(!dialog.isVisible());
}

QTEST_MAIN(TstLinkPanes)
#include "tst_link_panes.moc"
