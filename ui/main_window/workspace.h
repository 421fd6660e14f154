// The tabs: streams, drafts, connections under way. Each belongs to one connection for life.
// GUI thread.
#pragma once

#include "core/base/error.h"
#include "core/links/projected_stream.h"
#include "core/model/link_target.h"
#include "core/model/recorded_event.h"
#include "core/settings/setting.h"
#include "ui/main_window/navigation_history.h"
#include "ui/main_window/tab_memory.h"
#include "ui/theme/palette_colors.h"
#include "ui/widgets/page.h"

#include <QPointer>
#include <QStackedWidget>

#include <optional>
#include <unordered_map>

class QTabWidget;

namespace ui {

class AppendPage;
class AuditPage;
class CausePage;
class Connection;
class CurrentEvent;
class DraftStore;
class EmptyState;
class EventsPage;
struct DraftLoss;
struct KeptDraft;
class ProjectionsPage;
class Prompts;

class Workspace final : public QStackedWidget
{
    Q_OBJECT

public:
    Workspace(Prompts &prompts, QWidget *parent);

    /// Shows the stream's tab of this connection, or opens one; goes to the event if one is named.
    EventsPage *openStream(Connection *connection, const Address &address);
    /// More streams of it are known than when they were asked for.
    void refreshOffers(const Connection *connection);
    /// Asked for streams that may have been meant by a name that does not exist, and for those that
    /// can be read instead of `$all`.
    using CloseNames
        = std::function<QList<core::StreamName>(const Connection *, const core::StreamName &)>;
    void setCloseNames(CloseNames names) { m_closeNames = std::move(names); }
    /// Where it is kept which event of a stream's stands on top.
    using OrderOf = std::function<core::Setting<bool>(const core::StreamName &)>;
    void setOrderOf(OrderOf order) { m_orderOf = std::move(order); }
    /// Under which names causes are looked for.
    using CauseNames = std::function<core::CorrelationNames()>;
    void setCauseNames(CauseNames names) { m_causeNames = std::move(names); }
    /// Drafts are kept there from now on, so that they outlive the window; it must outlive this.
    void keepDraftsIn(DraftStore &drafts) { m_drafts = &drafts; }
    /// Opens a draft; like `model` where one is given.
    AppendPage *openDraft(Connection *connection,
                          const core::StreamName &stream,
                          const std::optional<core::RecordedEvent> &model);
    /// Opens those that were kept of this connection, behind the tab in front, one after the other.
    void restoreDrafts(Connection *connection);
    /// Shows the audit of a stream's links, begins one where none is under way.
    void openAudit(Connection *connection, const core::StreamName &stream);
    /// Shows what caused what around an event.
    void openCauses(Connection *connection, const core::LinkTarget &event);
    /// Shows the projections of the server, in its tab if there is one.
    void openProjections(Connection *connection);
    /// Shows how the connection comes about, in a tab for each that is to be opened, or in one
    /// that will become `$all`; `front` is the index of the one in front, -1: the last. Where there
    /// is such a tab already, only that is shown.
    void
    openConnecting(Connection *connection, const QList<KeptTab> &tabs = {}, qsizetype front = -1);
    /// The connection stands: each of those tabs becomes what it waited to be, at its place; the
    /// one in front at once.
    void wake(Connection *connection);
    /// Closes all tabs of a connection, drafts too.
    void closeAll(const Connection *connection);

    /// Closes the current tab; asks first where text would be lost.
    void closeCurrent();
    void reopenClosed();
    [[nodiscard]] bool canReopen() const { return !m_closed.isEmpty(); }
    void showTab(int index);
    /// Nothing where the page is none of the tabs.
    void showPage(QWidget *page);
    /// The tab of this connection that was in front last; false if it has none.
    bool showTabOf(const Connection *connection);
    void showNext(int step);

