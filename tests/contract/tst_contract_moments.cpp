// The first event at or after a moment, against servers, over each wire.
#include "core/moments/moment_search.h"
#include "tests/contract/transport_contract.h"

using namespace core;
using namespace contract;

class TstContractMoments final : public ContractTest
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

    void itIsFoundInAStream()
    {
        const StreamName stream = written();
        const EventBatch events = readAll(stream).events;
        compareAll(stream, events);
        const auto before = search(stream, {events.constFirst().original().created.ticks - 1});
        QCOMPARE(before.outcome, FoundMoment::Outcome::BeforeFirst);
        const auto after = search(stream, {events.constLast().original().created.ticks + 1});
        QCOMPARE(after.outcome, FoundMoment::Outcome::AfterLast);
        QCOMPARE(after.event->original().revision, Revision{199});
    }

    void itIsFoundInATruncatedStream()
    {
        const StreamName stream = written();
        const EventBatch all = readAll(stream).events;
        QVERIFY(isWritten(setMetadata(stream, R"({"$tb":77})")));
        const EventBatch events = readAll(stream).events;
        QCOMPARE(events.constFirst().original().revision, Revision{77});
        compareAll(stream, events);
        const auto gone = search(stream, all.constFirst().original().created);
        QCOMPARE(gone.event->original().revision, Revision{77});
        QCOMPARE(gone.outcome, FoundMoment::Outcome::BeforeFirst);
    }

    void anEventWhoseMomentIsNotToldCountsAsTheNext()
    {
        makeHastyClient();
        const StreamName stream = newStream();
        const auto write = [&](const QList<NewEvent> &events) {
            return isWritten(append(stream, ExpectedRevision::any(), events));
        };
        // At the start, where the search halves the stream, and at the end.
        QVERIFY(write({newLink("12")}) && write(newEvents(20)) && write({newLink("12")})
                && write(newEvents(19)) && write({newLink("12")}));
        for (const quint64 revision : {1U, 22U}) {
            const EventBatch events
                = read({.stream = stream, .from = Revision{revision}, .count = 1}).events;
            const auto found = search(stream, events.constFirst().original().created);
            QCOMPARE(found.event->original().revision, Revision{revision});
            QVERIFY(found.isOrdered);
        }
    }

    void itIsFoundInTheLog()
    {
        const StreamName stream = written();
        const EventBatch events = readAll(stream).events;
        for (const qsizetype at : {0, 77, 199}) {
            const EventTime moment = events.at(at).original().created;
            const auto found = search(StreamName::all(), moment);
            QCOMPARE(found.outcome, FoundMoment::Outcome::Found);
            QVERIFY(found.event->original().created >= moment);
            QVERIFY(found.before->original().created < moment);
            QVERIFY(found.event->original().position);
            const auto there = read({.stream = StreamName::all(),
                                     .from = *found.event->original().position,
                                     .count = 1});
            QCOMPARE(there.events.constFirst().original().created, found.event->original().created);
        }
    }

    void aStreamThatIsNotThereIsAnError()
    {
        const auto job = MomentSearch::make(client(), {newStream(), EventTime{}});
        std::optional<Result<FoundMoment>> result;
        connect(
            job.get(), &MomentSearch::finished, job.get(), [&](const auto &end) { result = end; });
        job->start();
        QVERIFY(QTest::qWaitFor([&] { return result.has_value(); }, PatienceMs));
        QCOMPARE(result->error().code, ErrorCode::StreamNotFound);
    }

private:
    /// 200 events in ten writes, each at a moment of its own.
    StreamName written()
    {
        const StreamName stream = newStream();
        for (int i = 0; i < 10; ++i)
            (void)append(stream, ExpectedRevision::any(), newEvents(20));
        return stream;
    }
    FoundMoment search(const StreamName &stream, EventTime moment)
    {
        const auto job = MomentSearch::make(client(), {stream, moment});
        std::optional<Result<FoundMoment>> result;
        connect(
            job.get(), &MomentSearch::finished, job.get(), [&](const auto &end) { result = end; });
        job->start();
        (void)QTest::qWaitFor([&] { return result.has_value(); }, PatienceMs);
        return result && *result ? **result : FoundMoment{};
    }
    /// With what looking at each event gives.
    void compareAll(const StreamName &stream, const EventBatch &events)
    {
        for (qsizetype at = 0; at < events.size(); at += 13) {
            const EventTime moment = events.at(at).original().created;
            const auto first = std::find_if(
                events.cbegin(), events.cend(), [moment](const ResolvedEvent &event) {
                    return event.original().created >= moment;
                });
            const auto found = search(stream, moment);
            QCOMPARE(found.outcome, FoundMoment::Outcome::Found);
            QCOMPARE(found.event->original().revision, first->original().revision);
        }
    }
};

int main(int argc, char **argv)
{
    return contract::run<TstContractMoments>(argc, argv);
}
#include "tst_contract_moments.moc"
