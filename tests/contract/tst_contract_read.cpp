// Reading, as a user of core::Client sees it: both directions, every start, counts, truncation,
// credit, $all and its filters.
#include "tests/contract/transport_contract.h"

using namespace core;
using namespace contract;

class TstContractRead final : public ContractTest
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

    void aReadStartsAndStopsWhereItIsTold_data()
    {
        QTest::addColumn<ReadFrom>("from");
        QTest::addColumn<Direction>("direction");
        QTest::addColumn<quint64>("count"); // 0: none
        QTest::addColumn<QList<quint64>>("revisions");
        using R = QList<quint64>;
        const auto forwards = Direction::Forwards;
        const auto backwards = Direction::Backwards;
        const auto row = [](const char *name,
                            const ReadFrom &from,
                            Direction direction,
                            quint64 count,
                            const R &revisions) {
            QTest::newRow(name) << from << direction << count << revisions;
        };
        row("everything", FromStart{}, forwards, 0, {0, 1, 2, 3, 4});
        row("the first two", FromStart{}, forwards, 2, {0, 1});
        row("exactly as many as there are", FromStart{}, forwards, 5, {0, 1, 2, 3, 4});
        row("more than there are", FromStart{}, forwards, 100, {0, 1, 2, 3, 4});
        row("from the middle", Revision{3}, forwards, 0, {3, 4});
        row("from the last", Revision{4}, forwards, 0, {4});
        row("from where the next will be", Revision{5}, forwards, 0, {});
        row("from beyond the end", Revision{9}, forwards, 0, {});
        row("forwards from the end", FromEnd{}, forwards, 0, {});
        row("backwards from the end", FromEnd{}, backwards, 0, {4, 3, 2, 1, 0});
        row("the last two", FromEnd{}, backwards, 2, {4, 3});
        row("backwards from the middle", Revision{2}, backwards, 0, {2, 1, 0});
        row("backwards from beyond the end", Revision{9}, backwards, 0, {4, 3, 2, 1, 0});
        row("backwards from the start", FromStart{}, backwards, 0, {0});
    }
    void aReadStartsAndStopsWhereItIsTold()
    {
        QFETCH(ReadFrom, from);
        QFETCH(Direction, direction);
        QFETCH(quint64, count);
        QFETCH(QList<quint64>, revisions);
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 5));
        ReadRequest request;
        request.stream = stream;
        request.from = from;
        request.direction = direction;
        if (count > 0)
            request.count = count;
        const ReadAnswer answer = read(request);
        QCOMPARE(endText(answer.end), QStringLiteral("done"));
        QCOMPARE(answer.revisions(), revisions);
        QVERIFY(!answer.first);
        if (!isOldest())
            QCOMPARE(answer.last, Revision{4});
    }

    void whatCannotBeReadSaysWhy()
    {
        const StreamName missing = newStream();
        ReadAnswer answer = readAll(missing);
        QCOMPARE(endText(answer.end), QStringLiteral("error StreamNotFound"));
        QVERIFY(answer.end.error().message.contains(missing.text()));
        QVERIFY(isWritten(remove(missing, DeleteMode::Tombstone)));
        answer = readAll(missing);
        QCOMPARE(endText(answer.end), QStringLiteral("error StreamDeleted"));
        QVERIFY(!answer.end.error().detail.isEmpty());
    }

    void forwardsFromTheEndOfAMissingStreamIsNotFound()
    {
        ReadRequest request;
        request.stream = newStream();
        request.from = FromEnd{};
        QCOMPARE(endText(read(request).end), QStringLiteral("error StreamNotFound"));
    }

    void aLongStreamComesInOrderOverThePages_data()
    {
        QTest::addColumn<Direction>("direction");
        QTest::newRow("forwards") << Direction::Forwards;
        QTest::newRow("backwards") << Direction::Backwards;
    }
    void aLongStreamComesInOrderOverThePages()
    {
        QFETCH(Direction, direction);
        constexpr int Count = 1000;
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, Count));
        ReadRequest request;
        request.stream = stream;
        request.direction = direction;
        if (direction == Direction::Backwards)
            request.from = FromEnd{};
        const ReadAnswer answer = read(request);
        QCOMPARE(answer.events.size(), Count);
        for (int i = 0; i < Count; ++i) {
            const int revision = direction == Direction::Forwards ? i : Count - 1 - i;
            QCOMPARE(answer.events[i].event->revision.value, quint64(revision));
        }
    }

    void truncatedEventsAreNotRead_data()
    {
        QTest::addColumn<QByteArray>("metadata");
        QTest::addColumn<QList<quint64>>("revisions");
        using R = QList<quint64>;
        QTest::newRow("truncated before 3") << QByteArray("{\"$tb\":3}") << R{3, 4};
        QTest::newRow("the last two kept") << QByteArray("{\"$maxCount\":2}") << R{3, 4};
        QTest::newRow("both, the stricter wins")
            << QByteArray("{\"$maxCount\":4,\"$tb\":2}") << R{2, 3, 4};
        QTest::newRow("old enough to stay")
            << QByteArray("{\"$maxAge\":86400}") << R{0, 1, 2, 3, 4};
        QTest::newRow("all truncated") << QByteArray("{\"$tb\":5}") << R{};
        QTest::newRow("metadata that is no JSON") << QByteArray("nonsense") << R{0, 1, 2, 3, 4};
        QTest::newRow("a count of nothing is ignored")
            << QByteArray("{\"$maxCount\":0}") << R{0, 1, 2, 3, 4};
    }
    void truncatedEventsAreNotRead()
    {
        QFETCH(QByteArray, metadata);
        QFETCH(QList<quint64>, revisions);
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 5));
        QVERIFY(isWritten(setMetadata(stream, metadata)));
        const ReadAnswer forwards = readAll(stream);
        QCOMPARE(endText(forwards.end), QStringLiteral("done"));
        QCOMPARE(forwards.revisions(), revisions);
        ReadRequest request;
        request.stream = stream;
        request.from = FromEnd{};
        request.direction = Direction::Backwards;
        std::reverse(revisions.begin(), revisions.end());
        QCOMPARE(read(request).revisions(), revisions);
    }

    void aFullyTruncatedStreamTellsWhereItGoesOn()
    {
        if (isOldest())
            QSKIP("20.10 does not tell first and last revisions");
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 3));
        QVERIFY(isWritten(setMetadata(stream, QByteArrayLiteral("{\"$tb\":3}"))));
        const ReadAnswer answer = readAll(stream);
        QCOMPARE(answer.first, Revision{3});
        QCOMPARE(answer.last, Revision{2});
    }

    void noMoreIsDeliveredThanGranted()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 20));
        ReadRequest request;
        request.stream = stream;
        FeedRecord record(client().read(request));
        record.feed().grant(7);
        QVERIFY(record.waitForEvents(7));
        // An answer to another question proves that the feed had the time to deliver more.
        QCOMPARE(readAll(stream).events.size(), 20);
        QCOMPARE(record.events.size(), 7);
        QVERIFY(!record.end);
        record.feed().grant(13);
        QVERIFY(record.waitForEnd());
        QCOMPARE(record.events.size(), 20);
        QCOMPARE(endText(*record.end), QStringLiteral("done"));
    }

    void nothingIsDeliveredWithoutAGrant()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 3));
        ReadRequest request;
        request.stream = stream;
        FeedRecord record(client().read(request));
        QCOMPARE(readAll(stream).events.size(), 3);
        QVERIFY(record.events.isEmpty());
        QVERIFY(!record.end);
    }

    void aCancelledReadSaysNothingMore()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 300));
        ReadRequest request;
        request.stream = stream;
        FeedRecord record(client().read(request));
        record.feed().grant(10);
        QVERIFY(record.waitForEvents(10));
        record.feed().cancel();
        record.feed().grant(1000);
        QCOMPARE(readAll(stream).events.size(), 300);
        QCOMPARE(record.events.size(), 10);
        QVERIFY(!record.end);
    }

    void largeEventsAreReadWhole()
    {
        const StreamName stream = newStream();
        constexpr int Count = 24; // more than waits in memory at a time
        for (int i = 0; i < Count; ++i) {
            const QByteArray data(900'000, char('a' + i));
            QVERIFY(isWritten(append(stream, ExpectedRevision::any(), {newEvent(data)})));
        }
        const ReadAnswer answer = readAll(stream);
        QCOMPARE(answer.events.size(), Count);
        for (int i = 0; i < Count; ++i)
            QVERIFY(answer.events[i].event->data == QByteArray(900'000, char('a' + i)));
    }

    void allIsReadFromAPosition()
    {
        const StreamName stream = newStream();
        const auto first
            = positionOf(append(stream, ExpectedRevision::noStream(), {newEvent()}), stream);
        const auto second
            = positionOf(append(stream, ExpectedRevision::any(), {newEvent()}), stream);
        const auto third
            = positionOf(append(stream, ExpectedRevision::any(), {newEvent()}), stream);
        QVERIFY(first && second && third);
        QVERIFY(*first < *second && *second < *third);

        ReadRequest request = onlyOf(stream);
        request.from = *second;
        const ReadAnswer forwards = read(request);
        QCOMPARE(forwards.revisions(), (QList<quint64>{1, 2})); // inclusive
        if (can().tellsPositions)
            QCOMPARE(forwards.events[0].event->position, second);
        ReadRequest one = request;
        one.count = 1;
        QCOMPARE(read(one).events.constFirst().event->position, second);
        request.direction = Direction::Backwards;
        request.count = 1;                                      // the log before this test is long
        QCOMPARE(read(request).revisions(), QList<quint64>{0}); // exclusive
    }

    void allIsReadBackwardsFromTheEnd()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 3));
        ReadRequest request = onlyOf(stream);
        request.from = FromEnd{};
        request.direction = Direction::Backwards;
        request.count = 3;
        QCOMPARE(read(request).revisions(), (QList<quint64>{2, 1, 0}));
    }

    void allHasNothingBeforeTheStartAndAfterTheEnd()
    {
        ReadRequest request;
        request.stream = StreamName::all();
        request.direction = Direction::Backwards;
        ReadAnswer answer = read(request);
        QCOMPARE(endText(answer.end), QStringLiteral("done"));
        QVERIFY(answer.events.isEmpty());
        request.direction = Direction::Forwards;
        request.from = FromEnd{};
        request.count = 1; // others may write meanwhile
        answer = read(request);
        QCOMPARE(endText(answer.end), QStringLiteral("done"));
    }

    void allGivesAsManyAsAsked()
    {
        QVERIFY(appendNew(newStream(), 3));
        ReadRequest request;
        request.stream = StreamName::all();
        request.count = 2;
        const ReadAnswer answer = read(request);
        QCOMPARE(answer.events.size(), 2);
        QVERIFY(answer.events[0].event->position < answer.events[1].event->position);
    }

    void allIsFiltered_data()
    {
        QTest::addColumn<EventFilter::Subject>("subject");
        QTest::addColumn<bool>("byRegex");
        QTest::addColumn<QStringList>("endings"); // of stream names or types, after the unique part
        QTest::addColumn<QStringList>("types");
        using S = EventFilter::Subject;
        QTest::newRow("stream prefix")
            << S::StreamName << false << QStringList{QStringLiteral("-a")}
            << QStringList{QStringLiteral("one"), QStringLiteral("two")};
        QTest::newRow("two stream prefixes")
            << S::StreamName << false << QStringList{QStringLiteral("-a"), QStringLiteral("-b")}
            << QStringList{QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("one")};
        QTest::newRow("stream regex")
            << S::StreamName << true << QStringList{QStringLiteral("-[bc]$")}
            << QStringList{QStringLiteral("one")};
        QTest::newRow("type prefix") << S::EventType << false << QStringList{QStringLiteral("-on")}
                                     << QStringList{QStringLiteral("one"), QStringLiteral("one")};
        QTest::newRow("type regex") << S::EventType << true << QStringList{QStringLiteral("-t.o$")}
                                    << QStringList{QStringLiteral("two")};
    }
    void allIsFiltered()
    {
        QFETCH(EventFilter::Subject, subject);
        QFETCH(bool, byRegex);
        QFETCH(QStringList, endings);
        QFETCH(QStringList, types);
        const QString tag = newStream().text();
        const StreamName a(tag + QStringLiteral("-a"));
        const StreamName b(tag + QStringLiteral("-b"));
        const auto event = [&tag](const char *type) {
            return newEvent(QByteArrayLiteral("{}"), tag + u'-' + QString::fromLatin1(type));
        };
        const auto start = positionOf(append(a, ExpectedRevision::noStream(), {event("one")}), a);
        QVERIFY(start);
        QVERIFY(isWritten(append(a, ExpectedRevision::any(), {event("two")})));
        QVERIFY(isWritten(append(b, ExpectedRevision::noStream(), {event("one")})));

        ReadRequest request;
        request.stream = StreamName::all();
        request.from = *start;
        request.filter = EventFilter{subject, {}, {}};
        if (byRegex)
            request.filter->regex = u'^' + tag + endings.first();
        for (const QString &ending : byRegex ? QStringList() : endings)
            request.filter->prefixes.append(tag + ending);
        const ReadAnswer answer = read(request);
        QCOMPARE(endText(answer.end), QStringLiteral("done"));
        QStringList found;
        for (const ResolvedEvent &one : answer.events)
            found.append(one.event->type.mid(tag.size() + 1));
        QCOMPARE(found, types);
        (void)remove(a, DeleteMode::Soft);
        (void)remove(b, DeleteMode::Soft);
    }

    void theFilterWithoutSystemEventsLeavesOutTheirTypes()
    {
        const StreamName stream = newStream();
        const auto start
            = positionOf(append(stream, ExpectedRevision::any(), newEvents(1)), stream);
        QVERIFY(start);
        QVERIFY(isWritten(setMetadata(stream, QByteArrayLiteral("{}"))));
        QVERIFY(isWritten(append(stream, ExpectedRevision::any(), newEvents(1))));
        ReadRequest request;
        request.stream = StreamName::all();
        request.from = *start;
        request.filter = EventFilter::withoutSystemEvents();
        const ReadAnswer answer = read(request);
        QVERIFY(answer.events.size() >= 2);
        for (const ResolvedEvent &event : answer.events)
            QVERIFY2(!event.event->type.startsWith(u'$'), qPrintable(event.event->type));
    }

    void deletedEventsStayInAll()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 2));
        QVERIFY(isWritten(remove(stream, DeleteMode::Soft)));
        ReadRequest request = onlyOf(stream);
        request.from = FromEnd{};
        request.direction = Direction::Backwards;
        request.count = 2;
        QCOMPARE(read(request).revisions(), (QList<quint64>{1, 0}));
    }

    void aReadThatCannotBeSaysSo()
    {
        ReadRequest request;
        request.stream = newStream();
        request.count = 0;
        QCOMPARE(endText(read(request).end), QStringLiteral("error InvalidArgument"));
        request.count.reset();
        request.from = Position{1, 1};
        QCOMPARE(endText(read(request).end), QStringLiteral("error InvalidArgument"));
    }

private:
    /// $all, but only the events of one stream.
    static ReadRequest onlyOf(const StreamName &stream)
    {
        ReadRequest request;
        request.stream = StreamName::all();
        request.filter = EventFilter{EventFilter::Subject::StreamName, {stream.text()}, {}};
        return request;
    }
};

int main(int argc, char **argv)
{
    return run<TstContractRead>(argc, argv);
}
#include "tst_contract_read.moc"
