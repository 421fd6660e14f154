// Paints the cells of a table of events: tones, bars while loading, the day above its first event.
// GUI thread.
#pragma once

#include "ui/theme/cell_fonts.h"

#include <QStyledItemDelegate>

namespace ui {

/// Reads roles and nothing else. A row that is higher than dataRowHeight() of its table carries the
/// caption of its day in the height it has more.
class EventDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit EventDelegate(QObject *parent);

    [[nodiscard]] static int captionHeight(const QFont &font);
    [[nodiscard]] static QFont dayFont(const QFont &font);

    /// Draws a dim bar where an event is being loaded, or nothing.
    void setShowsLoading(bool shows) { m_showsLoading = shows; }

    void paint(QPainter *painter,
               const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    static void paintCaption(QPainter *painter,
                             const QStyleOptionViewItem &option,
                             const QModelIndex &index,
                             const QRect &rect);
    void paintText(QPainter *painter,
                   const QStyleOptionViewItem &option,
                   const QModelIndex &index,
                   const QRect &rect) const;
    [[nodiscard]] int paintNote(QPainter *painter,
                                const QStyleOptionViewItem &option,
                                const QModelIndex &index,
                                const QRect &rect) const;
    static void paintLoading(QPainter *painter,
                             const QStyleOptionViewItem &option,
                             const QModelIndex &index,
                             const QRect &rect);

    mutable CellFonts m_fonts;
    bool m_showsLoading = false;
};

} // namespace ui
