// What keeps a draft from being sent, and the words of conditions and conflicts.
#include "ui/append/append_words.h"
#include "ui/append/draft_check.h"

#include <QRegularExpression>
#include <QTest>

using namespace ui;
using core::ExpectedRevision;
using core::Revision;
using core::StreamState;

namespace {

EventDraft goodDraft()
{
    EventDraft draft;
    draft.stream = core::StreamName(QStringLiteral("order-42"));
    draft.expected = ExpectedRevision::exact({17});
    draft.events = {{core::EventId::random(),
                     QStringLiteral("OrderPlaced"),
                     core::ContentType::Json,
                     "{\"total\": 12.10}",
                     {}}};
    return draft;
}

} // namespace

class TstDraftCheck final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aCompleteDraftCanBeSent() { QVERIFY(checkDraft(goodDraft()).isEmpty()); }

    void whatIsMissingIsNamedInTheOrderOfTheFields()
    {
        EventDraft draft = goodDraft();
        draft.expected = {};
        draft.events = {{{}, {}, core::ContentType::Json, {}, {}}};
        QList<DraftField> fields;
        for (const DraftProblem &problem : checkDraft(draft)) {
            fields << problem.field;
            QVERIFY(!problem.text.isEmpty());
        }
        QCOMPARE(fields,
                 (QList{DraftField::Expected, DraftField::Type, DraftField::Id, DraftField::Data}));
    }

    void jsonThatIsNoneIsRefusedWithItsPlace()
    {
        EventDraft draft = goodDraft();
        draft.events.first().data = "{\n  \"a\": tru\n}";
        const QList<DraftProblem> problems = checkDraft(draft);
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems.first().field, DraftField::Data);
        QCOMPARE(problems.first().at, 9);
        QVERIFY(problems.first().text.startsWith(QStringLiteral("Line 2, column 8: ")));
        draft.events[0].contentType = core::ContentType::Bytes;
        QVERIFY(checkDraft(draft).isEmpty());
    }

    void bytesMayBeEmptyAndJsonMayNot()
    {
        EventDraft draft = goodDraft();
        draft.events[0].data.clear();
        QCOMPARE(checkDraft(draft).size(), 1);
        draft.events[0].contentType = core::ContentType::Bytes;
        QVERIFY(checkDraft(draft).isEmpty());
    }

    void sizeIsDataMetadataAndTwiceTheType()
    {
        core::NewEvent event;
        event.type = QStringLiteral("x");
        event.data = QByteArray(1024, 'd');
        event.metadata = QByteArray(1024, 'm');
        QCOMPARE(appendBytes({event}), 2 * 1024 + 2);
    }

    void theLimitDependsOnTheServer_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<qint64>("limit");
        QTest::newRow("unknown") << QString() << qint64{1'048'576};
        QTest::newRow("24.10") << QStringLiteral("24.10.4") << qint64{1'048'576};
        QTest::newRow("25.0") << QStringLiteral("25.0.1") << qint64{1'048'576};
        QTest::newRow("25.1") << QStringLiteral("25.1.0") << qint64{268'435'456};
        QTest::newRow("26.0 with more")
            << QStringLiteral("26.0.0.1234-nightly") << qint64{268'435'456};
    }
    void theLimitDependsOnTheServer()
    {
        QFETCH(QString, version);
        QTEST(appendLimitBytes(version), "limit");
    }

    void zeroIsExplained()
    {
        QVERIFY(conditionHint(ExpectedRevision::exact({0}))
                    .contains(QStringLiteral("It does not mean empty.")));
        QVERIFY(conditionHint(ExpectedRevision::exact({1})).isEmpty());
    }

    void theConditionIsPresetFromTheHead_data()
    {
        QTest::addColumn<StreamState>("state");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("hint");
        using Kind = StreamState::Kind;
        const auto state = [](Kind kind, std::optional<Revision> last) {
            return StreamState{kind, {}, last, {}};
        };
        QTest::newRow("alive") << state(Kind::Alive, Revision{17}) << QStringLiteral("17")
                               << QString();
        QTest::newRow("everything truncated")
            << state(Kind::AllTruncated, Revision{2}) << QStringLiteral("2")
            << QStringLiteral("No readable events; the last number was 2. Expect 2.");
        QTest::newRow("truncated on a server that does not tell")
            << state(Kind::AllTruncated, {}) << QString() << QStringLiteral("No readable events");
        QTest::newRow("never written") << state(Kind::NotFound, {}) << QStringLiteral("no-stream")
                                       << QStringLiteral("does not exist yet");
        QTest::newRow("only metadata")
            << state(Kind::MetadataOnly, {}) << QStringLiteral("no-stream")
            << QStringLiteral("no event yet");
        QTest::newRow("soft-deleted") << state(Kind::SoftDeleted, {}) << QStringLiteral("no-stream")
                                      << QStringLiteral("brings it back");
        QTest::newRow("deleted for good")
            << state(Kind::Tombstoned, {}) << QStringLiteral("no-stream")
            << QStringLiteral("deleted for good");
    }
    void theConditionIsPresetFromTheHead()
    {
        QFETCH(StreamState, state);
        QFETCH(QString, hint);
        const auto expected = presetFor(state);
        QTEST(expected ? expected->toString() : QString(), "expected");
        const QString said = stateHint(core::StreamName(QStringLiteral("order-42")), state);
        QVERIFY2(said.contains(hint), qPrintable(said));
    }

    void conflictsTellBothRevisions_data()
    {
        QTest::addColumn<core::WrongRevision>("conflict");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("between");
        QTest::addColumn<QString>("onTop");
        QTest::newRow("somebody wrote two")
            << core::WrongRevision{ExpectedRevision::exact({17}), Revision{19}}
            << QStringLiteral("Expected 17, the stream is at 19.") << QStringLiteral("18-19")
            << QStringLiteral("Append at 20 (Expect 19)");
        QTest::newRow("shorter than expected")
            << core::WrongRevision{ExpectedRevision::exact({17}), Revision{5}}
            << QStringLiteral("Expected 17, the stream is at 5.") << QString()
            << QStringLiteral("Append at 6 (Expect 5)");
        QTest::newRow("nothing there")
            << core::WrongRevision{ExpectedRevision::exact({17}), {}}
            << QStringLiteral("Expected 17, the stream has no events.") << QString()
            << QStringLiteral("Append at 0 (Expect No Events)");
        QTest::newRow("there was a first one")
            << core::WrongRevision{ExpectedRevision::noStream(), Revision{0}}
            << QStringLiteral("Expected no events, the stream is at 0.") << QStringLiteral("0-0")
            << QStringLiteral("Append at 1 (Expect 0)");
        QTest::newRow("there is no such stream")
            << core::WrongRevision{ExpectedRevision::streamExists(), {}}
            << QStringLiteral("Expected the stream to exist, the stream has no events.")
            << QString() << QStringLiteral("Append at 0 (Expect No Events)");
    }
    void conflictsTellBothRevisions()
    {
        QFETCH(core::WrongRevision, conflict);
        QTEST(conflictText(conflict), "text");
        const auto range = writtenBetween(conflict);
        QTEST(range ? QString(range->first.toString() + u'-' + range->last.toString()) : QString(),
              "between");
        QTEST(appendOnTopText(conflict.actual), "onTop");
        QCOMPARE(conflictReason(conflict).isEmpty(), range.has_value());
    }
};

QTEST_APPLESS_MAIN(TstDraftCheck)
#include "tst_draft_check.moc"
