#include "core/transport/http/curl_loop.h"

#include <QPointer>
#include <QSocketNotifier>
#include <QThread>

#include <csignal>
#include <utility>

namespace core {

namespace {

/// curl is told to leave signals alone, so a TLS connection that the other side has closed would
/// end the process. Blocked here it only stays pending for this thread.
void ignoreBrokenPipes()
{
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
}

} // namespace

CurlLoop::CurlLoop()
    : m_multi(curl_multi_init())
    , m_timer(this)
{
    ignoreBrokenPipes();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { act(CURL_SOCKET_TIMEOUT, 0); });
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlLoop::onSocketWish);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlLoop::onTimerWish);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
}

CurlLoop::~CurlLoop()
{
    for (auto it = m_running.cbegin(); it != m_running.cend(); ++it)
        curl_multi_remove_handle(m_multi, it.key());
    curl_multi_cleanup(m_multi);
    for (Watch &watch : m_watches)
        drop(watch);
}

void CurlLoop::start(CURL *transfer, Done done)
{
    Q_ASSERT(QThread::currentThread() == thread());
    m_running[transfer] = std::move(done);
    curl_multi_add_handle(m_multi, transfer);
}

void CurlLoop::stop(CURL *transfer)
{
    if (m_running.remove(transfer))
        curl_multi_remove_handle(m_multi, transfer);
}

int CurlLoop::onSocketWish(CURL *, curl_socket_t socket, int wish, void *self, void *)
{
    static_cast<CurlLoop *>(self)->watch(socket, wish);
    return 0;
}

int CurlLoop::onTimerWish(CURLM *, long milliseconds, void *self)
{
    // Zero must wait for the event loop, too: curl may not be entered from its own callback.
    QTimer &timer = static_cast<CurlLoop *>(self)->m_timer;
    if (milliseconds < 0)
        timer.stop();
    else
        timer.start(std::chrono::milliseconds(milliseconds));
    return 0;
}

void CurlLoop::watch(curl_socket_t socket, int wish)
{
    if (wish == CURL_POLL_REMOVE) {
        Watch gone = m_watches.take(socket);
        drop(gone);
        return;
    }
    Watch watch = m_watches.value(socket);
    setWatching(watch.reading, socket, false, wish == CURL_POLL_IN || wish == CURL_POLL_INOUT);
    setWatching(watch.writing, socket, true, wish == CURL_POLL_OUT || wish == CURL_POLL_INOUT);
    m_watches.insert(socket, watch);
}

void CurlLoop::setWatching(QSocketNotifier *&notifier,
                           curl_socket_t socket,
                           bool forWriting,
                           bool on)
{
    if (!notifier) {
        if (!on)
            return;
        notifier = new QSocketNotifier(
            socket, forWriting ? QSocketNotifier::Write : QSocketNotifier::Read, this);
        connect(notifier, &QSocketNotifier::activated, this, [this, socket, forWriting] {
            act(socket, forWriting ? CURL_CSELECT_OUT : CURL_CSELECT_IN);
        });
    }
    notifier->setEnabled(on);
}

/// It may be the one whose signal is being handled. Off at once, since the next connection may get
/// the same number.
void CurlLoop::drop(Watch &watch)
{
    for (QSocketNotifier *notifier : {watch.reading, watch.writing}) {
        if (!notifier)
            continue;
        notifier->setEnabled(false);
        notifier->deleteLater();
    }
    watch = {};
}

void CurlLoop::act(curl_socket_t socket, int event)
{
    int running = 0;
    curl_multi_socket_action(m_multi, socket, event, &running);
    tellDone();
}

void CurlLoop::tellDone()
{
    const QPointer<CurlLoop> alive(this);
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CURL *const transfer = message->easy_handle;
        const CURLcode code = message->data.result;
        curl_multi_remove_handle(m_multi, transfer); // message is gone from here
        const Done done = m_running.take(transfer);
        if (done)
            done(code);
        if (!alive)
            return;
    }
}

} // namespace core
