#include "ui/widgets/empty_state.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/measures.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPushButton>

namespace ui {

namespace {

constexpr int TextWidth = 420;

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttons(new QVBoxLayout)
{
    setObjectName(QStringLiteral("empty-state"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_title->setObjectName(QStringLiteral("empty-state/title"));
    m_text->setObjectName(QStringLiteral("empty-state/text"));
    m_title->setFont(headingFont(font()));
    for (QLabel *label : {m_title, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_icon->hide();
    m_buttons->setSpacing(measures::ControlSpacing);

    auto *body = new QWidget(this); // so that the layout keeps it in the middle
    body->setMaximumWidth(TextWidth);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins({});
    column->setSpacing(measures::ControlSpacing);
    column->addStretch(2);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(measures::Step);
    column->addLayout(m_buttons);
    column->addStretch(3);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(
        measures::PaneMargin, measures::PaneMargin, measures::PaneMargin, measures::PaneMargin);
    row->addStretch(1);
    row->addWidget(body, 100);
    row->addStretch(1);
    color();
}

void EmptyState::setMessage(const QString &title, const QString &text)
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_title->setText(title);
    setText(text);
    setAccessibleName(title);
}

void EmptyState::setText(const QString &text)
{
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
}

void EmptyState::setIcon(const QString &name, Tone tone)
{
    m_iconName = name;
    m_iconTone = tone;
    m_icon->setVisible(!name.isEmpty());
    color();
}

QPushButton *EmptyState::addButton(const QString &text, Emphasis emphasis)
{
    auto *button = new QPushButton(text, this);
    setEmphasis(button, emphasis);
    m_buttons->addWidget(button, 0, Qt::AlignHCenter);
    return button;
}

QString EmptyState::title() const
{
    return m_title->text();
}

QString EmptyState::text() const
{
    return m_text->text();
}

void EmptyState::color()
{
    QPalette palette = m_text->palette();
    palette.setColor(QPalette::WindowText, colorsOf(this->palette()).dim);
    m_text->setPalette(palette);
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(icon(m_iconName, m_iconTone).pixmap(QSize(24, 24), devicePixelRatioF()));
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        color();
}

} // namespace ui
