#include "tests/bench/bench_events.h"

#include "core/base/event_time.h"

namespace bench {

namespace wire = event_store::client::streams;

namespace {

const char *const EventType = "OrderPlaced";
const char *const JsonContent = "application/json";

void fillId(const core::EventId &id, event_store::client::UUID *uuid)
{
    uuid->mutable_structured()->set_most_significant_bits(id.mostSignificantBits());
    uuid->mutable_structured()->set_least_significant_bits(id.leastSignificantBits());
}

} // namespace

core::NewEvent newEvent(quint64 index)
{
    QByteArray data = QByteArrayLiteral(R"({"index":)") + QByteArray::number(index)
                      + QByteArrayLiteral(R"(,"note":")");
    data += QByteArray(DataBytes - data.size() - 2, 'x') + QByteArrayLiteral(R"("})");
    return {.id = core::EventId::fromHalves(0x7ab1'0000'0000'4000, static_cast<qint64>(index)),
            .type = QString::fromLatin1(EventType),
            .contentType = core::ContentType::Json,
            .data = data,
            .metadata = {}};
}

void fillProposed(const core::NewEvent &event, wire::AppendReq::ProposedMessage *message)
{
    fillId(event.id, message->mutable_id());
    (*message->mutable_metadata())["type"] = event.type.toStdString();
    (*message->mutable_metadata())["content-type"] = JsonContent;
    message->set_data(event.data.constData(), static_cast<size_t>(event.data.size()));
}

void fillRecorded(const core::NewEvent &event,
                  const core::StreamName &stream,
                  quint64 index,
                  wire::ReadResp::ReadEvent *message)
{
    auto *recorded = message->mutable_event();
    fillId(event.id, recorded->mutable_id());
    recorded->mutable_stream_identifier()->set_stream_name(stream.utf8().toStdString());
    recorded->set_stream_revision(index);
    recorded->set_prepare_position(index * 500);
    recorded->set_commit_position(index * 500);
    (*recorded->mutable_metadata())["type"] = event.type.toStdString();
    (*recorded->mutable_metadata())["content-type"] = JsonContent;
    (*recorded->mutable_metadata())["created"]
        = QByteArray::number(core::EventTime::now().ticks).toStdString();
    recorded->set_data(event.data.constData(), static_cast<size_t>(event.data.size()));
    message->set_commit_position(index * 500);
}

} // namespace bench
