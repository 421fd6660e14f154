#include "core/sandbox/event_store.h"

namespace core::sandbox {

namespace {

constexpr int ReadingThreads = 2;
/// A transaction takes at most so many waiting writes, so that the first need not wait for long.
constexpr size_t WritesTogether = 256;

bool isInMemory(const QString &file)
{
    return file == QStringLiteral(":memory:");
}

} // namespace

Result<std::shared_ptr<EventStore>> EventStore::open(const QString &file,
                                                     StoreWriter::Options options)
{
    const std::shared_ptr<EventStore> store(new EventStore(std::move(options)));
    auto writing = WorkerThread::start(file);
    if (!writing)
        return writing.error();
    store->m_writing = std::move(writing).value();
    store->m_writing->runNow([&] {
        store->m_writer
            = std::make_unique<StoreWriter>(store->m_writing->database(), store->m_options);
    });
    // Nobody else can see a database in memory: the writing thread reads it too.
    for (int i = 0; i < ReadingThreads && !isInMemory(file); ++i) {
        auto reading = WorkerThread::start(file);
        if (!reading)
            return reading.error();
        store->m_reading.push_back(std::move(reading).value());
    }
    return store;
}

EventStore::EventStore(StoreWriter::Options options)
    : m_options(std::move(options))
{}

EventStore::~EventStore()
{
    m_reading.clear();
    if (m_writing && m_writer)
        m_writing->runNow([this] { m_writer.reset(); });
}

void EventStore::write(Write write, Answer answer, IsGivenUp isGivenUp)
{
    enqueue({[write = std::move(write), isGivenUp = std::move(isGivenUp)](StoreWriter &writer) {
                 return isGivenUp && isGivenUp() ? WriteAnswer() : writer.write(write);
             },
             std::move(answer)});
}

void EventStore::deleteStream(Deletion deletion, Answer answer)
{
    enqueue({[deletion = std::move(deletion)](StoreWriter &writer) {
                 return writer.deleteStream(deletion);
             },
             std::move(answer)});
}

Result<> EventStore::fillIfEmpty(const std::function<std::vector<ShopStep>()> &history)
{
    Result<> result = Done{};
    m_writing->runNow([&] {
        if (!m_writer->isEmpty())
            return;
        bool isWritten = m_writer->begin();
        for (const ShopStep &step : history()) {
            const bool isWrite = std::holds_alternative<Write>(step);
            const WriteAnswer answer = isWrite ? m_writer->write(std::get<Write>(step))
                                               : m_writer->deleteStream(std::get<Deletion>(step));
            isWritten = isWritten && answer.kind == WriteAnswer::Kind::Done;
        }
        if (isWritten && m_writer->commit())
            return;
        const QString failure = m_writing->database()->takeFailure();
        m_writer->rollBack();
        result = Error{ErrorCode::Unknown,
                       QStringLiteral("The sample data could not be written: %1").arg(failure),
                       {}};
    });
    return result;
}

void EventStore::show(const std::shared_ptr<const SyntheticStreams> &synthetic)
{
    m_writing->runNow([&] { m_writing->reader().show(synthetic); });
    for (const auto &thread : m_reading)
        thread->runNow([&] { thread->reader().show(synthetic); });
}

void EventStore::read(Reading reading)
{
    WorkerThread *thread
        = m_reading.empty() ? m_writing.get() : m_reading[m_nextReader++ % m_reading.size()].get();
    thread->post([thread, reading = std::move(reading)] { reading(thread->reader()); });
}

quint64 EventStore::writesSoFar() const
{
    const std::lock_guard lock(m_mutex);
    return m_writes;
}

quint64 EventStore::readAfter(quint64 writesSeen, const QByteArray &stream, Reading reading)
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_lastTicket;
        if (m_writes == writesSeen) {
            m_waiting.push_back({m_lastTicket, stream, std::move(reading)});
            return m_lastTicket;
        }
    }
    read(std::move(reading));
    return 0;
}

void EventStore::stopWaiting(quint64 ticket)
{
    Waiting stopped; // ends outside the lock: it may hold the last reference to a call
    const std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_waiting.begin(), m_waiting.end(), [ticket](const Waiting &w) {
        return w.ticket == ticket;
    });
    if (found == m_waiting.end())
        return;
    stopped = std::move(*found);
    m_waiting.erase(found);
}

void EventStore::enqueue(PendingWrite pending)
{
    const std::lock_guard lock(m_mutex);
    m_pending.push_back(std::move(pending));
    if (m_pending.size() == 1)
        m_writing->post([this] { writePending(); });
}

void EventStore::writePending()
{
    std::vector<PendingWrite> pending;
    {
        const std::lock_guard lock(m_mutex);
        const auto taken = static_cast<std::ptrdiff_t>(std::min(m_pending.size(), WritesTogether));
        std::move(m_pending.begin(), m_pending.begin() + taken, std::back_inserter(pending));
        m_pending.erase(m_pending.begin(), m_pending.begin() + taken);
        if (!m_pending.empty())
            m_writing->post([this] { writePending(); });
    }
    std::vector<WriteAnswer> answers;
    answers.reserve(pending.size());
    bool isWritten = m_writer->begin();
    for (const PendingWrite &each : pending)
        answers.push_back(isWritten ? each.run(*m_writer) : WriteAnswer());
    isWritten = isWritten && m_writer->commit();
    const QSet<QByteArray> touched = m_writer->touchedStreams();
    if (!isWritten) {
        const QString failure = m_writing->database()->takeFailure();
        m_writer->rollBack();
        for (WriteAnswer &answer : answers)
            answer = {WriteAnswer::Kind::Failed, NoRevision, NoPosition, failure.toStdString()};
    }
    for (size_t i = 0; i < pending.size(); ++i)
        pending[i].answer(answers[i]);
    tellWaiting(touched);
}

void EventStore::tellWaiting(const QSet<QByteArray> &touched)
{
    if (touched.isEmpty())
        return;
    std::vector<Waiting> woken;
    {
        const std::lock_guard lock(m_mutex);
        ++m_writes;
        const auto isUntouched = [&touched](const Waiting &waiting) {
            return !waiting.stream.isEmpty() && !touched.contains(waiting.stream);
        };
        const auto split = std::partition(m_waiting.begin(), m_waiting.end(), isUntouched);
        std::move(split, m_waiting.end(), std::back_inserter(woken));
        m_waiting.erase(split, m_waiting.end());
    }
    for (Waiting &waiting : woken)
        read(std::move(waiting.reading));
}

} // namespace core::sandbox
