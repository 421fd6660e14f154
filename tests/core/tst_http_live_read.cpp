// Subscriptions over HTTP against scripted answers: catching up, waiting, and never in a hurry.
#include "core/transport/http/http_live_read.h"
#include "tests/support/feed_script.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;
using namespace fake;
using namespace std::chrono_literals;

namespace {

constexpr auto LongPoll = 20s;

SubscribeRequest aRequest(const SubscribeAfter &after = FromStart{})
{
    SubscribeRequest request;
    request.stream = StreamName(QStringLiteral("s"));
    request.after = after;
    return request;
}

SubscribeRequest filteredRequest(const SubscribeAfter &after)
{
    SubscribeRequest request;
    request.stream = StreamName::all();
    request.after = after;
    request.filter = EventFilter{EventFilter::Subject::EventType, {u"A"_qs}, {}};
    return request;
}

class Watching
{
public:
    explicit Watching(const SubscribeRequest &request)
        : read(std::make_unique<HttpLiveRead>(script.context(), request, LongPoll, log.handlers()))
    {
        read->grant(100);
    }

    FeedScript script;
    ReadLog log;
    std::unique_ptr<HttpLiveRead> read;
};

const QByteArray Head = feedPositionText({700, 700});

QByteArray headOfAll()
{
    return feedJson({}, {}, Head, false, {});
}

QByteArray nothingInAll()
{
    return feedJson({}, {}, {}, false, {});
}

} // namespace

