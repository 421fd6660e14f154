#include "ui/streams/stream_tree_delegate.h"

#include "ui/streams/stream_tree_model.h"
#include "ui/theme/fonts.h"
#include "ui/theme/house_style.h"
#include "ui/theme/measures.h"
#include "ui/theme/palette_colors.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>

namespace ui {

namespace {

StreamTreeModel::Kind kindOf(const QModelIndex &index)
{
    return static_cast<StreamTreeModel::Kind>(index.data(StreamTreeModel::KindRole).toInt());
}

} // namespace

void StreamTreeDelegate::paint(QPainter *painter,
                               const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    using Kind = CellFonts::Kind;
    const PaletteColors &colors = colorsOf(option.palette);
    m_fonts.setBase(option.font);
    painter->save();
    if (kindOf(index) == StreamTreeModel::Kind::Section) {
        painter->setFont(captionFont(option.font));
        painter->setPen(colors.dim);
        QRect text = option.rect;
        text.setLeft(measures::PaneMargin);
        text.setBottom(text.bottom() - measures::Step / 2);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignBottom, index.data().toString());
        painter->restore();
        return;
    }
    QRect text = option.rect.adjusted(measures::Step / 2, 0, -measures::PaneMargin, 0);
    if (const QVariant count = index.data(StreamTreeModel::CountRole); count.isValid()) {
        painter->setPen(colors.dim);
        QString number = QLocale().toString(count.toLongLong());
        if (index.data(StreamTreeModel::MoreRole).toBool())
            number += u'+';
        const int room = text.width();
        m_fonts.draw(*painter, text, Qt::AlignRight | Qt::AlignVCenter, number, Kind::Monospace);
        text.setRight(text.right() - m_fonts.widthOf(number, Kind::Monospace, Qt::ElideRight, room)
                      - measures::ControlSpacing);
    }
    painter->setPen(colors.text);
    m_fonts.draw(*painter,
                 text,
                 Qt::AlignLeft | Qt::AlignVCenter,
                 index.data().toString(),
                 Kind::Plain,
                 Qt::ElideMiddle);
    painter->restore();
}

QSize StreamTreeDelegate::sizeHint(const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    const int row = dataRowHeight(*option.widget);
    const bool isSection = kindOf(index) == StreamTreeModel::Kind::Section;
    return {0, isSection ? row + measures::Step : row};
}

} // namespace ui
