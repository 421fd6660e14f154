// Plays the steps of a recorded case to a server, over the generated stubs.
// One thread; a subscription's steps meanwhile run on another.
#pragma once

#include "tests/contract/golden_http.h"
#include "tests/contract/golden_match.h"

#include <QJsonArray>

#include <grpcpp/channel.h>

#include <memory>
#include <streams.grpc.pb.h>

class GoldenPlayer
{
public:
    /// The server is "host:port", for HTTP; the channel leads to it too.
    GoldenPlayer(const std::shared_ptr<grpc::Channel> &channel, QString server);

    /// Empty if all answers are the same as recorded; else the first difference.
    QString play(const QJsonObject &goldenCase, const QString &tag);

private:
    struct Answer {
        grpc::Status status;
        QJsonArray replies;
        QJsonObject trailers;
    };

    QString playStep(const QJsonObject &step, const QJsonArray &meanwhile);
    QString ask(const QJsonObject &step, const QJsonArray &meanwhile);
    Answer call(const QJsonObject &step, const QJsonArray &meanwhile);
    Answer read(const QJsonObject &step, const QJsonArray &meanwhile);
    Answer append(const QJsonObject &step);
    Answer batchAppend(const QJsonObject &step);
    QString playMeanwhile(const QJsonArray &steps);
    QString compare(const QJsonObject &step, const Answer &answer);

    std::unique_ptr<event_store::client::streams::Streams::Stub> m_stub;
    QString m_server;
    std::unique_ptr<GoldenHttp> m_http;
    GoldenValues m_values;
    std::unique_ptr<GoldenMatch> m_match;
    QString m_meanwhileDifference;
};
