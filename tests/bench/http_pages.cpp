#include "tests/bench/http_pages.h"

#include "core/transport/http/http_transport.h"
#include "tests/bench/pairs.h"

#include <QEventLoop>
#include <QTimer>

#include <curl/curl.h>

namespace bench {

namespace {

std::size_t count(const char * /*bytes*/, std::size_t size, std::size_t items, void *sum)
{
    *static_cast<qint64 *>(sum) += qint64(size * items);
    return size * items;
}

/// Gives the number of bytes.
qint64 fetch(CURL *curl, const QByteArray &url, const QList<QByteArray> &headers)
{
    curl_slist *list = nullptr;
    for (const QByteArray &header : headers)
        list = curl_slist_append(list, header.constData());
    qint64 bytes = 0;
    curl_easy_setopt(curl, CURLOPT_URL, url.constData());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &count);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &bytes);
    const CURLcode code = curl_easy_perform(curl);
    curl_slist_free_all(list);
    if (code != CURLE_OK)
        qFatal("curl: %s", curl_easy_strerror(code));
    return bytes;
}

} // namespace

HttpPages::HttpPages(quint16 port, const core::StreamName &stream, quint64 events)
    : m_port(port)
    , m_stream(stream)
    , m_events(events)
    , m_client(port, core::httpTransportFactory([calls = m_calls](const core::WireEntry &entry) {
                   const std::lock_guard guard(calls->mutex);
                   if (!entry.isRunning)
                       calls->ended.append(entry);
               }))
{}

Transfer HttpPages::listByClient()
{
    {
        const std::lock_guard guard(m_calls->mutex);
        m_calls->ended.clear();
    }
    m_listed = m_client.list(m_stream, m_events);
    const std::lock_guard guard(m_calls->mutex);
    m_fetched = m_calls->ended;
    return m_listed;
}

Transfer HttpPages::fetchByCurl() const
{
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                   &curl_easy_cleanup);
    const QByteArray base = "http://127.0.0.1:" + QByteArray::number(m_port);
    for (const core::WireEntry &page : m_fetched) {
        const qint64 bytes = fetch(curl.get(), base + page.target.toLatin1(), page.requestHeaders);
        if (bytes != page.bytesReceived)
            qFatal("curl got %s bytes of %s",
                   qPrintable(QString::number(bytes)),
                   qPrintable(page.target));
    }
    return m_listed;
}

double idleLongPolls(quint16 port, int tabs, std::chrono::milliseconds duration)
{
    core::Client client(plainSettings(port), core::httpTransportFactory());
    std::vector<std::unique_ptr<core::EventFeed>> feeds;
    QEventLoop loop;
    const auto waiting = std::make_shared<int>(0);
    for (int i = 0; i < tabs; ++i) {
        core::SubscribeRequest request;
        request.stream = i % 2 == 0 ? core::StreamName(QStringLiteral("idle-%1").arg(i))
                                    : core::StreamName::all();
        request.after = core::FromEnd{};
        feeds.push_back(client.subscribe(request));
        core::EventFeed *const feed = feeds.back().get();
        QObject::connect(feed, &core::EventFeed::caughtUp, &loop, [waiting, tabs, idle = &loop] {
            if (++*waiting == tabs)
                idle->quit();
        });
        QObject::connect(feed,
                         &core::EventFeed::finished,
                         &loop,
                         [](const core::Result<core::Done> &) { qFatal("a live read has ended"); });
        feed->grant(1000);
    }
    loop.exec();
    const double before = ownCpuSeconds();
    QTimer::singleShot(duration, &loop, &QEventLoop::quit);
    loop.exec();
    return (ownCpuSeconds() - before) / (double(duration.count()) / 1000);
}

} // namespace bench
