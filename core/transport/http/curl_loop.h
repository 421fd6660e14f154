// Drives curl's multi handle with the event loop of its thread: no thread, no polling.
// Lives on the io thread.
#pragma once

#include <QHash>
#include <QObject>
#include <QTimer>

#include <curl/curl.h>

#include <functional>
#include <memory>

class QSocketNotifier;

namespace core {

class CurlLoop final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(CURLcode)>;

    CurlLoop();
    ~CurlLoop() override;

    /// `done` runs once, later, and not after stop(). It may start and stop transfers.
    void start(CURL *transfer, Done done);
    /// Ends it now, connection included. Harmless where it is not running.
    void stop(CURL *transfer);

private:
    /// What curl waits for on one socket.
    struct Watch {
        QSocketNotifier *reading = nullptr;
        QSocketNotifier *writing = nullptr;
    };

    static int onSocketWish(CURL *transfer, curl_socket_t socket, int wish, void *self, void *data);
    static int onTimerWish(CURLM *multi, long milliseconds, void *self);

    void watch(curl_socket_t socket, int wish);
    void setWatching(QSocketNotifier *&notifier, curl_socket_t socket, bool forWriting, bool on);
    void drop(Watch &watch);
    void act(curl_socket_t socket, int event);
    void tellDone();

    CURLM *const m_multi;
    QTimer m_timer;
    QHash<curl_socket_t, Watch> m_watches;
    QHash<CURL *, Done> m_running;
};

} // namespace core
