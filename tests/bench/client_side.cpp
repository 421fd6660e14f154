#include "tests/bench/client_side.h"

#include "core/links/link_audit.h"
#include "core/transport/grpc/grpc_transport.h"

#include <QEventLoop>

namespace bench {

namespace {

/// The credit that house models keep open.
constexpr qint64 Window = 4096;

void stopAt(const core::Error &error)
{
    qFatal("%s (%s)", qPrintable(error.message), qPrintable(error.detail));
}

} // namespace

core::ConnectionSettings plainSettings(quint16 port)
{
    core::ConnectionSettings settings;
    settings.hosts = {{QStringLiteral("127.0.0.1"), port}};
    settings.tls = false;
    return settings;
}

ClientSide::ClientSide(quint16 port)
    : ClientSide(port, core::grpcTransportFactory())
{}

ClientSide::ClientSide(quint16 port, const core::TransportFactory &transport)
    : m_client(plainSettings(port), transport)
{
    QEventLoop loop;
    const core::Call connecting
        = m_client.serverInfo([&loop](const core::Result<core::ServerInfo> &info) {
              if (!info)
                  stopAt(info.error());
              loop.quit();
          });
    loop.exec();
}

Transfer ClientSide::read(const core::StreamName &stream, quint64 count)
{
    return read({.stream = stream, .count = count, .filter = {}});
}

Transfer ClientSide::list(const core::StreamName &stream, quint64 count)
{
    return read({.stream = stream, .count = count, .payloads = core::PayloadWish::AsListed});
}

Transfer ClientSide::readResolved(const core::StreamName &stream)
{
    return read({.stream = stream, .resolveLinks = true});
}

core::AuditReport ClientSide::audit(const core::StreamName &stream)
{
    core::AuditReport report;
    QEventLoop loop;
    core::LinkAudit audit(m_client, stream);
    QObject::connect(&audit,
                     &core::LinkAudit::finished,
                     &loop,
                     [&](const core::Result<core::AuditReport> &result) {
                         if (!result)
                             stopAt(result.error());
                         report = *result;
                         loop.quit();
                     });
    audit.start();
    loop.exec();
    return report;
}

Transfer ClientSide::read(const core::ReadRequest &request)
{
    Transfer done;
    QEventLoop loop;
    const auto feed = m_client.read(request);
    QObject::connect(feed.get(),
                     &core::EventFeed::batchReady,
                     &loop,
                     [&done, &feed](const core::EventBatch &events) {
                         done.events += quint64(events.size());
                         for (const core::ResolvedEvent &event : events)
                             done.bytes += quint64(event.shown().data.size());
                         feed->grant(events.size());
                     });
    QObject::connect(feed.get(),
                     &core::EventFeed::finished,
                     &loop,
                     [&loop](const core::Result<core::Done> &result) {
                         if (!result)
                             stopAt(result.error());
                         loop.quit();
                     });
    feed->grant(Window);
    loop.exec();
    return done;
}

Transfer ClientSide::append(const core::StreamName &stream,
                            const QList<QList<core::NewEvent>> &batches)
{
    Transfer done;
    QEventLoop loop;
    core::Call call;
    std::function<void(qsizetype)> write = [&](qsizetype index) {
        if (index == batches.size()) {
            loop.quit();
            return;
        }
        const QList<core::NewEvent> &events = batches.at(index);
        call = m_client.append(
            {.stream = stream, .expected = core::ExpectedRevision::any(), .events = events},
            [&, index](const core::Result<core::WriteOutcome> &outcome) {
                if (!outcome)
                    stopAt(outcome.error());
                if (!std::holds_alternative<core::Written>(outcome.value()))
                    qFatal("a batch was not written");
                done.events += quint64(batches.at(index).size());
                for (const core::NewEvent &event : batches.at(index))
                    done.bytes += quint64(event.data.size());
                write(index + 1);
            });
    };
    write(0);
    loop.exec();
    return done;
}

} // namespace bench
