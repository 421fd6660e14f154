// What becomes of listed events: links as what they are, payloads as they are stored, positions.
#include "core/transport/http/http_feed_read.h"
#include "tests/support/feed_script.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;
using namespace fake;

namespace {

const Entry ResolvedLink{.revision = 3, .link = "7@t"};
const Entry BrokenLink{.link = "9@gone", .isBroken = true};

ReadRequest aRequest(PayloadWish payloads, bool resolveLinks = true)
{
    ReadRequest request;
    request.stream = StreamName(QStringLiteral("s"));
    request.resolveLinks = resolveLinks;
    request.payloads = payloads;
    return request;
}

ReadRequest allRequest(PayloadWish payloads, bool resolveLinks)
{
    ReadRequest request = aRequest(payloads, resolveLinks);
    request.stream = StreamName::all();
    request.count = 10;
    return request;
}

/// A read of ten events whose first page is given.
class Reading
{
public:
    Reading(const ReadRequest &request, const QByteArray &page, const QByteArray &etag = "9;1")
        : read(script.context(), request, log.handlers())
    {
        read.grant(10);
        script.answer(page, etag);
    }

    [[nodiscard]] const ResolvedEvent &event(qsizetype i = 0) const { return log.events.at(i); }

    FeedScript script;
    ReadLog log;
    HttpFeedRead read;
};

QByteArray lastPage(const QList<Entry> &entries)
{
    return feedJson(entries, {}, "10", true);
}

const QByteArray After = feedPositionText({500, 0});

QByteArray allPage(const QList<Entry> &entries)
{
    return feedJson(entries, {}, After, false, {});
}

} // namespace

