// Tabs that wait for their connection: a part of Workspace.
#include "ui/audit/audit_page.h"
#include "ui/causes/cause_page.h"
#include "ui/connections/connecting_page.h"
#include "ui/connections/connection.h"
#include "ui/events/events_page.h"
#include "ui/main_window/workspace.h"
#include "ui/widgets/next_turn.h"
#include "ui/widgets/words.h"

#include <QTabWidget>

namespace ui {

namespace {

ConnectingPage::Awaited awaitedFor(const KeptTab &tab)
{
    const core::StreamName &stream = tab.address.stream;
    switch (tab.kind) {
    case KeptTab::Kind::Audit:
        return {AuditPage::titleOf(stream), Workspace::tr("The audit of %1").arg(stream.text())};
    case KeptTab::Kind::Causes:
        return {
            CausePage::titleOf(tab.event()),
            Workspace::tr("Cause and effect of %1").arg(placeText(stream, tab.event().revision))};
    case KeptTab::Kind::Projections:
        return {Workspace::tr("Projections"), Workspace::tr("The list of projections")};
    case KeptTab::Kind::Events:
        break;
    }
    return {stream.text(), tab.address.toString()};
}

} // namespace

void Workspace::openConnecting(Connection *connection, const QList<KeptTab> &tabs, qsizetype front)
{
    for (Page *page : pages()) {
        if (isWaiting(page, connection)) {
            m_tabs->setCurrentWidget(page);
            return;
        }
    }
    const qsizetype count = qMax(qsizetype(1), tabs.size());
    QWidget *inFront = nullptr;
    for (qsizetype i = 0; i < count; ++i) {
        QWidget *page = insertWaiting(m_tabs->count(),
                                      connection,
                                      i < tabs.size() ? std::optional(tabs.at(i)) : std::nullopt);
        if (i == front || !inFront || front < 0)
            inFront = page;
    }
    m_tabs->setCurrentWidget(inFront);
}

/// Without a tab to become it will be `$all`, and shows the connection's name until then.
Page *Workspace::insertWaiting(int index, Connection *connection, const std::optional<KeptTab> &tab)
{
    auto *page = new ConnectingPage(
        *connection, tab ? awaitedFor(*tab) : ConnectingPage::Awaited(), m_tabs);
    connect(page, &ConnectingPage::otherRequested, this, &Workspace::connectRequested);
    connect(page, &ConnectingPage::retryRequested, this, [this, connection] {
        Q_EMIT retryRequested(connection);
    });
    connect(page, &ConnectingPage::editRequested, this, [this, connection] {
        Q_EMIT editRequested(connection);
    });
    insertPage(index, page, connection, tab);
    return page;
}

void Workspace::wake(Connection *connection)
{
    if (QWidget *next = nextWaiting(connection))
        wakeTab(next, connection);
    else
        openStream(connection, {core::StreamName::all()});
    wakeOthersLater(connection);
}

/// A turn each: a page costs some milliseconds.
void Workspace::wakeOthersLater(Connection *connection)
{
    inNextTurn(this, [this, connection = QPointer(connection)] {
        QWidget *next = connection && connection->client() ? nextWaiting(connection) : nullptr;
        if (!next)
            return;
        wakeTab(next, connection);
        wakeOthersLater(connection);
    });
}

void Workspace::wakeTab(QWidget *waiting, Connection *connection)
{
    const Tab tab = tabOf(waiting);
    m_pages[waiting].kept.reset(); // it is being replaced
    const KeptTab kept = tab.kept.value_or(KeptTab{{core::StreamName::all()}});
    Page *page = pageOf(connection, kept);
    auto *events = qobject_cast<EventsPage *>(page);
    const int index = m_tabs->indexOf(waiting);
    if (!page)
        page = insertKept(index, connection, kept);
    else if (events && m_tabs->indexOf(page) < index) // named twice: the last place holds
        goTo(events, kept.address);
    for (const Place &place : tab.history.behind())
        m_pages[page].history.putBehind(place);
    m_pages[page].lastInFront = qMax(m_pages[page].lastInFront, tab.lastInFront);
    if (waiting == currentPage())
        m_tabs->setCurrentWidget(page);
    removePage(waiting);
}

/// The one that is looked at comes first.
Page *Workspace::nextWaiting(const Connection *connection) const
{
    if (isWaiting(currentPage(), connection))
        return currentPage();
    for (Page *page : pages()) {
        if (isWaiting(page, connection))
            return page;
    }
    return nullptr;
}

bool Workspace::isWaiting(QWidget *page, const Connection *connection) const
{
    return qobject_cast<ConnectingPage *>(page) && connectionOf(page) == connection;
}

} // namespace ui
