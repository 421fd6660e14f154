#include "ui/events/event_delegate.h"

#include "ui/events/event_columns.h"
#include "ui/theme/fonts.h"
#include "ui/theme/house_style.h"
#include "ui/theme/icons.h"
#include "ui/theme/measures.h"
#include "ui/theme/palette_colors.h"

#include <QPainter>
#include <QWidget>

namespace ui {

namespace {

constexpr int IconSize = 16;
constexpr int LeastText = 40;

EventColumn columnOf(const QModelIndex &index)
{
    return static_cast<EventColumn>(index.column());
}

EventRowState stateOf(const QModelIndex &index)
{
    return static_cast<EventRowState>(index.data(RowStateRole).toInt());
}

Tone textTone(EventTone tone)
{
    switch (tone) {
    case EventTone::Plain:
        return Tone::Text;
    case EventTone::Dim:
        return Tone::Dim;
    case EventTone::Link:
        return Tone::Accent;
    case EventTone::Broken:
        return Tone::Warning;
    }
    return Tone::Text;
}

CellFonts::Kind fontKind(const QModelIndex &index)
{
    return columnOf(index) == EventColumn::Type ? CellFonts::Kind::Plain
                                                : CellFonts::Kind::Monospace;
}

/// Numbers and times are never shortened; names and types keep their ends.
Qt::TextElideMode elideMode(EventColumn column)
{
    const bool isName = column == EventColumn::Type || column == EventColumn::Stream;
    return isName ? Qt::ElideMiddle : Qt::ElideRight;
}

} // namespace

EventDelegate::EventDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{}

int EventDelegate::captionHeight(const QFont &font)
{
    return QFontMetrics(dayFont(font)).height() + measures::Step;
}

QFont EventDelegate::dayFont(const QFont &font)
{
    QFont small = captionFont(font);
    small.setWeight(QFont::Normal);
    return small;
}

void EventDelegate::paint(QPainter *painter,
                          const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    m_fonts.setBase(option.font);
    const PaletteColors &colors = colorsOf(option.palette);
    const int caption = qMax(0, option.rect.height() - dataRowHeight(*option.widget));
    const QRect row = option.rect.adjusted(0, caption, 0, 0);
    painter->save();
    if (caption > 0)
        paintCaption(painter, option, index, {option.rect.topLeft(), QSize(row.width(), caption)});
    if (option.state & QStyle::State_Selected) {
        const bool hasFocus = option.widget && option.widget->hasFocus();
        painter->fillRect(row, hasFocus ? colors.selection : colors.inactiveSelection);
        if (columnOf(index) == EventColumn::Place)
            painter->fillRect(QRect(row.topLeft(), QSize(measures::AccentBar, row.height())),
                              colors.accent);
    }
    const QRect cell = row.adjusted(measures::ControlSpacing, 0, -measures::ControlSpacing, 0);
    if (stateOf(index) == EventRowState::Loading && columnOf(index) != EventColumn::Place) {
        // asking for the text is what asks for the event
        (void)index.data(Qt::DisplayRole);
        if (m_showsLoading)
            paintLoading(painter, option, index, cell);
    } else {
        paintText(painter, option, index, cell);
    }
    painter->restore();
}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, dataRowHeight(*option.widget)};
}

void EventDelegate::paintCaption(QPainter *painter,
                                 const QStyleOptionViewItem &option,
                                 const QModelIndex &index,
                                 const QRect &rect)
{
    const PaletteColors &colors = colorsOf(option.palette);
    painter->setPen(colors.line);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    const QVariant day = index.data(DayRole);
    if (columnOf(index) != EventColumn::Type || !day.isValid())
        return;
    painter->setPen(colors.dim);
    painter->setFont(dayFont(option.font));
    painter->drawText(rect.adjusted(measures::ControlSpacing, 0, 0, 0),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      dayText(day.toLongLong()));
}

void EventDelegate::paintText(QPainter *painter,
                              const QStyleOptionViewItem &option,
                              const QModelIndex &index,
                              const QRect &rect) const
{
    const PaletteColors &colors = colorsOf(option.palette);
    const auto tone = static_cast<EventTone>(index.data(ToneRole).toInt());
    QRect textRect = rect;
    if (tone == EventTone::Broken) {
        const QRect place(rect.left(), rect.center().y() - IconSize / 2 + 1, IconSize, IconSize);
        icon(QStringLiteral("triangle-alert"), Tone::Warning).paint(painter, place);
        textRect.setLeft(place.right() + measures::Step);
    }
    const CellFonts::Kind kind = fontKind(index);
    textRect.setRight(textRect.right() - paintNote(painter, option, index, textRect));
    if (textRect.width() < LeastText && textRect.width() < rect.width())
        return; // an ellipsis alone says nothing beside the note
    painter->setPen(toneColor(colors, textTone(tone)));
    m_fonts.draw(*painter,
                 textRect,
                 Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()),
                 index.data().toString(),
                 kind,
                 elideMode(columnOf(index)));
}

/// At the right end, where the text makes room for it; gives back how much it takes.
int EventDelegate::paintNote(QPainter *painter,
                             const QStyleOptionViewItem &option,
                             const QModelIndex &index,
                             const QRect &rect) const
{
    using Kind = CellFonts::Kind;
    const QString note = index.data(NoteRole).toString();
    if (note.isEmpty())
        return 0;
    painter->setPen(colorsOf(option.palette).warning);
    m_fonts.draw(*painter, rect, Qt::AlignRight | Qt::AlignVCenter, note, Kind::Plain);
    const int taken = m_fonts.widthOf(note, Kind::Plain, Qt::ElideRight, rect.width());
    return qMin(rect.width(), taken + measures::ControlSpacing);
}

void EventDelegate::paintLoading(QPainter *painter,
                                 const QStyleOptionViewItem &option,
                                 const QModelIndex &index,
                                 const QRect &rect)
{
    constexpr int Height = 6;
    constexpr int Shares[] = {45, 60, 35, 50}; // of the cell's width, so that rows are told apart
    const bool isType = columnOf(index) == EventColumn::Type;
    if (columnOf(index) == EventColumn::Stream)
        return;
    const int share = isType ? Shares[index.row() % 4] : 70;
    QRect bar(rect.left(), rect.center().y() - Height / 2, rect.width() * share / 100, Height);
    if (columnOf(index) == EventColumn::Size)
        bar.moveRight(rect.right());
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colorsOf(option.palette).line);
    painter->drawRoundedRect(bar, Height / 2.0, Height / 2.0);
}

} // namespace ui
