// The pages of a list over HTTP: fetched by the client, and the same ones by curl alone.
// Lives on the thread that made it; the functions run until the work is done.
#pragma once

#include "core/transport/wire_entry.h"
#include "tests/bench/client_side.h"

#include <QList>

#include <memory>
#include <mutex>

namespace bench {

class HttpPages
{
public:
    HttpPages(quint16 port, const core::StreamName &stream, quint64 events);

    /// Lists the stream through core::Client, and notes which pages that took.
    [[nodiscard]] Transfer listByClient();
    /// Fetches the pages of the client's last listing on one connection and throws them away. Ends
    /// the benchmark where they are not as long as those that the client got.
    [[nodiscard]] Transfer fetchByCurl() const;

    [[nodiscard]] qsizetype pages() const { return m_fetched.size(); }

private:
    /// The transport tells its calls on the io thread.
    struct Calls {
        std::mutex mutex;
        QList<core::WireEntry> ended;
    };

    const quint16 m_port;
    const core::StreamName m_stream;
    const quint64 m_events;
    const std::shared_ptr<Calls> m_calls = std::make_shared<Calls>();
    ClientSide m_client;
    QList<core::WireEntry> m_fetched;
    Transfer m_listed;
};

/// The processor time, in parts of one core, that so many live reads of a quiet server cost this
/// process.
[[nodiscard]] double idleLongPolls(quint16 port, int tabs, std::chrono::milliseconds duration);

} // namespace bench
