#include "ui/main_window/workspace.h"

#include "ui/append/append_page.h"
#include "ui/connections/connecting_page.h"
#include "ui/connections/connection.h"
#include "ui/connections/connection_badge.h"
#include "ui/events/events_page.h"
#include "ui/prompts/prompts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/next_turn.h"
#include "ui/widgets/paint_later.h"

#include <QAbstractItemView>
#include <QTabBar>
#include <QTabWidget>

#include <utility>

namespace ui {

namespace {

constexpr int LongestTitle = 180;
constexpr int LongestName = 120;
constexpr qsizetype ClosedKept = 20;

} // namespace

Workspace::Workspace(Prompts &prompts, QWidget *parent)
    : QStackedWidget(parent)
    , m_prompts(prompts)
    , m_tabs(new QTabWidget(this))
    , m_empty(new EmptyState(this))
{
    setObjectName(QStringLiteral("workspace"));
    m_tabs->setObjectName(QStringLiteral("workspace/tabs"));
    m_tabs->setAccessibleName(tr("Open tabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(true);
    m_tabs->tabBar()->setObjectName(QStringLiteral("workspace/tab-bar"));
    m_tabs->tabBar()->setAccessibleName(tr("Tabs"));
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setElideMode(Qt::ElideNone); // showTitle() has cut them; many tabs scroll
    m_tabs->tabBar()->setSelectionBehaviorOnRemove(QTabBar::SelectPreviousTab);
    addWidget(m_empty);
    addWidget(m_tabs);
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &Workspace::closeTab);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        paintLater(this); // a page that comes to the front is laid out in this turn
        refreshEmptiness();
        if (m_pages.contains(currentPage()))
            m_pages[currentPage()].lastInFront = ++m_turns;
        Q_EMIT currentPageChanged();
    });
    refreshEmptiness();
}

void Workspace::deleteLeaving()
{
    qDeleteAll(std::exchange(m_leaving, {}));
}

void Workspace::closeAll(const Connection *connection)
{
    deleteLeaving();
    QList<Page *> left = pages();
    while (!left.isEmpty()) {
        Page *page = left.takeLast();
        if (connectionOf(page) != connection)
            continue;
        // At once, not later: the page uses the connection's client.
        m_pages.erase(page);
        m_tabs->removeTab(m_tabs->indexOf(page));
        delete page;
    }
    for (auto &[other, tab] : m_pages)
        tab.history.forget(connection);
    refreshEmptiness();
}

void Workspace::closeCurrent()
{
    if (m_tabs->currentIndex() >= 0)
        closeTab(m_tabs->currentIndex());
}

void Workspace::showTab(int index)
{
    if (index < m_tabs->count())
        m_tabs->setCurrentIndex(index);
    focusPage();
}

void Workspace::showPage(QWidget *page)
{
    if (m_tabs->indexOf(page) >= 0)
        m_tabs->setCurrentWidget(page);
}

bool Workspace::showTabOf(const Connection *connection)
{
    QWidget *found = nullptr;
    for (Page *page : pages()) {
        if (connectionOf(page) == connection
            && (!found || tabOf(found).lastInFront < tabOf(page).lastInFront))
            found = page;
    }
    showPage(found);
    return found != nullptr;
}

void Workspace::showNext(int step)
{
    const int count = m_tabs->count();
    if (count > 0)
        showTab((m_tabs->currentIndex() + step + count) % count);
}

int Workspace::tabCount() const
{
    return m_tabs->count();
}

Page *Workspace::currentPage() const
{
    return qobject_cast<Page *>(m_tabs->currentWidget());
}

QList<Page *> Workspace::pages() const
{
    QList<Page *> pages;
    for (int i = 0; i < m_tabs->count(); ++i)
        pages.append(qobject_cast<Page *>(m_tabs->widget(i)));
    return pages;
}

Place Workspace::placeOf(QWidget *page) const
{
    const auto found = m_pages.find(page);
    if (!page || found == m_pages.cend() || qobject_cast<const ConnectingPage *>(page))
        return {};
    const QPointer<Connection> &connection = found->second.connection;
    const auto *events = qobject_cast<const EventsPage *>(page);
    if (!events)
        return {connection, {}, page};
    Address address{events->stream()};
    if (const auto &event = events->currentEvent(); event && !address.stream.isAll())
        address.revision = event->original().revision;
    else if (event)
        address.position = event->original().position;
    return {connection, address};
}

QWidget *Workspace::pageAt(const Place &place) const
{
    return place.page ? place.page.data() : eventsOf(place.connection, place.address.stream);
}

NavigationHistory *Workspace::currentHistory()
{
    const auto tab = m_pages.find(currentPage());
    return tab == m_pages.end() ? nullptr : &tab->second.history;
}

Connection *Workspace::currentConnection() const
{
    return connectionOf(currentPage());
}

core::StreamName Workspace::currentStream() const
{
    const Page *page = currentPage();
    return page ? page->stream() : core::StreamName();
}

