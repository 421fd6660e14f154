// A thin line that fills from the left: how much of something is done.
// GUI thread.
#pragma once

#include <QProgressBar>

namespace ui {

/// Nothing is drawn while it is not running, and its place is kept.
class ProgressLine final : public QProgressBar
{
    Q_OBJECT

public:
    explicit ProgressLine(QWidget *parent = nullptr);

    /// From 0 to 1.
    void setPart(double part);
    void setRunning(bool isRunning);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_isRunning = false;
};

} // namespace ui
