// A line that says that something is under way, once it takes longer than half a second.
// GUI thread.
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

/// Takes no space until it has something to say.
class BusyLine final : public QWidget
{
    Q_OBJECT

public:
    explicit BusyLine(QWidget *parent = nullptr);

    /// Says `text` ("Reading order-42") after half a second, with a Cancel button.
    void start(const QString &text);
    /// Changes the words of what is under way.
    void setText(const QString &text);
    void stop();
    [[nodiscard]] bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void appear();
    void makeParts();

    bool m_busy = false;
    QString m_text;
    QLabel *m_label = nullptr; ///< made when it is seen for the first time
    QPushButton *m_cancel = nullptr;
    QTimer m_delay;
};

} // namespace ui
