// Paints the cells of a table of events: tones, bars while loading, the day above its first event.
// GUI thread.
#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Reads roles and nothing else. A row that is higher than rowHeight() carries the caption of its
/// day in the height it has more.
class EventDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit EventDelegate(QObject *parent);

    [[nodiscard]] static int rowHeight(const QFont &font);
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
    static void paintText(QPainter *painter,
                          const QStyleOptionViewItem &option,
                          const QModelIndex &index,
                          const QRect &rect);
    [[nodiscard]] static int paintNote(QPainter *painter,
                                       const QStyleOptionViewItem &option,
                                       const QModelIndex &index,
                                       const QRect &rect);
    static void paintLoading(QPainter *painter,
                             const QStyleOptionViewItem &option,
                             const QModelIndex &index,
                             const QRect &rect);

    bool m_showsLoading = false;
};

} // namespace ui
