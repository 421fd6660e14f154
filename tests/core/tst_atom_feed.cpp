// Feeds taken apart: what servers write, byte for byte where it matters, and what none should.
#include "core/transport/http/atom_feed.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;

namespace {

QByteArray entry()
{
    return "{\"eventId\":\"00000000-0000-4000-8000-000000000005\",\"eventType\":\"even\","
           "\"eventNumber\":4,\"data\":\"{\\\"n\\\":4}\",\"metaData\":null,"
           "\"linkMetaData\":null,\"streamId\":\"s-1\",\"isJson\":true,"
           "\"positionEventNumber\":4,\"positionStreamId\":\"s-1\",\"title\":\"4@s-1\","
           "\"id\":\"http://h/streams/s-1/4\",\"updated\":\"2026-11-22T17:12:32.191854Z\","
           "\"author\":{\"name\":\"EventStore\"},\"summary\":\"even\",\"content\":null,"
           "\"links\":[{\"uri\":\"http://h/streams/s-1/4\",\"relation\":\"edit\"}]}";
}

QByteArray brokenLink()
{
    return "{\"title\":\"9@gone\",\"id\":\"http://h/streams/gone/9\","
           "\"updated\":\"2026-11-22T17:12:32Z\",\"summary\":\"$>\",\"links\":[]}";
}

QByteArray feedOf(const QByteArray &entries)
{
    return "{\"title\":\"Event stream "
           "'s-1'\",\"updated\":\"0001-01-01T00:00:00Z\",\"streamId\":\"s-1\","
           "\"headOfStream\":true,\"eTag\":\"4;1982127727\",\"links\":["
           "{\"uri\":\"http://h/streams/s-1\",\"relation\":\"self\",\"type\":null},"
           "{\"uri\":\"http://h/streams/s-1/2/backward/2\",\"relation\":\"next\"},"
           "{\"uri\":\"http://h/streams/s-1/5/forward/2?embed=body\",\"relation\":\"previous\"}],"
           "\"entries\":["
           + entries + "]}";
}

/// The entry with one part of its text replaced.
QByteArray altered(const QByteArray &before, const QByteArray &after)
{
    Q_ASSERT(entry().contains(before));
    return entry().replace(before, after);
}

std::optional<AtomFeed> parsed(const QByteArray &json)
{
    auto result = parseAtomFeed(json);
    if (const auto *wrong = std::get_if<QString>(&result))
        qInfo("%s", qPrintable(*wrong));
    auto *feed = std::get_if<AtomFeed>(&result);
    return feed ? std::optional(*feed) : std::nullopt;
}

} // namespace