    [[nodiscard]] int tabCount() const;
    [[nodiscard]] Page *currentPage() const;
    /// Where a tab is; nowhere while it waits for its connection, or where it is none.
    [[nodiscard]] Place placeOf(QWidget *page) const;
    /// The tab that shows a place, if it is open.
    [[nodiscard]] QWidget *pageAt(const Place &place) const;
    /// Of the tab in front; null if there is none.
    [[nodiscard]] NavigationHistory *currentHistory();
    [[nodiscard]] EventsPage *currentEvents() const;
    [[nodiscard]] AppendPage *currentDraft() const;
    [[nodiscard]] AuditPage *currentAudit() const;
    [[nodiscard]] CausePage *currentCauses() const;
    [[nodiscard]] ProjectionsPage *currentProjections() const;
    /// The tab whose current event is looked at: the one in front, or behind a draft its stream's.
    [[nodiscard]] QWidget *eventTab() const;
    /// That event, and the way to its exact bytes; null where that tab can have none.
    [[nodiscard]] CurrentEvent *currentEvent() const;
    [[nodiscard]] Connection *currentConnection() const;
    /// The stream that the current tab is about; empty if it is about none.
    [[nodiscard]] core::StreamName currentStream() const;
    [[nodiscard]] EventsPage *eventsOf(const Connection *connection,
                                       const core::StreamName &stream) const;
    /// What would be lost with a connection's tabs, beside what is kept; null: with all.
    [[nodiscard]] DraftLoss draftLoss(const Connection *connection = nullptr) const;
    /// Its tabs but drafts, those that wait for it too, in their order; of events with the one that
    /// is looked at, unless that is the end that is being followed.
    [[nodiscard]] QList<KeptTab> keptTabs(const Connection *connection) const;
    /// Index among those of the one that was in front last.
    [[nodiscard]] qsizetype frontOf(const Connection *connection) const;
    /// Tabs say their connection's name where there is more than one.
    void setNamesConnections(bool names);
    /// What stands in place of tabs where there are none; its owner adds buttons.
    [[nodiscard]] EmptyState *emptyState() const { return m_empty; }
    /// The keyboard goes to the current tab's content.
    void focusPage();

Q_SIGNALS:
    void currentPageChanged();
    /// Of eventTab().
    void currentEventChanged();
    void exactFailed(const core::Error &error, bool wasWaitedFor);
    void detailRequested();
    void addressRequested(ui::Connection *connection, const ui::Address &address);
    void appendRequested(ui::Connection *connection, const core::StreamName &stream);
    /// What can be done with some page may be other than before.
    void stateChanged();
    void undeleteRequested(ui::Connection *connection, const core::StreamName &stream);
    /// What can be done with the current event is asked for, at this place of the screen.
    void eventMenuRequested(const QPoint &place);
    void appended(ui::Connection *connection,
                  const core::StreamName &stream,
                  core::Revision revision,
                  qsizetype events);
    /// What happened on a page, for the status line.
    void said(QWidget *page, const QString &text, ui::Tone tone);
    void eventsShown(qint64 rows);
    void connectRequested();
    /// A connection that never stood: begin again, or change it.
    void retryRequested(ui::Connection *connection);
    void editRequested(ui::Connection *connection);
    /// Its user may not read what is in front.
    void credentialsRequested(ui::Connection *connection);
    /// Of the connection in front.
    void projectionsRequested();
    /// A tab of it has events.
    void streamFound(ui::Connection *connection, const core::StreamName &stream);
    void streamsMet(ui::Connection *connection, const QList<core::StreamName> &streams);
    void reopenableChanged();
    /// What can be done with the audit in front.
    void reportChanged();
    void correlationNamesChanged(const core::CorrelationNames &names);

private:
    struct Tab {
        QPointer<Connection> connection;
        /// What it was last told to show, or what it waits to become; none of drafts, and of a
        /// connection that waits to show `$all`.
        std::optional<KeptTab> kept = std::nullopt;
        quint64 lastInFront = 0; ///< the higher, the later
        NavigationHistory history = {};
    };

    struct Closed {
        QPointer<Connection> connection;
        KeptTab tab;
        int index = 0;
    };

    void connectEvents(EventsPage *page, Connection *connection);
    void connectWishes(EventsPage *page, Connection *connection);
    void connectDraft(AppendPage *page, Connection *connection);
    void restoreLater(Connection *connection, const QList<KeptDraft> &kept);
    /// As of a new tab, where it is none of ours.
    [[nodiscard]] Tab tabOf(QWidget *page) const;
    [[nodiscard]] Connection *connectionOf(QWidget *page) const;
    /// In the order of the tabs.
    [[nodiscard]] QList<Page *> pages() const;
    /// The tab that shows this; null where there is none that is awake.
    [[nodiscard]] Page *pageOf(const Connection *connection, const KeptTab &tab) const;
    void addPage(Page *page, Connection *connection, const std::optional<KeptTab> &kept);
    void
    insertPage(int index, Page *page, Connection *connection, const std::optional<KeptTab> &kept);
    /// Shows the tab that there is of this, or a new one.
    void openTab(Connection *connection, const KeptTab &tab);
    EventsPage *goTo(EventsPage *page, const Address &address);
    Page *makePage(Connection *connection, const KeptTab &tab);
    EventsPage *makeEvents(Connection *connection, const core::StreamName &stream);
    AuditPage *makeAudit(Connection *connection, const core::StreamName &stream);
    CausePage *makeCauses(Connection *connection, const core::LinkTarget &event);
    ProjectionsPage *makeProjections(Connection *connection);
    Page *insertWaiting(int index, Connection *connection, const std::optional<KeptTab> &tab);
    Page *insertKept(int index, Connection *connection, const KeptTab &tab);
    void setUp(EventsPage *page, const KeptTab &tab);
    [[nodiscard]] QList<Page *> keptPages(const Connection *connection) const;
    [[nodiscard]] KeptTab keptTab(Page *page) const;
    [[nodiscard]] bool isWaiting(QWidget *page, const Connection *connection) const;
    [[nodiscard]] Page *nextWaiting(const Connection *connection) const;
    void wakeTab(QWidget *waiting, Connection *connection);
    void wakeOthersLater(Connection *connection);
    void closeTab(int index);
    void deleteLeaving();
    void removePage(QWidget *page);
    void refreshEmptiness();
    void showTitle(Page *page);
    void showConnection(Page *page);

    [[nodiscard]] bool hasDraft(const QString &key) const;

    Prompts &m_prompts;
    CloseNames m_closeNames;
    OrderOf m_orderOf;
    CauseNames m_causeNames;
    DraftStore *m_drafts = nullptr;
    QTabWidget *m_tabs;
    EmptyState *m_empty;
    std::unordered_map<QWidget *, Tab> m_pages;
    bool m_namesConnections = false;
    quint64 m_turns = 0;
    QList<Closed> m_closed;
    QWidgetList m_leaving; ///< pages that were removed and are deleted in a moment
};

} // namespace ui
