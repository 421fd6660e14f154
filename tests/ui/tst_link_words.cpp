// What is said of a link, of where an event is linked from, and of why it is not.
#include "tests/support/gui_warnings.h"
#include "tests/ui/event_samples.h"
#include "ui/events/event_columns.h"
#include "ui/links/backlink_facts.h"
#include "ui/links/story_facts.h"
#include "ui/links/why_not_words.h"

#include <QTest>

using namespace ui;
using core::LinkState;

namespace {

core::StreamName named(const char *name)
{
    return core::StreamName(QString::fromLatin1(name));
}

core::RecordedEvent marker()
{
    core::RecordedEvent link = samples::link(named("$ce-order"), 9, "0@$$order-1");
    link.metadata = R"({"$v":"1:-1:1:4","$c":10,"$p":10,"$o":"order-1","$deleted":-1})";
    return link;
}

/// "name: value" of each fact, one a line.
QStringList linesOf(const FactGroup &group)
{
    QStringList lines;
    for (const Fact &fact : group.facts)
        lines.append(fact.name + QStringLiteral(": ") + fact.value);
    return lines;
}

} // namespace

class TstLinkWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }

    void everyEndIsTold_data();
    void everyEndIsTold();
    void aChainOfSeveralLinksIsCounted();
    void aDeletionMarkerIsNoBrokenLink();
    void theTableTellsADeletion();
    void theLinksMetadataIsTold();
    void malformedTextSaysWhatIsMalformed();
    void theChainTellsEachHop();
    void backlinksAreTold();
    void whyALinkIsMissingIsSaidAsFarAsItIsKnown_data();
    void whyALinkIsMissingIsSaidAsFarAsItIsKnown();
    void everyVerdictIsTold_data();
    void everyVerdictIsTold();
};

void TstLinkWords::everyEndIsTold_data()
{
    QTest::addColumn<core::LinkState>("state");
    QTest::addColumn<QString>("title");
    const auto row = [](const char *name, LinkState state, const char *title) {
        QTest::newRow(name) << state << QString::fromLatin1(title);
    };
    row("found", LinkState::Found, "The link leads to its event.");
    row("no stream", LinkState::StreamMissing, "The target's stream order-1 is not there.");
    row("no event", LinkState::EventMissing, "The target order-1 @ 4 is not there.");
    row("truncated", LinkState::EventTruncated, "The target order-1 @ 4 was truncated.");
    row("deleted", LinkState::StreamDeleted, "The target is in a soft-deleted stream.");
    row("deleted for good",
        LinkState::StreamTombstoned,
        "The target is in a stream that was deleted for good.");
    row("denied", LinkState::Denied, "The target order-1 @ 4 may not be read.");
    row("malformed", LinkState::Malformed, "The chain ends at a link that names no event.");
    row("reference", LinkState::StreamReference, "This refers to a whole stream.");
    row("cycle", LinkState::Cycle, "The links go round in a circle.");
}

void TstLinkWords::everyEndIsTold()
{
    QFETCH(core::LinkState, state);
    QFETCH(QString, title);
    const core::LinkStory story{{{.stream = named("$ce-order"), .revision = {9}},
                                 {.stream = named("order-1"), .revision = {4}, .state = state}},
                                QStringLiteral("Because."),
                                {}};
    const StoryVerdict verdict = verdictOf(story);
    QCOMPARE(verdict.title, title);
    QCOMPARE(verdict.text, QStringLiteral("Because."));
    QCOMPARE(verdict.tone == Tone::Warning, core::isBrokenEnd(state));
}

void TstLinkWords::aChainOfSeveralLinksIsCounted()
{
    const core::LinkStory story{
        {{.stream = named("picks"), .revision = {0}},
         {.stream = named("$ce-order"), .revision = {9}},
         {.stream = named("order-1"), .revision = {4}, .state = LinkState::Found}},
        {},
        {}};
    QCOMPARE(verdictOf(story).title,
             QStringLiteral("The chain is whole: 2 links lead to an event."));
}

