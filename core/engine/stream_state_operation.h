// Finds out in which state a stream is: reads its end, its start and its metadata.
// Lives on the io thread.
#pragma once

#include "core/engine/short_read.h"

#include <QDeadlineTimer>
#include <QObject>

namespace core {

/// What a read of a metadata stream's last event says; without a revision where there is none.
[[nodiscard]] Result<StreamMetadata> metadataFrom(const Result<ShortReadReply> &reply);

/// protocol.md section 5, table "States of a stream".
class StreamStateOperation final : public QObject
{
    Q_OBJECT

public:
    using Reply = std::function<void(const Result<StreamState> &)>;

    StreamStateOperation(Connector &connector, StreamName stream, Reply reply, QObject *parent);
    ~StreamStateOperation() override;

    void start();

Q_SIGNALS:
    void done();

private:
    enum class Step { ReadingEnd, ReadingStart, ReadingMetadata };

    void read(Step step, ReadRequest request);
    void onReply(const Result<ShortReadReply> &reply);
    void onEnd(const Result<ShortReadReply> &reply);
    void onStart(const Result<ShortReadReply> &reply);
    void onMetadata(const Result<ShortReadReply> &reply);
    void readMetadata();
    void finish(const Result<StreamState> &result);

    Connector &m_connector;
    const StreamName m_stream;
    const Reply m_reply;
    QDeadlineTimer m_deadline;
    Step m_step = Step::ReadingEnd;
    StreamState m_state;
    ShortReadHandle m_read;
};

} // namespace core
