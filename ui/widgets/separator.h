// A line of one pixel between two parts of a pane.
// GUI thread.
#pragma once

#include <QWidget>

namespace ui {

class Separator final : public QWidget
{
    Q_OBJECT

public:
    explicit Separator(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ui
