// What is remembered of a stream, and what is forgotten first.
#include "tests/ui/event_samples.h"
#include "ui/events/event_page_cache.h"

#include <QTest>

using ui::EventPageCache;
using State = EventPageCache::State;

class TstEventPageCache final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void nothingIsKnownAtFirst()
    {
        EventPageCache cache;
        QCOMPARE(cache.find({0}).state, State::Missing);
        QCOMPARE(cache.bytes(), 0);
    }

    void whatWasInsertedIsFound()
    {
        EventPageCache cache;
        cache.insert({250}, {260}, samples::batch(m_stream, 250, 260));
        QCOMPARE(cache.pageCount(), 2);
        QCOMPARE(cache.find({249}).state, State::Missing);
        QCOMPARE(cache.find({260}).state, State::Missing);
        for (quint64 revision = 250; revision < 260; ++revision) {
            QCOMPARE(cache.find({revision}).state, State::Here);
            QCOMPARE(cache.find({revision}).event->original().revision.value, revision);
        }
    }

    void whatTheReadDidNotBringIsGone()
    {
        EventPageCache cache;
        cache.insert({0}, {4}, {samples::plain(m_stream, 1), samples::plain(m_stream, 3)});
        QCOMPARE(cache.find({0}).state, State::Gone);
        QCOMPARE(cache.find({1}).state, State::Here);
        QCOMPARE(cache.find({2}).state, State::Gone);
        QCOMPARE(cache.find({3}).state, State::Here);
        QCOMPARE(cache.find({4}).state, State::Missing);
    }

    void eventsOutsideTheBoundsAreLeftOut()
    {
        EventPageCache cache;
        cache.insert({10}, {12}, samples::batch(m_stream, 5, 20));
        QCOMPARE(cache.find({9}).state, State::Missing);
        QCOMPARE(cache.find({10}).event->original().revision.value, 10U);
        QCOMPARE(cache.find({11}).event->original().revision.value, 11U);
        QCOMPARE(cache.find({12}).state, State::Missing);
    }

    void anEventThatIsReadAgainReplacesTheOld()
    {
        EventPageCache cache;
        cache.insert({0}, {1}, samples::batch(m_stream, 0, 1));
        const qsizetype before = cache.bytes();
        core::ResolvedEvent heavier = samples::plain(m_stream, 0);
        heavier.event->data = QByteArray(1000, 'x');
        cache.insert({0}, {1}, {heavier});
        QCOMPARE(cache.bytes(), before - 2 + 1000);
        QCOMPARE(cache.find({0}).event->event->data.size(), 1000);
    }

    void thePageUsedLeastIsForgottenFirst()
    {
        EventPageCache cache(fourPages());
        for (const quint64 page : {0U, 1U, 2U, 3U})
            insertPage(cache, page);
        QCOMPARE(cache.pageCount(), 4);
        QCOMPARE(cache.find({0}).state, State::Here); // page 0 is used, page 1 is the oldest now
        insertPage(cache, 4);
        QCOMPARE(cache.pageCount(), 4);
        QCOMPARE(cache.find({0}).state, State::Here);
        QCOMPARE(cache.find({EventPageCache::EventsPerPage}).state, State::Missing);
        QVERIFY(cache.bytes() <= fourPages());
    }

    void thePagesInViewStayWhateverTheyWeigh()
    {
        EventPageCache cache(1);
        for (const quint64 page : {7U, 8U, 9U})
            insertPage(cache, page);
        QCOMPARE(cache.pageCount(), 2);
        QCOMPARE(cache.find({8 * EventPageCache::EventsPerPage}).state, State::Here);
        QCOMPARE(cache.find({9 * EventPageCache::EventsPerPage}).state, State::Here);
    }

    void memoryStaysBoundedOverALongWalk()
    {
        EventPageCache cache(fourPages());
        for (quint64 page = 0; page < 500; ++page) {
            insertPage(cache, page);
            QVERIFY(cache.bytes() <= fourPages());
        }
    }

    void clearingForgetsEverything()
    {
        EventPageCache cache;
        insertPage(cache, 0);
        cache.clear();
        QCOMPARE(cache.bytes(), 0);
        QCOMPARE(cache.pageCount(), 0);
        QCOMPARE(cache.find({0}).state, State::Missing);
    }

private:
    static void insertPage(EventPageCache &cache, quint64 page)
    {
        const quint64 first = page * EventPageCache::EventsPerPage;
        const quint64 end = first + EventPageCache::EventsPerPage;
        cache.insert({first}, {end}, samples::batch(stream(), first, end));
    }
    static qsizetype fourPages()
    {
        EventPageCache cache;
        insertPage(cache, 0);
        return 4 * cache.bytes() + 1000;
    }
    static core::StreamName stream() { return core::StreamName(QStringLiteral("order-42")); }

    const core::StreamName m_stream = stream();
};

QTEST_APPLESS_MAIN(TstEventPageCache)
#include "tst_event_page_cache.moc"
