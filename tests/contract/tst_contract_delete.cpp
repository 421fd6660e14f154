// Deleting and what comes after, metadata, and the state of a stream, as a user of core::Client
// sees them.
#include "tests/contract/transport_contract.h"

using namespace core;
using namespace contract;

namespace {

enum class State { Missing, Present, SoftDeleted, Tombstoned };

constexpr auto SoftDeletedMetadata = "{\"$tb\":9223372036854775807}";

} // namespace

class TstContractDelete final : public ContractTest
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
        QTest::addColumn<DeleteMode>("mode");
        QTest::addColumn<State>("state");
        QTest::addColumn<ExpectedRevision>("expected");
        QTest::addColumn<QString>("outcome");
        const auto soft = DeleteMode::Soft;
        const auto hard = DeleteMode::Tombstone;
        const auto any = ExpectedRevision::any();
        const auto none = ExpectedRevision::noStream();
        const auto exists = ExpectedRevision::streamExists();
        const auto row = [](const char *name,
                            DeleteMode mode,
                            State state,
                            const ExpectedRevision &expected,
                            const char *outcome) {
            QTest::newRow(name) << mode << state << expected << QString::fromLatin1(outcome);
        };
        row("soft, two events, any", soft, State::Present, any, "written none");
        row("soft, two events, the last",
            soft,
            State::Present,
            ExpectedRevision::exact({1}),
            "written none");
        row("soft, two events, exists", soft, State::Present, exists, "written none");
        row("soft, two events, no stream", soft, State::Present, none, "wrong revision, actual 1");
        row("soft, two events, another",
            soft,
            State::Present,
            ExpectedRevision::exact({7}),
            "wrong revision, actual 1");
        row("soft, missing, exists", soft, State::Missing, exists, "wrong revision, actual none");
        row("soft, missing, a revision",
            soft,
            State::Missing,
            ExpectedRevision::exact({1}),
            "wrong revision, actual none");
        row("soft, soft-deleted, any", soft, State::SoftDeleted, any, "written none");
        row("soft, soft-deleted, the last",
            soft,
            State::SoftDeleted,
            ExpectedRevision::exact({1}),
            "written none");
        row("soft, soft-deleted, exists", soft, State::SoftDeleted, exists, "error StreamDeleted");
        row("soft, tombstoned, any", soft, State::Tombstoned, any, "error StreamDeleted");
        row("hard, two events, any", hard, State::Present, any, "written none");
        row("hard, two events, the last",
            hard,
            State::Present,
            ExpectedRevision::exact({1}),
            "written none");
        row("hard, two events, exists", hard, State::Present, exists, "written none");
        row("hard, two events, no stream", hard, State::Present, none, "wrong revision, actual 1");
        row("hard, two events, another",
            hard,
            State::Present,
            ExpectedRevision::exact({7}),
            "wrong revision, actual 1");
        row("hard, missing, any", hard, State::Missing, any, "written none");
        row("hard, missing, a revision",
            hard,
            State::Missing,
            ExpectedRevision::exact({7}),
            "wrong revision, actual none");
        row("hard, soft-deleted, any", hard, State::SoftDeleted, any, "written none");
        row("hard, soft-deleted, exists", hard, State::SoftDeleted, exists, "error StreamDeleted");
        row("hard, soft-deleted, another",
            hard,
            State::SoftDeleted,
            ExpectedRevision::exact({7}),
            "wrong revision, actual 1");
        row("hard, tombstoned, any", hard, State::Tombstoned, any, "error StreamDeleted");
    }
    void anExpectationHoldsOrNot()
    {
        QFETCH(DeleteMode, mode);
        QFETCH(State, state);
        QFETCH(ExpectedRevision, expected);
        QFETCH(QString, outcome);
        const StreamName stream = newStream();
        QVERIFY(prepare(stream, state));
        const auto result = remove(stream, mode, expected);
        QCOMPARE(outcomeText(result), outcome);
        if (isWritten(result))
            QCOMPARE(writtenPosition(result).has_value(), can().tellsWritePositions);
    }

    void aStreamThatWasNeverWrittenCanBeDeletedOnlyOnOldServers()
    {
        const auto result = remove(newStream(), DeleteMode::Soft);
        const bool isOld = isOldest() || serverVersion().startsWith(QStringLiteral("20."));
        QCOMPARE(outcomeText(result),
                 isOld ? QStringLiteral("written none")
                       : QStringLiteral("wrong revision, actual none"));
    }

    void aSoftDeletedStreamIsNotFound()
    {
        const StreamName stream = newStream();
        QVERIFY(prepare(stream, State::SoftDeleted));
        QCOMPARE(endText(readAll(stream).end), QStringLiteral("error StreamNotFound"));
        const auto found = metadata(stream);
        QVERIFY(found);
        QCOMPARE(found->json, QByteArray(SoftDeletedMetadata));
    }

    void aWriteBringsASoftDeletedStreamBack_data()
    {
        QTest::addColumn<ExpectedRevision>("expected");
        QTest::newRow("expecting anything") << ExpectedRevision::any();
        QTest::newRow("expecting no stream") << ExpectedRevision::noStream();
        QTest::newRow("expecting its last revision") << ExpectedRevision::exact({1});
    }
    void aWriteBringsASoftDeletedStreamBack()
    {
        QFETCH(ExpectedRevision, expected);
        const StreamName stream = newStream();
        QVERIFY(prepare(stream, State::SoftDeleted));
        QCOMPARE(writtenRevision(append(stream, expected, newEvents(3))), Revision{4});
        QCOMPARE(readAll(stream).revisions(), (QList<quint64>{2, 3, 4}));
        // The server writes new metadata by itself, after it has answered.
        QTRY_VERIFY_WITH_TIMEOUT(metadata(stream)->json != QByteArray(SoftDeletedMetadata),
                                 PatienceMs);
        QCOMPARE(metadata(stream)->json, QByteArray("{\"$tb\":2}"));
    }

    void expectingNoStreamBringsItBackOnce()
    {
        const StreamName stream = newStream();
        QVERIFY(prepare(stream, State::SoftDeleted));
        QVERIFY(isWritten(append(stream, ExpectedRevision::noStream(), newEvents(1))));
        QCOMPARE(outcomeText(append(stream, ExpectedRevision::noStream(), newEvents(1))),
                 QStringLiteral("wrong revision, actual 2"));
    }

    void aTombstoneIsForGood()
    {
        const StreamName stream = newStream();
        QVERIFY(prepare(stream, State::Tombstoned));
        QCOMPARE(endText(readAll(stream).end), QStringLiteral("error StreamDeleted"));
        QCOMPARE(outcomeText(append(stream, ExpectedRevision::any(), newEvents(1))),
                 QStringLiteral("error StreamDeleted"));
        QCOMPARE(outcomeText(setMetadata(stream, QByteArrayLiteral("{}"))),
                 QStringLiteral("error StreamDeleted"));
        const auto found = metadata(stream);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::StreamDeleted);
    }

    void metadataIsKeptToTheByte()
    {
        const StreamName stream = newStream();
        const auto none = metadata(stream);
        QVERIFY(none);
        QVERIFY(!none->revision);
        QVERIFY(none->json.isEmpty());

        const QByteArray json(
            "{ \"$maxCount\" : 5, \"mine\": 12345678901234567890123, \"mine\":1 }");
        QCOMPARE(outcomeText(setMetadata(stream, json, ExpectedRevision::noStream())),
                 QStringLiteral("written 0"));
        const auto found = metadata(stream);
        QVERIFY(found);
        QCOMPARE(found->revision, Revision{0});
        QCOMPARE(found->json, json);
    }

    void metadataHasAnExpectedRevisionOfItsOwn()
    {
        const StreamName stream = newStream();
        QVERIFY(isWritten(setMetadata(stream, "{\"a\":1}", ExpectedRevision::noStream())));
        QCOMPARE(outcomeText(setMetadata(stream, "{\"a\":2}", ExpectedRevision::noStream())),
                 QStringLiteral("wrong revision, actual 0"));
        QCOMPARE(outcomeText(setMetadata(stream, "{\"a\":3}", ExpectedRevision::exact({0}))),
                 QStringLiteral("written 1"));
        QCOMPARE(outcomeText(setMetadata(stream, "{\"a\":4}", ExpectedRevision::exact({7}))),
                 QStringLiteral("wrong revision, actual 1"));
        QCOMPARE(metadata(stream)->json, QByteArray("{\"a\":3}"));
        QCOMPARE(metadata(stream)->revision, Revision{1});
    }

    void looserMetadataShowsTheEventsAgain()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 5));
        QVERIFY(isWritten(setMetadata(stream, "{\"$tb\":4}")));
        QCOMPARE(readAll(stream).revisions(), QList<quint64>{4});
        QVERIFY(isWritten(setMetadata(stream, "{\"$tb\":1}")));
        QCOMPARE(readAll(stream).revisions(), (QList<quint64>{1, 2, 3, 4}));
    }

    void theStateOfAStreamIsTold_data()
    {
        QTest::addColumn<StreamState::Kind>("kind");
        using K = StreamState::Kind;
        QTest::newRow("never written") << K::NotFound;
        QTest::newRow("metadata only") << K::MetadataOnly;
        QTest::newRow("alive") << K::Alive;
        QTest::newRow("all truncated") << K::AllTruncated;
        QTest::newRow("soft-deleted") << K::SoftDeleted;
        QTest::newRow("tombstoned") << K::Tombstoned;
    }
    void theStateOfAStreamIsTold()
    {
        QFETCH(StreamState::Kind, kind);
        const StreamName stream = newStream();
        QVERIFY(bringTo(stream, kind));
        const auto state = streamState(stream);
        QVERIFY(state);
        QCOMPARE(int(state->kind), int(kind));
        if (kind == StreamState::Kind::Alive) {
            QCOMPARE(state->first, Revision{0});
            QCOMPARE(state->last, Revision{2});
        }
    }

    void theFirstReadableRevisionIsTold()
    {
        const StreamName stream = newStream();
        QVERIFY(appendNew(stream, 10));
        QVERIFY(isWritten(setMetadata(stream, "{\"$maxCount\":3}")));
        const auto state = streamState(stream);
        QVERIFY(state);
        QCOMPARE(state->first, Revision{7});
        QCOMPARE(state->last, Revision{9});
        QCOMPARE(state->metadata.json, QByteArray("{\"$maxCount\":3}"));
    }

    void theServerTellsWhatItIs()
    {
        const auto info = serverInfo();
        QVERIFY(info);
        QVERIFY(info->roundTripMicroseconds > 0);
        QCOMPARE(info->node.port, target().settings.hosts.first().port);
        if (!info->version.isEmpty()) {
            QVERIFY(info->version.front().isDigit());
            QCOMPARE(!info->methods.isEmpty(), can().tellsMethods);
        }
        QVERIFY(!info->cluster.isEmpty());
    }