class TstAtomFeed final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aFeedTellsItsStreamAndItsNeighbours()
    {
        const auto feed = parsed(feedOf(entry()));
        QVERIFY(feed);
        QCOMPARE(feed->stream, QStringLiteral("s-1"));
        QVERIFY(feed->headOfStream);
        QCOMPARE(feed->older, QByteArray("2"));
        QCOMPARE(feed->newer, QByteArray("5"));
        QCOMPARE(feed->entries.size(), 1);
    }

    void anEntryTellsItsEvent()
    {
        const auto feed = parsed(feedOf(entry()));
        QVERIFY(feed && feed->entries.constFirst().event);
        const AtomEntry &entry = feed->entries.constFirst();
        QCOMPARE(entry.event->place.stream.text(), QStringLiteral("s-1"));
        QCOMPARE(entry.event->place.revision, Revision{4});
        QVERIFY(entry.position == entry.event->place);
        QCOMPARE(entry.event->type, QStringLiteral("even"));
        QCOMPARE(entry.event->data, QByteArray("{\"n\":4}"));
        QCOMPARE(entry.event->metadata, QByteArray());
        QVERIFY(entry.event->isJson);
        QVERIFY(!entry.isLink);
        QCOMPARE(entry.updated.toIso(), QStringLiteral("2026-11-22T17:12:32.1918540Z"));
    }

    void revisionsKeepAllTheirDigits()
    {
        const auto feed
            = parsed(feedOf(altered("\"eventNumber\":4", "\"eventNumber\":9007199254740993")));
        QVERIFY(feed);
        QCOMPARE(feed->entries.constFirst().event->place.revision, Revision{9007199254740993});
    }

    void aResolvedLinkIsKnownByItsMetadata()
    {
        const auto feed = parsed(feedOf(altered("\"linkMetaData\":null", "\"linkMetaData\":\"\"")));
        QVERIFY(feed);
        QVERIFY(feed->entries.constFirst().isLink);
        QCOMPARE(feed->entries.constFirst().linkMetadata, QByteArray());
    }

    void aBrokenLinkHasNoEventAndNoPlace()
    {
        const auto feed = parsed(feedOf(brokenLink()));
        QVERIFY(feed);
        const AtomEntry &entry = feed->entries.constFirst();
        QVERIFY(entry.isLink);
        QVERIFY(!entry.event);
        QVERIFY(!entry.position);
        QCOMPARE(entry.title, QStringLiteral("9@gone"));
    }

    void dataIsTakenOutOfItsQuotesExactly_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("simple escapes")
            << QByteArray("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\"") << QByteArray("a\"\\/\b\f\n\r\t");
        QTest::newRow("a control character") << QByteArray("\"\\u0001x\"") << QByteArray("\x01x");
        QTest::newRow("zero") << QByteArray("\"\\u0000\"") << QByteArray(1, '\0');
        QTest::newRow("a pair of surrogates")
            << QByteArray("\"\\uD83D\\uDE00!\"") << QByteArray("\xf0\x9f\x98\x80!");
        QTest::newRow("two pairs") << QByteArray("\"\\ud83d\\ude00\\ud83d\\ude01\"")
                                   << QByteArray("\xf0\x9f\x98\x80\xf0\x9f\x98\x81");
        QTest::newRow("UTF-8 as it is") << QByteArray("\"é☃\"") << QByteArray("é☃");
        QTest::newRow("a byte order mark")
            << QByteArray("\"\xef\xbb\xbf{}\"") << QByteArray("\xef\xbb\xbf{}");
        QTest::newRow("a big number and a key twice")
            << QByteArray("\"{\\\"a\\\": 12345678901234567890.10,  \\\"a\\\":1e400}\"")
            << QByteArray("{\"a\": 12345678901234567890.10,  \"a\":1e400}");
        QTest::newRow("nothing") << QByteArray("\"\"") << QByteArray("");
    }
    void dataIsTakenOutOfItsQuotesExactly()
    {
        QFETCH(QByteArray, written);
        QFETCH(QByteArray, data);
        const auto feed = parsed(feedOf(altered("\"{\\\"n\\\":4}\"", written)));
        QVERIFY(feed);
        QCOMPARE(feed->entries.constFirst().event->data, data);
    }

    void whatIsNoFeedIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        const auto row
            = [](const char *name, const QByteArray &json) { QTest::newRow(name) << json; };
        const QByteArray whole = feedOf(entry());
        row("nothing", {});
        row("a list", "[]");
        row("no entries", "{}");
        row("entries that are no list", "{\"entries\":{}}");
        row("an entry that is no object", "{\"entries\":[1]}");
        row("an entry that is a list", "{\"entries\":[[]]}");
        row("entries of null", "{\"entries\":null}");
        row("something behind it", whole + "{}");
        row("a title that is a number", feedOf(altered("\"title\":\"4@s-1\"", "\"title\":4")));
        row("no title", feedOf(altered("\"title\":\"4@s-1\",", "")));
        row("no time", feedOf(altered("\"updated\":\"2026-11-22T17:12:32.191854Z\",", "")));
        row("a time that is none", feedOf(altered("2026-11-22T17", "yesterday")));
        row("a day that is none", feedOf(altered("2026-11-22", "2026-02-30")));
        row("an id that is none", feedOf(altered("00000000-0000-4000-8000-000000000005", "7")));
        row("an id of null", feedOf(altered("\"00000000-0000-4000-8000-000000000005\"", "null")));
        row("a revision below zero", feedOf(altered("\"eventNumber\":4", "\"eventNumber\":-1")));
        row("a revision with a fraction",
            feedOf(altered("\"eventNumber\":4", "\"eventNumber\":4.0")));
        row("a revision with an exponent",
            feedOf(altered("\"eventNumber\":4", "\"eventNumber\":4e0")));
        row("a revision beyond the largest",
            feedOf(altered("\"eventNumber\":4", "\"eventNumber\":9223372036854775808")));
        row("a revision of a thousand digits",
            feedOf(altered("\"eventNumber\":4", "\"eventNumber\":" + QByteArray(1000, '9'))));
        row("a revision in quotes", feedOf(altered("\"eventNumber\":4", "\"eventNumber\":\"4\"")));
        row("no revision", feedOf(altered("\"eventNumber\":4,", "")));
        row("no stream", feedOf(altered("\"streamId\":\"s-1\",", "")));
        row("a stream without a name",
            feedOf(altered("\"streamId\":\"s-1\"", "\"streamId\":\"\"")));
        row("no position", feedOf(altered("\"positionEventNumber\":4,", "")));
        row("isJson as text", feedOf(altered("\"isJson\":true", "\"isJson\":\"true\"")));
        row("data as JSON", feedOf(altered("\"{\\\"n\\\":4}\"", "{\"n\":4}")));
        row("lists in lists, hostile",
            feedOf(altered("\"content\":null", "\"content\":" + QByteArray(100'000, '['))));
        row("objects in objects, hostile",
            "{\"entries\":[" + QByteArray("{\"a\":").repeated(100'000));
        row("bytes that are no UTF-8", feedOf(altered("even", "\xff\xfe")));
    }
    void whatIsNoFeedIsRefused()
    {
        QFETCH(QByteArray, json);
        const auto result = parseAtomFeed(json);
        const auto *wrong = std::get_if<QString>(&result);
        QVERIFY(wrong);
        QVERIFY(!wrong->isEmpty());
    }

    void aFeedCutAnywhereIsRefused()
    {
        const QByteArray whole = feedOf(entry() + ',' + brokenLink());
        QVERIFY(parsed(whole));
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY(std::holds_alternative<QString>(parseAtomFeed(whole.left(size))));
    }

    void aFeedWithAnyByteChangedDoesNoHarm()
    {
        const QByteArray whole = feedOf(entry());
        int refused = 0;
        for (qsizetype at = 0; at < whole.size(); ++at) {
            for (const char c : {'"', '{', ']', '0', '\\', '\0', '\xff'}) {
                QByteArray other = whole;
                other[at] = c;
                refused += std::holds_alternative<QString>(parseAtomFeed(other)) ? 1 : 0;
            }
        }
        QVERIFY(refused > whole.size());
    }

    void timesHaveUpToSevenDecimals_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("iso"); // empty: refused
        const auto row = [](const char *text, const char *iso) {
            QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(iso);
        };
        row("2026-11-22T17:12:32Z", "2026-11-22T17:12:32.0000000Z");
        row("2026-11-22T17:12:32.1Z", "2026-11-22T17:12:32.1000000Z");
        row("2026-11-22T17:12:32.1234567Z", "2026-11-22T17:12:32.1234567Z");
        row("2026-11-22T17:12:32.123456789Z", "2026-11-22T17:12:32.1234567Z");
        row("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000Z");
        row("1969-12-31T23:59:59.9999999Z", "1969-12-31T23:59:59.9999999Z");
        row("2026-11-22T17:12:32", "");
        row("2026-11-22T17:12:32.Z", "");
        row("2026-11-22 17:12:32Z", "");
        row("2026-13-22T17:12:32Z", "");
        row("2026-11-22T24:12:32Z", "");
        row("26-11-22T17:12:32Z", "");
        row("", "");
    }
    void timesHaveUpToSevenDecimals()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, iso);
        const auto time = parseAtomTime(text);
        QCOMPARE(time ? time->toIso() : QString(), iso);
    }

    void positionsAreThirtyTwoDigits()
    {
        const QByteArray text("00000000000090EE7FFFFFFFFFFFFFFF");
        const auto position = parseFeedPosition(text);
        QCOMPARE(position, (Position{0x90ee, 0x7fffffffffffffff}));
        QCOMPARE(feedPositionText(*position), text.toLower());
        for (const char *other : {"",
                                  "90EE",
                                  "00000000000090EE7FFFFFFFFFFFFFF",
                                  "head",
                                  "+0000000000090EE7FFFFFFFFFFFFFFF",
                                  "0x000000000090EE7FFFFFFFFFFFFFFF"})
            QVERIFY2(!parseFeedPosition(other), other);
    }

    void anEntryByItselfTellsItsMoment()
    {
        QCOMPARE(momentOfAtomEntry(entry())->toIso(),
                 QStringLiteral("2026-11-22T17:12:32.1918540Z"));
        QVERIFY(!momentOfAtomEntry("{}"));
        QVERIFY(!momentOfAtomEntry("<html>"));
        QVERIFY(!momentOfAtomEntry(entry().left(40)));
    }
};

QTEST_APPLESS_MAIN(TstAtomFeed)
#include "tst_atom_feed.moc"
