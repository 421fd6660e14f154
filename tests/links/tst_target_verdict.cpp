// Why an event cannot be read, by the state of its stream.
#include "core/links/target_verdict.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;
using Kind = StreamState::Kind;

namespace {

StreamState stateOf(Kind kind, const QByteArray &metadata = {})
{
    StreamState state;
    state.kind = kind;
    if (!metadata.isEmpty())
        state.metadata = {Revision{0}, metadata};
    return state;
}

StreamState alive(quint64 first, quint64 last, const QByteArray &metadata = {})
{
    StreamState state = stateOf(Kind::Alive, metadata);
    state.first = Revision{first};
    state.last = Revision{last};
    return state;
}

LinkTarget target(quint64 revision, const char *stream = "order-1")
{
    return {StreamName(QString::fromLatin1(stream)), Revision{revision}};
}

StreamFacts factsOf(const StreamState &state, const char *stream = "order-1")
{
    return StreamFacts::of(StreamName(QString::fromLatin1(stream)), state);
}

std::optional<TargetVerdict>
verdictFor(quint64 revision, const StreamState &state, const char *stream = "order-1")
{
    return verdictOf(target(revision, stream), factsOf(state, stream));
}

/// "event-truncated $tb", or "look" where only reading tells.
QString textOf(const std::optional<TargetVerdict> &verdict)
{
    if (!verdict)
        return QStringLiteral("look");
    const QString by = truncatedByText(verdict->truncatedBy);
    const QString state = linkStateText(verdict->state);
    return by.isEmpty() ? state : QString(state + u' ' + by);
}

} // namespace

Q_DECLARE_METATYPE(core::StreamState)

class TstTargetVerdict final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theStateOfTheStreamTells_data()
    {
        QTest::addColumn<StreamState>("state");
        QTest::addColumn<QString>("verdict");
        const auto row = [](const char *name, const StreamState &state, const char *verdict) {
            QTest::newRow(name) << state << QString::fromLatin1(verdict);
        };
        row("no stream", stateOf(Kind::NotFound), "stream-missing");
        row("metadata only", stateOf(Kind::MetadataOnly, "{}"), "stream-missing");
        row("metadata denied", stateOf(Kind::NotFoundOrDenied), "stream-missing");
        row("soft-deleted", stateOf(Kind::SoftDeleted), "stream-deleted");
        row("tombstoned", stateOf(Kind::Tombstoned), "stream-tombstoned");
        row("past the end", alive(0, 4), "event-missing");
        row("inside", alive(0, 9), "look");
        row("the first", alive(5, 9), "look");
        row("the last", alive(0, 5), "look");
        row("before $tb", alive(7, 9, R"({"$tb":7})"), "event-truncated $tb");
        row("before $maxCount", alive(7, 9, R"({"$maxCount":3})"), "event-truncated $maxCount");
        row("before both, $tb further on",
            alive(7, 9, R"({"$maxCount":5,"$tb":7})"),
            "event-truncated $tb");
        row("before $maxAge", alive(7, 9, R"({"$maxAge":60})"), "event-truncated $maxAge");
        row("a $maxCount that does not reach it",
            alive(7, 9, R"({"$maxCount":100,"$maxAge":60})"),
            "event-truncated $maxAge");
        row("a $maxCount of nothing", alive(7, 9, R"({"$maxCount":0})"), "event-truncated unknown");
        row("a $tb that is text", alive(7, 9, R"({"$tb":"9"})"), "event-truncated unknown");
        row("no rule", alive(7, 9), "event-truncated unknown");
    }
    void theStateOfTheStreamTells()
    {
        QFETCH(StreamState, state);
        QFETCH(QString, verdict);
        const auto found = verdictFor(5, state);
        QCOMPARE(textOf(found), verdict);
        if (found)
            QVERIFY(found->why.endsWith(u'.'));
    }

    void aStreamWithoutReadableEventsHasTruncatedThem()
    {
        StreamState state = stateOf(Kind::AllTruncated, R"({"$tb":10})");
        QCOMPARE(textOf(verdictFor(5, state)), QStringLiteral("event-truncated $tb"));
        state.last = Revision{9};
        QCOMPARE(textOf(verdictFor(9, state)), QStringLiteral("event-truncated $tb"));
        QCOMPARE(textOf(verdictFor(10, state)), QStringLiteral("event-missing"));
    }

    void metadataStreamsKeepTheirLastEvent()
    {
        QCOMPARE(textOf(verdictFor(0, alive(1, 1), "$$order-1")),
                 QStringLiteral("event-truncated $maxCount"));
    }

    void aHoleIsExpiredOrMissing()
    {
        QCOMPARE(textOf(missingInside(target(5), factsOf(alive(0, 9, R"({"$maxAge":60})")))),
                 QStringLiteral("event-truncated $maxAge"));
        QCOMPARE(textOf(missingInside(target(5), factsOf(alive(0, 9)))),
                 QStringLiteral("event-missing"));
    }

    void onlySomeErrorsTellOfTheStream()
    {
        const auto of = [](ErrorCode code) {
            return textOf(verdictOf(target(5), Error{code, {}, {}}));
        };
        QCOMPARE(of(ErrorCode::AccessDenied), QStringLiteral("denied"));
        QCOMPARE(of(ErrorCode::StreamDeleted), QStringLiteral("stream-tombstoned"));
        QCOMPARE(of(ErrorCode::Unavailable), QStringLiteral("look"));
    }
};

QTEST_APPLESS_MAIN(TstTargetVerdict)
#include "tst_target_verdict.moc"
