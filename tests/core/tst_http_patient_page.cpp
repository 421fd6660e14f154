// A server that answers no page with a certain event, against scripted answers: the event is found
// by few requests and told, and a slow server is not taken for one.
#include "core/transport/http/http_feed_read.h"
#include "core/transport/http/http_live_read.h"
#include "tests/support/feed_script.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace core;
using namespace fake;
using namespace std::chrono_literals;

namespace {

constexpr auto Patience = 10ms;
const auto *const End = "4611686018427387904/forward/1";

QString page(const QString &rest)
{
    return QStringLiteral("/streams/s/") + rest + QStringLiteral("?embed=body");
}

QString target(const char *rest)
{
    return QStringLiteral("/streams/s/") + QString::fromLatin1(rest);
}

FeedContext patient(FeedScript &script)
{
    FeedContext context = script.context();
    context.patience = Patience;
    return context;
}

ReadRequest aRequest(Direction direction = Direction::Forwards)
{
    ReadRequest request;
    request.stream = StreamName(QStringLiteral("s"));
    request.direction = direction;
    if (direction == Direction::Backwards)
        request.from = FromEnd{};
    return request;
}

/// A read whose patience ends after that of all reads made before it: then theirs have ended.
class Clock
{
public:
    Clock()
        : m_read(patient(m_script), aRequest(), {[](const ReadItem &) {}, {}})
    {
        m_read.grant(64);
    }
    [[nodiscard]] bool hasStruck() const { return m_script.targets().size() > 1; }

private:
    FeedScript m_script;
    HttpFeedRead m_read;
};

/// Answers as a server with a stream of `length` events does that is silent about some of them.
class SilentServer
{
public:
    SilentServer(quint64 length, const QSet<quint64> &silent)
        : m_length(length)
        , m_silent(silent)
    {}

    FeedScript script;

    /// Answers all that is asked and has an answer, the first first.
    void work()
    {
        while (answerOne()) {
        }
    }
    [[nodiscard]] int unanswered() const { return int(m_unanswered.size()); }

private:
    bool answerOne()
    {
        const QStringList open = script.open();
        for (qsizetype i = 0; i < open.size(); ++i) {
            if (answer(open.at(i), i))
                return true;
        }
        return false;
    }

    bool answer(const QString &asked, qsizetype index)
    {
        const QStringList parts = asked.section(u'?', 0, 0).split(u'/');
        if (parts.size() == 4) {
            const bool isSilent = m_silent.contains(parts.at(3).toULongLong());
            script.refuse(isSilent ? 404 : 500, index);
            return true;
        }
        const auto count = parts.at(5).toULongLong();
        const bool isForwards = parts.at(4) == QStringLiteral("forward");
        const quint64 from
            = parts.at(3) == QStringLiteral("head") ? m_length - 1 : parts.at(3).toULongLong();
        const quint64 low = isForwards ? from : from + 1 - std::min(count, from + 1);
        const quint64 past = std::min(isForwards ? from + count : from + 1, m_length);
        for (quint64 i = low; i < past; ++i) {
            if (m_silent.contains(i)) {
                m_unanswered.insert(asked);
                return false;
            }
        }
        const QByteArray last = QByteArray::number(m_length - 1) + ";1";
        const QByteArray older = low > 0 ? QByteArray::number(low - 1) : QByteArray();
        script.answer(feedJson(entries(low, past > low ? past - low : 0),
                               older,
                               QByteArray::number(past),
                               past == m_length),
                      past == m_length || low >= m_length ? last : QByteArray(),
                      index);
        return true;
    }

    const quint64 m_length;
    const QSet<quint64> m_silent;
    QSet<QString> m_unanswered;
};

QList<quint64> count(quint64 length, Direction direction)
{
    QList<quint64> all;
    for (quint64 i = 0; i < length; ++i)
        all.append(direction == Direction::Forwards ? i : length - 1 - i);
    return all;
}

} // namespace

class TstHttpPatientPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aPageThatIsAnsweredCostsOneRequest()
    {
        FeedScript script;
        ReadLog log;
        HttpFeedRead read(patient(script), aRequest(), log.handlers());
        read.grant(64);
        script.answer(feedJson(entries(0, 3), {}, "3", true), "2;1");
        QCOMPARE(log.said.last(), QStringLiteral("end"));
        const Clock clock;
        QTRY_VERIFY(clock.hasStruck());
        QCOMPARE(script.targets(), QStringList{page(u"0/forward/64"_qs)});
    }

    void aSlowPageIsTakenWhenItComes()
    {
        FeedScript script;
        ReadLog log;
        HttpFeedRead read(patient(script), aRequest(), log.handlers());
        read.grant(64);
        QTRY_VERIFY(script.open().contains(page(u"0/forward/8"_qs)));
        QCOMPARE(script.open().constFirst(), page(u"0/forward/64"_qs));
        script.answer(feedJson(entries(0, 64), {}, "64", true), "63;1");
        QCOMPARE(log.revisions(), count(64, Direction::Forwards));
        QCOMPARE(log.said.last(), QStringLiteral("end"));
        QVERIFY(script.open().isEmpty());
    }

    void anAnswerThatHasBegunIsWaitedFor()
    {
        FeedScript script;
        ReadLog log;
        HttpFeedRead read(patient(script), aRequest(), log.handlers());
        read.grant(64);
        script.begin();
        const Clock clock;
        QTRY_VERIFY(clock.hasStruck());
        QCOMPARE(script.open(), QStringList{page(u"0/forward/64"_qs)});
    }

    void theFirstAnswerCountsAndTheOthersAreDropped()
    {
        FeedScript script;
        ReadLog log;
        HttpFeedRead read(patient(script), aRequest(), log.handlers());
        read.grant(64);
        QTRY_VERIFY(script.open().contains(page(u"0/forward/8"_qs)));
        const qsizetype smaller = script.open().indexOf(page(u"0/forward/8"_qs));
        script.answer(feedJson(entries(0, 8), {}, "8"), {}, smaller);
        QCOMPARE(log.revisions(), count(8, Direction::Forwards));
        QCOMPARE(script.open(), QStringList{page(u"8/forward/8"_qs)}); // it may be one of the next
    }

    void droppingTheReadCancelsAllThatIsAsked()
    {
        FeedScript script;
        ReadLog log;
        auto read = std::make_unique<HttpFeedRead>(patient(script), aRequest(), log.handlers());
        read->grant(64);
        QTRY_VERIFY(script.targets().contains(target("0")));
        QCOMPARE(script.open().size(), 4);
        read.reset();
        QVERIFY(script.open().isEmpty());
        QVERIFY(log.said.isEmpty());
    }

    void anEventThatKeepsTheServerSilentIsTold_data()
    {
        QTest::addColumn<Direction>("direction");
        QTest::addColumn<int>("length");
        QTest::addColumn<QSet<quint64>>("silent");
        for (const auto direction : {Direction::Forwards, Direction::Backwards}) {
            const auto row
                = [direction](const char *name, int length, const QSet<quint64> &silent) {
                      const char *way = direction == Direction::Forwards ? "forwards" : "backwards";
                      QTest::addRow("%s, %s", name, way) << direction << length << silent;
                  };
            row("alone", 1, {0});
            row("the first", 100, {0});
            row("the last", 100, {99});
            row("in the middle", 100, {45});
            row("two of them", 100, {13, 77});
            row("side by side", 100, {40, 41, 42});
            row("far inside", 700, {333});
        }
    }
    void anEventThatKeepsTheServerSilentIsTold()
    {
        QFETCH(Direction, direction);
        QFETCH(int, length);
        QFETCH(QSet<quint64>, silent);
        SilentServer server(quint64(length), silent);
        ReadLog log;
        HttpFeedRead read(patient(server.script), aRequest(direction), log.handlers());
        read.grant(10'000);
        QTRY_VERIFY((server.work(), !log.said.isEmpty() && log.said.last() == u"end"_qs));
        QCOMPARE(log.revisions(), count(quint64(length), direction));
        QCOMPARE(log.said.at(log.said.size() - 2), QStringLiteral("last %1").arg(length - 1));
        for (const ResolvedEvent &event : std::as_const(log.events))
            QCOMPARE(event.original().isUnanswered,
                     silent.contains(event.original().revision.value));
        // A page of each size from the largest to a single event.
        QVERIFY2(server.unanswered() <= 4 * silent.size(),
                 qPrintable(QString::number(server.unanswered())));
    }

    void whatIsToldOfItIsWhatIsKnown()
    {
        SilentServer server(1, {0});
        ReadLog log;
        ReadRequest request = aRequest();
        request.resolveLinks = true;
        HttpFeedRead read(patient(server.script), request, log.handlers());
        read.grant(10);
        QTRY_VERIFY((server.work(), !log.events.isEmpty()));
        const ResolvedEvent event = log.events.first();
        QVERIFY(event.isBroken());
        QVERIFY(event.link->isLink());
        QVERIFY(event.link->isUnanswered);
        QVERIFY(event.link->id.isNull());
        QVERIFY(!event.link->created.isTold());
        QVERIFY(!event.link->dataExact && !event.link->metadataExact);
    }

    void anEventThatIsThereIsOnlySlow()
    {
        FeedScript script;
        ReadLog log;
        ReadRequest request = aRequest();
        request.count = 1;
        HttpFeedRead read(patient(script), request, log.handlers());
        read.grant(10);
        QTRY_VERIFY(script.open().contains(target("0")));
        script.answer("{}", {}, script.open().indexOf(target("0")));
        QVERIFY(log.said.isEmpty());
        QCOMPARE(script.open(), QStringList{page(u"0/forward/1"_qs)});
        script.answer(feedJson(entries(0, 1), {}, "1", true), "0;1");
        QCOMPARE(log.said, (QStringList{u"0"_qs, u"last 0"_qs, u"end"_qs}));
        QVERIFY(!log.events.first().original().isUnanswered);
    }

    void inAllTheLinkIsReadAsItIs()
    {
        FeedScript script;
        ReadLog log;
        ReadRequest request;
        request.stream = StreamName::all();
        request.resolveLinks = true;
        request.count = 1;
        HttpFeedRead read(patient(script), request, log.handlers());
        read.grant(10);
        QTRY_COMPARE(script.open().size(), 2);
        QCOMPARE(script.open().at(0), script.open().at(1));
        QCOMPARE(script.option("ResolveLinkTos", 1), QByteArray("False"));
        const QByteArray next = feedPositionText({500, 0});
        const QByteArray link
            = feedJson({{.revision = 7, .data = "12", .type = "$>"}}, {}, next, false, {});
        script.answer(link, {}, 1);
        QTRY_COMPARE(script.open().size(), 2); // where it stands
        script.answer(
            feedJson({{.revision = 7}}, feedPositionText({450, 450}), next, false, {}), {}, 1);
        QCOMPARE(log.said, (QStringList{u"7"_qs, u"end"_qs}));
        QVERIFY(log.events.first().isBroken());
        QCOMPARE(log.events.first().link->data, QByteArray("12"));
        QCOMPARE(log.events.first().link->position, (Position{450, 450}));
        QVERIFY(!log.events.first().link->isUnanswered);
    }

    void theFirstReadableEventMayBeSilent()
    {
        constexpr quint64 First = 5000;
        FeedScript script;
        ReadLog log;
        HttpFeedRead read(patient(script), aRequest(), log.handlers());
        read.grant(64);
        script.answer(feedJson({}, {}, "64"));
        QCOMPARE(script.open(), QStringList{target(End)});
        script.answer(feedJson({}, "1", {}, true), "9999;1");
        int silences = 0;
        while (!script.request().target.contains("embed")) {
            const QByteArrayList parts = script.request().target.split('/');
            const quint64 from = parts.at(3).toULongLong();
            const quint64 past = from + parts.at(5).toULongLong();
            if (from <= First && First < past) {
                ++silences;
                script.fail(ErrorCode::Timeout);
                continue;
            }
            const quint64 count = from > First ? past - from : 0;
            script.answer(feedJson(entries(from, count), {}, "1"));
        }
        QCOMPARE(script.open(), QStringList{page(u"5000/forward/64"_qs)});
        QCOMPARE(silences, 2);
    }

    void aLongPollThatIsNotAnsweredIsLookedInto()
    {
        FeedScript script;
        ReadLog log;
        SubscribeRequest request;
        request.stream = StreamName(QStringLiteral("s"));
        HttpLiveRead read(patient(script), request, 1s, log.handlers());
        read.grant(100);
        script.answer(feedJson({}, {}, {}, true), "-1;1");
        QCOMPARE(script.option("LongPoll"), QByteArray("1"));
        // The event that it would tell is one that it cannot.
        QTRY_VERIFY(script.open().contains(target("0")));
        QVERIFY(script.option("LongPoll", 1).isEmpty());
        script.refuse(404, script.open().indexOf(target("0")));
        QCOMPARE(log.said, (QStringList{u"confirmed"_qs, u"caught up"_qs, u"0"_qs}));
        QVERIFY(log.events.first().original().isUnanswered);
        script.answer(feedJson({}, {}, {}, true), "0;1");
        QVERIFY(script.asks("/streams/s/1/forward/"));
        QCOMPARE(script.option("LongPoll"), QByteArray("1")); // it is still kept
    }

    void aServerThatKeepsNoLongPollIsAskedNowAndThen()
    {
        FeedScript script;
        ReadLog log;
        SubscribeRequest request;
        request.stream = StreamName(QStringLiteral("s"));
        HttpLiveRead read(patient(script), request, 1s, log.handlers());
        read.grant(100);
        script.answer(feedJson({}, {}, {}, true), "-1;1");
        QTRY_VERIFY(script.open().size() > 1);
        script.answer(feedJson({}, {}, {}, true), "-1;1", 1);
        QCOMPARE(script.open().size(), 1);
        QVERIFY(script.option("LongPoll").isEmpty());
    }
};

QTEST_GUILESS_MAIN(TstHttpPatientPage)
#include "tst_http_patient_page.moc"
