#include "ui/main_window/window_panes.h"

#include "core/settings/settings.h"
#include "ui/append/append_page.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/top_bar.h"
#include "ui/main_window/workspace.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/paint_later.h"
#include "ui/wire_log/wire_log_dock.h"

#include <QAbstractScrollArea>
#include <QMainWindow>
#include <QSplitter>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int NavigatorWidth = 220;
constexpr int DetailWidth = 440;
constexpr int DetailBelowUnder = 1200;
constexpr int WireLogHeight = 240;

} // namespace

WindowPanes::WindowPanes(const Parts &parts)
    : m_parts(parts)
    , m_middle(new QMainWindow(this)) // one within the window: docks end above the status line
    , m_columns(new QSplitter(Qt::Horizontal, m_middle))
    , m_content(new QSplitter(Qt::Horizontal, m_columns))
{
    m_middle->setWindowFlags(Qt::Widget);
    m_middle->setContextMenuPolicy(Qt::NoContextMenu); // the View menu has it
    m_columns->setObjectName(QStringLiteral("columns"));
    m_content->setObjectName(QStringLiteral("content"));
    m_parts.detail.setObjectName(QStringLiteral("detail"));
    m_parts.navigator.setMinimumWidth(NavigatorWidth * 3 / 4);
    m_parts.workspace.setMinimumSize(320, 160);
    m_parts.detail.setMinimumSize(240, 140);
    for (QSplitter *splitter : {m_columns, m_content})
        splitter->setChildrenCollapsible(false);
    connect(&m_parts.wireLog, &QDockWidget::visibilityChanged, this, &WindowPanes::shownChanged);
    connect(&m_parts.wireLog, &WireLogDock::closeRequested, this, [this] { showWireLog(false); });
}

/// The Tab key goes through them in this order.
void WindowPanes::layOut(TopBar *topBar, const QSize &window)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(topBar);
    column->addWidget(m_middle, 1);
    m_columns->insertWidget(0, &m_parts.navigator);
    m_content->addWidget(&m_parts.workspace);
    m_content->addWidget(&m_parts.detail);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({NavigatorWidth, window.width() - NavigatorWidth});
    m_content->setStretchFactor(0, 1);
    m_content->setStretchFactor(1, 0);
    arrange(window);
    m_middle->setCentralWidget(m_columns);
    m_middle->addDockWidget(Qt::BottomDockWidgetArea, &m_parts.wireLog);
    m_middle->resizeDocks({&m_parts.wireLog}, {WireLogHeight}, Qt::Vertical);
    column->addWidget(&m_parts.busy);
    column->addWidget(&m_parts.status);
}

void WindowPanes::restore()
{
    const core::Settings &settings = m_parts.settings;
    m_columns->restoreState(settings.columnSizes.get());
    m_parts.navigator.setVisible(settings.isNavigatorShown.get());
    m_parts.detail.setVisible(settings.isDetailShown.get());
    m_parts.wireLog.setVisible(settings.isWireLogShown.get());
}

void WindowPanes::keep()
{
    core::Settings &settings = m_parts.settings;
    settings.columnSizes.set(m_columns->saveState());
    contentSizes().set(m_content->saveState());
    settings.isNavigatorShown.set(m_parts.navigator.isVisible());
    settings.isDetailShown.set(m_parts.detail.isVisible() || m_isDetailAway);
    settings.isWireLogShown.set(m_parts.wireLog.isVisible());
}

void WindowPanes::arrange(const QSize &window)
{
    const Qt::Orientation wanted
        = window.width() < DetailBelowUnder ? Qt::Vertical : Qt::Horizontal;
    if (m_isArranged && m_content->orientation() == wanted)
        return;
    if (m_isArranged)
        contentSizes().set(m_content->saveState());
    m_isArranged = true;
    m_content->setOrientation(wanted);
    const bool isRemembered = m_content->restoreState(contentSizes().get());
    if (!isRemembered && wanted == Qt::Horizontal)
        m_content->setSizes({window.width() - NavigatorWidth - DetailWidth, DetailWidth});
    else if (!isRemembered)
        m_content->setSizes({window.height() * 3 / 5, window.height() * 2 / 5});
    makeRoomForPage();
}

