#include "ui/main_window/workspace.h"

#include "ui/append/append_page.h"
#include "ui/audit/audit_page.h"
#include "ui/connections/connecting_page.h"
#include "ui/connections/connection.h"
#include "ui/connections/connection_badge.h"
#include "ui/events/events_page.h"
#include "ui/prompts/prompts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/empty_state.h"

#include <QAbstractItemView>
#include <QTabBar>
#include <QTabWidget>

namespace ui {

namespace {

constexpr int LongestTitle = 180;
constexpr int LongestName = 120;
constexpr qsizetype ClosedKept = 20;

Address addressOf(const EventsPage &events)
{
    Address address{events.stream()};
    const auto &current = events.currentEvent();
    if (!current || events.isFollowing())
        return address;
    if (address.stream.isAll())
        address.position = current->original().position;
    else
        address.revision = current->original().revision;
    return address;
}

} // namespace

Workspace::Workspace(Prompts &prompts, QWidget *parent)
    : QStackedWidget(parent)
    , m_prompts(prompts)
    , m_tabs(new QTabWidget(this))
    , m_empty(new EmptyState(this))
{
    setObjectName(QStringLiteral("workspace"));
    m_tabs->setObjectName(QStringLiteral("workspace/tabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(true);
    m_tabs->tabBar()->setObjectName(QStringLiteral("workspace/tab-bar"));
    m_tabs->tabBar()->setAccessibleName(tr("Tabs"));
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setSelectionBehaviorOnRemove(QTabBar::SelectPreviousTab);
    addWidget(m_empty);
    addWidget(m_tabs);
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &Workspace::closeTab);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        refreshEmptiness();
        if (m_pages.contains(currentPage()))
            m_pages[currentPage()].lastInFront = ++m_turns;
        Q_EMIT currentPageChanged();
    });
    refreshEmptiness();
}

EventsPage *Workspace::openStream(Connection *connection, const Address &address)
{
    EventsPage *page = eventsOf(connection, address.stream);
    if (page) {
        m_tabs->setCurrentWidget(page);
    } else {
        page = new EventsPage(*connection->client(), address.stream, m_tabs);
        connect(page,
                &EventsPage::currentEventChanged,
                this,
                [this, page](const std::optional<core::ResolvedEvent> &event) {
                    if (page == currentPage())
                        Q_EMIT currentEventChanged(event);
                });
        connect(page, &EventsPage::exactFailed, this, [this, page](const core::Error &error) {
            if (page == currentPage())
                Q_EMIT exactFailed(error);
        });
        connect(page,
                &EventsPage::streamRequested,
                this,
                [this, connection](const core::StreamName &stream) {
                    Q_EMIT addressRequested(connection, {stream});
                });
        connect(page,
                &EventsPage::eventRequested,
                this,
                [this, connection](const core::StreamName &stream, core::Revision revision) {
                    Q_EMIT addressRequested(connection, {stream, revision});
                });
        connect(page,
                &EventsPage::appendRequested,
                this,
                [this, connection](const core::StreamName &stream) {
                    Q_EMIT appendRequested(connection, stream);
                });
        page->setOffersCredentials(!connection->isSandbox());
        page->setCloseNames([this, connection, stream = address.stream] {
            return m_closeNames ? m_closeNames(connection, stream) : QList<core::StreamName>();
        });
        connect(page, &EventsPage::credentialsRequested, this, [this, connection] {
            Q_EMIT editRequested(connection);
        });
        connect(page,
                &EventsPage::undeleteRequested,
                this,
                [this, connection](const core::StreamName &stream) {
                    Q_EMIT undeleteRequested(connection, stream);
                });
        connect(page, &EventsPage::stateChanged, this, &Workspace::stateChanged);
        connect(page, &EventsPage::menuRequested, this, &Workspace::eventMenuRequested);
        connect(page, &EventsPage::detailRequested, this, &Workspace::detailRequested);
        connect(page, &EventsPage::eventsShown, this, [this, page](qint64 rows) {
            if (page == currentPage())
                Q_EMIT eventsShown(rows);
        });
        addPage(page, connection, address.stream.text());
    }
    if (address.revision)
        page->goTo(*address.revision);
    if (address.position)
        page->goTo(*address.position);
    return page;
}

