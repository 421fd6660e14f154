// What the contract's cases share: the servers they run against, and core::Client with waiting.
// The test's thread.
#pragma once

#include "core/client/client.h"
#include "core/sandbox/sandbox.h"

#include <QCoreApplication>
#include <QObject>
#include <QTest>

#include <memory>
#include <optional>

namespace contract {

/// What a transport can, where they differ. A case asks for it, and where it is missing looks for
/// the typed error or for what there is instead.
struct Abilities {
    bool tellsWritePositions = true;
    bool writesNothing = true; ///< a write without an event, which only checks the expectation
    /// The payloads of several events in one write, and of one with metadata, keep their bytes.
    bool keepsPayloadsTogether = true;
    /// The limit of one write is that of the append, not that of a request.
    bool limitsAppends = true;
    /// Each event tells its position; else the last of each page of $all does.
    bool tellsPositions = true;
    bool tellsLinkIds = true; ///< of links in a stream
    bool tellsMethods = true; ///< what the server's RPCs are
    /// Also one whose text names no stream; over HTTP servers answer no page that holds it.
    bool listsEveryLink = true;
};

/// A server that the cases run against: the one in TRIBUTARY_TEST_SERVER (a connection string), or
/// else a sandbox of each profile.
struct Target {
    QString name;
    core::ConnectionSettings settings;
    core::TransportFactory transport;
    Abilities can;
    std::shared_ptr<core::Sandbox> sandbox; ///< none: somebody else's server
};

/// Nothing where the environment names what cannot be used; then it has been said on stderr.
[[nodiscard]] std::optional<QList<Target>> targets();

/// How long a fact may take: generous, since a real server may be slow.
constexpr int PatienceMs = 30'000;

/// A read to its end.
struct ReadAnswer {
    core::EventBatch events;
    std::optional<core::Revision> first;
    std::optional<core::Revision> last;
    core::Result<core::Done> end;

    /// Of what stands in the stream that was read: the link where there is one.
    [[nodiscard]] QList<quint64> revisions() const;
    [[nodiscard]] QList<QByteArray> data() const;
};

/// A feed and everything it has said so far.
class FeedRecord
{
public:
    explicit FeedRecord(std::unique_ptr<core::EventFeed> feed);
    FeedRecord(const FeedRecord &) = delete;
    FeedRecord &operator=(const FeedRecord &) = delete;

    core::EventBatch events;
    std::optional<core::Revision> first;
    std::optional<core::Revision> last;
    int confirmed = 0;
    int caughtUp = 0;
    QList<core::Position> checkpoints;
    std::optional<core::Result<core::Done>> end;

    [[nodiscard]] core::EventFeed &feed() { return *m_feed; }

    /// False if it did not come to pass in time.
    [[nodiscard]] bool waitForEvents(qsizetype count);
    [[nodiscard]] bool waitForCaughtUp();
    [[nodiscard]] bool waitForEnd();

private:
    std::unique_ptr<core::EventFeed> m_feed;
};

/// The base of the cases: a new client for each, names that nobody else uses, calls that wait.
class ContractTest : public QObject
{
    Q_OBJECT

public:
    explicit ContractTest(Target target);
    ~ContractTest() override;

protected:
    /// For init().
    void makeClient();
    /// One that waits less for a server, for cases in which that leaves requests without an answer.
    void makeHastyClient();
    [[nodiscard]] const Target &target() const { return m_target; }
    [[nodiscard]] const Abilities &can() const { return m_target.can; }
    [[nodiscard]] core::Client &client() { return *m_client; }
    /// What the server says of itself; 20.10 says nothing.
    [[nodiscard]] QString serverVersion();
    [[nodiscard]] bool isOldest() { return serverVersion().isEmpty(); }
    /// Whether the events of a stream tell their positions.
    [[nodiscard]] bool tellsPlaces() { return can().tellsPositions && !isOldest(); }

