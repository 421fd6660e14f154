#include "app/cli/output.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <poll.h>
#include <unistd.h>

namespace app {

namespace {

constexpr qsizetype LargeWrite = qsizetype(256) * 1024;

} // namespace

Output::Flushing Output::usual()
{
    return isatty(STDOUT_FILENO) == 1 ? Flushing::Lines : Flushing::LargeWrites;
}

Output::Output(int descriptor, Flushing flushing, int interruptedBy)
    : m_descriptor(descriptor)
    , m_flushing(flushing)
    , m_interruptedBy(interruptedBy)
{}

bool Output::write(QByteArrayView lines)
{
    m_waiting += lines;
    const bool isDue = m_flushing == Flushing::Lines || m_waiting.size() >= LargeWrite;
    return isDue ? flush() : m_failure == 0;
}

bool Output::flush()
{
    QByteArrayView rest(m_waiting);
    while (!rest.isEmpty() && m_failure == 0) {
        // A pipe that is ready takes this much without blocking.
        const qsizetype part
            = m_interruptedBy < 0 ? rest.size() : std::min<qsizetype>(rest.size(), PIPE_BUF);
        if (m_interruptedBy >= 0 && !waitForReader())
            break;
        const ssize_t written = ::write(m_descriptor, rest.data(), size_t(part));
        if (written >= 0)
            rest = rest.sliced(written);
        else if (errno != EINTR && errno != EAGAIN)
            m_failure = errno;
    }
    m_waiting.clear();
    return m_failure == 0;
}

bool Output::waitForReader()
{
    std::array<pollfd, 2> both{{{m_descriptor, POLLOUT, 0}, {m_interruptedBy, POLLIN, 0}}};
    while (::poll(both.data(), both.size(), -1) < 0) {
        if (errno != EINTR)
            return true; // the write will say what is wrong
    }
    return both[1].revents == 0;
}

bool Output::isReaderGone()
{
    if (m_failure == EPIPE)
        return true;
    pollfd reader{m_descriptor, 0, 0};
    return ::poll(&reader, 1, 0) == 1 && (reader.revents & (POLLERR | POLLHUP)) != 0;
}

} // namespace app