void TstLinkWords::aDeletionMarkerIsNoBrokenLink()
{
    const core::LinkStory story{
        {{.stream = named("$ce-order"),
          .revision = {9},
          .event = marker(),
          .deleted = named("order-1")},
         {.stream = named("$$order-1"), .revision = {0}, .state = LinkState::EventMissing}},
        {},
        {}};
    const StoryVerdict verdict = verdictOf(story);
    QCOMPARE(verdict.title, QStringLiteral("order-1 was deleted here."));
    QCOMPARE(verdict.tone, Tone::Accent);
}

void TstLinkWords::theTableTellsADeletion()
{
    QCOMPARE(typeText({{}, marker()}), QStringLiteral("order-1 was deleted here"));
    QCOMPARE(typeText({marker(), {}}), QStringLiteral("order-1 was deleted here"));
    const core::RecordedEvent link = samples::link(named("$ce-order"), 8, "4@order-1");
    QCOMPARE(typeText({{}, link}), QStringLiteral("$> 4@order-1"));
    QVERIFY(!deletedHere({{}, link}));
}

void TstLinkWords::theLinksMetadataIsTold()
{
    const FactGroup group = linkFacts(marker());
    const QStringList lines = linesOf(group);
    for (const QString &line : {QStringLiteral("Link: $ce-order @ 9"),
                                QStringLiteral("Data: 0@$$order-1"),
                                QStringLiteral("Target: $$order-1 @ 0"),
                                QStringLiteral("$v: \"1:-1:1:4\""),
                                QStringLiteral("$o: order-1"),
                                QStringLiteral("$deleted: -1")})
        QVERIFY2(lines.contains(line), qPrintable(line + u'\n' + lines.join(u'\n')));
    for (const Fact &fact : group.facts) {
        if (fact.name.startsWith(u'$'))
            QVERIFY2(!fact.note.isEmpty(), qPrintable(fact.name));
        if (fact.name == QStringLiteral("$o"))
            QCOMPARE(fact.target, FactTarget{named("order-1")});
    }
}

void TstLinkWords::malformedTextSaysWhatIsMalformed()
{
    const FactGroup group = linkFacts(samples::link(named("picks"), 0, "twelve@order-1"));
    bool isTold = false;
    for (const Fact &fact : group.facts)
        isTold = isTold || (fact.name == QStringLiteral("Target") && !fact.note.isEmpty());
    QVERIFY(isTold);
}

void TstLinkWords::theChainTellsEachHop()
{
    const core::LinkStory story{{{.stream = named("$ce-order"), .revision = {9}},
                                 {.stream = named("order-1"),
                                  .revision = {4},
                                  .state = LinkState::EventTruncated,
                                  .truncatedBy = core::TruncatedBy::MaxCount}},
                                {},
                                {QStringLiteral("Read this."), QStringLiteral("Read that.")}};
    const FactGroup chain = chainFacts(story);
    QCOMPARE(linesOf(chain).join(u'\n'),
             QStringLiteral("link: $ce-order @ 9\ntruncated by $maxCount: order-1 @ 4"));
    QCOMPARE(chain.facts.constLast().nameTone, Tone::Warning);
    const FactTarget end{named("order-1"), core::Revision{4}};
    QCOMPARE(chain.facts.constLast().target, end);
    QCOMPARE(askedFacts(story.asked).facts.at(1).note, QStringLiteral("Read that."));
}