AppendPage *Workspace::openDraft(Connection *connection,
                                 const core::StreamName &stream,
                                 const std::optional<core::RecordedEvent> &model,
                                 const KeptDraft *kept)
{
    auto *page = new AppendPage(*connection->client(), stream, m_tabs, &m_prompts);
    if (model)
        page->fillFrom(*model);
    connect(page, &AppendPage::titleChanged, this, [this, page](const QString &title) {
        setTitle(page, title);
    });
    connect(page,
            &AppendPage::appended,
            this,
            [this, connection](const core::StreamName &written, core::Revision revision) {
                Q_EMIT appended(connection, written, revision);
            });
    connect(page,
            &AppendPage::streamRequested,
            this,
            [this, connection](const core::StreamName &wanted) {
                Q_EMIT addressRequested(connection, {wanted});
            });
    connect(page,
            &AppendPage::eventRequested,
            this,
            [this, connection](const core::StreamName &wanted, core::Revision revision) {
                Q_EMIT addressRequested(connection, {wanted, revision});
            });
    connect(page, &AppendPage::said, this, &Workspace::said);
    addPage(page, connection, page->title());
    if (m_drafts && kept)
        page->goOnWith(*m_drafts, *kept);
    else if (m_drafts)
        page->keepIn(*m_drafts, connection->memoryKey());
    return page;
}

void Workspace::openConnecting(Connection *connection)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        QWidget *shown = m_tabs->widget(i);
        if (qobject_cast<ConnectingPage *>(shown) && connectionOf(shown) == connection) {
            m_tabs->setCurrentIndex(i);
            return;
        }
    }
    auto *page = new ConnectingPage(*connection, m_tabs);
    connect(page, &ConnectingPage::otherRequested, this, &Workspace::connectRequested);
    connect(page, &ConnectingPage::retryRequested, this, [this, connection] {
        Q_EMIT retryRequested(connection);
    });
    connect(page, &ConnectingPage::editRequested, this, [this, connection] {
        Q_EMIT editRequested(connection);
    });
    addPage(page, connection, connection->name());
}

void Workspace::closeConnecting(const Connection *connection)
{
    for (int i = m_tabs->count() - 1; i >= 0; --i) {
        QWidget *page = m_tabs->widget(i);
        if (qobject_cast<ConnectingPage *>(page) && connectionOf(page) == connection)
            removePage(page);
    }
}

void Workspace::closeAll(const Connection *connection)
{
    for (int i = m_tabs->count() - 1; i >= 0; --i) {
        QWidget *page = m_tabs->widget(i);
        if (connectionOf(page) != connection)
            continue;
        // At once, not later: the page uses the connection's client.
        m_pages.remove(page);
        m_tabs->removeTab(i);
        delete page;
    }
    refreshEmptiness();
}

void Workspace::closeCurrent()
{
    if (m_tabs->currentIndex() >= 0)
        closeTab(m_tabs->currentIndex());
}

void Workspace::reopenClosed()
{
    while (!m_closed.isEmpty()) {
        const Closed closed = m_closed.takeLast();
        if (closed.connection && closed.connection->client()) {
            Q_EMIT addressRequested(closed.connection, {closed.stream});
            break;
        }
    }
    Q_EMIT reopenableChanged();
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
    for (int i = 0; i < m_tabs->count(); ++i) {
        QWidget *page = m_tabs->widget(i);
        if (connectionOf(page) == connection
            && (!found || m_pages.value(found).lastInFront < m_pages.value(page).lastInFront))
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

QWidget *Workspace::currentPage() const
{
    return m_tabs->currentWidget();
}

EventsPage *Workspace::currentEvents() const
{
    return qobject_cast<EventsPage *>(currentPage());
}

AppendPage *Workspace::currentDraft() const
{
    return qobject_cast<AppendPage *>(currentPage());
}

Connection *Workspace::currentConnection() const
{
    return connectionOf(currentPage());
}

core::StreamName Workspace::currentStream() const
{
    if (const EventsPage *events = currentEvents())
        return events->stream();
    if (const AppendPage *draft = currentDraft())
        return draft->stream();
    if (const AuditPage *audit = currentAudit())
        return audit->stream();
    return {};
}

EventsPage *Workspace::eventsOf(const Connection *connection, const core::StreamName &stream) const
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto *page = qobject_cast<EventsPage *>(m_tabs->widget(i));
        if (page && page->stream() == stream && connectionOf(page) == connection)
            return page;
    }
    return nullptr;
}

int Workspace::unsentDrafts(const Connection *connection) const
{
    int unsent = 0;
    for (int i = 0; i < m_tabs->count(); ++i) {
        const auto *draft = qobject_cast<AppendPage *>(m_tabs->widget(i));
        const bool counts = !connection || connectionOf(m_tabs->widget(i)) == connection;
        const bool isLost = draft && draft->hasUnsentText() && !draft->isKept();
        unsent += counts && isLost ? 1 : 0;
    }
    return unsent;
}

