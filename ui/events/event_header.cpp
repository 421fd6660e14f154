#include "ui/events/event_header.h"

#include "ui/events/event_columns.h"
#include "ui/events/event_delegate.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/theme/palette_colors.h"

#include <QPainter>

namespace ui {

EventHeader::EventHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setObjectName(QStringLiteral("events/header"));
    setSectionsClickable(true);
    setHighlightSections(false);
    setMinimumSectionSize(40);
    connect(this, &QHeaderView::sectionClicked, this, [this](int section) {
        if (section == static_cast<int>(EventColumn::Place))
            Q_EMIT turnRequested();
    });
}

void EventHeader::setDay(const QString &day)
{
    if (m_day == day)
        return;
    m_day = day;
    viewport()->update();
}

void EventHeader::setDimmed(bool dimmed)
{
    if (m_isDimmed == dimmed)
        return;
    m_isDimmed = dimmed;
    viewport()->update();
}

QSize EventHeader::sizeHint() const
{
    return {length(), // QHeaderView would measure every section for it
            measures::rowHeight(fontMetrics()) + EventDelegate::captionHeight(font())};
}

void EventHeader::paintEvent(QPaintEvent *event)
{
    const PaletteColors &colors = colorsOf(palette());
    const int band = EventDelegate::captionHeight(font());
    const QRect whole = viewport()->rect();
    const QRect dayRect(whole.left(), whole.bottom() + 1 - band, whole.width(), band);
    {
        QPainter painter(viewport());
        painter.fillRect(whole, colors.paper);
    }
    QHeaderView::paintEvent(event);
    QPainter painter(viewport());
    painter.fillRect(dayRect, colors.paper);
    painter.setPen(colors.line);
    painter.drawLine(dayRect.topLeft(), dayRect.topRight());
    painter.drawLine(dayRect.bottomLeft(), dayRect.bottomRight());
    painter.setPen(colors.dim);
    painter.setFont(EventDelegate::dayFont(font()));
    const int left = sectionViewportPosition(static_cast<int>(EventColumn::Type));
    painter.drawText(dayRect.adjusted(left + measures::ControlSpacing, 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     m_day);
}

void EventHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const PaletteColors &colors = colorsOf(palette());
    const QRect cell = rect.adjusted(measures::ControlSpacing,
                                     0,
                                     -measures::ControlSpacing,
                                     -EventDelegate::captionHeight(font()));
    const QVariant alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole);
    const QFont heading = captionFont(font());
    painter->save();
    painter->fillRect(rect, colors.paper);
    painter->setFont(heading);
    painter->setPen(m_isDimmed ? colors.disabled : colors.dim);
    const QString text = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
    painter->drawText(cell,
                      Qt::TextSingleLine | alignment.toInt(),
                      QFontMetrics(heading).elidedText(text, Qt::ElideRight, cell.width()));
    painter->restore();
}

} // namespace ui
