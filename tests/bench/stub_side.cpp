#include "tests/bench/stub_side.h"

#include "tests/bench/bench_events.h"

#include <grpcpp/grpcpp.h>

namespace bench {

namespace wire = event_store::client::streams;

StubSide::StubSide(quint16 port)
{
    const auto channel = grpc::CreateChannel("127.0.0.1:" + std::to_string(port),
                                             grpc::InsecureChannelCredentials());
    if (!channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(10)))
        qFatal("the server does not answer");
    m_stub = wire::Streams::NewStub(channel);
}

Transfer StubSide::read(const core::StreamName &stream, quint64 count)
{
    wire::ReadReq request;
    auto *options = request.mutable_options();
    options->mutable_stream()->mutable_stream_identifier()->set_stream_name(
        stream.utf8().toStdString());
    options->mutable_stream()->mutable_start();
    options->set_count(count);
    options->mutable_no_filter();
    options->mutable_uuid_option()->mutable_structured();

    Transfer done;
    grpc::ClientContext context;
    const auto reader = m_stub->Read(&context, request);
    wire::ReadResp response;
    while (reader->Read(&response)) {
        if (!response.has_event())
            continue;
        ++done.events;
        done.bytes += response.event().event().data().size();
    }
    const grpc::Status status = reader->Finish();
    if (!status.ok())
        qFatal("the read failed: %s", status.error_message().c_str());
    return done;
}

Transfer StubSide::append(const core::StreamName &stream,
                          const QList<QList<core::NewEvent>> &batches)
{
    Transfer done;
    for (const QList<core::NewEvent> &events : batches) {
        grpc::ClientContext context;
        wire::AppendResp response;
        const auto writer = m_stub->Append(&context, &response);
        wire::AppendReq request;
        auto *options = request.mutable_options();
        options->mutable_stream_identifier()->set_stream_name(stream.utf8().toStdString());
        options->mutable_any();
        writer->Write(request);
        for (const core::NewEvent &event : events) {
            fillProposed(event, request.mutable_proposed_message());
            writer->Write(request);
            done.bytes += quint64(event.data.size());
        }
        writer->WritesDone();
        const grpc::Status status = writer->Finish();
        if (!status.ok() || !response.has_success())
            qFatal("a batch was not written: %s", status.error_message().c_str());
        done.events += quint64(events.size());
    }
    return done;
}

} // namespace bench
