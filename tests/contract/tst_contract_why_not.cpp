// Why an event is not in a stream of links, where its links are, and what it belongs to: against
// servers whose projections run.
#include "core/links/backlinks.h"
#include "core/links/cause_search.h"
#include "core/links/why_not.h"
#include "tests/contract/transport_contract.h"

using namespace core;
using namespace contract;

namespace {

/// What a job finished with; nothing if it did not in time.
template<typename Value, typename Job>
std::optional<Result<Value>> resultOf(Job &job)
{
    std::optional<Result<Value>> result;
    QObject::connect(&job, &Job::finished, &job, [&](const Result<Value> &end) { result = end; });
    job.start();
    (void)QTest::qWaitFor([&] { return result.has_value(); }, PatienceMs);
    return result;
}

NewEvent linkFrom(const StreamName &stream, int revision, int position)
{
    NewEvent link{EventId::random(), QStringLiteral("$>"), ContentType::Bytes, {}, {}};
    link.data = QByteArray::number(revision) + '@' + stream.utf8();
    link.metadata = "{\"$c\":" + QByteArray::number(position)
                    + ",\"$p\":" + QByteArray::number(position) + '}';
    return link;
}

} // namespace

class TstContractWhyNot final : public ContractTest
{
    Q_OBJECT

public:
    using ContractTest::ContractTest;

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        makeClient();
        m_category = QStringLiteral("w") + EventId::random().toString().remove(u'-');
    }

    void anEventThatIsThereIsFoundInFewReads()
    {
        for (int i = 0; i < 10; ++i)
            QVERIFY(appendNew(inCategory(i), 100));
        for (const LinkTarget &event : {LinkTarget{inCategory(0), Revision{0}},
                                        LinkTarget{inCategory(4), Revision{57}},
                                        LinkTarget{inCategory(9), Revision{98}}}) {
            const auto answer = whyNot(event, categoryLinks(), QStringLiteral("is-there"));
            QVERIFY(answer.at);
            const auto linked = read({.stream = categoryLinks(), .from = *answer.at, .count = 1});
            QCOMPARE(linked.events[0].original().data,
                     event.revision.toString().toLatin1() + '@' + event.stream.utf8());
            QVERIFY(answer.reads <= LinkPlace::MostReads);
            QCOMPARE(answer.isScanned, !tellsPlaces());
        }
    }

    void theRulesOfTheProjectionTellWithoutLooking_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QString>("links");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("no separator")
            << QString() << QStringLiteral("$ce-order") << QStringLiteral("no-separator");
        QTest::newRow("another category") << QStringLiteral("-1") << QStringLiteral("$ce-order")
                                          << QStringLiteral("another-stream");
        QTest::newRow("no correlation id") << QStringLiteral("-1") << QStringLiteral("$bc-x")
                                           << QStringLiteral("no-correlation-id");
        QTest::newRow("another type")
            << QStringLiteral("-1") << QStringLiteral("$et-x") << QStringLiteral("another-stream");
    }
    void theRulesOfTheProjectionTellWithoutLooking()
    {
        QFETCH(QString, suffix);
        QFETCH(QString, links);
        QFETCH(QString, verdict);
        const StreamName stream(m_category + suffix);
        QVERIFY(appendNew(stream, 1));
        const auto answer = whyNot({stream, {}}, StreamName(links), verdict);
        QCOMPARE(answer.reads, 0);
        QVERIFY(!answer.why.isEmpty());
    }

    void anEventThatIsNotThereCannotBeAskedAbout()
    {
        (void)whyNot({inCategory(1), {}}, categoryLinks(), QStringLiteral("event-missing"));
    }

    void whereTheOrderIsBrokenTheStreamIsReadThrough()
    {
        const StreamName event(m_category);
        QVERIFY(appendNew(event, 3));
        const StreamName links(QStringLiteral("$bc-") + m_category);
        QList<NewEvent> batch;
        for (int i = 0; i < 200; ++i)
            batch.append(linkFrom(StreamName(QStringLiteral("other")), i, (i * 7919) % 1000 + 1));
        batch[120] = linkFrom(event, 2, 5);
        batch.append(linkFrom(StreamName(QStringLiteral("other")), 999, 2'000'000'000));
        QVERIFY(isWritten(append(links, ExpectedRevision::any(), batch, AlteredPayloads::Accept)));
        LinkPlace place(client(), links, {"2@" + event.utf8(), Position{900'000, 900'000}});
        const auto found = resultOf<FoundPlace>(place);
        QVERIFY(found && *found);
        QCOMPARE((*found)->at, Revision{120});
        QVERIFY((*found)->isScanned);
    }

    void anotherStreamOfLinksIsReadThrough()
    {
        QVERIFY(appendNew(inCategory(1), 2));
        const StreamName links = newStream(QStringLiteral("links"));
        QVERIFY(isWritten(
            append(links, ExpectedRevision::any(), {newLink("1@" + inCategory(1).utf8())})));
        const auto there = whyNot({inCategory(1), {1}}, links, QStringLiteral("is-there"));
        QCOMPARE(there.at, Revision{0});
        (void)whyNot({inCategory(1), {0}}, links, QStringLiteral("not-there"));
    }

    void howTheProjectionStandsDecidesWhereThereIsNoLink_data()
    {
        QTest::addColumn<QByteArray>("metadata");
        QTest::addColumn<QString>("status");
        QTest::addColumn<bool>("isPast");
        QTest::addColumn<QString>("verdict");
        const auto rows = [](const char *links, const QByteArray &metadata) {
            const auto row
                = [=](const char *name, const char *status, bool isPast, const char *verdict) {
                      QTest::addRow("%s, %s", links, name)
                          << metadata << QString::fromLatin1(status) << isPast
                          << QString::fromLatin1(verdict);
                  };
            row("none", "", false, "projection-missing");
            row("stopped", "Stopped", true, "projection-stopped");
            row("faulted", "Faulted (Enabled)", true, "projection-faulted");
            row("behind", "Running", false, "projection-behind");
            row("past it", "Running", true, "not-there");
        };
        rows("no links", {});
        rows("an earlier link", R"({"$c":1,"$p":1})");
        rows("a link without a place", R"({"by":"hand"})");
    }
    void howTheProjectionStandsDecidesWhereThereIsNoLink()
    {
        QFETCH(QByteArray, metadata);
        QFETCH(QString, status);
        QFETCH(bool, isPast);
        QFETCH(QString, verdict);
        // With an event whose position is not told, that of the projection cannot be compared.
        if (!tellsPlaces() && status == QStringLiteral("Running"))
            verdict = QStringLiteral("not-known");
        QVERIFY(appendNew(inCategory(1), 1));
        (void)whyNot({inCategory(1), {}}, categoryLinks(), QStringLiteral("is-there"));
        QVERIFY(isWritten(remove(categoryLinks(), DeleteMode::Soft)));
        if (!metadata.isEmpty()) {
            NewEvent link = newLink("0@other");
            link.metadata = metadata;
            QVERIFY(isWritten(
                append(categoryLinks(), ExpectedRevision::any(), {link}, AlteredPayloads::Accept)));
        }
        std::optional<ProjectionStatus> told;
        if (!status.isEmpty()) {
            told.emplace();
            told->name = QStringLiteral("$by_category");
            told->status = status;
            if (isPast)
                told->position = Position{1'000'000'000, 1'000'000'000};
        }
        WhyNot job(client(), {inCategory(1), {}}, categoryLinks());
        job.setAskProjection([&](const QString &, auto callback) {
            QMetaObject::invokeMethod(
                &job, [=] { callback(Result(told)); }, Qt::QueuedConnection);
            return Call();
        });
        const auto answer = resultOf<WhyNotAnswer>(job);
        QVERIFY(answer && *answer);
        QVERIFY2(whyNotText(**answer) == verdict, qPrintable((*answer)->why));
        QCOMPARE((*answer)->projection, told);
        QVERIFY2((*answer)->why.contains(categoryLinks().text()), qPrintable((*answer)->why));
    }

    void aTruncatedLinkIsSaidToBe()
    {
        QVERIFY(appendNew(inCategory(1), 5));
        (void)whyNot({inCategory(1), {4}}, categoryLinks(), QStringLiteral("is-there"));
        QVERIFY(isWritten(setMetadata(categoryLinks(), R"({"$tb":3})")));
        // Without the event's position nothing tells what stood in front of the first link.
        const auto answer
            = whyNot({inCategory(1), {1}},
                     categoryLinks(),
                     tellsPlaces() ? QStringLiteral("cut-off") : QStringLiteral("not-known"));
        QVERIFY2(answer.why.contains(QStringLiteral("begins at revision 3")),
                 qPrintable(answer.why));
    }

    void whatBecameOfTheStreamOfLinksIsSaid_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QString>("words");
        QTest::newRow("never there") << -1 << QStringLiteral("There is no stream");
        QTest::newRow("soft-deleted") << static_cast<int>(DeleteMode::Soft)
                                      << QStringLiteral("was deleted: its metadata says so");
        QTest::newRow("deleted for good")
            << static_cast<int>(DeleteMode::Tombstone) << QStringLiteral("was deleted for good");
    }
    void whatBecameOfTheStreamOfLinksIsSaid()
    {
        QFETCH(int, mode);
        QFETCH(QString, words);
        QVERIFY(appendNew(inCategory(1), 1));
        const StreamName links = newStream(QStringLiteral("links"));
        if (mode >= 0) {
            QVERIFY(isWritten(
                append(links, ExpectedRevision::any(), {newLink("0@" + inCategory(1).utf8())})));
            QVERIFY(isWritten(remove(links, static_cast<DeleteMode>(mode))));
        }
        const auto answer = whyNot({inCategory(1), {0}}, links, QStringLiteral("not-there"));
        QVERIFY2(answer.why.contains(words), qPrintable(answer.why));
    }

    void underAnotherNameTheServersOwnStreamIsLookedInto()
    {
        NewEvent event = newEvent();
        event.metadata = "{\"$correlationId\":\"" + m_category.toLatin1() + "\",\"trace\":\"t-"
                         + m_category.toLatin1() + "\"}";
        QVERIFY(isWritten(append(inCategory(1), ExpectedRevision::any(), {event})));
        const StreamName links(QStringLiteral("$bc-") + m_category);
        (void)whyNot({inCategory(1), {}}, links, QStringLiteral("is-there"));
        Backlinks job(client(), {inCategory(1), {}});
        job.setCorrelationNames({QStringLiteral("trace"), QStringLiteral("cause")});
        const auto found = resultOf<QList<Backlink>>(job);
        QVERIFY(found && *found);
        QStringList streams;
        for (const Backlink &backlink : **found) {
            if (backlink.stream.text().startsWith(QStringLiteral("$bc-")))
                streams.append(backlink.stream.text());
        }
        // Not $bc-t-..., which the server does not write by that name.
        QCOMPARE(streams, QStringList{links.text()});
    }

    void anEventsLinksAreFound()
    {
        QVERIFY(appendNew(inCategory(1), 2));
        const StreamName pinned = newStream(QStringLiteral("pinned"));
        QVERIFY(isWritten(
            append(pinned, ExpectedRevision::any(), {newLink("1@" + inCategory(1).utf8())})));
        (void)whyNot({inCategory(1), {1}}, categoryLinks(), QStringLiteral("is-there"));
        Backlinks job(client(), {inCategory(1), {1}}, {pinned});
        const auto found = resultOf<QList<Backlink>>(job);
        QVERIFY(found && *found);
        QStringList streams;
        for (const Backlink &backlink : **found) {
            if (backlink.place.outcome == FoundPlace::Outcome::Found)
                streams.append(backlink.stream.text());
        }
        QCOMPARE(streams,
                 (QStringList{
                     categoryLinks().text(), QStringLiteral("$et-TestHappened"), pinned.text()}));
    }

    void eventsOfOneCorrelationBecomeATree()
    {
        const NewEvent cause = correlated({});
        const NewEvent effect = correlated(cause.id);
        QVERIFY(isWritten(append(inCategory(1), ExpectedRevision::any(), {cause})));
        QVERIFY(isWritten(append(inCategory(2), ExpectedRevision::any(), {effect})));
        const StreamName links(QStringLiteral("$bc-") + m_category);
        (void)whyNot({inCategory(2), {}}, links, QStringLiteral("is-there"));
        CauseSearch job(client(), {inCategory(2), {}});
        const auto found = resultOf<CorrelatedEvents>(job);
        QVERIFY(found && *found);
        QCOMPARE((*found)->source, CorrelatedEvents::Source::CorrelationStream);
        QCOMPARE((*found)->tree.size(), 2);
        QCOMPARE((*found)->tree[1].event.id, effect.id);
        QCOMPARE((*found)->tree[1].depth, 1);
    }

    void withoutTheProjectionTheLogIsSearched()
    {
        CorrelationNames names;
        names.correlation = QStringLiteral("corr"); // which no projection knows
        NewEvent one = newEvent();
        one.metadata = "{\"corr\":\"" + m_category.toLatin1() + "\"}";
        NewEvent two = newEvent();
        two.metadata = one.metadata;
        QVERIFY(isWritten(append(inCategory(1), ExpectedRevision::any(), {one})));
        QVERIFY(isWritten(append(inCategory(2), ExpectedRevision::any(), {two})));
        CauseSearch job(client(), {inCategory(1), {}});
        job.setCorrelationNames(names);
        const auto found = resultOf<CorrelatedEvents>(job);
        QVERIFY(found && *found);
        QCOMPARE((*found)->source, CorrelatedEvents::Source::Search);
        QCOMPARE((*found)->tree.size(), 2);
    }

private:
    [[nodiscard]] StreamName inCategory(int number) const
    {
        return StreamName(m_category + u'-' + QString::number(number));
    }
    [[nodiscard]] StreamName categoryLinks() const
    {
        return StreamName(QStringLiteral("$ce-") + m_category);
    }
    [[nodiscard]] NewEvent correlated(std::optional<EventId> cause) const
    {
        NewEvent event = newEvent();
        event.metadata = "{\"$correlationId\":\"" + m_category.toLatin1() + '"';
        if (cause)
            event.metadata += ",\"$causationId\":\"" + cause->toString().toLatin1() + '"';
        event.metadata += '}';
        return event;
    }

    /// Asks until the verdict is the expected one: real projections take a moment.
    WhyNotAnswer whyNot(const LinkTarget &event, const StreamName &links, const QString &verdict)
    {
        WhyNotAnswer last;
        const auto isAsExpected = [&] {
            WhyNot job(client(), event, links);
            const auto answer = resultOf<WhyNotAnswer>(job);
            if (answer && *answer)
                last = **answer;
            return whyNotText(last) == verdict;
        };
        for (int attempt = 0; attempt < 20 && !isAsExpected(); ++attempt) {
            if (target().sandbox)
                break; // projects at once
        }
        if (whyNotText(last) != verdict)
            QTest::qFail(
                qPrintable(whyNotText(last) + QStringLiteral(": ") + last.why), __FILE__, __LINE__);
        return last;
    }

    QString m_category;
};

int main(int argc, char **argv)
{
    return run<TstContractWhyNot>(argc, argv);
}
#include "tst_contract_why_not.moc"
