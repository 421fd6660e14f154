// The window's panes: where they stand, how the keyboard goes from one to the next.
#include "core/settings/settings.h"
#include "ui/actions/command_palette.h"
#include "ui/append/append_page.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/events/events_page.h"
#include "ui/main_window/address_desk.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/deletion_desk.h"
#include "ui/main_window/link_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/top_bar.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/workspace.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/paint_later.h"
#include "ui/wire_log/wire_log_dock.h"

#include <QAbstractScrollArea>
#include <QAction>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int NavigatorWidth = 220;
constexpr int DetailWidth = 440;
constexpr int DetailBelowUnder = 1200;
constexpr int WireLogHeight = 240;

} // namespace

void MainWindow::layOut()
{
    auto *all = new QWidget(this);
    m_topBar = new TopBar(m_actions, all);
    m_middle = new QMainWindow(all); // one within the window: docks end above the status line
    m_middle->setWindowFlags(Qt::Widget);
    m_columns = new QSplitter(Qt::Horizontal, m_middle);
    m_navigator = new Navigator(m_parts.settings, m_columns);
    m_content = new QSplitter(Qt::Horizontal, m_columns);
    m_workspace = new Workspace(m_parts.prompts, m_content);
    m_detail = new EventDetailPane(m_content, &m_parts.prompts);
    m_travel = new Travel(*m_workspace, *m_navigator, *m_topBar->address(), this);
    m_links = new LinkDesk({*m_detail, *m_navigator, *this, [this] { return correlationNames(); }});
    m_wireLog = new WireLogDock(m_parts.wireLog, m_middle);
    auto *lookingFor = new BusyLine(all);
    m_status = new StatusLine(all);
    m_palette = new CommandPalette(m_actions, this);
    m_columns->setObjectName(QStringLiteral("columns"));
    m_content->setObjectName(QStringLiteral("content"));
    m_detail->setObjectName(QStringLiteral("detail"));
    for (QSplitter *splitter : {m_columns, m_content})
        splitter->setChildrenCollapsible(false);
    m_navigator->setMinimumWidth(NavigatorWidth * 3 / 4);
    m_workspace->setMinimumSize(320, 160);
    m_detail->setMinimumSize(240, 140);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({NavigatorWidth, width() - NavigatorWidth});
    m_content->setStretchFactor(0, 1);
    m_content->setStretchFactor(1, 0);
    arrangeDetail();
    m_middle->setContextMenuPolicy(Qt::NoContextMenu); // the View menu has it
    m_middle->setCentralWidget(m_columns);
    m_middle->addDockWidget(Qt::BottomDockWidgetArea, m_wireLog);
    m_middle->resizeDocks({m_wireLog}, {WireLogHeight}, Qt::Vertical);

    auto *column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_topBar);
    column->addWidget(m_middle, 1);
    column->addWidget(lookingFor);
    column->addWidget(m_status);
    setCentralWidget(all);
    m_deletion = new DeletionDesk(
        {*m_workspace, *m_status, *m_travel, *this, [this] { return correlationNames(); }});
    m_addresses = new AddressDesk(
        {*m_topBar->address(), *lookingFor, *m_status, *m_workspace, m_connections, *m_travel});

    EmptyState *empty = m_workspace->emptyState();
    empty->setMessage(tr("No tab is open"),
                      tr("Open a stream by its name, or choose one on the left."));
    for (const char *id : {"stream.open", "connection.connect"}) {
        QAction *action = m_actions.action(QString::fromLatin1(id));
        QPushButton *button = empty->addButton(action->text());
        button->setObjectName(QStringLiteral("workspace/")
                              + action->objectName().replace(u'.', u'-'));
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
    }
}

void MainWindow::arrangeDetail()
{
    const Qt::Orientation wanted = width() < DetailBelowUnder ? Qt::Vertical : Qt::Horizontal;
    if (m_isArranged && m_content->orientation() == wanted)
        return;
    if (m_isArranged)
        contentSizes().set(m_content->saveState());
    m_isArranged = true;
    m_content->setOrientation(wanted);
    const bool isRemembered = m_content->restoreState(contentSizes().get());
    if (!isRemembered && wanted == Qt::Horizontal)
        m_content->setSizes({width() - NavigatorWidth - DetailWidth, DetailWidth});
    else if (!isRemembered)
        m_content->setSizes({height() * 3 / 5, height() * 2 / 5});
    makeRoomForPage();
}

/// Of the way that the detail stands now.
core::Setting<QByteArray> &MainWindow::contentSizes()
{
    return m_content->orientation() == Qt::Horizontal ? m_parts.settings.sizesBeside
                                                      : m_parts.settings.sizesBelow;
}

void MainWindow::focusPane(QWidget *pane)
{
    if (pane == m_workspace) {
        m_workspace->focusPage();
        return;
    }
    if (pane == m_status) {
        m_status->firstButton()->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    if (pane == m_topBar->address() || pane->focusProxy()) {
        pane->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    for (QAbstractScrollArea *area : pane->findChildren<QAbstractScrollArea *>()) {
        if (area->isVisible() && area->focusPolicy() != Qt::NoFocus) {
            area->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
    pane->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::focusNextPane(int step)
{
    AppendPage *draft = m_workspace->currentDraft();
    if (draft && draft->isAncestorOf(focusWidget()) && draft->focusNextPart(step))
        return;
    const QList<QWidget *> panes{
        m_topBar->address(), m_navigator, m_workspace, m_detail, m_wireLog, m_status};
    const auto count = static_cast<int>(panes.size());
    const QWidget *focused = focusWidget();
    int at = 2;
    for (int i = 0; i < count; ++i) {
        if (focused && (panes.at(i) == focused || panes.at(i)->isAncestorOf(focused)))
            at = i;
    }
    for (int i = 1; i < count; ++i) {
        QWidget *next = panes.at((at + step * i + count * i) % count);
        const bool canTakeKeys = next != m_status || m_status->firstButton();
        if (next->isVisible() && canTakeKeys) {
            focusPane(next);
            return;
        }
    }
}

void MainWindow::showWireLog(bool shown)
{
    const bool hadFocus = focusWidget() && m_wireLog->isAncestorOf(focusWidget());
    paintLater(m_workspace);
    paintLater(m_detail);
    paintLater(m_wireLog);
    m_wireLog->setVisible(shown);
    if (shown)
        focusPane(m_wireLog);
    else if (hadFocus)
        m_workspace->focusPage();
    refreshSwitches();
}

void MainWindow::escape()
{
    if (m_addresses->cancel() || m_deletion->cancel())
        return;
    Page *page = m_workspace->currentPage();
    if (page && page->cancel())
        return;
    if (m_links->cancel() || m_detail->cancel())
        return;
    AppendPage *draft = m_workspace->currentDraft();
    if (draft ? draft->closeFind() : m_detail->closeFind())
        return;
    if (page) {
        for (MessageBar *bar : page->findChildren<MessageBar *>()) {
            if (bar->isVisible() && bar->isClosable()) {
                bar->clear();
                return;
            }
        }
    }
    m_workspace->focusPage();
}

} // namespace ui
