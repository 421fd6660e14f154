#include "ui/main_window/status_line.h"

#include "ui/connections/connection.h"
#include "ui/connections/connection_badge.h"
#include "ui/theme/emphasis.h"
#include "ui/theme/icons.h"
#include "ui/theme/measures.h"
#include "ui/widgets/elided_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace ui {

namespace {

constexpr double TintStrength = 0.06;

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_dot(new QLabel(this))
    , m_state(new ElidedLabel(this))
    , m_now(new QPushButton(tr("Now"), this))
    , m_guard(new ElidedLabel(this))
    , m_said(new ElidedLabel(this))
    , m_show(new QPushButton(tr("Show"), this))
{
    setObjectName(QStringLiteral("status-line"));
    m_state->setObjectName(QStringLiteral("status-line/connection"));
    m_now->setObjectName(QStringLiteral("status-line/now"));
    m_guard->setObjectName(QStringLiteral("status-line/guard"));
    m_said->setObjectName(QStringLiteral("status-line/said"));
    m_show->setObjectName(QStringLiteral("status-line/show"));
    m_now->setAccessibleName(tr("Reconnect now"));
    m_guard->setAlignment(Qt::AlignCenter);
    m_said->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QPushButton *button : {m_now, m_show}) {
        setEmphasis(button, Emphasis::Link);
        button->hide();
    }
    auto *left = new QHBoxLayout;
    left->setSpacing(measures::Step);
    left->addWidget(m_dot);
    left->addWidget(m_state);
    left->addWidget(m_now);
    left->addStretch(1);
    auto *right = new QHBoxLayout;
    right->setSpacing(measures::Step);
    right->addWidget(m_said, 1);
    right->addWidget(m_show);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(
        measures::ConnectionStrip + measures::PaneMargin, 1, measures::PaneMargin, 0);
    row->setSpacing(measures::GroupSpacing);
    row->addLayout(left, 5);
    row->addWidget(m_guard, 2);
    row->addLayout(right, 5);
    setFixedHeight(measures::rowHeight(fontMetrics()) + 1);

    connect(m_now, &QPushButton::clicked, this, &StatusLine::tryNowRequested);
    connect(m_show, &QPushButton::clicked, this, [this] {
        if (m_goThere)
            m_goThere();
    });
    showConnection(nullptr);
}

void StatusLine::showConnection(const Connection *connection)
{
    m_strip = connection ? connection->tone() : Tone::Dim;
    m_dotTone = connection ? dotTone(*connection) : Tone::Dim;
    m_state->setText(connection ? connection->statusText() : tr("Not connected"));
    const bool stands = connection
                        && (connection->state() == Connection::State::Connected
                            || connection->state() == Connection::State::Reconnecting);
    if (!stands)
        m_guard->setText({});
    else
        m_guard->setText(connection->isSandbox() ? tr("Writes freely (sandbox)")
                                                 : tr("Writes freely"));
    m_now->setVisible(connection && connection->state() == Connection::State::Reconnecting);
    refreshDot();
    update();
}

void StatusLine::say(const QString &text, std::function<void()> show, const QString &showText)
{
    m_said->setText(text);
    m_show->setText(showText);
    m_goThere = std::move(show);
    m_show->setVisible(static_cast<bool>(m_goThere));
}

QString StatusLine::said() const
{
    return m_said->text();
}

void StatusLine::refreshDot()
{
    m_dot->setPixmap(
        icon(QStringLiteral("dot"), m_dotTone).pixmap(QSize(16, 16), devicePixelRatioF()));
}

void StatusLine::paintEvent(QPaintEvent *)
{
    const PaletteColors &colors = colorsOf(palette());
    const QColor strip = toneColor(colors, m_strip);
    QPainter painter(this);
    painter.fillRect(rect(), tint(colors.panel, strip, TintStrength));
    painter.fillRect(QRect(0, 0, width(), 1), colors.line);
    painter.fillRect(QRect(0, 0, measures::ConnectionStrip, height()), strip);
}

void StatusLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshDot();
}

} // namespace ui
