// The filter of a tab: what fits, what the server is asked, and how a stream is looked through.
#include "tests/ui/pretended_store.h"
#include "ui/events/all_source.h"
#include "ui/events/stream_match_source.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using ui::EventMatch;
using ui::EventSourceState;
using ui::StreamMatchSource;

class TstEventFilter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aPartOfTheTypeFits()
    {
        const core::StreamName stream(QStringLiteral("order-42"));
        const core::ResolvedEvent event = samples::plain(stream, 1); // its type is Type1
        QVERIFY(EventMatch::parse(QStringLiteral("ype1")).fits(event));
        QVERIFY(EventMatch::parse(QStringLiteral("TYPE")).fits(event));
        QVERIFY(!EventMatch::parse(QStringLiteral("Type2")).fits(event));
        QVERIFY(EventMatch::parse(QStringLiteral("stream: order-")).fits(event));
        QVERIFY(!EventMatch::parse(QStringLiteral("stream:rder-")).fits(event));
        QVERIFY(EventMatch::parse(QStringLiteral("  ")).isEmpty());
    }

    void theServerIsAskedForTheSame_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("showsSystem");
        QTest::addColumn<QString>("regex");
        QTest::addColumn<QStringList>("prefixes");
        const QStringList none;
        QTest::newRow("a part of a type")
            << QStringLiteral("Placed") << true << QStringLiteral("^.*(?i:Placed)") << none;
        QTest::newRow("without system events")
            << QStringLiteral("Placed") << false << QStringLiteral("^(?!\\$).*(?i:Placed)") << none;
        QTest::newRow("letters that mean something in a pattern")
            << QStringLiteral("a.b+(c)") << true << QStringLiteral("^.*(?i:a\\.b\\+\\(c\\))")
            << none;
        QTest::newRow("letters beyond ASCII stay as they are")
            << QStringLiteral("größer") << true << QStringLiteral("^.*(?i:größer)") << none;
        QTest::newRow("a stream") << QStringLiteral("stream:order-") << false << QString()
                                  << QStringList{QStringLiteral("order-")};
    }
    void theServerIsAskedForTheSame()
    {
        QFETCH(QString, words);
        QFETCH(bool, showsSystem);
        const auto filter = EventMatch::parse(words).onServer(showsSystem);
        QVERIFY(filter);
        QTEST(filter->regex, "regex");
        QTEST(filter->prefixes, "prefixes");
    }

    void allIsReadThroughTheFilter()
    {
        PretendedStore store(core::StreamName::all());
        store.end = 10;
        ui::AllSource source(store.client, {}, nullptr);
        source.setMatch(EventMatch::parse(QStringLiteral("Placed")));
        store.serve();
        const auto filter = store.server.reads.constLast()->request.filter;
        QVERIFY(filter && filter->regex.contains(QStringLiteral("Placed")));
        source.setMatch({});
        store.serve();
        QVERIFY(store.server.reads.constLast()->request.filter
                == core::EventFilter::withoutSystemEvents());
    }

    /// Every 1,000th event is of the type that is looked for.
    void aStreamIsLookedThroughFromItsEnd()
    {
        PretendedStore store(stream());
        store.end = 1'000'000;
        pretendRare(store, 1'000);
        StreamMatchSource source(store.client, stream(), rare(), nullptr);
        QAbstractItemModelTester tester(&source.model(),
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        source.open();
        QCOMPARE(source.state().kind, EventSourceState::Kind::Loading);
        serveAll(store, source);
        QVERIFY(source.model().rowCount() >= 128);
        QVERIFY(source.model().rowCount() < 200);
        QVERIFY(!source.model().reachesStart());
        QCOMPARE(source.model().newest().commit, 999'000U);
        const int before = source.model().rowCount();
        source.showRanks(0, 20);
        QVERIFY(source.isReading());
        serveAll(store, source);
        QVERIFY(source.model().rowCount() > before);
    }

    void nothingThatFitsIsSaidAtTheStart()
    {
        PretendedStore store(stream());
        store.end = 2'000;
        StreamMatchSource source(store.client, stream(), rare(), nullptr);
        source.open();
        serveAll(store, source);
        QCOMPARE(source.state().kind, EventSourceState::Kind::Ready);
        QCOMPARE(source.model().rowCount(), 0);
        QCOMPARE(source.rangeText(), QStringLiteral("0 of 2,000 events"));
    }

    void aSearchIsCancelledAndKeepsWhatItFound()
    {
        PretendedStore store(stream());
        store.end = 1'000'000;
        pretendRare(store, 100);
        StreamMatchSource source(store.client, stream(), rare(), nullptr);
        source.open();
        serveAll(store, source);
        const int found = source.model().rowCount();
        QVERIFY(found > 0);
        source.showRanks(0, 20);
        QVERIFY(source.isReading());
        source.cancel();
        QVERIFY(!source.isReading());
        QVERIFY(source.readError());
        QCOMPARE(source.model().rowCount(), found);
        source.retry();
        QVERIFY(source.isReading());
    }

private:
    [[nodiscard]] static core::StreamName stream()
    {
        return core::StreamName(QStringLiteral("order-42"));
    }
    [[nodiscard]] static EventMatch rare() { return EventMatch::parse(QStringLiteral("Rare")); }
    static void pretendRare(PretendedStore &store, quint64 each)
    {
        const auto make = store.make;
        store.make = [make, each](quint64 revision) {
            auto event = make(revision);
            if (revision % each == 0)
                event->event->type = QStringLiteral("Rare");
            return event;
        };
    }
    static void serveAll(PretendedStore &store, const StreamMatchSource &source)
    {
        for (int i = 0; i < 5'000 && source.isReading(); ++i)
            store.serve();
        QVERIFY(!source.isReading());
    }
};

QTEST_GUILESS_MAIN(TstEventFilter)
#include "tst_event_filter.moc"
