// Where the link to an event stands: bisection over streams with holes, and what ends it.
#include "core/links/link_place.h"
#include "tests/support/event_builders.h"
#include "tests/ui/scripted_store.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace core;

namespace {

StreamName links()
{
    return StreamName(QStringLiteral("$ce-s"));
}

/// Where the event stands whose link has this revision.
quint64 placeOf(quint64 revision)
{
    return 10 * (revision + 1);
}

RecordedEvent linkAt(quint64 revision)
{
    RecordedEvent link = anEvent("$ce-s").at(revision).ofType("$>").asBytes();
    link.data = QByteArray::number(revision) + "@s";
    const QByteArray place = QByteArray::number(placeOf(revision));
    link.metadata = "{\"$c\":" + place + ",\"$p\":" + place + '}';
    return link;
}

/// Links of all revisions of some ranges.
QList<RecordedEvent> linksIn(const QList<std::pair<quint64, quint64>> &ranges)
{
    QList<RecordedEvent> all;
    for (const auto &[first, last] : ranges) {
        for (quint64 revision = first; revision <= last; ++revision)
            all.append(linkAt(revision));
    }
    return all;
}

WantedLink linkOf(quint64 revision)
{
    return {QByteArray::number(revision) + "@s", Position{placeOf(revision), placeOf(revision)}};
}

/// Looks for a link; nothing where it did not end well.
struct Search {
    Search(const QList<RecordedEvent> &all, const WantedLink &wanted)
        : client(fake::connectionTo({fake::node("one")}), store.server.factory(), IoThread::Caller)
        , place(client, links(), wanted)
    {
        store.streams.insert(links(), all);
        QObject::connect(&place, &LinkPlace::finished, &place, [this](const auto &result) {
            if (result)
                found = *result;
        });
    }
    void run()
    {
        place.start();
        store.settleAll();
    }

    ScriptedStore store;
    Client client;
    LinkPlace place;
    std::optional<FoundPlace> found;
};

} // namespace

class TstLinkPlace final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void holesAreNoBrokenOrder_data()
    {
        QTest::addColumn<QList<RecordedEvent>>("all");
        QTest::addColumn<quint64>("wanted");
        const auto row = [](const char *name,
                            const QList<std::pair<quint64, quint64>> &ranges,
                            quint64 wanted) { QTest::newRow(name) << linksIn(ranges) << wanted; };
        row("none", {{0, 4000}}, 1234);
        row("in the middle, before them", {{0, 1500}, {2500, 4000}}, 1499);
        row("in the middle, behind them", {{0, 1500}, {2500, 4000}}, 2501);
        row("right behind one", {{0, 1500}, {2500, 4000}}, 2500);
        row("up to the last", {{0, 1500}, {4000, 4000}}, 1400);
        row("behind the first", {{0, 0}, {2500, 4000}}, 2600);
        row("several", {{0, 10}, {900, 910}, {1990, 1999}, {3000, 3200}, {4000, 4000}}, 905);
        row("far apart", {{0, 1}, {1'000'000'000'000, 1'000'000'000'100}}, 1'000'000'000'050);
    }
    void holesAreNoBrokenOrder()
    {
        QFETCH(QList<RecordedEvent>, all);
        QFETCH(quint64, wanted);
        Search search(all, linkOf(wanted));
        search.run();
        QVERIFY(search.found);
        QCOMPARE(search.found->at, Revision{wanted});
        QVERIFY(!search.found->isScanned);
        QVERIFY2(search.found->reads <= LinkPlace::MostReads,
                 qPrintable(search.found->asked.join(u'\n')));
    }

    void alsoALinkThatIsMissingIsMissedByBisection_data()
    {
        QTest::addColumn<quint64>("wanted");
        QTest::newRow("in the hole that the first probe meets") << quint64(2000);
        QTest::newRow("at its end") << quint64(2499);
        QTest::newRow("in the hole before the last") << quint64(3999);
    }
    void alsoALinkThatIsMissingIsMissedByBisection()
    {
        QFETCH(quint64, wanted);
        Search search(linksIn({{0, 1500}, {2500, 3900}, {4000, 4000}}), linkOf(wanted));
        search.run();
        QVERIFY(search.found);
        QCOMPARE(search.found->outcome, FoundPlace::Outcome::NotThere);
        QVERIFY(!search.found->isScanned);
        QVERIFY(search.found->reads <= LinkPlace::MostReads);
    }

    void onlyBrokenOrderIsReadThrough_data()
    {
        QTest::addColumn<QByteArray>("metadata");
        QTest::newRow("a place behind the last one") << QByteArray(R"({"$c":99999,"$p":99999})");
        QTest::newRow("a place before the first one") << QByteArray(R"({"$c":1,"$p":1})");
        QTest::newRow("no place") << QByteArray("{}");
        QTest::newRow("no JSON") << QByteArray("<x/>");
    }
    void onlyBrokenOrderIsReadThrough()
    {
        QFETCH(QByteArray, metadata);
        QList<RecordedEvent> all = linksIn({{0, 4000}});
        all[2000].metadata = metadata; // where the first probe looks
        Search search(all, linkOf(1234));
        search.run();
        QVERIFY(search.found);
        QCOMPARE(search.found->at, Revision{1234});
        QVERIFY(search.found->isScanned);
    }

    void aScanTellsWhereTheStreamBegins()
    {
        QList<RecordedEvent> all = linksIn({{700, 720}});
        Search search(all, {"3@s", {}});
        search.run();
        QVERIFY(search.found);
        QCOMPARE(search.found->outcome, FoundPlace::Outcome::NotThere);
        QVERIFY(search.found->isScanned);
        QCOMPARE(search.found->first, Revision{700});
    }
};

QTEST_GUILESS_MAIN(TstLinkPlace)
#include "tst_link_place.moc"
