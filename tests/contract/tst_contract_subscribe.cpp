// Subscriptions and failing connections, as a user of core::Client sees them.
#include "tests/contract/transport_contract.h"

#include <QTcpServer>

using namespace core;
using namespace contract;

class TstContractSubscribe final : public ContractTest
{
    Q_OBJECT

public:
    using ContractTest::ContractTest;

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        makeClient();
    }

    void fromTheStartComesWhatIsThereAndThenWhatIsNew()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 3));
        const auto feed = subscribeTo(stream, FromStart{});
        QVERIFY(feed->waitForEvents(3));
        QVERIFY(feed->waitForCaughtUp());
        QCOMPARE(feed->confirmed, 1);
        QVERIFY(isWritten(append(stream, ExpectedRevision::any(), newEvents(2))));
        QVERIFY(feed->waitForEvents(5));
        QCOMPARE(revisionsOf(*feed), (QList<quint64>{0, 1, 2, 3, 4}));
        QVERIFY(!feed->end);
    }

    void afterARevisionTheNextComesFirst()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 5));
        const auto feed = subscribeTo(stream, Revision{2});
        QVERIFY(feed->waitForCaughtUp());
        QCOMPARE(revisionsOf(*feed), (QList<quint64>{3, 4}));
    }

    void afterTheEndOnlyNewEventsCome()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 2));
        const auto feed = subscribeTo(stream, FromEnd{});
        QVERIFY(feed->waitForCaughtUp());
        QVERIFY(isWritten(append(stream, ExpectedRevision::any(), newEvents(1))));
        QVERIFY(feed->waitForEvents(1));
        QCOMPARE(revisionsOf(*feed), QList<quint64>{2});
    }

    void aStreamThatIsNotThereMayComeLater()
    {
        const StreamName stream = newStream();
        const auto feed = subscribeTo(stream, FromStart{});
        QVERIFY(feed->waitForCaughtUp());
        QVERIFY(appendNew(stream, 1));
        QVERIFY(feed->waitForEvents(1));
        QCOMPARE(revisionsOf(*feed), QList<quint64>{0});
        QVERIFY(!feed->end);
    }

    void creditHoldsEventsBack()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 50));
        const auto feed = subscribeTo(stream, FromStart{}, 20);
        QVERIFY(feed->waitForEvents(20));
        QCOMPARE(readAll(stream).events.size(), 50);
        QCOMPARE(feed->events.size(), 20);
        feed->feed().grant(30);
        QVERIFY(feed->waitForEvents(50));
    }

    void manyEventsComeInOrder()
    {
        const StreamName stream = newStream();
        constexpr int Count = 1000;
        QVERIFY(appendNew(stream, Count / 2));
        const auto feed = subscribeTo(stream, FromStart{}, 10'000);
        for (int i = 0; i < 10; ++i)
            QVERIFY(isWritten(append(stream, ExpectedRevision::any(), newEvents(Count / 20))));
        QVERIFY(feed->waitForEvents(Count));
        for (int i = 0; i < Count; ++i)
            QCOMPARE(feed->events[i].event->revision.value, quint64(i));
    }

    void aTombstoneEndsIt()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 1));
        const auto feed = subscribeTo(stream, FromStart{});
        QVERIFY(feed->waitForCaughtUp());
        QVERIFY(isWritten(remove(stream, DeleteMode::Tombstone)));
        QVERIFY(feed->waitForEnd());
        QCOMPARE(endText(*feed->end), QStringLiteral("error StreamDeleted"));
    }

    void aTombstonedStreamIsNotSubscribedTo()
    {
        const StreamName stream = newStream();
        QVERIFY(isWritten(remove(stream, DeleteMode::Tombstone)));
        const auto feed = subscribeTo(stream, FromStart{});
        QVERIFY(feed->waitForEnd());
        QCOMPARE(endText(*feed->end), QStringLiteral("error StreamDeleted"));
    }

    void aSoftDeletionDoesNotEndIt()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 1));
        const auto feed = subscribeTo(stream, FromStart{});
        QVERIFY(feed->waitForCaughtUp());
        QVERIFY(isWritten(remove(stream, DeleteMode::Soft)));
        QCOMPARE(endText(readAll(stream).end), QStringLiteral("error StreamNotFound"));
        QVERIFY(!feed->end);
        QCOMPARE(feed->events.size(), 1);
    }

    void aCancelledSubscriptionSaysNothingMore()
    {
        const StreamName stream = newStream();
        const auto feed = subscribeTo(stream, FromStart{});
        const auto witness = subscribeTo(stream, FromStart{});
        QVERIFY(feed->waitForCaughtUp());
        feed->feed().cancel();
        QVERIFY(appendNew(stream, 3));
        QVERIFY(witness->waitForEvents(3));
        QVERIFY(feed->events.isEmpty());
        QVERIFY(!feed->end);
    }

    void allIsFollowedAfterAPosition()
    {
        const StreamName stream = newStream();
        const auto first
            = positionOf(append(stream, ExpectedRevision::noStream(), newEvents(1)), stream);
        QVERIFY(first);
        QVERIFY(isWritten(append(stream, ExpectedRevision::any(), newEvents(1))));
        SubscribeRequest request;
        request.stream = StreamName::all();
        request.after = *first;
        request.filter = EventFilter{EventFilter::Subject::StreamName, {stream.text()}, {}};
        const auto feed = subscribe(request);
        QVERIFY(feed->waitForEvents(1));
        QCOMPARE(revisionsOf(*feed), QList<quint64>{1}); // exclusive
        QVERIFY(feed->waitForCaughtUp());
        QVERIFY(isWritten(append(stream, ExpectedRevision::any(), newEvents(1))));
        QVERIFY(isWritten(append(newStream(), ExpectedRevision::any(), newEvents(1))));
        QVERIFY(feed->waitForEvents(2));
        QCOMPARE(revisionsOf(*feed), (QList<quint64>{1, 2}));
        if (can().tellsPositions)
            QVERIFY(feed->events[1].event->position);
    }

    void aFilteredSubscriptionTellsHowFarItHasLooked()
    {
        const StreamName stream = newStream();
        const auto start
            = positionOf(append(stream, ExpectedRevision::noStream(), newEvents(200)), stream);
        QVERIFY(start);
        SubscribeRequest request;
        request.stream = StreamName::all();
        request.after = *start;
        request.filter
            = EventFilter{EventFilter::Subject::EventType, {QStringLiteral("no-such-type")}, {}};
        const auto feed = subscribe(request);
        for (int i = 0; i < 20 && feed->checkpoints.isEmpty(); ++i)
            QVERIFY(isWritten(append(stream, ExpectedRevision::any(), newEvents(50))));
        QTRY_VERIFY_WITH_TIMEOUT(!feed->checkpoints.isEmpty(), PatienceMs);
        QVERIFY(feed->checkpoints.last() >= *start);
        QVERIFY(feed->events.isEmpty());
    }

    void aPortWhereNothingListensIsUnavailable()
    {
        QTcpServer reserved; // has a port that nobody else gets, and is then closed
        QVERIFY(reserved.listen(QHostAddress::LocalHost));
        const quint16 port = reserved.serverPort();
        reserved.close();
        const Error error = errorFrom({QStringLiteral("127.0.0.1"), port});
        QCOMPARE(error.code, ErrorCode::Unavailable);
        QVERIFY2(error.message.contains(QString::number(port)), qPrintable(error.message));
    }

    void aHostThatIsNotKnownIsUnavailable()
    {
        const Error error = errorFrom({QStringLiteral("no-such-host.invalid"), 2113});
        QCOMPARE(error.code, ErrorCode::Unavailable);
        QVERIFY2(error.message.contains(QStringLiteral("no-such-host.invalid")),
                 qPrintable(error.message));
    }

    void aPortWhereSomethingElseListensIsUnavailable()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        QObject::connect(&other, &QTcpServer::newConnection, &other, [&other] {
            QTcpSocket *const socket = other.nextPendingConnection();
            socket->write("SSH-2.0-OpenSSH_9.2\r\n");
        });
        const Error error = errorFrom({QStringLiteral("127.0.0.1"), other.serverPort()});
        QCOMPARE(error.code, ErrorCode::Unavailable);
    }

