// The line at the bottom: how the connection is, what guards it, what happened last.
// GUI thread.
#pragma once

#include "ui/theme/palette_colors.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace ui {

class Connection;
class ElidedLabel;

class StatusLine final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    /// Null: none is open.
    void showConnection(const Connection *connection);
    /// What happened, with a way to it where `show` is given; `showText` names that way.
    void
    say(const QString &text, std::function<void()> show = {}, const QString &showText = tr("Show"));
    [[nodiscard]] QString said() const;

Q_SIGNALS:
    /// "Now", beside a countdown.
    void tryNowRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refreshDot();

    Tone m_strip = Tone::Dim;
    Tone m_dotTone = Tone::Dim;
    QLabel *m_dot;
    ElidedLabel *m_state;
    QPushButton *m_now;
    ElidedLabel *m_guard;
    ElidedLabel *m_said;
    QPushButton *m_show;
    std::function<void()> m_goThere;
};

} // namespace ui
