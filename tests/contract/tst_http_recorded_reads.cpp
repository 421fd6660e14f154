// Plays what real servers answered to questions over HTTP, with users and on a follower, to the
// client from a scripted peer: each answer is understood for what it is.
#include "core/transport/http/atom_feed.h"
#include "core/transport/http/http_transport.h"
#include "tests/support/http_peer.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <optional>

using namespace core;
using fake::HttpPeer;
using fake::PeerAnswer;
using fake::PeerRequest;

namespace {

constexpr const char *WithAtomPub
    = R"({"esVersion":"24.10.4","state":"leader","features":{"atomPub":true}})";

struct Step {
    QByteArray path;
    int status = 0;
    QJsonObject headers; ///< of the answer
    QByteArray body;     ///< of the answer
    bool isSignedIn = false;
    bool wantsLeader = false;
};

QByteArray filledIn(QString text, const QString &leader)
{
    text.replace(QStringLiteral("{tag}"), QStringLiteral("t1"));
    text.replace(QStringLiteral("{server}"), QStringLiteral("127.0.0.1:2113"));
    text.replace(QStringLiteral("{time}"), QStringLiteral("2026-01-02T03:04:05.678901Z"));
    text.replace(QStringLiteral("127.0.0.1:2183"), leader);
    return text.toUtf8();
}

Step stepOf(const QJsonObject &step, const QString &leader)
{
    const QJsonObject response = step.value(QStringLiteral("response")).toObject();
    const QJsonObject asked = step.value(QStringLiteral("headers")).toObject();
    const QJsonValue body = response.value(QStringLiteral("body"));
    const QByteArray bytes
        = body.isString() ? body.toString().toUtf8() : QJsonDocument(body.toObject()).toJson();
    bool wantsLeader = false;
    for (auto it = asked.begin(); it != asked.end(); ++it)
        wantsLeader = wantsLeader || it.key().contains(u"Require");
    return {step.value(QStringLiteral("http")).toString().section(u' ', 1).toUtf8(),
            response.value(QStringLiteral("status")).toInt(),
            response.value(QStringLiteral("headers")).toObject(),
            filledIn(QString::fromUtf8(bytes), leader),
            asked.contains(QStringLiteral("authorization")),
            wantsLeader};
}

PeerAnswer answerOf(const Step &step, const QString &leader)
{
    QList<QByteArray> lines;
    for (auto it = step.headers.begin(); it != step.headers.end(); ++it) {
        if (it.key() != u"content-length" && it.key() != u"transfer-encoding")
            lines.append(it.key().toUtf8() + ": " + filledIn(it.value().toString(), leader));
    }
    return PeerAnswer::of(step.status, step.body, lines);
}

/// "events 1", "version 24.10.4", "nodes 1" or "error access-denied".
class Question
{
public:
    QString ask(Transport &transport, const QByteArray &path)
    {
        std::unique_ptr<TransportCall> call;
        std::unique_ptr<TransportRead> read;
        constexpr auto Deadline = std::chrono::seconds(10);
        if (path == "/info") {
            call
                = transport.features(Deadline, [this](const TransportResult<FeaturesReply> &reply) {
                      if (const auto *told = std::get_if<FeaturesReply>(&reply))
                          m_answer = QStringLiteral("version ") + told->version;
                      else
                          fail(std::get<TransportError>(reply));
                  });
        } else if (path == "/gossip") {
            call = transport.gossip(Deadline, [this](const TransportResult<GossipReply> &reply) {
                if (const auto *told = std::get_if<GossipReply>(&reply))
                    m_answer = QStringLiteral("nodes %1").arg(told->size());
                else
                    fail(std::get<TransportError>(reply));
            });
        } else {
            read = transport.read(requestFor(path),
                                  {[this](const ReadItem &item) {
                                       if (const auto *events = std::get_if<EventBatch>(&item))
                                           m_events += events->size();
                                   },
                                   [this](const std::optional<TransportError> &end) {
                                       if (end)
                                           fail(*end);
                                       else
                                           m_answer = QStringLiteral("events %1").arg(m_events);
                                   }});
            read->grant(100);
        }
        (void)QTest::qWaitFor([this] { return m_answer.has_value(); }, 10'000);
        return m_answer.value_or(QStringLiteral("no answer"));
    }

private:
    static ReadRequest requestFor(const QByteArray &path)
    {
        ReadRequest request;
        request.from = FromEnd{};
        request.direction = Direction::Backwards;
        request.payloads = PayloadWish::AsListed;
        const bool isMetadata = path.endsWith("/metadata");
        request.stream = path.contains("$all") ? StreamName::all()
                         : isMetadata          ? StreamName(QStringLiteral("$$s-t1"))
                                               : StreamName(QStringLiteral("s-t1"));
        request.count = 1;
        return request;
    }

    void fail(const TransportError &error)
    {
        m_answer = QStringLiteral("error ") + errorCodeText(error.error.code);
    }

    std::optional<QString> m_answer;
    qsizetype m_events = 0;
};

QString expectedOf(const Step &step)
{
    switch (step.status) {
    case 200:
        // The recordings keep no body of these two.
        return step.path == "/info" || step.path == "/gossip" ? QStringLiteral("error protocol")
                                                              : QStringLiteral("events 1");
    case 307:
    case 401:
        return QStringLiteral("error access-denied");
    case 400:
        return QStringLiteral("error invalid-argument");
    default:
        return QStringLiteral("error unknown");
    }
}

} // namespace

class TstHttpRecordedReads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void aRecordedAnswerIsUnderstood_data();
    void aRecordedAnswerIsUnderstood();
};

