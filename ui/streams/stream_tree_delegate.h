// Paints the navigator's rows: heads of sections, names, counts on the right.
// GUI thread.
#pragma once

#include "ui/theme/cell_fonts.h"

#include <QStyledItemDelegate>

namespace ui {

class StreamTreeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter,
               const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

private:
    mutable CellFonts m_fonts;
};

} // namespace ui
