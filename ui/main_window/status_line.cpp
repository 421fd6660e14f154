#include "ui/main_window/status_line.h"

#include "ui/connections/connection.h"
#include "ui/connections/connection_badge.h"
#include "ui/connections/connection_words.h"
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

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_dot(new QLabel(this))
    , m_state(new ElidedLabel(this))
    , m_trustedPicture(new QLabel(this))
    , m_trusted(new ElidedLabel(this))
    , m_now(new QPushButton(tr("Now"), this))
    , m_lock(new QLabel(this))
    , m_guard(new ElidedLabel(this))
    , m_changeGuard(new QPushButton(tr("Change…"), this))
    , m_said(new ElidedLabel(this))
    , m_show(new QPushButton(tr("Show"), this))
{
    setObjectName(QStringLiteral("status-line"));
    m_state->setObjectName(QStringLiteral("status-line/connection"));
    m_trusted->setObjectName(QStringLiteral("status-line/trusted"));
    m_trusted->setTone(Tone::Warning);
    m_now->setObjectName(QStringLiteral("status-line/now"));
    m_guard->setObjectName(QStringLiteral("status-line/guard"));
    m_changeGuard->setObjectName(QStringLiteral("status-line/change-guard"));
    m_changeGuard->setAccessibleName(tr("Change what may be written"));
    m_said->setObjectName(QStringLiteral("status-line/said"));
    m_show->setObjectName(QStringLiteral("status-line/show"));
    m_now->setAccessibleName(tr("Reconnect now"));
    m_said->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QPushButton *button : {m_now, m_changeGuard, m_show}) {
        setEmphasis(button, Emphasis::Link);
        button->hide();
    }
    auto *left = new QHBoxLayout;
    left->setSpacing(measures::Step);
    left->addWidget(m_dot);
    left->addWidget(m_state);
    left->addWidget(m_now);
    left->addSpacing(measures::ControlSpacing);
    left->addWidget(m_trustedPicture);
    left->addWidget(m_trusted);
    left->addStretch(1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(measures::Step);
    middle->addStretch(1);
    middle->addWidget(m_lock);
    middle->addWidget(m_guard);
    middle->addWidget(m_changeGuard);
    middle->addStretch(1);
    auto *right = new QHBoxLayout;
    right->setSpacing(measures::Step);
    right->addWidget(m_said, 1);
    right->addWidget(m_show);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(
        measures::ConnectionStrip + measures::PaneMargin, 1, measures::PaneMargin, 0);
    row->setSpacing(measures::GroupSpacing);
    row->addLayout(left, 5);
    row->addLayout(middle, 3);
    row->addLayout(right, 4);
    setFixedHeight(measures::rowHeight(fontMetrics()) + 1);

    connect(m_now, &QPushButton::clicked, this, &StatusLine::tryNowRequested);
    connect(m_changeGuard, &QPushButton::clicked, this, &StatusLine::guardRequested);
    connect(m_show, &QPushButton::clicked, this, [this] {
        if (m_goThere)
            m_goThere();
    });
    showConnection(nullptr);
}

void StatusLine::showConnection(const Connection *connection)
{
    m_strip = connection ? connection->tone() : Tone::Dim;
    m_picture = connection ? connectionIcon(*connection) : icon(QStringLiteral("dot"), Tone::Dim);
    m_state->setText(connection ? connection->statusText() : tr("Not connected"));
    const QString trusted = connection ? connection->trustedName() : QString();
    m_trusted->setText(trusted.isEmpty() ? QString() : tr("Trusted name %1").arg(trusted));
    for (QWidget *part :
         {static_cast<QWidget *>(m_trustedPicture), static_cast<QWidget *>(m_trusted)})
        part->setVisible(!trusted.isEmpty());
    m_now->setVisible(connection && connection->state() == Connection::State::Reconnecting);
    showGuard(connection);
    refreshPictures();
    update();
}

void StatusLine::showGuard(const Connection *connection)
{
    const bool stands = connection && connection->hasStood();
    QStringList words;
    if (stands && connection->isProduction())
        words.append(tr("Production"));
    if (stands)
        words.append(connection->isSandbox()
                         ? tr("%1 (sandbox)").arg(guardWords(connection->guard()))
                         : guardWords(connection->guard()));
    m_guard->setText(words.join(QStringLiteral(" · ")));
    m_guard->setMinimumWidth(m_guard->sizeHint().width()); // never cut: what was said last is
    m_guard->setTone(stands && connection->isProduction() ? Tone::Danger : Tone::Text);
    const bool isLocked = stands && connection->guard() == core::Guard::ReadOnly;
    m_lock->setVisible(isLocked);
    m_changeGuard->setVisible(isLocked);
}

void StatusLine::say(const QString &text,
                     std::function<void()> show,
                     const QString &showText,
                     Tone tone)
{
    m_said->setText(text);
    m_said->setTone(tone);
    m_show->setText(showText);
    m_goThere = std::move(show);
    m_show->setVisible(static_cast<bool>(m_goThere));
}

QWidget *StatusLine::firstButton() const
{
    for (QWidget *button : {m_now, m_changeGuard, m_show}) {
        if (button->isVisible())
            return button;
    }
    return nullptr;
}

void StatusLine::refreshPictures()
{
    const auto show = [this](QLabel *label, const QIcon &picture) {
        label->setPixmap(picture.pixmap(QSize(16, 16), devicePixelRatioF()));
    };
    show(m_dot, m_picture);
    show(m_lock, icon(QStringLiteral("lock"), m_strip == Tone::Danger ? Tone::Danger : Tone::Text));
    show(m_trustedPicture, icon(QStringLiteral("triangle-alert"), Tone::Warning));
}

void StatusLine::paintEvent(QPaintEvent *)
{
    const PaletteColors &colors = colorsOf(palette());
    const QColor strip = toneColor(colors, m_strip);
    QPainter painter(this);
    painter.fillRect(rect(), tint(colors.panel, strip, FaintTint));
    painter.fillRect(QRect(0, 0, width(), 1), colors.line);
    painter.fillRect(QRect(0, 0, measures::ConnectionStrip, height()), strip);
}

void StatusLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshPictures();
}

} // namespace ui