class TstHttpLiveRead final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void itCatchesUpAndThenWaits()
    {
        Watching watching(aRequest());
        QCOMPARE(watching.script.request().target,
                 QByteArray("/streams/s/0/forward/64?embed=body"));
        QVERIFY(watching.script.option("LongPoll").isEmpty());
        watching.script.answer(feedJson(entries(0, 2), {}, "2", true), "1;1");
        QCOMPARE(watching.log.said,
                 (QStringList{u"confirmed"_qs, u"0"_qs, u"1"_qs, u"caught up"_qs}));
        QCOMPARE(watching.script.request().target,
                 QByteArray("/streams/s/2/forward/64?embed=body"));
        QCOMPARE(watching.script.option("LongPoll"), QByteArray("20"));
        watching.script.answer(feedJson(entries(2, 1), "1", "3", true), "2;1");
        QCOMPARE(watching.log.said.last(), QStringLiteral("2"));
        QCOMPARE(watching.script.request().target,
                 QByteArray("/streams/s/3/forward/64?embed=body"));
        QCOMPARE(watching.script.option("LongPoll"), QByteArray("20"));
    }

    void itBeginsAfterARevision()
    {
        Watching watching(aRequest(Revision{41}));
        QVERIFY(watching.script.asks("/streams/s/42/forward/"));
    }

    void itBeginsAfterAPositionAndNoLater()
    {
        SubscribeRequest request = aRequest(Position{500, 400});
        request.stream = StreamName::all();
        Watching watching(request);
        QVERIFY(
            watching.script.asks("/streams/%24all/" + feedPositionText({500, 401}) + "/forward/"));
    }

    void itBeginsAtTheEnd()
    {
        Watching watching(aRequest(FromEnd{}));
        QCOMPARE(watching.script.open(),
                 QStringList{u"/streams/s/4611686018427387904/forward/1"_qs});
        watching.script.answer(feedJson(entries(8, 1), "7", "9", true), "8;1");
        QCOMPARE(watching.log.said, QStringList{u"confirmed"_qs});
        QVERIFY(watching.script.asks("/streams/s/9/forward/"));
    }

    void atTheEndOfAllItTellsWhereThatIs()
    {
        SubscribeRequest request = aRequest(FromEnd{});
        request.stream = StreamName::all();
        Watching watching(request);
        watching.script.answer(headOfAll());
        QCOMPARE(watching.log.said, (QStringList{u"confirmed"_qs, u"checkpoint 700:700"_qs}));
        QVERIFY(watching.script.asks("/streams/%24all/" + Head));
    }

    void aStreamThatIsNotThereYetIsWaitedFor()
    {
        Watching watching(aRequest());
        watching.script.refuse(404);
        QCOMPARE(watching.log.said, (QStringList{u"confirmed"_qs, u"caught up"_qs}));
        QTRY_COMPARE(watching.script.open().size(), 1);
        QCOMPARE(watching.script.option("LongPoll"), QByteArray("20"));
        watching.script.answer(feedJson(entries(0, 1), {}, "1", true), "0;1");
        QCOMPARE(watching.log.said.last(), QStringLiteral("0"));
    }

    void aTombstoneEndsIt()
    {
        Watching watching(aRequest());
        watching.script.answer(feedJson({}, {}, {}, true), "-1;1");
        watching.script.refuse(410);
        QCOMPARE(watching.log.said.last(), QStringLiteral("error stream-deleted"));
        QVERIFY(watching.script.open().isEmpty());
    }

    void withoutCreditNothingIsAsked()
    {
        FeedScript script;
        ReadLog log;
        HttpLiveRead read(script.context(), aRequest(), LongPoll, log.handlers());
        QVERIFY(script.targets().isEmpty());
        read.grant(2);
        script.answer(feedJson(entries(0, 2), {}, "2"));
        QVERIFY(script.open().isEmpty());
        read.grant(1);
        QCOMPARE(script.open(), QStringList{u"/streams/s/2/forward/1?embed=body"_qs});
    }

    void emptyAnswersAtOnceAreNoBusyLoop()
    {
        Watching watching(aRequest());
        const QByteArray nothing = feedJson({}, {}, {}, true);
        int answers = 0;
        QTimer answering;
        connect(&answering, &QTimer::timeout, this, [&] {
            if (watching.script.open().isEmpty())
                return;
            watching.script.answer(nothing);
            ++answers;
        });
        answering.start(1ms);
        QElapsedTimer clock;
        clock.start();
        QTRY_VERIFY(clock.elapsed() > 1500);
        // After 0, 0, 50, 100, 200, 400, 800 ms.
        QVERIFY2(answers <= 7, qPrintable(QString::number(answers)));
        QVERIFY(answers >= 4);
    }

    void droppingItCancelsTheWait()
    {
        Watching watching(aRequest());
        watching.script.answer(feedJson({}, {}, {}, true), "-1;1");
        QCOMPARE(watching.script.open().size(), 1);
        watching.read.reset();
        QVERIFY(watching.script.open().isEmpty());
    }

    void aServerThatAnswersNoLongPollIsAskedNowAndThen()
    {
        Watching watching(aRequest());
        watching.script.answer(feedJson({}, {}, {}, true), "-1;1");
        watching.script.fail(ErrorCode::Timeout);
        QCOMPARE(watching.script.open().size(), 1);
        QVERIFY(watching.script.option("LongPoll").isEmpty());
        watching.script.answer(feedJson(entries(0, 1), {}, "1", true), "0;1");
        QCOMPARE(watching.log.said.last(), QStringLiteral("0"));
        watching.script.answer(feedJson({}, {}, {}, true), "0;1");
        QVERIFY(watching.script.open().isEmpty());
        QTRY_COMPARE(watching.script.open().size(), 1);
        QVERIFY(watching.script.option("LongPoll").isEmpty());
        watching.script.fail(ErrorCode::Timeout); // this one no server may leave without an answer
        QCOMPARE(watching.log.said.last(), QStringLiteral("error timeout"));
    }

    void aLostConnectionEndsIt()
    {
        Watching watching(aRequest());
        watching.script.answer(feedJson({}, {}, {}, true), "-1;1");
        watching.script.fail(ErrorCode::Unavailable);
        QCOMPARE(watching.log.said.last(), QStringLiteral("error unavailable"));
    }

    void aFilterIsNeverLongPolled()
    {
        Watching watching(filteredRequest(Position{500, 500}));
        QCOMPARE(watching.script.open(), QStringList{u"/streams/%24all/head/backward/1"_qs});
        watching.script.answer(headOfAll());
        QVERIFY(watching.script.asks("/streams/%24all/filtered/" + feedPositionText({500, 501})
                                     + "/forward/"));
        QVERIFY(watching.script.option("LongPoll").isEmpty());
        watching.script.answer(feedJson({}, {}, feedPositionText({600, 0}), false, {}));
        QCOMPARE(watching.log.said.last(), QStringLiteral("checkpoint 600:0"));
        watching.script.answer(nothingInAll());
        QCOMPARE(watching.log.said.last(), QStringLiteral("caught up"));
        // Anything after the head wakes it.
        QCOMPARE(
            watching.script.open(),
            QStringList{u"/streams/%24all/"_qs + QString::fromLatin1(Head) + u"/forward/1"_qs});
        QCOMPARE(watching.script.option("LongPoll"), QByteArray("20"));
        watching.script.answer(feedJson(entries(0, 1), {}, Head, false, {}));
        QTRY_COMPARE(watching.script.open(), QStringList{u"/streams/%24all/head/backward/1"_qs});
        for (const QString &target : watching.script.targets())
            QVERIFY(!target.contains(QStringLiteral("LongPoll")));
    }

    void anEventWithItsPositionNeedsNoCheckpoint()
    {
        SubscribeRequest request = aRequest();
        request.stream = StreamName::all();
        Watching watching(request);
        const QByteArray next = feedPositionText({500, 0});
        watching.script.answer(feedJson(entries(0, 2), {}, next, false, {}));
        watching.script.answer(
            feedJson(entries(1, 1), feedPositionText({450, 450}), next, false, {}));
        QCOMPARE(watching.log.said, (QStringList{u"confirmed"_qs, u"0"_qs, u"1"_qs}));
        QCOMPARE(watching.log.events.last().event->position, (Position{450, 450}));
        QVERIFY(watching.script.asks("/streams/%24all/" + next));
    }
};

QTEST_GUILESS_MAIN(TstHttpLiveRead)
#include "tst_http_live_read.moc"
