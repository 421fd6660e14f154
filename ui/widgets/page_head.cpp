#include "ui/widgets/page_head.h"

#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"

#include <QHBoxLayout>

namespace ui {

PageHead::PageHead(const QString &room, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_status(new ElidedLabel(this))
    , m_controls(new QHBoxLayout)
    , m_bar(new MessageBar(this))
{
    auto *heading = new ElidedLabel(this);
    heading->setFont(headingFont(font()));
    heading->setText(title);
    m_status->setObjectName(room + QStringLiteral("/status"));
    m_status->setTone(Tone::Dim);
    m_controls->setSpacing(measures::ControlSpacing);
    m_controls->addStretch();
    m_bar->setObjectName(room + QStringLiteral("/bar"));
    m_bar->setAccessibleName(tr("Outcome"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(measures::PaneMargin,
                               measures::ControlSpacing,
                               measures::PaneMargin,
                               measures::ControlSpacing);
    column->setSpacing(measures::Step);
    column->addWidget(heading);
    column->addWidget(m_status);
    column->addSpacing(measures::Step);
    column->addLayout(m_controls);
    column->addWidget(m_bar);
}

void PageHead::setStatus(const QString &text, Tone tone)
{
    m_status->setText(text);
    m_status->setTone(tone);
}

void PageHead::addControl(QWidget *control, int stretch)
{
    m_controls->insertWidget(m_controls->count() - 1, control, stretch); // before what is left
}

} // namespace ui
