#include "tests/sandbox/sandbox_client.h"

#include <QCryptographicHash>
#include <QUuid>

#include <grpcpp/create_channel.h>

#include <chrono>

namespace {

template<typename Options>
void setExpected(Options &options, const QByteArray &expected)
{
    if (expected == "any")
        options.mutable_any();
    else if (expected == "no-stream")
        options.mutable_no_stream();
    else if (expected == "stream-exists")
        options.mutable_stream_exists();
    else if (!expected.isEmpty())
        options.set_revision(expected.toULongLong());
}

void setDeadline(grpc::ClientContext &context)
{
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
}

QByteArray describeEvent(const wire::ReadResp::ReadEvent &read)
{
    const auto place = [](const wire::ReadResp::ReadEvent::RecordedEvent &event) {
        QByteArray text = QByteArray::number(event.stream_revision());
        text += '@';
        text += QByteArray::fromStdString(event.stream_identifier().stream_name());
        return text;
    };
    if (!read.has_link())
        return QByteArray::number(read.event().stream_revision());
    QByteArray text = QByteArray::number(read.link().stream_revision());
    text += '>';
    if (read.has_event())
        return text + place(read.event());
    return text + "gone";
}

} // namespace

std::string testId(const QByteArray &name)
{
    const QByteArray hash = QCryptographicHash::hash(name, QCryptographicHash::Sha1).left(16);
    return QUuid::fromRfc4122(hash).toString(QUuid::WithoutBraces).toStdString();
}

SandboxClient::SandboxClient(quint16 port)
{
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(17 * 1024 * 1024);
    m_channel = grpc::CreateCustomChannel(
        "127.0.0.1:" + std::to_string(port), grpc::InsecureChannelCredentials(), arguments);
    m_stub = wire::Streams::NewStub(m_channel);
}

TestAnswer SandboxClient::answerOf(const grpc::Status &status, const grpc::ClientContext &context)
{
    TestAnswer answer;
    answer.status = status;
    for (const auto &[key, value] : context.GetServerTrailingMetadata())
        answer.trailers.emplace(std::string(key.data(), key.size()),
                                std::string(value.data(), value.size()));
    if (status.ok())
        answer.text = "ok";
    else if (answer.trailers.count("exception") != 0)
        answer.text = QByteArray::fromStdString(answer.trailers.at("exception"));
    else
        answer.text = "status " + QByteArray::number(status.error_code());
    return answer;
}

TestAnswer SandboxClient::append(const QByteArray &stream,
                                 const QByteArray &expected,
                                 const QList<TestEvent> &events)
{
    grpc::ClientContext context;
    setDeadline(context);
    wire::AppendResp reply;
    const auto call = m_stub->Append(&context, &reply);
    wire::AppendReq request;
    request.mutable_options()->mutable_stream_identifier()->set_stream_name(stream.toStdString());
    setExpected(*request.mutable_options(), expected);
    call->Write(request);
    for (const TestEvent &event : events) {
        auto *proposed = request.mutable_proposed_message();
        proposed->Clear();
        proposed->mutable_id()->set_string(testId(event.id));
        if (!event.type.isNull())
            (*proposed->mutable_metadata())["type"] = event.type.toStdString();
        (*proposed->mutable_metadata())["content-type"] = event.contentType.toStdString();
        proposed->set_data(event.data.toStdString());
        proposed->set_custom_metadata(event.metadata.toStdString());
        call->Write(request);
    }
    call->WritesDone();
    const grpc::Status status = call->Finish();
    TestAnswer answer = answerOf(status, context);
    if (reply.has_success()) {
        answer.text = "no stream";
        if (!reply.success().has_no_stream())
            answer.text = QByteArray::number(reply.success().current_revision());
        answer.position = reply.success().position().commit_position();
    } else if (reply.has_wrong_expected_version()) {
        const auto &wrong = reply.wrong_expected_version();
        answer.text = "wrong: none";
        if (!wrong.has_current_no_stream())
            answer.text = "wrong: " + QByteArray::number(wrong.current_revision());
    }
    return answer;
}

TestAnswer SandboxClient::setMetadata(const QByteArray &stream, const QByteArray &json)
{
    return append("$$" + stream, "any", {{QUuid::createUuid().toByteArray(), "$metadata", json}});
}

TestAnswer SandboxClient::remove(const QByteArray &stream, const QByteArray &expected)
{
    grpc::ClientContext context;
    setDeadline(context);
    wire::DeleteReq request;
    wire::DeleteResp reply;
    request.mutable_options()->mutable_stream_identifier()->set_stream_name(stream.toStdString());
    setExpected(*request.mutable_options(), expected);
    const grpc::Status status = m_stub->Delete(&context, request, &reply);
    TestAnswer answer = answerOf(status, context);
    answer.position = reply.position().commit_position();
    return answer;
}

TestAnswer SandboxClient::tombstone(const QByteArray &stream, const QByteArray &expected)
{
    grpc::ClientContext context;
    setDeadline(context);
    wire::TombstoneReq request;
    wire::TombstoneResp reply;
    request.mutable_options()->mutable_stream_identifier()->set_stream_name(stream.toStdString());
    setExpected(*request.mutable_options(), expected);
    const grpc::Status status = m_stub->Tombstone(&context, request, &reply);
    TestAnswer answer = answerOf(status, context);
    answer.position = reply.position().commit_position();
    return answer;
}

TestRead SandboxClient::read(const wire::ReadReq &request)
{
    grpc::ClientContext context;
    setDeadline(context);
    const auto call = m_stub->Read(&context, request);
    TestRead read;
    wire::ReadResp reply;
    while (call->Read(&reply)) {
        read.told.append(told(reply));
        read.replies.push_back(reply);
    }
    const grpc::Status status = call->Finish();
    read.end = answerOf(status, context);
    return read;
}

TestRead SandboxClient::read(const QByteArray &stream, bool resolveLinks)
{
    wire::ReadReq request = streamRequest(stream);
    request.mutable_options()->set_resolve_links(resolveLinks);
    return read(request);
}

wire::ReadReq SandboxClient::streamRequest(const QByteArray &stream)
{
    wire::ReadReq request;
    auto *options = request.mutable_options();
    options->mutable_stream()->mutable_stream_identifier()->set_stream_name(stream.toStdString());
    options->mutable_stream()->mutable_start();
    options->set_count(1000);
    options->mutable_no_filter();
    options->mutable_uuid_option()->mutable_string();
    options->mutable_control_option()->set_compatibility(1);
    return request;
}

wire::ReadReq SandboxClient::allRequest()
{
    wire::ReadReq request = streamRequest({});
    request.mutable_options()->mutable_all()->mutable_start();
    return request;
}

QByteArray SandboxClient::told(const wire::ReadResp &reply)
{
    switch (reply.content_case()) {
    case wire::ReadResp::kEvent:
        return describeEvent(reply.event());
    case wire::ReadResp::kFirstStreamPosition:
        return "first " + QByteArray::number(reply.first_stream_position());
    case wire::ReadResp::kLastStreamPosition:
        return "last " + QByteArray::number(reply.last_stream_position());
    case wire::ReadResp::kStreamNotFound:
        return "missing";
    case wire::ReadResp::kConfirmation:
        return "confirmed";
    case wire::ReadResp::kCaughtUp:
        return "caught up";
    case wire::ReadResp::kCheckpoint:
        return "checkpoint";
    default:
        return "something else";
    }
}
