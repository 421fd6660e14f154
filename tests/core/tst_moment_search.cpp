// A moment looked for in streams and logs that are made up while they are read.
#include "core/moments/log_moment.h"
#include "core/moments/moment_search.h"
#include "tests/support/fake_transport.h"
#include "tests/support/wait_for.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace core;

namespace {

constexpr qint64 Second = EventTime::TicksPerSecond;

/// A log of `length` events, a second from one to the next. `streamOf` says of which stream an
/// event is and its revision there; its position is its number a hundredfold. The stream "long" has
/// every third of them.
struct MadeUpLog {
    quint64 length = 0;
    quint64 firstOfLong = 0; ///< what is before is gone
    bool tellsPositionsOfStreams = true;
    bool tellsAllPositions = true; ///< else only that of the last event of each read
    std::function<qint64(quint64 number)> secondOf = [](quint64 number) { return qint64(number); };
    FakeServer server;
    Client client{fake::connectionTo({fake::node("one")}), server.factory(), IoThread::Caller};

    [[nodiscard]] ResolvedEvent event(quint64 number, bool tellsPosition) const
    {
        RecordedEvent made;
        const bool isLong = number % 3 == 0;
        made.stream = StreamName(isLong ? QStringLiteral("long")
                                        : QStringLiteral("short-%1").arg(number / 9));
        made.revision = {isLong ? number / 3 : number % 9};
        if (tellsPosition)
            made.position = Position{number * 100, number * 100};
        made.created.ticks = secondOf(number) * Second;
        made.type = QStringLiteral("Happened");
        return {made, {}};
    }

    void answerReads()
    {
        settle();
        for (; m_next < server.reads.size(); ++m_next) {
            const auto read = server.reads.at(m_next);
            if (!read->isCancelled)
                answer(*read);
            settle();
        }
    }

private:
    void answer(FakeServer::Read &read)
    {
        const ReadRequest &request = read.request;
        const bool isAll = request.stream.isAll();
        if (!isAll && request.stream != StreamName(QStringLiteral("long"))) {
            read.end(fake::failure(ErrorCode::StreamNotFound));
            return;
        }
        const quint64 step = isAll ? 1 : 3;
        const quint64 first = isAll ? 0 : firstOfLong * 3;
        const quint64 last = length == 0 ? 0 : (length - 1) / step * step;
        const bool isBackwards = request.direction == Direction::Backwards;
        quint64 at = isBackwards ? last : first;
        if (const auto *revision = std::get_if<Revision>(&request.from))
            at = std::max(revision->value * 3, first);
        if (const auto *position = std::get_if<Position>(&request.from))
            at = position->commit / 100 - (isBackwards ? 1 : 0);
        EventBatch events;
        const auto most = qsizetype(request.count.value_or(4000));
        while (length > 0 && at >= first && at <= last && events.size() < most) {
            const bool isLast = events.size() + 1 == most;
            events.append(event(at, isAll ? tellsAllPositions || isLast : tellsPositionsOfStreams));
            isBackwards ? at -= step : at += step;
        }
        for (qsizetype i = 0; i < events.size(); i += 256)
            read.send(events.mid(i, 256));
        read.end();
    }

    qsizetype m_next = 0;
};

} // namespace

class TstMomentSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyMomentOfAStreamIsFound_data()
    {
        QTest::addColumn<quint64>("length");
        for (const quint64 length : {1u, 2u, 3u, 17u, 18u, 100u})
            QTest::addRow("%d events", int(length)) << length;
    }
    void everyMomentOfAStreamIsFound()
    {
        QFETCH(quint64, length);
        MadeUpLog log;
        log.length = length * 3;
        for (quint64 revision = 0; revision < length; ++revision) {
            const auto exact = search(log, QStringLiteral("long"), qint64(revision) * 3);
            QCOMPARE(exact.outcome, FoundMoment::Outcome::Found);
            QCOMPARE(exact.event->original().revision.value, revision);
            const auto before = search(log, QStringLiteral("long"), qint64(revision) * 3 - 1);
            QCOMPARE(before.event->original().revision.value, revision);
            QCOMPARE(before.outcome,
                     revision == 0 ? FoundMoment::Outcome::BeforeFirst
                                   : FoundMoment::Outcome::Found);
            QVERIFY(before.isOrdered);
        }
        const auto after = search(log, QStringLiteral("long"), qint64(length) * 3);
        QCOMPARE(after.outcome, FoundMoment::Outcome::AfterLast);
        QCOMPARE(after.event->original().revision.value, length - 1);
    }

    void tenMillionEventsTakeAFewReads()
    {
        MadeUpLog log;
        log.length = 30'000'000;
        const auto found = search(log, QStringLiteral("long"), 13'536'991);
        QCOMPARE(found.event->original().revision.value, 4'512'331U);
        QVERIFY2(found.reads <= 23, qPrintable(QString::number(found.reads)));
    }

    void aTruncatedStreamBeginsWhereItBegins()
    {
        MadeUpLog log;
        log.length = 3000;
        log.firstOfLong = 600;
        const auto before = search(log, QStringLiteral("long"), 100);
        QCOMPARE(before.outcome, FoundMoment::Outcome::BeforeFirst);
        QCOMPARE(before.event->original().revision.value, 600U);
        const auto inside = search(log, QStringLiteral("long"), 1900);
        QCOMPARE(inside.event->original().revision.value, 634U);
    }

    void eventsOfOneMomentGiveTheFirstOfThem()
    {
        MadeUpLog log;
        log.length = 30'000;
        log.secondOf = [](quint64 number) { return qint64(number / 3000); };
        const auto found = search(log, QStringLiteral("long"), 4);
        QCOMPARE(found.event->original().revision.value, 4000U);
        QVERIFY(found.isOrdered);
    }

    void timesThatDoNotRunInOrderAreSaid()
    {
        MadeUpLog log;
        log.length = 30'000;
        log.secondOf = [](quint64 number) {
            return number >= 15'000 && number < 16'000 ? qint64(number) - 20'000 : qint64(number);
        };
        const auto found = search(log, QStringLiteral("long"), 20'001);
        QCOMPARE(found.outcome, FoundMoment::Outcome::Found);
        QVERIFY(!found.isOrdered);
        QVERIFY(found.event->original().created.ticks >= 20'001 * Second);
    }

    void theLogIsSearchedByWayOfALongStream_data()
    {
        QTest::addColumn<qint64>("second");
        QTest::newRow("at the start") << qint64(0);
        QTest::newRow("on the first page") << qint64(40);
        QTest::newRow("of the long stream") << qint64(13'536'990);
        QTest::newRow("beside it") << qint64(13'536'991);
        QTest::newRow("on the last page") << qint64(29'999'990);
        QTest::newRow("at the end") << qint64(29'999'999);
    }
    void theLogIsSearchedByWayOfALongStream()
    {
        QFETCH(qint64, second);
        MadeUpLog log;
        log.length = 30'000'000;
        const auto found = search(log, QStringLiteral("$all"), second);
        QCOMPARE(found.outcome, FoundMoment::Outcome::Found);
        QCOMPARE(found.event->original().position->commit, quint64(second) * 100);
        QVERIFY2(found.reads <= LogMoment::MostReads, qPrintable(QString::number(found.reads)));
        QCOMPARE(found.scanned, 0U);
    }

    void outsideTheLogIsSaid()
    {
        MadeUpLog log;
        QCOMPARE(search(log, QStringLiteral("$all"), 0).outcome, FoundMoment::Outcome::Nothing);
        log.length = 1000;
        const auto before = search(log, QStringLiteral("$all"), -1);
        QCOMPARE(before.outcome, FoundMoment::Outcome::BeforeFirst);
        QCOMPARE(before.event->original().position->commit, 0U);
        const auto after = search(log, QStringLiteral("$all"), 1000);
        QCOMPARE(after.outcome, FoundMoment::Outcome::AfterLast);
        QCOMPARE(after.event->original().position->commit, 99'900U);
    }

    void withoutPositionsOfStreamsTheLogIsReadThrough_data()
    {
        QTest::addColumn<qint64>("second");
        QTest::addColumn<bool>("tellsAll");
        QTest::newRow("from the start") << qint64(1234) << true;
        QTest::newRow("from the end") << qint64(8765) << true;
        QTest::newRow("from the start, few positions told") << qint64(1234) << false;
        QTest::newRow("from the end, few positions told") << qint64(8765) << false;
        QTest::newRow("on the last page, few positions told") << qint64(9990) << false;
        QTest::newRow("on the first page, few positions told") << qint64(5) << false;
        QTest::newRow("the first, its position not told") << qint64(0) << false;
    }
    void withoutPositionsOfStreamsTheLogIsReadThrough()
    {
        QFETCH(qint64, second);
        QFETCH(bool, tellsAll);
        MadeUpLog log;
        log.length = 10'000;
        log.tellsPositionsOfStreams = false;
        log.tellsAllPositions = tellsAll;
        const auto found = search(log, QStringLiteral("$all"), second);
        QCOMPARE(found.outcome, FoundMoment::Outcome::Found);
        QVERIFY(found.event->original().position);
        QCOMPARE(found.event->original().position->commit, quint64(second) * 100);
        QVERIFY(found.scanned < 4000); // from the side that is closer
    }

    void anErrorEndsIt()
    {
        MadeUpLog log;
        log.length = 100;
        const auto search
            = MomentSearch::make(log.client, {StreamName(QStringLiteral("none")), EventTime{}});
        QSignalSpy finished(search.get(), &MomentSearch::finished);
        search->start();
        log.answerReads();
        QCOMPARE(finished.count(), 1);
        const auto result = finished.at(0).at(0).value<Result<FoundMoment>>();
        QCOMPARE(result.error().code, ErrorCode::StreamNotFound);
    }

    void deletingItCancels()
    {
        MadeUpLog log;
        log.length = 100;
        auto search
            = MomentSearch::make(log.client, {StreamName(QStringLiteral("long")), EventTime{}});
        search->start();
        settle();
        search.reset();
        settle();
        QVERIFY(log.server.reads.constLast()->isCancelled);
    }

private:
    static FoundMoment search(MadeUpLog &log, const QString &stream, qint64 second)
    {
        const auto search
            = MomentSearch::make(log.client, {StreamName(stream), EventTime{second * Second}});
        std::optional<Result<FoundMoment>> result;
        QObject::connect(search.get(),
                         &MomentSearch::finished,
                         search.get(),
                         [&result](const Result<FoundMoment> &found) { result = found; });
        search->start();
        log.answerReads();
        return result && *result ? **result : FoundMoment{};
    }
};

QTEST_GUILESS_MAIN(TstMomentSearch)
#include "tst_moment_search.moc"
