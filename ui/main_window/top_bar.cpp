#include "ui/main_window/top_bar.h"

#include "ui/actions/action_registry.h"
#include "ui/connections/connection.h"
#include "ui/connections/connection_badge.h"
#include "ui/main_window/address_field.h"
#include "ui/theme/emphasis.h"
#include "ui/theme/icons.h"
#include "ui/theme/measures.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace ui {

namespace {

QToolButton *makeActionButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setObjectName(QStringLiteral("top-bar/") + action->objectName().section(u'.', 1));
    button->setAccessibleName(action->text());
    return button;
}

} // namespace

TopBar::TopBar(const ActionRegistry &registry, AddressField *address)
    : m_badge(new ConnectionBadge(this))
    , m_connectionMenu(new QMenu(this))
{
    setObjectName(QStringLiteral("top-bar"));
    m_badge->setMenu(m_connectionMenu);
    address->setParent(this); // the Tab key comes to it before the buttons

    QAction *newEvent = registry.action(QStringLiteral("event.new"));
    auto *write = new QPushButton(newEvent->text(), this);
    write->setObjectName(QStringLiteral("top-bar/new-event"));
    setEmphasis(write, Emphasis::Primary);
    write->setEnabled(newEvent->isEnabled());
    connect(write, &QPushButton::clicked, newEvent, &QAction::trigger);
    connect(newEvent, &QAction::enabledChanged, write, &QWidget::setEnabled);

    auto *more = new QToolButton(this);
    more->setObjectName(QStringLiteral("top-bar/more"));
    more->setIcon(icon(QStringLiteral("ellipsis"), Tone::Dim));
    more->setAutoRaise(true);
    more->setAccessibleName(tr("More commands"));
    more->setToolTip(tr("More commands"));
    auto *moreMenu = new QMenu(more);
    for (const char *id : {"view.palette", "view.navigator", "view.detail", "stream.reload"})
        moreMenu->addAction(registry.action(QString::fromLatin1(id)));
    // Not setMenu(): three dots need no arrow beside them.
    connect(more, &QToolButton::clicked, moreMenu, [more, moreMenu] {
        moreMenu->popup(more->mapToGlobal(QPoint(0, more->height())));
    });

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(measures::ConnectionStrip + measures::PaneMargin,
                            measures::ControlSpacing,
                            measures::ControlSpacing,
                            measures::ControlSpacing + 1);
    row->setSpacing(measures::ControlSpacing);
    row->addWidget(m_badge);
    auto *history = new QHBoxLayout;
    history->setSpacing(0);
    for (const char *id : {"view.back", "view.forward"})
        history->addWidget(makeActionButton(registry.action(QString::fromLatin1(id)), this));
    row->addLayout(history);
    row->addWidget(address, 1);
    row->addWidget(write);
    row->addWidget(more);
}

void TopBar::showConnection(const Connection *connection)
{
    m_badge->showConnection(connection);
    m_strip = connection ? connection->tone() : Tone::Dim;
    update();
}

void TopBar::paintEvent(QPaintEvent *)
{
    const PaletteColors &colors = colorsOf(palette());
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.line);
    painter.fillRect(QRect(0, 0, measures::ConnectionStrip, height()), toneColor(colors, m_strip));
}

} // namespace ui
