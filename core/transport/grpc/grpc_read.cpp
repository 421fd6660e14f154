#include "core/transport/grpc/grpc_read.h"

namespace core {

namespace {

/// A batch that does not fill up is handed over after this long: at most sixty a second.
constexpr std::chrono::milliseconds BatchTime{16};
constexpr qsizetype LargestBatch = 256;
/// The log hears of what has come after this long, if the call still runs then.
constexpr std::chrono::milliseconds ProgressTime{500};

} // namespace

class GrpcRead::Inbox : public std::enable_shared_from_this<Inbox>
{
public:
    explicit Inbox(ReadHandlers handlers)
        : m_handlers(std::move(handlers))
    {
        m_timer.setSingleShot(true);
        m_timer.setInterval(BatchTime);
        m_timer.callOnTimeout([this] { takeOver(); });
        m_progress.setSingleShot(true);
        m_progress.setInterval(ProgressTime);
        m_progress.callOnTimeout([this] { m_reactor->record()->tellRunning(); });
    }

    void start(const std::shared_ptr<NodeLink> &link,
               ReadReactor::ReadReq request,
               const EventDecoder &decoder,
               const StreamName &stream)
    {
        const auto later = [link, weak = weak_from_this()](auto action) {
            link->mailbox().post([weak, action] {
                if (const auto inbox = weak.lock())
                    action(*inbox);
            });
        };
        ReadSignals signals;
        signals.wake = [later] { later([](Inbox &inbox) { inbox.takeOver(); }); };
        signals.arm = [later] { later([](Inbox &inbox) { inbox.takeOverSoon(); }); };
        m_reactor
            = ReadReactor::start(link, std::move(request), decoder, stream, std::move(signals));
    }

    void grant(qint64 events) { m_reactor->grant(events); }

    void close()
    {
        m_closed = true;
        m_timer.stop();
        m_progress.stop();
        m_reactor->cancel();
    }

private:
    void takeOverSoon()
    {
        if (!m_timer.isActive())
            m_timer.start();
    }

    void takeOver()
    {
        const auto self = shared_from_this(); // a handler may destroy the handle
        m_timer.stop();
        const bool last = m_reactor->isDone(); // asked before the taking: then it is all
        ReadReactor::Gate::Taken taken = m_reactor->take();
        handOver(std::move(taken.items));
        if (m_closed)
            return;
        m_reactor->tookOver(taken.bytes);
        if (m_reactor->record() && !m_progress.isActive())
            m_progress.start();
        if (last && !std::exchange(m_ended, true))
            m_handlers.onEnd(m_reactor->failure());
    }

    void handOver(std::vector<ReadEntry> &&entries)
    {
        EventBatch batch;
        const auto flush = [this, &batch] {
            if (!batch.isEmpty() && !m_closed)
                m_handlers.onItem(std::exchange(batch, {}));
        };
        for (size_t i = 0; i < entries.size() && !m_closed; ++i) {
            if (auto *item = std::get_if<ReadItem>(&entries[i])) {
                flush();
                if (!m_closed)
                    m_handlers.onItem(std::move(*item));
                continue;
            }
            if (batch.isEmpty())
                batch.reserve(std::min(LargestBatch, qsizetype(entries.size() - i)));
            batch.append(std::get<ResolvedEvent>(std::move(entries[i])));
            if (batch.size() == LargestBatch)
                flush();
        }
        flush();
    }

    ReadHandlers m_handlers;
    std::shared_ptr<ReadReactor> m_reactor;
    QTimer m_timer;
    QTimer m_progress;
    bool m_closed = false;
    bool m_ended = false;
};

GrpcRead::GrpcRead(const std::shared_ptr<NodeLink> &link,
                   ReadReactor::ReadReq request,
                   const EventDecoder &decoder,
                   const StreamName &stream,
                   ReadHandlers handlers)
    : m_inbox(std::make_shared<Inbox>(std::move(handlers)))
{
    m_inbox->start(link, std::move(request), decoder, stream);
}

GrpcRead::~GrpcRead()
{
    m_inbox->close();
}

void GrpcRead::grant(qint64 events)
{
    m_inbox->grant(events);
}

RefusedRead::RefusedRead(Mailbox &mailbox, ReadHandlers handlers, TransportError error)
    : m_handlers(std::make_shared<ReadHandlers>(std::move(handlers)))
{
    mailbox.post([weak = std::weak_ptr(m_handlers), error = std::move(error)] {
        if (const auto told = weak.lock())
            told->onEnd(error);
    });
}

} // namespace core