QList<Address> Workspace::addressesOf(const Connection *connection) const
{
    QList<Address> addresses;
    for (int i = 0; i < m_tabs->count(); ++i) {
        const auto *events = qobject_cast<EventsPage *>(m_tabs->widget(i));
        if (events && connectionOf(m_tabs->widget(i)) == connection)
            addresses.append(addressOf(*events));
    }
    return addresses;
}

qsizetype Workspace::frontOf(const Connection *connection) const
{
    qsizetype front = -1;
    qsizetype index = 0;
    quint64 latest = 0;
    for (int i = 0; i < m_tabs->count(); ++i) {
        QWidget *page = m_tabs->widget(i);
        if (!qobject_cast<EventsPage *>(page) || connectionOf(page) != connection)
            continue;
        const quint64 turn = m_pages.value(page).lastInFront;
        if (turn >= latest) {
            front = index;
            latest = turn;
        }
        ++index;
    }
    return front;
}

void Workspace::setNamesConnections(bool names)
{
    if (m_namesConnections == names)
        return;
    m_namesConnections = names;
    for (int i = 0; i < m_tabs->count(); ++i)
        showTitle(m_tabs->widget(i));
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

Connection *Workspace::connectionOf(QWidget *page) const
{
    return m_pages.value(page).connection;
}

void Workspace::addPage(QWidget *page, Connection *connection, const QString &title)
{
    m_pages.insert(page, {connection, title});
    const int index = m_tabs->addTab(page, connectionIcon(*connection), {});
    showTitle(page);
    connect(
        connection, &Connection::changed, page, [this, connection] { refreshTabs(connection); });
    m_tabs->setCurrentIndex(index);
    refreshEmptiness();
}

void Workspace::setTitle(QWidget *page, const QString &title)
{
    m_pages[page].title = title;
    showTitle(page);
}

void Workspace::showTitle(QWidget *page)
{
    const int index = m_tabs->indexOf(page);
    const Tab tab = m_pages.value(page);
    const QString title = qobject_cast<ConnectingPage *>(page) ? tab.connection->name() : tab.title;
    QString shown = fontMetrics().elidedText(title, Qt::ElideMiddle, LongestTitle);
    if (m_namesConnections && !qobject_cast<ConnectingPage *>(page))
        shown += QStringLiteral(" · ")
                 + fontMetrics().elidedText(tab.connection->name(), Qt::ElideMiddle, LongestName);
    shown.replace(QStringLiteral("&"), QStringLiteral("&&"));
    m_tabs->setTabText(index, shown);
    m_tabs->setTabToolTip(index, title + QStringLiteral(" · ") + tab.connection->fullName());
}

void Workspace::closeTab(int index)
{
    QWidget *page = m_tabs->widget(index);
    const auto *draft = qobject_cast<AppendPage *>(page);
    if (draft && draft->hasUnsentText()) {
        const QPointer<QWidget> asked(page);
        m_prompts.confirm(this,
                          {.title = tr("Close the draft for %1?").arg(draft->stream().text()),
                           .text = tr("What you typed has not been sent and will be lost."),
                           .acceptText = tr("Close Without Sending"),
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
    if (Connection *connection = connectionOf(page);
        connection && qobject_cast<ConnectingPage *>(page))
        connection->cancel();
    if (const auto *events = qobject_cast<EventsPage *>(page)) {
        m_closed.append({connectionOf(page), events->stream()});
        if (m_closed.size() > ClosedKept)
            m_closed.removeFirst();
        Q_EMIT reopenableChanged();
    }
    removePage(page);
}

void Workspace::removePage(QWidget *page)
{
    const bool hadFocus = page->isAncestorOf(focusWidget()) || page == focusWidget();
    m_tabs->removeTab(m_tabs->indexOf(page));
    m_pages.remove(page);
    page->hide();
    page->deleteLater(); // it may be telling us this
    refreshEmptiness();
    if (hadFocus)
        focusPage();
}

void Workspace::refreshEmptiness()
{
    setCurrentWidget(m_tabs->count() > 0 ? static_cast<QWidget *>(m_tabs) : m_empty);
}

void Workspace::refreshTabs(const Connection *connection)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        QWidget *page = m_tabs->widget(i);
        if (connectionOf(page) != connection)
            continue;
        m_tabs->setTabIcon(i, connectionIcon(*connection));
        showTitle(page);
    }
}

} // namespace ui