private:
    bool prepare(const StreamName &stream, State state)
    {
        switch (state) {
        case State::Missing:
            return true;
        case State::Present:
            return appendNew(stream, 2);
        case State::SoftDeleted:
            return appendNew(stream, 2) && isWritten(remove(stream, DeleteMode::Soft));
        case State::Tombstoned:
            return appendNew(stream, 2) && isWritten(remove(stream, DeleteMode::Tombstone));
        }
        return false;
    }

    bool bringTo(const StreamName &stream, StreamState::Kind kind)
    {
        switch (kind) {
        case StreamState::Kind::NotFound:
            return true;
        case StreamState::Kind::MetadataOnly:
            return isWritten(setMetadata(stream, "{\"a\":1}"));
        case StreamState::Kind::Alive:
            return appendNew(stream, 3);
        case StreamState::Kind::AllTruncated:
            return appendNew(stream, 3) && isWritten(setMetadata(stream, "{\"$tb\":3}"));
        case StreamState::Kind::SoftDeleted:
            return prepare(stream, State::SoftDeleted);
        case StreamState::Kind::Tombstoned:
            return prepare(stream, State::Tombstoned);
        case StreamState::Kind::NotFoundOrDenied: // needs a server with users
            break;
        }
        return false;
    }
};

int main(int argc, char **argv)
{
    return run<TstContractDelete>(argc, argv);
}
#include "tst_contract_delete.moc"
