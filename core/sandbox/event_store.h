// The sandbox's store: takes writes and reads from any thread, carries them out on threads of its
// own, one for writing and a few for reading, and tells who waits for new events.
// Any thread; answers come on the store's threads.
#pragma once

#include "core/base/result.h"
#include "core/sandbox/sample_shop.h"
#include "core/sandbox/store_reader.h"
#include "core/sandbox/store_writer.h"
#include "core/sandbox/worker_thread.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace core::sandbox {

class EventStore
{
public:
    using Answer = std::function<void(const WriteAnswer &)>;
    using Reading = std::function<void(StoreReader &)>;

    [[nodiscard]] static Result<std::shared_ptr<EventStore>> open(const QString &file,
                                                                  StoreWriter::Options options);
    /// Finishes what has been asked, then closes the database.
    ~EventStore();
    EventStore(const EventStore &) = delete;
    EventStore &operator=(const EventStore &) = delete;

    using IsGivenUp = std::function<bool()>;
    /// Answered once it is durable. Writes that wait together become durable together.
    /// A write that is given up before its turn is not carried out.
    void write(Write write, Answer answer, IsGivenUp isGivenUp = {});
    void deleteStream(Deletion deletion, Answer answer);
    /// Writes a history into a store that has no events yet: all of it or nothing.
    [[nodiscard]] Result<> fillIfEmpty(const std::function<std::vector<ShopStep>()> &history);

    /// Lets reads see these streams too; before the first read.
    void show(const std::shared_ptr<const SyntheticStreams> &synthetic);

    /// Runs on a reading thread.
    void read(Reading reading);
    /// How many times something has been written; to be asked before the reading that may miss it.
    [[nodiscard]] quint64 writesSoFar() const;
    /// Runs the reading once there is something newer than that for the stream; at once if there
    /// is already. An empty name stands for all streams. The ticket ends the waiting.
    quint64 readAfter(quint64 writesSeen, const QByteArray &stream, Reading reading);
    void stopWaiting(quint64 ticket);

private:
    struct Waiting {
        quint64 ticket = 0;
        QByteArray stream;
        Reading reading;
    };
    struct PendingWrite {
        std::function<WriteAnswer(StoreWriter &)> run;
        Answer answer;
    };

    explicit EventStore(StoreWriter::Options options);
    void enqueue(PendingWrite pending);
    void writePending();
    void tellWaiting(const QSet<QByteArray> &touched);

    StoreWriter::Options m_options;
    mutable std::mutex m_mutex;
    std::vector<PendingWrite> m_pending;
    std::vector<Waiting> m_waiting;
    quint64 m_writes = 0;
    quint64 m_lastTicket = 0;

    std::unique_ptr<StoreWriter> m_writer; ///< writing thread only
    std::unique_ptr<WorkerThread> m_writing;
    std::vector<std::unique_ptr<WorkerThread>> m_reading;
    std::atomic<size_t> m_nextReader = 0;
};

} // namespace core::sandbox