void TstHttpRecordedReads::aRecordedAnswerIsUnderstood_data()
{
    QTest::addColumn<QJsonObject>("recorded");
    int count = 0;
    for (const char *name : {"eventstore-24.10-secure", "eventstore-24.10-follower"}) {
        QFile file(QStringLiteral(GOLDEN_FOLDER "/%1.jsonl").arg(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        while (!file.atEnd()) {
            const QJsonObject one = QJsonDocument::fromJson(file.readLine()).object();
            const QString id = one.value(QStringLiteral("id")).toString();
            const QJsonArray steps = one.value(QStringLiteral("steps")).toArray();
            for (const QJsonValue &step : steps) {
                const QString asked = step.toObject().value(QStringLiteral("http")).toString();
                if (!asked.startsWith(u"GET "))
                    continue;
                ++count;
                QTest::addRow("%s %s", qPrintable(id), qPrintable(asked)) << step.toObject();
            }
        }
    }
    qInfo("%d answers to questions", count);
}

void TstHttpRecordedReads::aRecordedAnswerIsUnderstood()
{
    QFETCH(QJsonObject, recorded);
    HttpPeer leader([](const PeerRequest &) { return PeerAnswer::of(401); });
    const QString leaderText = QStringLiteral("127.0.0.1:%1").arg(leader.port());
    const Step step = stepOf(recorded, leaderText);
    const bool isFeed = step.path.startsWith("/streams/s-{tag}") && step.path.count('/') == 2;
    // The client asks for one event's moment, and for feeds that tell more or nothing of entries.
    if (step.status == 200 && step.path.endsWith("/0")) {
        QVERIFY(momentOfAtomEntry(step.body));
        return;
    }
    if (step.status == 200 && step.path.endsWith("/metadata")) {
        QCOMPARE(QJsonDocument::fromJson(step.body).object(), QJsonObject());
        return;
    }
    if (step.status == 200 && isFeed) {
        const auto feed = parseAtomFeed(step.body);
        QVERIFY(std::holds_alternative<AtomFeed>(feed));
        const auto entries
            = QJsonDocument::fromJson(step.body).object().value(QStringLiteral("entries"));
        QCOMPARE(std::get<AtomFeed>(feed).entries.size(), entries.toArray().size());
        QCOMPARE(std::get<AtomFeed>(feed).stream, QStringLiteral("s-t1"));
        return;
    }
    HttpPeer server([](const PeerRequest &) { return PeerAnswer::of(200, WithAtomPub); });
    server.play({answerOf(step, leaderText)});
    ConnectionSettings settings;
    settings.hosts = {{QStringLiteral("127.0.0.1"), server.port()},
                      {QStringLiteral("127.0.0.1"), leader.port()}};
    settings.tls = false;
    if (step.isSignedIn)
        settings.credentials = Credentials{QStringLiteral("ops"), QStringLiteral("x")};
    settings.nodePreference = step.wantsLeader ? NodePreference::Leader : NodePreference::Random;
    const auto transport = httpTransportFactory()(settings, settings.hosts.first());
    QCOMPARE(Question().ask(*transport, step.path), expectedOf(step));
    QCOMPARE(leader.requests().size(), step.status == 307 ? 1 : 0);
}

QTEST_GUILESS_MAIN(TstHttpRecordedReads)
#include "tst_http_recorded_reads.moc"
