#include "core/engine/stream_state_operation.h"

#include "core/engine/soft_deletion.h"

#include <algorithm>
#include <utility>

namespace core {

Result<StreamMetadata> metadataFrom(const Result<ShortReadReply> &reply)
{
    if (!reply) {
        if (reply.error().code == ErrorCode::StreamNotFound)
            return StreamMetadata{};
        return reply.error();
    }
    if (reply->events.isEmpty())
        return StreamMetadata{};
    const RecordedEvent &event = reply->events.constLast().original();
    return StreamMetadata{event.revision, event.data};
}

StreamStateOperation::StreamStateOperation(Connector &connector,
                                           StreamName stream,
                                           Reply reply,
                                           QObject *parent)
    : QObject(parent)
    , m_connector(connector)
    , m_stream(std::move(stream))
    , m_reply(std::move(reply))
{}

StreamStateOperation::~StreamStateOperation() = default;

void StreamStateOperation::start()
{
    m_deadline.setRemainingTime(m_connector.settings().defaultDeadline);
    read(Step::ReadingEnd, ShortRead::lastEvent(m_stream));
}

void StreamStateOperation::read(Step step, ReadRequest request)
{
    m_step = step;
    const auto left = std::max(
        std::chrono::milliseconds(1),
        std::chrono::ceil<std::chrono::milliseconds>(m_deadline.remainingTimeAsDuration()));
    m_read.reset(new ShortRead(
        m_connector,
        left,
        std::move(request),
        [this](const Result<ShortReadReply> &reply) { onReply(reply); },
        this));
    m_read->start();
}

void StreamStateOperation::onReply(const Result<ShortReadReply> &reply)
{
    switch (m_step) {
    case Step::ReadingEnd:
        onEnd(reply);
        return;
    case Step::ReadingStart:
        onStart(reply);
        return;
    case Step::ReadingMetadata:
        onMetadata(reply);
        return;
    }
}

void StreamStateOperation::onEnd(const Result<ShortReadReply> &reply)
{
    if (!reply && reply.error().code == ErrorCode::StreamNotFound) {
        m_state.kind = StreamState::Kind::NotFound;
        readMetadata();
        return;
    }
    if (!reply && reply.error().code == ErrorCode::StreamDeleted) {
        m_state.kind = StreamState::Kind::Tombstoned;
        finish(m_state);
        return;
    }
    if (!reply) {
        finish(reply.error());
        return;
    }
    m_state.last = reply->last;
    if (reply->events.isEmpty()) {
        m_state.kind = StreamState::Kind::AllTruncated;
        readMetadata();
        return;
    }
    m_state.kind = StreamState::Kind::Alive;
    if (m_stream.isAll()) {
        readMetadata();
        return;
    }
    m_state.last = reply->events.constLast().original().revision;
    read(Step::ReadingStart, ShortRead::firstEvent(m_stream));
}

void StreamStateOperation::onStart(const Result<ShortReadReply> &reply)
{
    if (!reply) {
        finish(reply.error());
        return;
    }
    if (!reply->events.isEmpty())
        m_state.first = reply->events.constFirst().original().revision;
    else
        m_state.kind = StreamState::Kind::AllTruncated; // since the end was read
    readMetadata();
}

void StreamStateOperation::readMetadata()
{
    // Metadata streams have none of their own.
    if (m_stream.isMetadata()) {
        finish(m_state);
        return;
    }
    read(Step::ReadingMetadata, ShortRead::lastEvent(m_stream.metadataStream()));
}

void StreamStateOperation::onMetadata(const Result<ShortReadReply> &reply)
{
    const bool isMissing = m_state.kind == StreamState::Kind::NotFound;
    const Result<StreamMetadata> metadata = metadataFrom(reply);
    if (!metadata && metadata.error().code == ErrorCode::AccessDenied) {
        if (isMissing)
            m_state.kind = StreamState::Kind::NotFoundOrDenied;
        finish(m_state);
        return;
    }
    if (!metadata && metadata.error().code == ErrorCode::StreamDeleted) {
        finish(StreamState{StreamState::Kind::Tombstoned, {}, {}, {}}); // since the end was read
        return;
    }
    if (!metadata) {
        finish(metadata.error());
        return;
    }
    m_state.metadata = *metadata;
    if (isMissing && metadata->revision) {
        const RecordedEvent &event = reply->events.constLast().original();
        m_state.kind = saysSoftDeleted(event) ? StreamState::Kind::SoftDeleted
                                              : StreamState::Kind::MetadataOnly;
    }
    finish(m_state);
}

void StreamStateOperation::finish(const Result<StreamState> &result)
{
    m_reply(result);
    Q_EMIT done();
}

} // namespace core
