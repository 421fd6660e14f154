// Plays the answers that real servers gave over gRPC, with users and on a follower, to the client
// from a scripted server: each is understood for what it is.
#include "core/transport/grpc/grpc_transport.h"
#include "tests/contract/golden_message.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include "streams.grpc.pb.h"
#include <grpcpp/grpcpp.h>

#include <optional>

using namespace core;

namespace {

namespace wire = event_store::client::streams;

/// Codes as the recordings name them.
grpc::StatusCode codeOf(const QString &name)
{
    static const QHash<QString, grpc::StatusCode> codes{
        {QStringLiteral("PERMISSION_DENIED"), grpc::PERMISSION_DENIED},
        {QStringLiteral("UNAUTHENTICATED"), grpc::UNAUTHENTICATED},
        {QStringLiteral("NOT_FOUND"), grpc::NOT_FOUND},
        {QStringLiteral("UNKNOWN"), grpc::UNKNOWN}};
    return codes.value(name, grpc::DATA_LOSS);
}

/// Answers every call with the recorded answer to it.
class RecordedServer final : public wire::Streams::Service
{
public:
    explicit RecordedServer(QJsonObject step)
        : m_step(std::move(step))
    {
        grpc::ServerBuilder builder;
        builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &m_port);
        builder.RegisterService(this);
        m_server = builder.BuildAndStart();
    }
    ~RecordedServer() override { m_server->Shutdown(std::chrono::system_clock::now()); }
    RecordedServer(const RecordedServer &) = delete;
    RecordedServer &operator=(const RecordedServer &) = delete;

    [[nodiscard]] quint16 port() const { return quint16(m_port); }

    grpc::Status Append(grpc::ServerContext *context,
                        grpc::ServerReader<wire::AppendReq> *reader,
                        wire::AppendResp *reply) override
    {
        wire::AppendReq request;
        while (reader->Read(&request)) {
        }
        return answer(context, reply);
    }
    grpc::Status Delete(grpc::ServerContext *context,
                        const wire::DeleteReq * /*request*/,
                        wire::DeleteResp *reply) override
    {
        return answer(context, reply);
    }
    grpc::Status Tombstone(grpc::ServerContext *context,
                           const wire::TombstoneReq * /*request*/,
                           wire::TombstoneResp *reply) override
    {
        return answer(context, reply);
    }
    grpc::Status Read(grpc::ServerContext *context,
                      const wire::ReadReq * /*request*/,
                      grpc::ServerWriter<wire::ReadResp> *writer) override
    {
        const QJsonArray replies = m_step.value(QStringLiteral("replies")).toArray();
        for (const QJsonValue &reply : replies) {
            wire::ReadResp message;
            if (!goldenToMessage(reply.toObject(), m_values, message))
                return {grpc::DATA_LOSS, "the recording cannot be played"};
            writer->Write(message);
        }
        return end(context);
    }

private:
    template<typename Reply>
    grpc::Status answer(grpc::ServerContext *context, Reply *reply)
    {
        const QJsonObject recorded = m_step.value(QStringLiteral("reply")).toObject();
        if (!goldenToMessage(recorded, m_values, *reply))
            return {grpc::DATA_LOSS, "the recording cannot be played"};
        return end(context);
    }

    grpc::Status end(grpc::ServerContext *context)
    {
        const QJsonObject error = m_step.value(QStringLiteral("error")).toObject();
        if (error.isEmpty())
            return grpc::Status::OK;
        const QJsonObject trailers = error.value(QStringLiteral("trailers")).toObject();
        for (auto it = trailers.begin(); it != trailers.end(); ++it) {
            if (it.key() != u"content-length")
                context->AddTrailingMetadata(it.key().toStdString(),
                                             it.value().toString().toStdString());
        }
        return {codeOf(error.value(QStringLiteral("code")).toString()),
                error.value(QStringLiteral("details")).toString().toStdString()};
    }

    const QJsonObject m_step;
    const GoldenValues m_values{QStringLiteral("t1"), QStringLiteral("127.0.0.1:2113")};
    int m_port = 0;
    std::unique_ptr<grpc::Server> m_server;
};

QString textOf(const TransportError &error)
{
    const QString leader
        = error.leader ? QStringLiteral(" ") + error.leader->toString() : QString();
    return QStringLiteral("error ") + errorCodeText(error.error.code) + leader;
}