void TstLinkWords::backlinksAreTold()
{
    using Outcome = core::FoundPlace::Outcome;
    core::FoundPlace there;
    there.outcome = Outcome::Found;
    there.at = core::Revision{7};
    core::FoundPlace missing;
    missing.outcome = Outcome::NotThere;
    const QList<core::Backlink> backlinks{{named("$ce-order"), there, true},
                                          {named("$et-Placed"), missing, true},
                                          {named("picks"), missing, false}};
    const core::LinkTarget event{named("order-1"), {4}};
    const FactGroup projected = projectedFacts(event, backlinks);
    QCOMPARE(projected.title, QStringLiteral("order-1 @ 4 is linked from"));
    QCOMPARE(linesOf(projected).join(u'\n'),
             QStringLiteral("linked: $ce-order @ 7\nnot there: $et-Placed"));
    QCOMPARE(projected.facts.at(1).nameTone, Tone::Warning); // a link is expected there
    QCOMPARE(linesOf(searchedFacts(backlinks)).join(u'\n'), QStringLiteral("not there: picks"));
    QCOMPARE(namesText({named("a"), named("b"), named("c")}), QStringLiteral("a and 2 more"));
}

void TstLinkWords::whyALinkIsMissingIsSaidAsFarAsItIsKnown_data()
{
    using Outcome = core::FoundPlace::Outcome;
    QTest::addColumn<int>("outcome");
    QTest::addColumn<bool>("isScanned");
    QTest::addColumn<QString>("note");
    const auto row = [](const char *name, Outcome outcome, bool isScanned, const char *note) {
        QTest::newRow(name) << int(outcome) << isScanned << QString::fromLatin1(note);
    };
    row("by the order of the links",
        Outcome::NotThere,
        false,
        "It has links to events before and after this one.");
    row("read through",
        Outcome::NotThere,
        true,
        "It was read through: no link leads to this event.");
    row("no stream",
        Outcome::NoStream,
        false,
        "It has no events: the projection is off or has written nothing yet, or they were "
        "deleted.");
}

void TstLinkWords::whyALinkIsMissingIsSaidAsFarAsItIsKnown()
{
    QFETCH(int, outcome);
    QFETCH(bool, isScanned);
    QFETCH(QString, note);
    core::FoundPlace place;
    place.outcome = core::FoundPlace::Outcome(outcome);
    place.isScanned = isScanned;
    const FactGroup group
        = projectedFacts({named("order-1"), {4}}, {{named("$ce-order"), place, true}});
    QCOMPARE(group.facts.constFirst().note, note);
}

void TstLinkWords::everyVerdictIsTold_data()
{
    using Verdict = core::WhyNotAnswer::Verdict;
    QTest::addColumn<int>("verdict");
    QTest::addColumn<QString>("title");
    const auto row = [](const char *name, Verdict verdict, const char *title) {
        QTest::newRow(name) << int(verdict) << QString::fromLatin1(title);
    };
    row("is there", Verdict::IsThere, "order-1 @ 4 is in $ce-order.");
    row("not projected", Verdict::NotProjected, "order-1 @ 4 does not belong into $ce-order.");
    row("missing",
        Verdict::ProjectionMissing,
        "The projection that writes $ce-order is not there.");
    row("stopped", Verdict::ProjectionStopped, "The projection that writes $ce-order is stopped.");
    row("faulted", Verdict::ProjectionFaulted, "The projection that writes $ce-order is faulted.");
    row("behind",
        Verdict::ProjectionBehind,
        "The projection that writes $ce-order has not come to it yet.");
    row("cut off", Verdict::CutOff, "The link has been truncated from $ce-order.");
    row("not there", Verdict::NotThere, "No link in $ce-order leads to order-1 @ 4.");
    row("no event", Verdict::EventMissing, "There is no event order-1 @ 4.");
    row("denied", Verdict::Denied, "That may not be read with these credentials.");
    row("not known", Verdict::NotKnown, "It cannot be told.");
}

void TstLinkWords::everyVerdictIsTold()
{
    QFETCH(int, verdict);
    QFETCH(QString, title);
    core::WhyNotAnswer answer;
    answer.verdict = core::WhyNotAnswer::Verdict(verdict);
    const core::LinkTarget event{named("order-1"), {4}};
    QCOMPARE(wordsOf(answer, event, named("$ce-order")).title, title);
}

QTEST_MAIN(TstLinkWords)
#include "tst_link_words.moc"
