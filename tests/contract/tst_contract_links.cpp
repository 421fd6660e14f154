// Links, as a user of core::Client sees them: found, broken, malformed, one hop deep.
#include "tests/contract/transport_contract.h"

using namespace core;
using namespace contract;

namespace {

enum class TargetState { Alive, Missing, Truncated, SoftDeleted, Tombstoned };

/// "event 1", "link 0 -> event 1", "broken link 0": with the revisions.
QString shapeText(const ResolvedEvent &resolved)
{
    const auto revision = [](const RecordedEvent &event) { return event.revision.toString(); };
    if (resolved.isBroken())
        return QStringLiteral("broken link ") + revision(*resolved.link);
    if (resolved.link)
        return QStringLiteral("link ") + revision(*resolved.link) + QStringLiteral(" -> event ")
               + revision(*resolved.event);
    return QStringLiteral("event ") + revision(*resolved.event);
}

QStringList shapesOf(const ReadAnswer &answer)
{
    QStringList shapes;
    for (const ResolvedEvent &event : answer.events)
        shapes.append(shapeText(event));
    return shapes;
}

} // namespace

class TstContractLinks final : public ContractTest
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

    void aLinkIsResolvedIfItsTargetCanBeRead_data()
    {
        QTest::addColumn<TargetState>("state");
        QTest::addColumn<QString>("shape");
        const QString broken = QStringLiteral("broken link 0");
        QTest::newRow("found") << TargetState::Alive << QStringLiteral("link 0 -> event 1");
        QTest::newRow("missing") << TargetState::Missing << broken;
        QTest::newRow("truncated") << TargetState::Truncated << broken;
        QTest::newRow("soft-deleted") << TargetState::SoftDeleted << broken;
        QTest::newRow("hard-deleted") << TargetState::Tombstoned << broken;
    }
    void aLinkIsResolvedIfItsTargetCanBeRead()
    {
        QFETCH(TargetState, state);
        QFETCH(QString, shape);
        const StreamName links = newStream(QStringLiteral("links"));
        const StreamName stream = newStream(QStringLiteral("target"));
        if (state != TargetState::Missing)
            QVERIFY(appendNew(stream, 3));
        const NewEvent link = newLink("1@" + stream.utf8());
        QVERIFY(isWritten(append(links, ExpectedRevision::any(), {link})));
        if (state == TargetState::Truncated)
            QVERIFY(isWritten(setMetadata(stream, QByteArrayLiteral("{\"$tb\":2}"))));
        if (state == TargetState::SoftDeleted)
            QVERIFY(isWritten(remove(stream, DeleteMode::Soft)));
        if (state == TargetState::Tombstoned)
            QVERIFY(isWritten(remove(stream, DeleteMode::Tombstone)));

        const ReadAnswer resolved = readAll(links, true);
        QCOMPARE(shapesOf(resolved), QStringList{shape});
        QCOMPARE(resolved.events[0].link->id, can().tellsLinkIds ? link.id : EventId());
        QCOMPARE(resolved.events[0].link->data, link.data);
        QVERIFY(resolved.events[0].link->isLink());
        const ReadAnswer plain = readAll(links, false);
        QCOMPARE(shapesOf(plain), QStringList{QStringLiteral("event 0")});
        QVERIFY(plain.events[0].event->isLink());
    }

    void aResolvedLinkTellsBothPlaces()
    {
        const StreamName links = newStream(QStringLiteral("links"));
        const StreamName stream = newStream(QStringLiteral("target"));
        const auto target
            = positionOf(append(stream, ExpectedRevision::any(), {newEvent("{\"t\":1}")}), stream);
        const auto link = positionOf(
            append(links, ExpectedRevision::any(), {newLink("0@" + stream.utf8())}), links);
        const ReadAnswer answer = readAll(links, true);
        QCOMPARE(answer.events.size(), 1);
        QCOMPARE(answer.events[0].event->stream, stream);
        QCOMPARE(answer.events[0].event->data, QByteArray("{\"t\":1}"));
        QCOMPARE(answer.events[0].link->stream, links);
        if (isOldest())
            return; // tells no positions in a stream
        const auto told = [this](const std::optional<Position> &position) {
            return can().tellsPositions ? position : std::nullopt;
        };
        QCOMPARE(answer.events[0].link->position, told(link));
        QCOMPARE(answer.events[0].event->position, told(target));
    }

    void aLinkMayNameAStreamWithAnAtSign()
    {
        const StreamName links = newStream(QStringLiteral("links"));
        const StreamName stream = newStream(QStringLiteral("a@b@c"));
        QVERIFY(appendNew(stream, 1));
        QVERIFY(isWritten(append(links, ExpectedRevision::any(), {newLink("0@" + stream.utf8())})));
        const ReadAnswer answer = readAll(links, true);
        QCOMPARE(shapesOf(answer), QStringList{QStringLiteral("link 0 -> event 0")});
        QCOMPARE(answer.events[0].event->stream, stream);
    }

    void aLinkToALinkIsFollowedOnce()
    {
        const StreamName stream = newStream(QStringLiteral("target"));
        const StreamName middle = newStream(QStringLiteral("middle"));
        const StreamName links = newStream(QStringLiteral("links"));
        QVERIFY(appendNew(stream, 1));
        QVERIFY(
            isWritten(append(middle, ExpectedRevision::any(), {newLink("0@" + stream.utf8())})));
        QVERIFY(isWritten(append(links, ExpectedRevision::any(), {newLink("0@" + middle.utf8())})));
        const ReadAnswer answer = readAll(links, true);
        QCOMPARE(shapesOf(answer), QStringList{QStringLiteral("link 0 -> event 0")});
        QCOMPARE(answer.events[0].event->stream, middle);
        QVERIFY(answer.events[0].event->isLink());
    }

    void aLinkToItselfIsItsOwnTarget()
    {
        const StreamName links = newStream(QStringLiteral("links"));
        QVERIFY(isWritten(append(links, ExpectedRevision::any(), {newLink("0@" + links.utf8())})));
        QCOMPARE(shapesOf(readAll(links, true)), QStringList{QStringLiteral("link 0 -> event 0")});
    }

    void aMalformedLinkIsAnEventOrABrokenLink_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("shape");
        const QString event = QStringLiteral("event 0");
        const QString broken = QStringLiteral("broken link 0");
        QTest::newRow("empty") << QByteArray() << event;
        QTest::newRow("no stream") << QByteArray("12") << broken;
        QTest::newRow("no revision") << QByteArray("@s") << event;
        QTest::newRow("a revision that is no number") << QByteArray("x@s") << event;
        QTest::newRow("a negative revision") << QByteArray("-1@s") << broken;
        QTest::newRow("a revision beyond all numbers")
            << QByteArray("99999999999999999999@s") << event;
    }
    void aMalformedLinkIsAnEventOrABrokenLink()
    {
        QFETCH(QByteArray, data);
        QFETCH(QString, shape);
        const StreamName links = newStream(QStringLiteral("links"));
        QVERIFY(isWritten(append(links, ExpectedRevision::any(), {newLink(data)})));
        const ReadAnswer answer = readAll(links, true);
        QCOMPARE(endText(answer.end), QStringLiteral("done"));
        QCOMPARE(shapesOf(answer), QStringList{shape});
        const RecordedEvent &link = answer.events[0].original();
        QCOMPARE(link.isUnanswered, data == "12" && !can().listsEveryLink);
        if (!link.isUnanswered)
            QCOMPARE(link.data, data);
    }

    void aLinkThatNamesNoStreamIsARowAmongOthers_data()
    {
        QTest::addColumn<Direction>("direction");
        QTest::addColumn<bool>("resolveLinks");
        for (const bool resolves : {false, true}) {
            QTest::addRow("forwards, %s", resolves ? "resolved" : "as they are")
                << Direction::Forwards << resolves;
            QTest::addRow("backwards, %s", resolves ? "resolved" : "as they are")
                << Direction::Backwards << resolves;
        }
    }
    void aLinkThatNamesNoStreamIsARowAmongOthers()
    {
        QFETCH(Direction, direction);
        QFETCH(bool, resolveLinks);
        makeHastyClient();
        constexpr int Length = 100;
        constexpr quint64 At = 45;
        QList<NewEvent> events = newEvents(Length);
        events[At] = newLink("12");
        const StreamName mixed = newStream(QStringLiteral("mixed"));
        QVERIFY(isWritten(append(mixed, ExpectedRevision::any(), events)));
        ReadRequest request;
        request.stream = mixed;
        request.resolveLinks = resolveLinks;
        request.direction = direction;
        if (direction == Direction::Backwards)
            request.from = FromEnd{};
        const ReadAnswer answer = read(request);
        QCOMPARE(endText(answer.end), QStringLiteral("done"));
        QCOMPARE(answer.events.size(), Length);
        for (qsizetype i = 0; i < Length; ++i) {
            const RecordedEvent &event = answer.events[i].original();
            const auto wanted = quint64(direction == Direction::Forwards ? i : Length - 1 - i);
            QCOMPARE(event.revision.value, wanted);
            QCOMPARE(event.isLink(), wanted == At);
            QCOMPARE(event.isUnanswered, wanted == At && !can().listsEveryLink);
            QCOMPARE(answer.events[i].isBroken(), wanted == At && resolveLinks);
        }
    }

    void inAllALinkThatNamesNoStreamIsItself()
    {
        makeHastyClient();
        const StreamName links = newStream(QStringLiteral("links"));
        QVERIFY(isWritten(append(links, ExpectedRevision::any(), {newLink("12"), newEvent()})));
        ReadRequest request;
        request.stream = StreamName::all();
        request.direction = Direction::Backwards;
        request.from = FromEnd{};
        request.count = 20;
        request.resolveLinks = true;
        const ReadAnswer answer = read(request);
        QCOMPARE(endText(answer.end), QStringLiteral("done"));
        const auto found
            = std::find_if(answer.events.cbegin(), answer.events.cend(), [&](const auto &event) {
                  return event.original().stream == links && event.original().isLink();
              });
        QVERIFY(found != answer.events.cend());
        QVERIFY(found->isBroken());
        QCOMPARE(found->link->data, QByteArray("12"));
    }

    void linksAndEventsMayBeMixed_data()
    {
        QTest::addColumn<Direction>("direction");
        QTest::newRow("forwards") << Direction::Forwards;
        QTest::newRow("backwards") << Direction::Backwards;
    }
    void linksAndEventsMayBeMixed()
    {
        QFETCH(Direction, direction);
        const StreamName stream = newStream(QStringLiteral("target"));
        const StreamName mixed = newStream(QStringLiteral("mixed"));
        QVERIFY(appendNew(stream, 3));
        QVERIFY(isWritten(append(mixed,
                                 ExpectedRevision::any(),
                                 {newEvent(),
                                  newLink("0@" + stream.utf8()),
                                  newLink("9@" + stream.utf8()),
                                  newLink("2@" + stream.utf8())})));
        ReadRequest request;
        request.stream = mixed;
        request.resolveLinks = true;
        request.direction = direction;
        if (direction == Direction::Backwards)
            request.from = FromEnd{};
        QStringList shapes{QStringLiteral("event 0"),
                           QStringLiteral("link 1 -> event 0"),
                           QStringLiteral("broken link 2"),
                           QStringLiteral("link 3 -> event 2")};
        if (direction == Direction::Backwards)
            std::reverse(shapes.begin(), shapes.end());
        const ReadAnswer answer = read(request);
        QCOMPARE(shapesOf(answer), shapes);
        if (!isOldest())
            QCOMPARE(answer.last, Revision{3});
    }

    void aSubscriptionResolvesLinks()
    {
        const StreamName stream = newStream(QStringLiteral("target"));
        const StreamName links = newStream(QStringLiteral("links"));
        QVERIFY(appendNew(stream, 2));
        SubscribeRequest request;
        request.stream = links;
        request.resolveLinks = true;
        const auto feed = subscribe(request);
        QVERIFY(feed->waitForCaughtUp());
        QVERIFY(isWritten(append(links,
                                 ExpectedRevision::any(),
                                 {newLink("1@" + stream.utf8()), newLink("7@" + stream.utf8())})));
        QVERIFY(feed->waitForEvents(2));
        QCOMPARE(shapeText(feed->events[0]), QStringLiteral("link 0 -> event 1"));
        QCOMPARE(shapeText(feed->events[1]), QStringLiteral("broken link 1"));
    }

    void aSubscriptionGoesPastALinkThatNamesNoStream()
    {
        makeHastyClient();
        const StreamName links = newStream(QStringLiteral("links"));
        QVERIFY(isWritten(
            append(links, ExpectedRevision::any(), {newEvent(), newLink("12"), newEvent()})));
        const auto feed = subscribe({.stream = links, .resolveLinks = true});
        QVERIFY(feed->waitForCaughtUp()); // what was there
        QVERIFY(isWritten(append(links, ExpectedRevision::any(), {newLink("13"), newEvent()})));
        QVERIFY(feed->waitForEvents(5)); // and what comes
        QStringList shapes;
        for (const ResolvedEvent &event : std::as_const(feed->events))
            shapes.append(shapeText(event));
        QCOMPARE(shapes,
                 (QStringList{QStringLiteral("event 0"),
                              QStringLiteral("broken link 1"),
                              QStringLiteral("event 2"),
                              QStringLiteral("broken link 3"),
                              QStringLiteral("event 4")}));
    }
};

int main(int argc, char **argv)
{
    return run<TstContractLinks>(argc, argv);
}
#include "tst_contract_links.moc"