/// "written 0", "deleted", "events 1" or "error access-denied".
class Asker
{
public:
    QString ask(Transport &transport, const QString &rpc)
    {
        const StreamName stream(QStringLiteral("s-t1"));
        constexpr auto Deadline = std::chrono::seconds(10);
        std::unique_ptr<TransportCall> call;
        std::unique_ptr<TransportRead> read;
        const auto take = [this](const TransportResult<WriteOutcome> &result) { onWrite(result); };
        if (rpc == u"Append") {
            const NewEvent event{EventId::random(), QStringLiteral("T"), {}, "{}", {}};
            call = transport.append(
                {stream, ExpectedRevision::any(), {event}, {}, {}}, Deadline, take);
        } else if (rpc == u"Read") {
            read = transport.read({.stream = stream},
                                  {[this](const ReadItem &item) {
                                       if (const auto *events = std::get_if<EventBatch>(&item))
                                           m_events += events->size();
                                   },
                                   [this](const std::optional<TransportError> &end) {
                                       m_answer = end ? textOf(*end)
                                                      : QStringLiteral("events %1").arg(m_events);
                                   }});
            read->grant(100);
        } else {
            const auto mode = rpc == u"Delete" ? DeleteMode::Soft : DeleteMode::Tombstone;
            call = transport.remove({stream, ExpectedRevision::any(), mode, {}}, Deadline, take);
        }
        (void)QTest::qWaitFor([this] { return m_answer.has_value(); }, 15'000);
        return m_answer.value_or(QStringLiteral("no answer"));
    }

private:
    void onWrite(const TransportResult<WriteOutcome> &result)
    {
        if (const auto *error = std::get_if<TransportError>(&result)) {
            m_answer = textOf(*error);
            return;
        }
        const auto *written = std::get_if<Written>(&std::get<WriteOutcome>(result));
        m_answer = !written ? QStringLiteral("open")
                   : !written->revision
                       ? QStringLiteral("deleted")
                       : QStringLiteral("written ") + written->revision->toString();
    }

    std::optional<QString> m_answer;
    qsizetype m_events = 0;
};

/// From the recording alone.
QString expectedOf(const QJsonObject &step)
{
    const QString rpc = step.value(QStringLiteral("grpc")).toString();
    const QJsonObject error = step.value(QStringLiteral("error")).toObject();
    const QString code = error.value(QStringLiteral("code")).toString();
    if (code == u"PERMISSION_DENIED")
        return QStringLiteral("error access-denied");
    if (code == u"UNAUTHENTICATED")
        return QStringLiteral("error unauthenticated");
    if (code == u"NOT_FOUND")
        return QStringLiteral("error not-leader 127.0.0.1:2183");
    if (code == u"UNKNOWN") // it may have been carried out
        return rpc == u"Read" ? QStringLiteral("error unknown") : QStringLiteral("open");
    if (rpc == u"Append")
        return QStringLiteral("written ")
               + step[QStringLiteral("reply")][QStringLiteral("success")]
                     [QStringLiteral("current_revision")]
                         .toString(QStringLiteral("0"));
    if (rpc != u"Read")
        return QStringLiteral("deleted");
    const QJsonArray replies = step.value(QStringLiteral("replies")).toArray();
    if (replies.at(0).toObject().contains(QStringLiteral("stream_not_found")))
        return QStringLiteral("error stream-not-found");
    int events = 0;
    for (const QJsonValue &reply : replies)
        events += reply[QStringLiteral("event")].isObject() ? 1 : 0;
    return QStringLiteral("events %1").arg(events);
}

} // namespace

class TstGrpcRecordings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void aRecordedAnswerIsUnderstood_data();
    void aRecordedAnswerIsUnderstood();
};

void TstGrpcRecordings::aRecordedAnswerIsUnderstood_data()
{
    QTest::addColumn<QJsonObject>("step");
    int played = 0;
    int notOurs = 0;
    for (const char *name : {"eventstore-24.10-secure", "eventstore-24.10-follower"}) {
        QFile file(QStringLiteral(GOLDEN_FOLDER "/%1.jsonl").arg(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        while (!file.atEnd()) {
            QString line = QString::fromUtf8(file.readLine());
            static const QRegularExpression position(QStringLiteral("\\{position:(\\d+)\\}"));
            line.replace(position, QStringLiteral("\\1"));
            line.replace(QStringLiteral("{ticks}"), QStringLiteral("17000000000000000"));
            const QJsonObject one = QJsonDocument::fromJson(line.toUtf8()).object();
            const QString id = one.value(QStringLiteral("id")).toString();
            const QJsonArray steps = one.value(QStringLiteral("steps")).toArray();
            for (const QJsonValue &step : steps) {
                const QString rpc = step.toObject().value(QStringLiteral("grpc")).toString();
                if (rpc == u"BatchAppend") // the client never calls it
                    ++notOurs;
                if (rpc.isEmpty() || rpc == u"BatchAppend")
                    continue;
                ++played;
                QTest::addRow("%s %s", qPrintable(id), qPrintable(rpc)) << step.toObject();
            }
        }
    }
    qInfo("%d answers, and %d to a call that the client does not make", played, notOurs);
}

void TstGrpcRecordings::aRecordedAnswerIsUnderstood()
{
    QFETCH(QJsonObject, step);
    const RecordedServer server(step);
    ConnectionSettings settings;
    settings.hosts = {{QStringLiteral("127.0.0.1"), server.port()}};
    settings.tls = false;
    settings.credentials = Credentials{QStringLiteral("ops"), QStringLiteral("x")};
    const auto transport = grpcTransportFactory()(settings, settings.hosts.constFirst());
    const QString rpc = step.value(QStringLiteral("grpc")).toString();
    QCOMPARE(Asker().ask(*transport, rpc), expectedOf(step));
}

QTEST_GUILESS_MAIN(TstGrpcRecordings)
#include "tst_grpc_recordings.moc"
