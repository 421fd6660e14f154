#include "app/cli/signal_watch.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace app {

namespace {

/// A handler can reach nothing but what is global.
volatile std::sig_atomic_t wakeDescriptor = -1;

void wake(int)
{
    const char byte = 0;
    if (wakeDescriptor >= 0)
        static_cast<void>(!::write(wakeDescriptor, &byte, 1));
}

void handle(void (*handler)(int))
{
    for (const int number : {SIGINT, SIGTERM})
        std::signal(number, handler);
}

} // namespace

SignalWatch::SignalWatch(QObject *parent)
    : QObject(parent)
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    m_readEnd = ends[0];
    m_writeEnd = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_readEnd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        handle(SIG_DFL); // a second Ctrl+C ends the program at once
        Q_EMIT received();
    });
    wakeDescriptor = m_writeEnd;
    handle(wake);
}

SignalWatch::~SignalWatch()
{
    handle(SIG_DFL);
    wakeDescriptor = -1;
    ::close(m_writeEnd);
    ::close(m_readEnd);
}

} // namespace app
