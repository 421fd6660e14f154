// What an audit counts, event by event, and what it keeps when there is too much.
#include "core/links/link_tally.h"
#include "tests/support/event_builders.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;

namespace {

StreamName audited()
{
    return StreamName(QStringLiteral("$ce-order"));
}

RecordedEvent link(quint64 revision, const QByteArray &text, const QByteArray &metadata = {})
{
    RecordedEvent event = anEvent("$ce-order").at(revision).ofType("$>").holding(text).asBytes();
    event.metadata = metadata;
    return event;
}

ResolvedEvent resolved(quint64 revision, const char *stream, quint64 target)
{
    const QByteArray text = QByteArray::number(target) + '@' + stream;
    return {anEvent(stream).at(target), link(revision, text)};
}

ResolvedEvent broken(quint64 revision, const QByteArray &text)
{
    return {std::nullopt, link(revision, text)};
}

TargetVerdict verdict(LinkState state, TruncatedBy by = TruncatedBy::Nothing)
{
    return {state, by, QStringLiteral("So it is.")};
}

quint64 openOf(const AuditReport &report, const char *stream)
{
    for (const AuditTargetStream &target : report.byStream) {
        if (target.stream.text() == QLatin1String(stream))
            return target.open;
    }
    return 0;
}

} // namespace

class TstLinkTally final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void eachKindOfEventIsCountedOnce()
    {
        LinkTally tally(audited());
        QVERIFY(!tally.take(resolved(0, "order-1", 0)));
        QVERIFY(!tally.take({link(9, "1@x"), link(1, "9@$ce-order")})); // to a link
        QVERIFY(!tally.take({link(2, "x@s"), std::nullopt}));           // malformed
        QVERIFY(!tally.take(anEvent("$ce-order").at(3)));
        QVERIFY(!tally.take(anEvent("$ce-order").at(4).ofType("$@").holding("order-1")));
        QVERIFY(!tally.take({std::nullopt, link(5, "0@$$order-1", R"({"$deleted":-1})")}));
        const auto open = tally.take(broken(6, "7@order-1"));
        QVERIFY(open);
        QCOMPARE(tally.report().open, 1U);
        QCOMPARE(tally.report().openStreams, 1U);
        QCOMPARE(openOf(tally.report(), "order-1"), 1U);
        QCOMPARE(open->target, (LinkTarget{StreamName(QStringLiteral("order-1")), Revision{7}}));
        tally.settle(*open, verdict(LinkState::EventTruncated, TruncatedBy::MaxAge));

        const AuditReport report = tally.report();
        QCOMPARE(report.events, 7U);
        QCOMPARE(report.links, 4U);
        QCOMPARE(report.resolved, 2U);
        QCOMPARE(report.toLinks, 1U);
        QCOMPARE(report.broken, 2U);
        QCOMPARE(report.open, 0U);
        QCOMPARE(report.openStreams, 0U);
        QCOMPARE(openOf(report, "order-1"), 0U);
        QCOMPARE(report.markers, 1U);
        QCOMPARE(report.references, 1U);
        QCOMPARE(report.others, 1U);
        QCOMPARE(
            report.reasons,
            (QMap<LinkState, quint64>{{LinkState::Malformed, 1}, {LinkState::EventTruncated, 1}}));
        QCOMPARE(report.truncations, (QMap<TruncatedBy, quint64>{{TruncatedBy::MaxAge, 1}}));
        QCOMPARE(report.first, Revision{0});
        QCOMPARE(report.last, Revision{6});
    }

    void theMostBrokenStreamsComeFirst()
    {
        LinkTally tally(audited());
        (void)tally.take(resolved(0, "b", 0));
        (void)tally.take(resolved(1, "a", 0));
        tally.settle(*tally.take(broken(2, "0@c")), verdict(LinkState::StreamMissing));
        const QList<AuditTargetStream> streams = mostBrokenFirst(tally.report().byStream);
        QStringList names;
        for (const AuditTargetStream &target : streams)
            names.append(target.stream.text());
        QCOMPARE(names.join(u' '), QStringLiteral("c a b"));
        QCOMPARE(streams[0].reason, LinkState::StreamMissing);
    }

    void targetsSeenTwiceAreCounted()
    {
        LinkTally tally(audited());
        for (const quint64 target : {5U, 3U, 4U, 5U, 9U, 3U, 8U})
            (void)tally.take(resolved(tally.events(), "a", target));
        const AuditReport report = tally.report();
        QCOMPARE(report.repeated, 2U);
        QCOMPARE(report.repeatedExamples.size(), 2);
        QCOMPARE(report.repeatedExamples[0].link, Revision{3});
        QVERIFY(!report.repeatedUpTo);
    }

    void theFirstExamplesAreKeptWhenVerdictsComeLate()
    {
        AuditLimits limits;
        limits.examples = 2;
        LinkTally tally(audited(), limits);
        QList<LinkTally::Open> open;
        for (quint64 i = 0; i < 4; ++i)
            open.append(*tally.take(broken(i, QByteArray::number(i) + "@c")));
        std::reverse(open.begin(), open.end());
        for (const LinkTally::Open &one : open)
            tally.settle(one, verdict(LinkState::StreamMissing));
        const auto examples = tally.report().examples.value(LinkState::StreamMissing);
        QCOMPARE(examples.size(), 2);
        QCOMPARE(examples[0].link, Revision{0});
        QCOMPARE(examples[1].link, Revision{1});
    }

    void beyondItsLimitsItLumpsStreamsAndSaysSo()
    {
        AuditLimits limits;
        limits.targetStreams = 2;
        LinkTally tally(audited(), limits);
        (void)tally.take(resolved(0, "a", 0));
        (void)tally.take(resolved(1, "b", 0));
        (void)tally.take(resolved(2, "c", 0));
        tally.settle(*tally.take(broken(3, "1@d")), verdict(LinkState::StreamMissing));
        (void)tally.take(resolved(4, "a", 0));
        const AuditReport report = tally.report();
        QCOMPARE(report.targetStreams, 2U);
        QVERIFY(report.rest);
        QCOMPARE(report.rest->links, 2U);
        QCOMPARE(report.rest->broken, 1U);
        QCOMPARE(report.links, 5U);
        QCOMPARE(report.repeatedUpTo, Revision{2});
        QCOMPARE(report.repeated, 0U);
    }

    void revisionsAreKeptAsRanges()
    {
        RevisionSet set;
        for (const quint64 value : {0U, 2U, 4U, 3U, 1U})
            QVERIFY(set.insert(Revision{value}));
        QCOMPARE(set.rangeCount(), size_t(1));
        QVERIFY(!set.insert(Revision{4}));
        QVERIFY(set.contains(Revision{0}));
        QVERIFY(!set.contains(Revision{5}));
        QVERIFY(set.insert(Revision{7}));
        QCOMPARE(set.rangeCount(), size_t(2));
    }
};

QTEST_APPLESS_MAIN(TstLinkTally)
#include "tst_link_tally.moc"
