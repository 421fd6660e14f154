// Reads over HTTP against scripted answers: pages and credit, both ends, what is truncated.
#include "core/transport/http/http_feed_read.h"
#include "tests/support/feed_script.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;
using namespace fake;

namespace {

ReadRequest aRequest(Direction direction = Direction::Forwards)
{
    ReadRequest request;
    request.stream = StreamName(QStringLiteral("s"));
    request.direction = direction;
    if (direction == Direction::Backwards)
        request.from = FromEnd{};
    return request;
}

QString page(const char *rest)
{
    return QStringLiteral("/streams/s/") + QString::fromLatin1(rest)
           + QStringLiteral("?embed=body");
}

QByteArray emptyFeed(const QByteArray &newer)
{
    return feedJson({}, {}, newer);
}

} // namespace

class TstHttpFeedRead final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void nothingIsAskedBeforeAGrant()
    {
        FeedScript script;
        ReadLog log;
        HttpFeedRead read(script.context(), aRequest(), log.handlers());
        QVERIFY(script.targets().isEmpty());
        read.grant(10);
        QCOMPARE(script.open(), QStringList{page("0/forward/10")});
    }

    void noMoreIsAskedThanGranted()
    {
        FeedScript script;
        ReadLog log;
        HttpFeedRead read(script.context(), aRequest(), log.handlers());
        read.grant(3);
        script.answer(feedJson(entries(0, 3), {}, "3"));
        QCOMPARE(log.said, (QStringList{u"0"_qs, u"1"_qs, u"2"_qs}));
        QVERIFY(script.open().isEmpty());
        read.grant(2);
        QCOMPARE(script.open(), QStringList{page("3/forward/2")});
        script.answer(feedJson(entries(3, 2), "2", "5", true), "4;1");
        QCOMPARE(log.said.mid(3), (QStringList{u"3"_qs, u"4"_qs, u"last 4"_qs, u"end"_qs}));
    }

    void aGrantFromAHandlerStartsOnePage()
    {
        FeedScript script;
        ReadLog log;
        ReadHandlers handlers = log.handlers();
        HttpFeedRead *reading = nullptr;
        handlers.onItem = [&reading, next = handlers.onItem](const ReadItem &item) {
            next(item);
            reading->grant(5);
        };
        HttpFeedRead read(script.context(), aRequest(), handlers);
        reading = &read;
        read.grant(2);
        script.answer(feedJson(entries(0, 2), {}, "2"));
        QCOMPARE(script.open(), QStringList{page("2/forward/5")});
        script.answer(feedJson(entries(2, 1), "1", "3", true), "2;1");
        QCOMPARE(log.said.last(), QStringLiteral("end"));
        QVERIFY(script.open().isEmpty());
    }

    void pagesGrowWhereTheyAreFull()
    {
        FeedScript script;
        ReadLog log;
        HttpFeedRead read(script.context(), aRequest(), log.handlers());
        read.grant(100'000);
        QCOMPARE(script.open(), QStringList{page("0/forward/64")});
        script.answer(feedJson(entries(0, 64), {}, "64"));
        QCOMPARE(script.open(), QStringList{page("64/forward/256")});
        script.answer(feedJson(entries(64, 256), "63", "320"));
        QCOMPARE(script.open(), QStringList{page("320/forward/512")});
    }

    void aListTakesLargerPagesThanExactPayloads()
    {
        FeedScript script;
        ReadLog log;
        ReadRequest request = aRequest();
        request.payloads = PayloadWish::AsListed;
        HttpFeedRead read(script.context(), request, log.handlers());
        read.grant(100'000);
        quint64 from = 0;
        for (const quint64 size : {64U, 256U, 1024U, 4096U, 4096U}) {
            QCOMPARE(script.request().target,
                     "/streams/s/" + QByteArray::number(from) + "/forward/"
                         + QByteArray::number(size) + "?embed=body");
            script.answer(feedJson(entries(from, size), {}, QByteArray::number(from + size)));
            from += size;
        }
    }

    void aPageThatIsTooLargeIsAskedForInParts()
    {
        FeedScript script;
        ReadLog log;
        HttpFeedRead read(script.context(), aRequest(), log.handlers());
        read.grant(64);
        script.fail(ErrorCode::TooLarge);
        QCOMPARE(script.open(), QStringList{page("0/forward/16")});
        script.fail(ErrorCode::TooLarge);
        script.fail(ErrorCode::TooLarge);
        QCOMPARE(script.open(), QStringList{page("0/forward/1")});
        script.fail(ErrorCode::TooLarge);
        QCOMPARE(log.said, QStringList{u"error too-large"_qs});
    }

    void aReadWithACountAsksForTheLastRevisionOnly()
    {
        FeedScript script;
        ReadLog log;
        ReadRequest request = aRequest();
        request.count = 2;
        HttpFeedRead read(script.context(), request, log.handlers());
        read.grant(100);
        QCOMPARE(script.open(), QStringList{page("0/forward/2")});
        script.answer(feedJson(entries(0, 2), {}, "2"));
        QCOMPARE(script.open(), QStringList{u"/streams/s/4611686018427387904/forward/1"_qs});
        script.answer(feedJson(entries(7, 1), "6", "8", true), "7;1");
        QCOMPARE(log.said, (QStringList{u"0"_qs, u"1"_qs, u"last 7"_qs, u"end"_qs}));
    }

    void backwardsComesFromTheHead()
    {
        FeedScript script;
        ReadLog log;
        HttpFeedRead read(script.context(), aRequest(Direction::Backwards), log.handlers());
        read.grant(3);
        QCOMPARE(script.open(), QStringList{page("head/backward/3")});
        script.answer(feedJson(entries(2, 3), "1", "5", true), "4;1");
        read.grant(3);
        QCOMPARE(script.open(), QStringList{page("1/backward/3")});
        script.answer(feedJson(entries(0, 2), {}, "2"));
        QCOMPARE(
            log.said,
            (QStringList{u"4"_qs, u"3"_qs, u"2"_qs, u"1"_qs, u"0"_qs, u"last 4"_qs, u"end"_qs}));
    }

    void backwardsFromBeyondTheEndBeginsAtTheLast()
    {
        FeedScript script;
        ReadLog log;
        ReadRequest request = aRequest(Direction::Backwards);
        request.from = Revision{900};
        HttpFeedRead read(script.context(), request, log.handlers());
        read.grant(10);
        script.answer(feedJson({}, "890", "5"), "4;1");
        QCOMPARE(script.open(), QStringList{page("4/backward/10")});
    }

    void whatIsTruncatedIsSkippedByHalves()
    {
        FeedScript script;
        ReadLog log;
        HttpFeedRead read(script.context(), aRequest(), log.handlers());
        read.grant(1000);
        constexpr quint64 First = 1'000'003;
        constexpr quint64 Last = 3'000'000;
        script.answer(emptyFeed("64"));
        script.answer(feedJson(entries(Last, 1), "1", "2", true), QByteArray::number(Last) + ";1");
        int asked = 0;
        while (!script.request().target.contains("embed")) {
            const quint64 from = script.request().target.split('/').at(3).toULongLong();
            const quint64 count = from + 64 <= First ? 0 : std::min(from + 64 - First, quint64(64));
            script.answer(feedJson(entries(from + 64 - count, count), {}, "1"));
            QVERIFY(++asked < 40);
        }
        QCOMPARE(script.open(), QStringList{page("1000003/forward/64")});
        script.answer(feedJson(entries(First, 1), {}, "1000004", true), "1000003;1");
        QCOMPARE(log.said,
                 (QStringList{u"first 1000003"_qs, u"1000003"_qs, u"last 1000003"_qs, u"end"_qs}));
    }

    void ofWhatIsAllTruncatedTheNextRevisionIsTold()
    {
        FeedScript script;
        ReadLog log;
        HttpFeedRead read(script.context(), aRequest(), log.handlers());
        read.grant(10);
        script.answer(feedJson({}, {}, "3", true), "2;1");
        QCOMPARE(log.said, (QStringList{u"first 3"_qs, u"last 2"_qs, u"end"_qs}));
    }

    void whatCannotBeReadSaysWhy_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("said");
        QTest::newRow("missing") << 404 << QStringLiteral("error stream-not-found");
        QTest::newRow("tombstoned") << 410 << QStringLiteral("error stream-deleted");
        QTest::newRow("denied") << 401 << QStringLiteral("error access-denied");
        QTest::newRow("busy") << 503 << QStringLiteral("error unavailable");
    }
    void whatCannotBeReadSaysWhy()
    {
        QFETCH(int, status);
        QFETCH(QString, said);
        FeedScript script;
        ReadLog log;
        HttpFeedRead read(script.context(), aRequest(), log.handlers());
        read.grant(10);
        script.refuse(status);
        QCOMPARE(log.said, QStringList{said});
        read.grant(10);
        QVERIFY(script.open().isEmpty());
    }

    void whatNoServerSendsIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no JSON") << QByteArray("<feed/>");
        QTest::newRow("another stream") << feedJson(entries(0, 1), {}, "1", true, "other");
        QTest::newRow("more than asked for") << feedJson(entries(0, 11), {}, "11");
        QTest::newRow("a page that leads to itself") << feedJson(entries(0, 10), {}, "0");
        QTest::newRow("a page that leads nowhere") << feedJson(entries(0, 10), {}, {});
        QTest::newRow("a page that leads to no place") << feedJson(entries(0, 10), {}, "head");
        QTest::newRow("entries without their events")
            << feedJson(entries(0, 1), {}, "1", true).replace("eventId", "eventJd");
        QTest::newRow("broken links between others in no order") << feedJson(
            {{.revision = 5}, {.link = "1@t", .isBroken = true}, {.revision = 5}}, {}, "6", true);
    }
    void whatNoServerSendsIsRefused()
    {
        QFETCH(QByteArray, body);
        FeedScript script;
        ReadLog log;
        HttpFeedRead read(script.context(), aRequest(), log.handlers());
        read.grant(10);
        script.answer(body);
        QCOMPARE(log.said, QStringList{u"error protocol"_qs});
        QVERIFY(!log.failure->error.message.isEmpty());
    }

    void droppingTheReadCancelsItsRequest()
    {
        FeedScript script;
        ReadLog log;
        auto read = std::make_unique<HttpFeedRead>(script.context(), aRequest(), log.handlers());
        read->grant(10);
        QCOMPARE(script.open().size(), 1);
        read.reset();
        QVERIFY(script.open().isEmpty());
        QVERIFY(log.said.isEmpty());
    }

    void allHasNothingBeyondItsEnds_data()
    {
        QTest::addColumn<ReadFrom>("from");
        QTest::addColumn<Direction>("direction");
        QTest::newRow("forwards from the end") << ReadFrom(FromEnd{}) << Direction::Forwards;
        QTest::newRow("backwards from the start") << ReadFrom(FromStart{}) << Direction::Backwards;
    }
    void allHasNothingBeyondItsEnds()
    {
        QFETCH(ReadFrom, from);
        QFETCH(Direction, direction);
        FeedScript script;
        ReadLog log;
        ReadRequest request;
        request.stream = StreamName::all();
        request.from = from;
        request.direction = direction;
        HttpFeedRead read(script.context(), request, log.handlers());
        read.grant(10);
        QVERIFY(log.said.isEmpty()); // not before grant() has returned
        QTRY_COMPARE(log.said, QStringList{u"end"_qs});
        QVERIFY(script.targets().isEmpty());
    }

    void aFilteredPageWithoutEventsIsNotTheEnd()
    {
        FeedScript script;
        ReadLog log;
        ReadRequest request;
        request.stream = StreamName::all();
        request.filter = EventFilter{EventFilter::Subject::EventType, {u"a,b"_qs, u"c%"_qs}, {}};
        HttpFeedRead read(script.context(), request, log.handlers());
        read.grant(10);
        const QByteArray start(32, '0');
        const QByteArray next = feedPositionText({500, 0});
        const QByteArray query = "embed=body&context=eventtype&type=regex&data="
                                 "%5E%28%3F%3Aa%2Cb%7Cc%25%29";
        QCOMPARE(script.request().target,
                 "/streams/%24all/filtered/" + start + "/forward/10?" + query);
        script.answer(feedJson({}, {}, next, false, {}));
        QCOMPARE(script.request().target,
                 "/streams/%24all/filtered/" + next + "/forward/10?" + query);
        QCOMPARE(log.said, QStringList{u"checkpoint 500:0"_qs}); // how far it got
        script.answer(feedJson({}, {}, {}, false, {}));
        QCOMPARE(log.said, (QStringList{u"checkpoint 500:0"_qs, u"end"_qs}));
    }

    void aServerThatKnowsNoFilterIsSaidToKnowNone()
    {
        FeedScript script;
        ReadLog log;
        ReadRequest request;
        request.stream = StreamName::all();
        request.filter = EventFilter::withoutSystemEvents();
        HttpFeedRead read(script.context(), request, log.handlers());
        read.grant(10);
        script.refuse(404);
        QVERIFY(log.failure);
        QCOMPARE(log.failure->error.code, ErrorCode::Unsupported);
        QVERIFY2(log.failure->error.message.contains(u"cannot filter $all"_qs),
                 qPrintable(log.failure->error.message));
    }
};

QTEST_GUILESS_MAIN(TstHttpFeedRead)
#include "tst_http_feed_read.moc"
