#include "app/screenshot.h"

#include "ui/main_window/main_window.h"

#include <QCoreApplication>
#include <QPixmap>

#include <cstdio>

namespace app {

using namespace std::chrono_literals;

Screenshot::Screenshot(ui::MainWindow &window, QString file, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_file(std::move(file))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(700ms);
    m_limit.setSingleShot(true);
    m_limit.setInterval(30s);
    connect(&m_settle, &QTimer::timeout, this, &Screenshot::take);
    connect(&m_limit, &QTimer::timeout, this, &Screenshot::giveUp);
    connect(&window, &ui::MainWindow::eventsShown, this, [this](qint64 rows) {
        m_rows = rows;
        if (rows > 0)
            m_settle.start();
    });
    m_limit.start();
}

void Screenshot::take()
{
    const bool saved = m_window.grab().save(m_file);
    if (!saved)
        std::fprintf(stderr, "The picture could not be written to %s.\n", qPrintable(m_file));
    std::printf("rows %s\n", QByteArray::number(m_rows).constData());
    std::fflush(stdout);
    QCoreApplication::exit(saved ? 0 : 1);
}

void Screenshot::giveUp()
{
    std::fprintf(stderr, "No events were shown within 30 seconds.\n");
    std::printf("rows 0\n");
    std::fflush(stdout);
    m_window.grab().save(m_file); // it shows why
    QCoreApplication::exit(1);
}

} // namespace app