    /// A name that has not been used, remembered to be cleaned up; `what` may hold any characters.
    [[nodiscard]] core::StreamName newStream(const QString &what = QStringLiteral("stream"));

    [[nodiscard]] static core::NewEvent newEvent(const QByteArray &data = QByteArrayLiteral("{}"),
                                                 const QString &type
                                                 = QStringLiteral("TestHappened"));
    /// Events whose data is {"n":0}, {"n":1}, ...
    [[nodiscard]] static QList<core::NewEvent> newEvents(int count);
    [[nodiscard]] static core::NewEvent newLink(const QByteArray &data);

    /// White space between the tokens of JSON may change, where the transport cannot keep it.
    [[nodiscard]] core::Result<core::WriteOutcome> append(const core::StreamName &stream,
                                                          const core::ExpectedRevision &expected,
                                                          const QList<core::NewEvent> &events,
                                                          core::AlteredPayloads altered
                                                          = core::AlteredPayloads::AcceptLayout);
    /// Expecting no stream; true if it went well.
    [[nodiscard]] bool appendNew(const core::StreamName &stream, int count);
    [[nodiscard]] core::Result<core::WriteOutcome> remove(const core::StreamName &stream,
                                                          core::DeleteMode mode,
                                                          const core::ExpectedRevision &expected
                                                          = core::ExpectedRevision::any());
    [[nodiscard]] core::Result<core::WriteOutcome>
    setMetadata(const core::StreamName &stream,
                const QByteArray &json,
                const core::ExpectedRevision &expected = core::ExpectedRevision::any());
    [[nodiscard]] core::Result<core::StreamMetadata> metadata(const core::StreamName &stream);
    [[nodiscard]] core::Result<core::StreamState> streamState(const core::StreamName &stream);
    [[nodiscard]] core::Result<core::ServerInfo> serverInfo();

    [[nodiscard]] ReadAnswer read(const core::ReadRequest &request);
    /// Where a write that was the last to its stream stands; where the transport does not tell, by
    /// a look into $all over gRPC.
    [[nodiscard]] std::optional<core::Position>
    positionOf(const core::Result<core::WriteOutcome> &result, const core::StreamName &stream);
    /// Forwards from the start, to the end.
    [[nodiscard]] ReadAnswer readAll(const core::StreamName &stream, bool resolveLinks = false);
    [[nodiscard]] std::unique_ptr<FeedRecord> subscribe(const core::SubscribeRequest &request,
                                                        qint64 credit = 1000);

private Q_SLOTS:
    void cleanup();
    void cleanupTestCase();

private:
    template<typename T, typename Start>
    core::Result<T> answerOf(Start start);

    const Target m_target;
    const QString m_tag;
    std::unique_ptr<core::Client> m_client;
    std::optional<QString> m_version;
    QList<core::StreamName> m_made;
};

[[nodiscard]] bool isWritten(const core::Result<core::WriteOutcome> &result);
/// The revision of a write that went well.
[[nodiscard]] std::optional<core::Revision>
writtenRevision(const core::Result<core::WriteOutcome> &result);
/// The position of a write that went well, where the transport tells it.
[[nodiscard]] std::optional<core::Position>
writtenPosition(const core::Result<core::WriteOutcome> &result);
/// Without the white space between the tokens of JSON.
[[nodiscard]] QList<QByteArray> compacted(const QList<QByteArray> &data);
/// "written 3", "wrong revision, actual 1", "error StreamDeleted", ...: to compare and to print.
[[nodiscard]] QString outcomeText(const core::Result<core::WriteOutcome> &result);
/// "done", or "error StreamNotFound".
[[nodiscard]] QString endText(const core::Result<core::Done> &result);

/// Runs all cases of `Test` against each target.
template<typename Test>
int run(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto all = targets();
    if (!all)
        return 1;
    int failures = 0;
    for (const Target &target : *all) {
        Test test(target);
        test.setObjectName(target.name);
        failures += QTest::qExec(&test, argc, argv);
    }
    return failures;
}

} // namespace contract