class TstHttpFeedEvents final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void textFromTheListIsExact()
    {
        Reading reading(aRequest(PayloadWish::Exact),
                        lastPage({{.revision = 0, .data = R"({"a": 1.10,"a":1e400})"}}));
        QCOMPARE(reading.log.events.size(), 1); // without another request
        QCOMPARE(reading.event().event->data, QByteArray(R"({"a": 1.10,"a":1e400})"));
        QVERIFY(reading.event().event->isExact());
        QCOMPARE(reading.event().event->contentType, ContentType::Json);
    }

    void bytesAreFetchedByThemselves()
    {
        Reading reading(aRequest(PayloadWish::Exact),
                        lastPage({{.revision = 0}, {.revision = 1, .isBytes = true}}));
        QCOMPARE(reading.script.open(), QStringList{u"/streams/s/1"_qs});
        QCOMPARE(reading.script.request().headers.constFirst().value,
                 QByteArray("application/octet-stream"));
        reading.script.answerBytes(QByteArray("\x00\xff", 2));
        QCOMPARE(reading.log.revisions(), (QList<quint64>{0, 1}));
        QCOMPARE(reading.event(1).event->data, QByteArray("\x00\xff", 2));
        QVERIFY(reading.event(1).event->isExact());
        QCOMPARE(reading.event(1).event->contentType, ContentType::Bytes);
    }

    void textWithAReplacementCharacterIsFetched()
    {
        Reading reading(aRequest(PayloadWish::Exact),
                        lastPage({{.revision = 0, .data = "{\"a\":\"\xef\xbf\xbd\"}"}}));
        QCOMPARE(reading.script.open(), QStringList{u"/streams/s/0"_qs});
        reading.script.answerBytes("{\"a\":\"\xff\"}");
        QCOMPARE(reading.event().event->data, QByteArray("{\"a\":\"\xff\"}"));
    }

    void severalAreFetchedAtATimeAndDeliveredInOrder()
    {
        QList<Entry> all;
        for (quint64 i = 0; i < 10; ++i)
            all.append({.revision = i, .isBytes = true});
        Reading reading(aRequest(PayloadWish::Exact), lastPage(all));
        QCOMPARE(reading.script.open().size(), 4);
        while (!reading.script.open().isEmpty()) {
            const qsizetype newest = reading.script.open().size() - 1;
            const QByteArray revision = reading.script.request(newest).target.split('/').last();
            reading.script.answerBytes("data of " + revision, newest);
        }
        QCOMPARE(reading.script.mostOpen(), 4);
        QCOMPARE(reading.log.events.size(), 10);
        for (qsizetype i = 0; i < 10; ++i)
            QCOMPARE(reading.event(i).event->data, "data of " + QByteArray::number(i));
    }

    void aListIsNotFetchedAndSaysWhatIsNotExact()
    {
        Reading reading(aRequest(PayloadWish::AsListed),
                        lastPage({{.revision = 0}, {.revision = 1, .isBytes = true}}));
        QCOMPARE(reading.log.events.size(), 2);
        QVERIFY(reading.event(0).event->isExact());
        QVERIFY(!reading.event(1).event->dataExact);
        QVERIFY(reading.event(1).event->metadataExact);
    }

    void whatIsGoneByNowStaysMarked()
    {
        Reading reading(aRequest(PayloadWish::Exact), lastPage({{.revision = 0, .isBytes = true}}));
        reading.script.refuse(404);
        // The list that tries harder may still have it.
        QVERIFY(reading.script.request().target.endsWith("embed=tryharder"));
        reading.script.answer(lastPage({{.revision = 0, .data = "\xef\xbf\xbd!"}}));
        QCOMPARE(reading.log.events.size(), 1);
        QCOMPARE(reading.event().event->data, QByteArray("\xef\xbf\xbd!"));
        QVERIFY(!reading.event().event->dataExact);
    }

    void aLostPayloadEndsTheRead()
    {
        Reading reading(aRequest(PayloadWish::Exact), lastPage({{.revision = 0, .isBytes = true}}));
        reading.script.fail(ErrorCode::Unavailable);
        QCOMPARE(reading.log.said, QStringList{u"error unavailable"_qs});
    }

    void aPageInPlaceOfBytesEndsTheRead()
    {
        Reading reading(aRequest(PayloadWish::Exact), lastPage({{.revision = 0, .isBytes = true}}));
        reading.script.answer("<html/>"); // as atom+json
        QCOMPARE(reading.log.said, QStringList{u"error protocol"_qs});
    }

    void aResolvedLinkHasBothSides()
    {
        Reading reading(aRequest(PayloadWish::AsListed), lastPage({ResolvedLink}));
        const ResolvedEvent &event = reading.event();
        QCOMPARE(event.event->stream.text(), QStringLiteral("t"));
        QCOMPARE(event.event->revision, Revision{7});
        QVERIFY(!event.event->created.isTold());
        QCOMPARE(event.link->stream.text(), QStringLiteral("s"));
        QCOMPARE(event.link->revision, Revision{3});
        QCOMPARE(event.link->data, QByteArray("7@t"));
        QVERIFY(event.link->isLink());
        QVERIFY(event.link->id.isNull());
        QCOMPARE(event.link->created.toIso(), QStringLiteral("2026-11-22T17:12:32.5000000Z"));
        QVERIFY(!event.link->dataExact);
    }

    void theMomentOfATargetIsFetched()
    {
        Reading reading(aRequest(PayloadWish::Exact), lastPage({ResolvedLink}));
        QCOMPARE(reading.script.open(), QStringList{u"/streams/t/7"_qs});
        QCOMPARE(reading.script.request().headers.constFirst().value,
                 QByteArray("application/vnd.eventstore.atom+json"));
        reading.script.answer(R"({"title":"7@t","updated":"2020-01-02T03:04:05.6Z"})");
        QCOMPARE(reading.event().event->created.toIso(),
                 QStringLiteral("2020-01-02T03:04:05.6000000Z"));
    }

    void aLinkThatIsNotToBeResolvedIsTheLink()
    {
        Reading reading(aRequest(PayloadWish::Exact, false), lastPage({ResolvedLink}));
        QVERIFY(!reading.event().link);
        QVERIFY(reading.event().event->isLink());
        QCOMPARE(reading.event().event->revision, Revision{3});
        QCOMPARE(reading.event().event->data, QByteArray("7@t"));
    }

    void brokenLinksGetThePlacesThatAreLeft()
    {
        Reading reading(aRequest(PayloadWish::AsListed),
                        lastPage({BrokenLink,
                                  {.revision = 1},
                                  BrokenLink,
                                  BrokenLink,
                                  {.revision = 4, .link = "0@t"},
                                  BrokenLink}),
                        "5;1");
        QCOMPARE(reading.log.revisions(), (QList<quint64>{0, 1, 2, 3, 4, 5}));
        QVERIFY(reading.event(2).isBroken());
        QCOMPARE(reading.event(2).link->stream.text(), QStringLiteral("s"));
        QCOMPARE(reading.event(2).link->data, QByteArray("9@gone"));
    }

    void brokenLinksBehindATruncationAreCounted()
    {
        ReadRequest request = aRequest(PayloadWish::AsListed);
        Reading reading(request, lastPage({BrokenLink, BrokenLink, {.revision = 8}}), "8;1");
        // Two in [0, 7]: are they the newest?
        QCOMPARE(reading.script.open(), QStringList{u"/streams/s/6/forward/2"_qs});
        reading.script.answer(lastPage({BrokenLink}));
        // One in [6, 7], one below.
        QCOMPARE(reading.script.open(), QStringList{u"/streams/s/7/forward/1"_qs});
        reading.script.answer(lastPage({BrokenLink}));
        QCOMPARE(reading.script.open(), QStringList{u"/streams/s/5/forward/1"_qs});
        reading.script.answer(feedJson({}, {}, "6"));
        QCOMPARE(reading.script.open(), QStringList{u"/streams/s/4/forward/1"_qs});
        reading.script.answer(lastPage({BrokenLink}));
        QCOMPARE(reading.log.revisions(), (QList<quint64>{4, 7, 8}));
    }

    void aLinkInAllIsListedAgainByItself()
    {
        Reading reading(
            allRequest(PayloadWish::AsListed, true), allPage({ResolvedLink, BrokenLink}), {});
        QCOMPARE(reading.script.option("ResolveLinkTos"), QByteArray("False"));
        const Entry link{.revision = 3, .isBytes = true, .type = "$>"};
        const Entry broken{.revision = 8, .isBytes = true, .type = "$>", .stream = "u"};
        const Entry later{.revision = 9};
        reading.script.answer(allPage({link, broken, later}));
        QVERIFY(reading.script.request().target.contains("backward/1?embed=rich")); // the position
        reading.script.answer(feedJson({broken}, feedPositionText({400, 400}), After, false, {}));
        QCOMPARE(reading.log.events.size(), 2);
        QCOMPARE(reading.event(0).event->stream.text(), QStringLiteral("t"));
        QVERIFY(!reading.event(0).link->id.isNull());
        QVERIFY(!reading.event(0).link->position);
        QVERIFY(reading.event(1).isBroken());
        QCOMPARE(reading.event(1).link->stream.text(), QStringLiteral("u"));
        QCOMPARE(reading.event(1).link->revision, Revision{8});
        QCOMPARE(reading.event(1).link->data, QByteArray("9@gone"));
        QCOMPARE(reading.event(1).link->position, (Position{400, 400}));
    }

    void aLinkInAllGetsItsDataFromTheListThatTriesHarder()
    {
        const Entry link{.revision = 3, .isBytes = true, .type = "$>"};
        Reading reading(allRequest(PayloadWish::Exact, false), allPage({link}), {});
        QVERIFY(reading.script.request().target.endsWith("embed=tryharder"));
        Entry harder = link;
        harder.isBytes = false;
        harder.data = "007@t";
        QByteArray page = allPage({harder});
        reading.script.answer(page.replace("\"isJson\":true", "\"isJson\":false"));
        reading.script.refuse(503); // the question for the position
        QCOMPARE(reading.log.said, QStringList{u"error unavailable"_qs});
    }

    void whatTheListThatTriesHarderLaidOutAnewIsNotExact()
    {
        const Entry link{.revision = 3, .isBytes = true, .type = "$>"};
        Reading reading(allRequest(PayloadWish::AsListed, false), allPage({link}), {});
        Entry harder = link;
        harder.isBytes = false;
        harder.data = "{\n  \"a\": 1\n}";
        reading.script.answer(allPage({harder}));
        reading.script.answer(feedJson({}, {}, After, false, {})); // no position
        QCOMPARE(reading.event().event->data, harder.data);
        QVERIFY(!reading.event().event->dataExact);
        QVERIFY(!reading.event().event->position);
    }

    void backwardsThePositionOfTheOldestComesWithThePage()
    {
        ReadRequest request = allRequest(PayloadWish::AsListed, false);
        request.direction = Direction::Backwards;
        request.from = FromEnd{};
        Reading reading(
            request, feedJson(entries(0, 10), feedPositionText({300, 300}), After, false, {}), {});
        QCOMPARE(reading.log.events.size(), 10);
        QVERIFY(!reading.event(0).event->position);
        QCOMPARE(reading.event(9).event->position, (Position{300, 300}));
    }

    void linksOfFilteredAllAreReadFromTheOtherSide()
    {
        ReadRequest request = allRequest(PayloadWish::AsListed, false);
        request.filter = EventFilter{EventFilter::Subject::EventType, {u"$>"_qs}, {}};
        Reading reading(request, allPage({ResolvedLink}), {});
        QVERIFY(reading.script.asks("/streams/%24all/filtered/" + feedPositionText({500, 500})
                                    + "/backward/1000?"));
        QVERIFY(!reading.script.request().wantsLeader); // taken for the header about links
    }

    void aListThatChangedMeanwhileIsNotMixedUp()
    {
        Reading reading(
            allRequest(PayloadWish::AsListed, true), allPage({ResolvedLink, {.revision = 4}}), {});
        reading.script.answer(allPage({{.revision = 11}, {.revision = 12}}));
        QCOMPARE(reading.log.said, QStringList{u"error protocol"_qs});
    }
};

QTEST_GUILESS_MAIN(TstHttpFeedEvents)
#include "tst_http_feed_events.moc"
