// The line at the bottom: how the connection is, what guards it, what happened last.
// GUI thread.
#pragma once

#include "ui/theme/palette_colors.h"

#include <QIcon>
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
    void say(const QString &text,
             std::function<void()> show = {},
             const QString &showText = tr("Show"),
             Tone tone = Tone::Text);
    /// The first button that can be pressed now, on the left; null if there is none.
    [[nodiscard]] QWidget *firstButton() const;

Q_SIGNALS:
    /// "Now", beside a countdown.
    void tryNowRequested();
    /// The guard of the connection is to be changed.
    void guardRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showGuard(const Connection *connection);
    void refreshPictures();

    Tone m_strip = Tone::Dim;
    QIcon m_picture;
    QLabel *m_dot;
    ElidedLabel *m_state;
    QLabel *m_trustedPicture;
    ElidedLabel *m_trusted; ///< a name that is believed without a password
    QPushButton *m_now;
    QLabel *m_lock;
    ElidedLabel *m_guard;
    QPushButton *m_changeGuard;
    ElidedLabel *m_said;
    QPushButton *m_show;
    std::function<void()> m_goThere;
};

} // namespace ui
