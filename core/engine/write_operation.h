// One append, delete or tombstone: sent once, and once more where a node names the leader instead.
// Lives on the io thread.
#pragma once

#include "core/engine/operation.h"

namespace core {

class WriteOperation final : public Operation
{
    Q_OBJECT

public:
    using Send = std::function<std::unique_ptr<TransportCall>(
        Transport &, std::chrono::milliseconds, Transport::Callback<WriteOutcome>)>;
    using Reply = std::function<void(Result<WriteOutcome>)>;

    /// `ids` are those of the events, for an answer that is lost.
    WriteOperation(Connector &connector,
                   std::chrono::milliseconds deadline,
                   QList<EventId> ids,
                   Send send,
                   Reply reply,
                   QObject *parent);

protected:
    void onNode() override;
    void onFailed(const Error &error) override;

private:
    void onAnswer(TransportResult<WriteOutcome> answer);
    void finish(Result<WriteOutcome> result);

    const QList<EventId> m_ids;
    const Send m_send;
    const Reply m_reply;
    Running<TransportCall> m_call;
};

} // namespace core