/// Of the way that the detail stands now.
core::Setting<QByteArray> &WindowPanes::contentSizes()
{
    return m_content->orientation() == Qt::Horizontal ? m_parts.settings.sizesBeside
                                                      : m_parts.settings.sizesBelow;
}

/// Beside some pages the detail would be empty; below a draft it would leave no room to write.
void WindowPanes::makeRoomForPage()
{
    const bool isDraftSqueezed
        = m_parts.workspace.currentDraft() && m_content->orientation() == Qt::Vertical;
    const Page *page = m_parts.workspace.currentPage();
    const bool isWanted = (!page || page->hasDetail()) && !isDraftSqueezed;
    if (isWanted && m_isDetailAway) {
        m_isDetailAway = false;
        m_parts.detail.show();
    } else if (!isWanted && !m_parts.detail.isHidden()) {
        m_isDetailAway = true;
        m_parts.detail.hide();
    }
}

void WindowPanes::showNavigator(bool shown)
{
    showOrHide(&m_parts.navigator, shown);
}

void WindowPanes::showDetail(bool shown)
{
    m_isDetailAway = false;
    showOrHide(&m_parts.detail, shown);
}

void WindowPanes::showOrHide(QWidget *pane, bool shown)
{
    pane->setVisible(shown);
    if (!shown && !window()->focusWidget())
        m_parts.workspace.focusPage();
    Q_EMIT shownChanged();
}

void WindowPanes::showWireLog(bool shown)
{
    const QWidget *focused = window()->focusWidget();
    const bool hadFocus = focused && m_parts.wireLog.isAncestorOf(focused);
    paintLater(&m_parts.workspace);
    paintLater(&m_parts.detail);
    paintLater(&m_parts.wireLog);
    m_parts.wireLog.setVisible(shown);
    if (shown)
        focus(&m_parts.wireLog);
    else if (hadFocus)
        m_parts.workspace.focusPage();
    Q_EMIT shownChanged();
}

bool WindowPanes::isNavigatorShown() const
{
    return !m_parts.navigator.isHidden();
}

bool WindowPanes::isDetailShown() const
{
    return !m_parts.detail.isHidden();
}

bool WindowPanes::isWireLogShown() const
{
    return !m_parts.wireLog.isHidden();
}

void WindowPanes::focusDetail()
{
    focus(&m_parts.detail);
}

void WindowPanes::focus(QWidget *pane)
{
    if (pane == &m_parts.workspace) {
        m_parts.workspace.focusPage();
        return;
    }
    if (pane == &m_parts.status) {
        m_parts.status.firstButton()->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    if (pane == &m_parts.address || pane->focusProxy()) {
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

void WindowPanes::focusNext(int step)
{
    const QWidget *focused = window()->focusWidget();
    AppendPage *draft = m_parts.workspace.currentDraft();
    if (draft && draft->isAncestorOf(focused) && draft->focusNextPart(step))
        return;
    const QList<QWidget *> panes{&m_parts.address,
                                 &m_parts.navigator,
                                 &m_parts.workspace,
                                 &m_parts.detail,
                                 &m_parts.wireLog,
                                 &m_parts.status};
    const auto count = static_cast<int>(panes.size());
    int at = 2;
    for (int i = 0; i < count; ++i) {
        if (focused && (panes.at(i) == focused || panes.at(i)->isAncestorOf(focused)))
            at = i;
    }
    for (int i = 1; i < count; ++i) {
        QWidget *next = panes.at((at + step * i + count * i) % count);
        const bool canTakeKeys = next != &m_parts.status || m_parts.status.firstButton();
        if (next->isVisible() && canTakeKeys) {
            focus(next);
            return;
        }
    }
}

} // namespace ui
