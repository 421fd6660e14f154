// A bare client of the sandbox for its tests: generated stubs and nothing of our own client.
// One thread.
#pragma once

#include "core/sandbox/sandbox.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <map>
#include <memory>
#include <optional>
#include <streams.grpc.pb.h>
#include <vector>

namespace wire = event_store::client::streams;

/// Ids "a", "b", ... stand for whole UUIDs, so that a row reads like a sentence.
std::string testId(const QByteArray &name);

struct TestEvent {
    QByteArray id;
    QByteArray type = "test";
    QByteArray data = "{}";
    QByteArray contentType = "application/json";
    QByteArray metadata = {};
};

/// What came back, in a few words: "1", "no stream", "wrong: 5", "wrong: none", or the exception's
/// name, or the status.
struct TestAnswer {
    QByteArray text;
    quint64 position = 0;
    std::map<std::string, std::string> trailers;
    grpc::Status status;
};

/// What a read gave, in a few words each: "2" for an event, "2>t@0" for a link to it that was
/// resolved, "2>gone" for one that was not, "first 5", "last 4", "missing", "confirmed", "caught
/// up".
struct TestRead {
    QList<QByteArray> told;
    std::vector<wire::ReadResp> replies;
    TestAnswer end;
};

class SandboxClient
{
public:
    explicit SandboxClient(quint16 port);

    [[nodiscard]] wire::Streams::Stub &stub() { return *m_stub; }
    [[nodiscard]] const std::shared_ptr<grpc::Channel> &channel() const { return m_channel; }

    /// Expected: "any", "no-stream", "stream-exists" or a number.
    TestAnswer
    append(const QByteArray &stream, const QByteArray &expected, const QList<TestEvent> &events);
    TestAnswer setMetadata(const QByteArray &stream, const QByteArray &json);
    TestAnswer remove(const QByteArray &stream, const QByteArray &expected = "any");
    TestAnswer tombstone(const QByteArray &stream, const QByteArray &expected = "any");
    TestRead read(const wire::ReadReq &request);
    /// Forwards, all of it, with boundaries.
    TestRead read(const QByteArray &stream, bool resolveLinks = false);

    static wire::ReadReq streamRequest(const QByteArray &stream);
    static wire::ReadReq allRequest();
    static QByteArray told(const wire::ReadResp &reply);
    static TestAnswer answerOf(const grpc::Status &status, const grpc::ClientContext &context);

private:
    std::shared_ptr<grpc::Channel> m_channel;
    std::unique_ptr<wire::Streams::Stub> m_stub;
};