void Workspace::setNamesConnections(bool names)
{
    if (m_namesConnections == names)
        return;
    m_namesConnections = names;
    for (Page *page : pages())
        showTitle(page);
}

void Workspace::focusPage()
{
    QWidget *page = currentPage();
    if (!page)
        return;
    QWidget *target = page;
    if (!page->focusProxy()) {
        if (auto *view = page->findChild<QAbstractItemView *>())
            target = view;
    }
    target->setFocus(Qt::ShortcutFocusReason);
}

Workspace::Tab Workspace::tabOf(QWidget *page) const
{
    const auto found = m_pages.find(page);
    return found == m_pages.end() ? Tab() : found->second;
}

Connection *Workspace::connectionOf(QWidget *page) const
{
    return tabOf(page).connection;
}

Page *Workspace::pageOf(const Connection *connection, const KeptTab &tab) const
{
    for (Page *page : pages()) {
        const Tab open = tabOf(page);
        if (open.connection == connection && open.kept && open.kept->isSameTab(tab)
            && !isWaiting(page, connection))
            return page;
    }
    return nullptr;
}

void Workspace::addPage(Page *page, Connection *connection, const std::optional<KeptTab> &kept)
{
    insertPage(m_tabs->count(), page, connection, kept);
    m_tabs->setCurrentWidget(page);
}

void Workspace::insertPage(int index,
                           Page *page,
                           Connection *connection,
                           const std::optional<KeptTab> &kept)
{
    m_pages.insert_or_assign(page, Tab{.connection = connection, .kept = kept});
    m_tabs->insertTab(index, page, connectionIcon(*connection), {});
    showTitle(page);
    connect(connection, &Connection::changed, page, [this, page] { showConnection(page); });
    refreshEmptiness();
}

void Workspace::showTitle(Page *page)
{
    const int index = m_tabs->indexOf(page);
    const Tab tab = tabOf(page);
    const bool isConnection = qobject_cast<ConnectingPage *>(page) && !tab.kept;
    const QString title = page->title();
    QString shown = fontMetrics().elidedText(title, Qt::ElideMiddle, LongestTitle);
    if (m_namesConnections && !isConnection)
        shown += QStringLiteral(" · ")
                 + fontMetrics().elidedText(tab.connection->name(), Qt::ElideMiddle, LongestName);
    shown.replace(QStringLiteral("&"), QStringLiteral("&&"));
    if (shown != m_tabs->tabText(index)) // all tabs are laid out anew for it
        m_tabs->setTabText(index, shown);
    m_tabs->setTabToolTip(index, title + QStringLiteral(" · ") + tab.connection->fullName());
}

void Workspace::closeTab(int index)
{
    Page *page = pages().at(index);
    const auto *draft = qobject_cast<AppendPage *>(page);
    const DraftLoss loss = draft ? draft->loss() : DraftLoss();
    if (loss.drafts() > 0) {
        const QPointer<QWidget> asked(page);
        m_prompts.confirm(this,
                          {.title = tr("Close the draft for %1?").arg(draft->stream().text()),
                           .text = lossText(loss),
                           .acceptText = loss.unanswered.isEmpty() ? tr("Close Without Sending")
                                                                   : tr("Close and Forget"),
                           .isDestructive = true},
                          [this, asked](bool accepted) {
                              if (!accepted || !asked)
                                  return;
                              if (auto *given = qobject_cast<AppendPage *>(asked.data()))
                                  given->discard();
                              removePage(asked);
                          });
        return;
    }
    int waiting = 0;
    Connection *connection = connectionOf(page);
    for (Page *other : pages())
        waiting += isWaiting(other, connection) ? 1 : 0;
    if (waiting == 1 && isWaiting(page, connection))
        connection->cancel(); // nobody waits for it any more
    if (tabOf(page).kept) {
        m_closed.append({connection, keptTab(page), index});
        if (m_closed.size() > ClosedKept)
            m_closed.removeFirst();
        Q_EMIT reopenableChanged();
    }
    removePage(page);
}

void Workspace::removePage(QWidget *page)
{
    const bool hadFocus = page->isAncestorOf(focusWidget()) || page == focusWidget();
    for (auto &[other, tab] : m_pages)
        tab.history.forget(page);
    m_tabs->removeTab(m_tabs->indexOf(page));
    m_pages.erase(page);
    page->disconnect(this); // what comes of it from now on concerns no tab
    page->hide();
    // Later, since it may be telling us this; and not in the turn in which the next page is laid
    // out.
    m_leaving.append(page);
    inNextTurn(this, [this] { deleteLeaving(); });
    refreshEmptiness();
    if (hadFocus)
        focusPage();
}

void Workspace::refreshEmptiness()
{
    setCurrentWidget(m_tabs->count() > 0 ? static_cast<QWidget *>(m_tabs) : m_empty);
}

void Workspace::showConnection(Page *page)
{
    const int index = m_tabs->indexOf(page);
    if (index < 0)
        return; // closed, and deleted in a moment
    m_tabs->setTabIcon(index, connectionIcon(*connectionOf(page)));
    showTitle(page);
}

} // namespace ui
