// Writing, as a user of core::Client sees it: every expectation in every state, repeats, bytes.
#include "tests/contract/transport_contract.h"

using namespace core;
using namespace contract;

namespace {

enum class State { Missing, One, Two, SoftDeleted, Tombstoned, MetadataOnly, Truncated };

} // namespace

class TstContractAppend final : public ContractTest
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

    void anExpectationHoldsOrNot_data()
    {
        QTest::addColumn<State>("state");
        QTest::addColumn<ExpectedRevision>("expected");
        QTest::addColumn<QString>("outcome");
        struct Row {
            const char *name;
            State state;
            const char *outcomes[6]; // any, no stream, stream exists, 0, 1, 5
        };
        constexpr Row Rows[] = {
            {"a missing stream",
             State::Missing,
             {"written 0",
              "written 0",
              "wrong revision, actual none",
              "wrong revision, actual none",
              "wrong revision, actual none",
              "wrong revision, actual none"}},
            {"one event",
             State::One,
             {"written 1",
              "wrong revision, actual 0",
              "written 1",
              "written 1",
              "wrong revision, actual 0",
              "wrong revision, actual 0"}},
            {"two events",
             State::Two,
             {"written 2",
              "wrong revision, actual 1",
              "written 2",
              "wrong revision, actual 1",
              "written 2",
              "wrong revision, actual 1"}},
            {"two soft-deleted events",
             State::SoftDeleted,
             {"written 2",
              "written 2",
              "error StreamDeleted",
              "wrong revision, actual 1",
              "written 2",
              "wrong revision, actual 1"}},
            {"a tombstone",
             State::Tombstoned,
             {"error StreamDeleted",
              "error StreamDeleted",
              "error StreamDeleted",
              "error StreamDeleted",
              "error StreamDeleted",
              "error StreamDeleted"}},
            {"metadata only",
             State::MetadataOnly,
             {"written 0",
              "written 0",
              "written 0",
              "wrong revision, actual none",
              "wrong revision, actual none",
              "wrong revision, actual none"}},
            {"two truncated events",
             State::Truncated,
             {"written 2",
              "wrong revision, actual 1",
              "written 2",
              "wrong revision, actual 1",
              "written 2",
              "wrong revision, actual 1"}},
        };
        const ExpectedRevision expectations[] = {ExpectedRevision::any(),
                                                 ExpectedRevision::noStream(),
                                                 ExpectedRevision::streamExists(),
                                                 ExpectedRevision::exact({0}),
                                                 ExpectedRevision::exact({1}),
                                                 ExpectedRevision::exact({5})};
        for (const Row &row : Rows) {
            for (size_t i = 0; i < 6; ++i) {
                QTest::addRow("%s, expecting %s", row.name, qPrintable(expectations[i].toString()))
                    << row.state << expectations[i] << QString::fromLatin1(row.outcomes[i]);
            }
        }
    }
    void anExpectationHoldsOrNot()
    {
        QFETCH(State, state);
        QFETCH(ExpectedRevision, expected);
        QFETCH(QString, outcome);
        const StreamName stream = newStream();
        QVERIFY(prepare(stream, state));
        const auto result = append(stream, expected, {newEvent()});
        QCOMPARE(outcomeText(result), outcome);
        if (const auto *wrong = result ? std::get_if<WrongRevision>(&*result) : nullptr)
            QCOMPARE(wrong->expected, expected);
    }

    void aRefusedWriteLeavesNothing()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 2));
        QCOMPARE(outcomeText(append(stream, ExpectedRevision::exact({7}), newEvents(3))),
                 QStringLiteral("wrong revision, actual 1"));
        QCOMPARE(readAll(stream).revisions(), (QList<quint64>{0, 1}));
    }

    void aWriteTellsItsPosition()
    {
        const StreamName stream = newStream();
        const auto result = append(stream, ExpectedRevision::any(), newEvents(2));
        QCOMPARE(writtenRevision(result), Revision{1});
        QCOMPARE(writtenPosition(result).has_value(), can().tellsWritePositions);
        if (!can().tellsWritePositions)
            return;
        const auto position = writtenPosition(result);
        QVERIFY(position);
        QVERIFY(position->commit > 0);
        if (!isOldest())
            QCOMPARE(readAll(stream).events.last().original().position, position);
    }

    void aRepeatWithTheSameIdsIsRecognised_data()
    {
        QTest::addColumn<int>("repeated");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("all of it") << 3 << QStringLiteral("written 2");
        QTest::newRow("its beginning") << 2 << QStringLiteral("written 1");
    }
    void aRepeatWithTheSameIdsIsRecognised()
    {
        QFETCH(int, repeated);
        QFETCH(QString, outcome);
        const StreamName stream = newStream();
        const QList<NewEvent> events = newEvents(3);
        QVERIFY(isWritten(append(stream, ExpectedRevision::noStream(), events)));
        QCOMPARE(outcomeText(append(stream, ExpectedRevision::noStream(), events.first(repeated))),
                 outcome);
        QCOMPARE(readAll(stream).revisions(), (QList<quint64>{0, 1, 2}));
    }

    void aRepeatAtARevisionIsRecognised()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 1));
        const QList<NewEvent> events = newEvents(2);
        const auto first = append(stream, ExpectedRevision::exact({0}), events);
        QCOMPARE(outcomeText(first), QStringLiteral("written 2"));
        QCOMPARE(outcomeText(append(stream, ExpectedRevision::exact({0}), events)),
                 QStringLiteral("written 2"));
        QCOMPARE(readAll(stream).revisions(), (QList<quint64>{0, 1, 2}));
    }

    void aRepeatThatIsLongerIsRefused()
    {
        const StreamName stream = newStream();
        QList<NewEvent> events = newEvents(2);
        QVERIFY(isWritten(append(stream, ExpectedRevision::noStream(), events)));
        events.append(newEvent());
        QCOMPARE(outcomeText(append(stream, ExpectedRevision::noStream(), events)),
                 QStringLiteral("wrong revision, actual 1"));
    }

    void theSameIdMayBeInTwoStreams()
    {
        const QList<NewEvent> events = newEvents(1);
        for (const StreamName &stream : {newStream(), newStream()}) {
            QVERIFY(isWritten(append(stream, ExpectedRevision::noStream(), events)));
            QCOMPARE(readAll(stream).events.first().event->id, events[0].id);
        }
    }

    void anEmptyWriteIsAllowed()
    {
        const StreamName stream = newStream();
        if (!can().writesNothing) {
            QCOMPARE(outcomeText(append(stream, ExpectedRevision::noStream(), {})),
                     QStringLiteral("error Unsupported"));
            return;
        }
        QCOMPARE(outcomeText(append(stream, ExpectedRevision::noStream(), {})),
                 QStringLiteral("written none"));
        QCOMPARE(endText(readAll(stream).end), QStringLiteral("error StreamNotFound"));
        QVERIFY(appendNew(stream, 1));
        QCOMPARE(outcomeText(append(stream, ExpectedRevision::exact({0}), {})),
                 QStringLiteral("written 0"));
        QCOMPARE(outcomeText(append(stream, ExpectedRevision::exact({5}), {})),
                 QStringLiteral("wrong revision, actual 0"));
    }

    void everythingOfAnEventComesBack()
    {
        const StreamName stream = newStream();
        NewEvent event = newEvent(QByteArrayLiteral("{\"ok\":true}"), QStringLiteral("Typ é 漢字"));
        event.metadata = QByteArrayLiteral("{\"$correlationId\":\"x\"}");
        const EventTime before = EventTime::now();
        QVERIFY(isWritten(append(stream, ExpectedRevision::any(), {event})));
        const ReadAnswer answer = readAll(stream);
        QCOMPARE(answer.events.size(), 1);
        const RecordedEvent &read = *answer.events[0].event;
        QCOMPARE(read.stream, stream);
        QCOMPARE(read.revision, Revision{0});
        QCOMPARE(read.id, event.id);
        QCOMPARE(read.type, event.type);
        QCOMPARE(read.contentType, ContentType::Json);
        const QList<QByteArray> payloads{event.data, event.metadata};
        if (can().keepsPayloadsTogether)
            QCOMPARE((QList<QByteArray>{read.data, read.metadata}), payloads);
        else
            QCOMPARE(compacted({read.data, read.metadata}), payloads);
        // The server's clock may differ from ours, but not by a day.
        constexpr qint64 Day = 24 * 3600 * EventTime::TicksPerSecond;
        QVERIFY(qAbs(read.created.ticks - before.ticks) < Day);
    }

    void namesMayHoldAnyCharacter_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"a/b",
                                 "a#b",
                                 "a%b",
                                 "a%2Fb",
                                 "a?b=c&d",
                                 "a@b",
                                 "a b",
                                 " a ",
                                 "a\\b",
                                 "a\"b'c",
                                 "a+b",
                                 "a:b",
                                 "ünï côde 漢字 🙂",
                                 "a|b<c>",
                                 "$odd"})
            QTest::newRow(name) << QString::fromUtf8(name);
        QTest::newRow("three hundred letters") << QString(300, u'x');
    }
    void namesMayHoldAnyCharacter()
    {
        QFETCH(QString, name);
        const StreamName stream = newStream(name);
        QVERIFY(appendNew(stream, 2));
        const ReadAnswer answer = readAll(stream);
        QCOMPARE(answer.revisions(), (QList<quint64>{0, 1}));
        QCOMPARE(answer.events[0].event->stream, stream);
        QVERIFY(isWritten(remove(stream, DeleteMode::Soft)));
        QCOMPARE(endText(readAll(stream).end), QStringLiteral("error StreamNotFound"));
    }

    void namesDifferByCase()
    {
        const StreamName lower = newStream(QStringLiteral("case"));
        const StreamName upper(lower.text().toUpper());
        QVERIFY(appendNew(lower, 1));
        QCOMPARE(endText(readAll(upper).end), QStringLiteral("error StreamNotFound"));
    }

    void aWriteJustBelowTheLimitGoesThrough()
    {
        const StreamName stream = newStream();
        const QByteArray data(1'000'000, 'x');
        QVERIFY(isWritten(append(stream, ExpectedRevision::noStream(), {newEvent(data)})));
        QVERIFY(readAll(stream).data() == QList<QByteArray>{data});
    }

    void aWriteAboveTheLimitIsRefused()
    {
        const int major = serverVersion().section(u'.', 0, 0).toInt();
        if (major >= 25)
            QSKIP("servers from 25.1 on take far larger writes");
        if (!can().limitsAppends)
            QSKIP("over HTTP servers refuse only larger requests, with an answer that leaves the "
                  "outcome open");
        const StreamName stream = newStream();
        const auto result
            = append(stream, ExpectedRevision::noStream(), {newEvent(QByteArray(1'200'000, 'x'))});
        QCOMPARE(outcomeText(result), QStringLiteral("error TooLarge"));
        QVERIFY(!result.error().message.isEmpty());
        QCOMPARE(endText(readAll(stream).end), QStringLiteral("error StreamNotFound"));
    }

    void manyEventsGoInOneWrite()
    {
        const StreamName stream = newStream();
        QCOMPARE(outcomeText(append(stream, ExpectedRevision::noStream(), newEvents(500))),
                 QStringLiteral("written 499"));
        const ReadAnswer answer = readAll(stream);
        QCOMPARE(answer.events.size(), 500);
        const QList<QByteArray> data = compacted(answer.data());
        QCOMPARE(data.last(), QByteArray("{\"n\":499}"));
    }

    void anEventWithoutATypeIsRefused()
    {
        const StreamName stream = newStream();
        const auto result
            = append(stream, ExpectedRevision::any(), {newEvent(QByteArray("{}"), QString())});
        QCOMPARE(outcomeText(result), QStringLiteral("error InvalidArgument"));
        QCOMPARE(endText(readAll(stream).end), QStringLiteral("error StreamNotFound"));
    }

    void writesUnderWayTogetherAllArrive()
    {
        const StreamName stream = newStream();
        constexpr int Writes = 50;
        int written = 0;
        std::vector<Call> calls;
        calls.reserve(Writes);
        for (int i = 0; i < Writes; ++i) {
            calls.push_back(client().append({stream, ExpectedRevision::any(), {newEvent()}},
                                            [&written](const Result<WriteOutcome> &result) {
                                                written += isWritten(result) ? 1 : 0;
                                            }));
        }
        QTRY_COMPARE_WITH_TIMEOUT(written, Writes, PatienceMs);
        QCOMPARE(readAll(stream).events.size(), Writes);
    }

private:
    bool prepare(const StreamName &stream, State state)
    {
        switch (state) {
        case State::Missing:
            return true;
        case State::One:
            return appendNew(stream, 1);
        case State::Two:
            return appendNew(stream, 2);
        case State::SoftDeleted:
            return appendNew(stream, 2) && isWritten(remove(stream, DeleteMode::Soft));
        case State::Tombstoned:
            return appendNew(stream, 2) && isWritten(remove(stream, DeleteMode::Tombstone));
        case State::MetadataOnly:
            return isWritten(setMetadata(stream, QByteArrayLiteral("{\"$maxCount\":5}")));
        case State::Truncated:
            return appendNew(stream, 2)
                   && isWritten(setMetadata(stream, QByteArrayLiteral("{\"$tb\":2}")));
        }
        return false;
    }
};

int main(int argc, char **argv)
{
    return run<TstContractAppend>(argc, argv);
}
#include "tst_contract_append.moc"