private:
    std::unique_ptr<FeedRecord>
    subscribeTo(const StreamName &stream, const SubscribeAfter &after, qint64 credit = 1000)
    {
        SubscribeRequest request;
        request.stream = stream;
        request.after = after;
        return subscribe(request, credit);
    }

    static QList<quint64> revisionsOf(const FeedRecord &record)
    {
        QList<quint64> revisions;
        for (const ResolvedEvent &event : record.events)
            revisions.append(event.original().revision.value);
        return revisions;
    }

    /// What a write says that is sent, without TLS, to where no event store is.
    Error errorFrom(const NodeAddress &node)
    {
        ConnectionSettings settings;
        settings.tls = false;
        settings.hosts = {node};
        settings.defaultDeadline = std::chrono::seconds(10);
        settings.maxDiscoverAttempts = 1;
        Client client(settings, target().transport);
        std::optional<Result<WriteOutcome>> answer;
        const Call call = client.append(
            {StreamName(QStringLiteral("nowhere")), ExpectedRevision::any(), newEvents(1)},
            [&answer](const Result<WriteOutcome> &result) { answer = result; });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, PatienceMs) || *answer)
            return {};
        return answer->error();
    }
};

int main(int argc, char **argv)
{
    return run<TstContractSubscribe>(argc, argv);
}
#include "tst_contract_subscribe.moc"
