// The events of one write, side by side as tabs.
// GUI thread.
#pragma once

#include <QTabBar>

namespace ui {

/// Hidden while there is one event only.
class EventStrip final : public QTabBar
{
    Q_OBJECT

public:
    explicit EventStrip(QWidget *parent);

    /// One tab an event, by its type; says nothing of the change.
    void setTypes(const QStringList &types, qsizetype current);
    void setRemovable(bool removable);

protected:
    void keyPressEvent(QKeyEvent *event) override;

Q_SIGNALS:
    void chosen(qsizetype index);
    /// By the cross of a tab, or the key Delete.
    void removeRequested(qsizetype index);
};

} // namespace ui
