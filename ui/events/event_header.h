// The head of a table of events: column names, and below them the day of the topmost row.
// GUI thread.
#pragma once

#include <QHeaderView>

namespace ui {

/// The day stays in sight while its first event is scrolled away.
class EventHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit EventHeader(QWidget *parent);

    void setDay(const QString &day);
    [[nodiscard]] const QString &day() const { return m_day; }
    /// Dimmed: what the table shows may not be what the server has now.
    void setDimmed(bool dimmed);
    [[nodiscard]] bool isDimmed() const { return m_isDimmed; }

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// The column of places was clicked: the rows are wanted the other way round.
    void turnRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    QString m_day;
    bool m_isDimmed = false;
};

} // namespace ui
