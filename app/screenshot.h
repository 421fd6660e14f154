// Waits until the window shows events, saves its picture and leaves: for scripts and for proof.
// GUI thread.
#pragma once

#include <QObject>
#include <QTimer>

namespace ui {
class MainWindow;
}

namespace app {

/// Prints "rows N" on stdout and ends the program with 0, or with 1 if nothing was shown in time
/// or the picture could not be written.
class Screenshot final : public QObject
{
    Q_OBJECT

public:
    Screenshot(ui::MainWindow &window, QString file, QObject *parent);

private:
    void take();
    void giveUp();

    ui::MainWindow &m_window;
    QString m_file;
    qint64 m_rows = 0;
    QTimer m_settle; ///< what else is on its way: the detail, counts
    QTimer m_limit;
};

} // namespace app
