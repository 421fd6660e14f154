#include "core/sandbox/read_call.h"

namespace core::sandbox {

namespace {

/// The next page is fetched when no more than this many replies are left to be written.
constexpr size_t FetchBelow = 256;

} // namespace

ReadCall *ReadCall::start(grpc::CallbackServerContext *context,
                          const std::shared_ptr<EventStore> &store,
                          PlanOrEnd plan)
{
    const std::shared_ptr<ReadCall> call(new ReadCall(context, store));
    call->m_self = call;
    const std::lock_guard lock(call->m_mutex);
    if (std::holds_alternative<CallEnd>(plan)) {
        call->finishWith(std::get<CallEnd>(plan));
        return call.get();
    }
    call->m_plan = std::get<std::unique_ptr<ReadPlan>>(std::move(plan));
    call->goOn();
    return call.get();
}

ReadCall::ReadCall(grpc::CallbackServerContext *context, std::shared_ptr<EventStore> store)
    : m_context(context)
    , m_store(std::move(store))
{}

void ReadCall::OnWriteDone(bool ok)
{
    const std::lock_guard lock(m_mutex);
    m_isWriting = false;
    m_isCancelled = m_isCancelled || !ok;
    goOn();
}

void ReadCall::OnCancel()
{
    quint64 ticket = 0;
    {
        const std::lock_guard lock(m_mutex);
        m_isCancelled = true;
        ticket = std::exchange(m_ticket, 0);
        goOn();
    }
    if (ticket != 0)
        m_store->stopWaiting(ticket);
}

void ReadCall::OnDone()
{
    m_self.reset();
}

EventStore::Reading ReadCall::reading()
{
    return [self = shared_from_this()](StoreReader &reader) { self->fetch(reader); };
}

void ReadCall::fetch(StoreReader &reader)
{
    {
        const std::lock_guard lock(m_mutex);
        m_ticket = 0;
        if (m_isFinished)
            return;
    }
    const quint64 writesSeen = m_store->writesSoFar();
    ReadPage page;
    {
        const StoreReader::Snapshot snapshot(reader);
        page = m_plan->next(reader);
    }
    const QString failure = reader.takeFailure();
    if (!failure.isEmpty()) {
        page.next = ReadPage::Next::End;
        page.end = storeFailedEnd(failure.toStdString());
    }
    take(std::move(page), writesSeen);
}

void ReadCall::take(ReadPage page, quint64 writesSeen)
{
    const std::lock_guard lock(m_mutex);
    std::move(page.replies.begin(), page.replies.end(), std::back_inserter(m_ready));
    m_isFetching = page.next == ReadPage::Next::Wait;
    m_isComplete = page.next == ReadPage::Next::End;
    m_end = std::move(page.end);
    if (page.next == ReadPage::Next::Wait && !m_isFinished)
        m_ticket = m_store->readAfter(writesSeen, m_plan->waitsFor(), reading());
    goOn();
}

void ReadCall::goOn()
{
    if (m_isFinished || m_isWriting)
        return;
    if (m_isCancelled) {
        finishWith({grpc::Status::CANCELLED, {}});
        return;
    }
    if (!m_isFetching && !m_isComplete && m_ready.size() <= FetchBelow) {
        m_isFetching = true;
        m_store->read(reading());
    }
    if (!m_ready.empty()) {
        m_writing.Swap(&m_ready.front());
        m_ready.pop_front();
        m_isWriting = true;
        // Without a hint that more will follow: gRPC would let buffered replies lie.
        StartWrite(&m_writing);
        return;
    }
    if (m_isComplete)
        finishWith(m_end);
}

void ReadCall::finishWith(const CallEnd &end)
{
    m_isFinished = true;
    end.addTrailersTo(m_context);
    Finish(end.status);
}

} // namespace core::sandbox
