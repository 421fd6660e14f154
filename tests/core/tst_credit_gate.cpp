// The gate between the wire's threads and the taker: what it lets through, and when it wakes.
#include "core/transport/grpc/credit_gate.h"

#include <QTest>

#include <atomic>
#include <condition_variable>
#include <thread>

using Gate = core::CreditGate<int>;
using Step = Gate::Step;

namespace {

/// As a reactor does: each read that is started brings one more event, until there is no read.
struct Reader {
    Gate gate;
    int next = 0;
    qint64 bytes = 1;

    int bring(Step step)
    {
        int wakes = step.wake ? 1 : 0;
        while (step.read) {
            step = gate.onEvent(next++, bytes);
            wakes += step.wake ? 1 : 0;
        }
        return wakes;
    }
};

/// A wire that is always ready, on a thread of its own, as gRPC's: one read at a time.
class StressedWire
{
public:
    explicit StressedWire(int total)
        : m_total(total)
        , m_thread([this] { run(); })
    {}
    ~StressedWire() { m_thread.join(); }
    StressedWire(const StressedWire &) = delete;
    StressedWire &operator=(const StressedWire &) = delete;

    void carryOut(const Step &step)
    {
        const std::lock_guard lock(m_mutex);
        if (step.read) {
            if (m_reads > 0)
                m_overlapped = true;
            ++m_reads;
        }
        m_finished = m_finished || step.finish;
        if (step.wake || step.arm)
            m_woken = true;
        m_changed.notify_all();
    }

    /// What the taker waits for: to be woken, or the end.
    bool waitUntilWoken()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_woken || m_finished; });
        m_woken = false;
        return !m_finished;
    }
    bool hasOverlapped()
    {
        const std::lock_guard lock(m_mutex);
        return m_overlapped;
    }

    Gate gate{{4096, 16}};

private:
    void run()
    {
        for (int i = 0;; ++i) {
            {
                std::unique_lock lock(m_mutex);
                m_changed.wait(lock, [this] { return m_reads > 0 || m_finished; });
                if (m_finished && m_reads == 0)
                    return;
                --m_reads;
            }
            carryOut(i < m_total ? gate.onEvent(+i, 100) : gate.onEnd());
        }
    }

    const int m_total;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_reads = 0;
    bool m_woken = false;
    bool m_finished = false;
    bool m_overlapped = false;
    std::thread m_thread;
};

} // namespace

class TstCreditGate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void nothingIsReadBeforeTheFirstGrant()
    {
        Gate gate;
        QVERIFY(!gate.tookOver(0).read);
        QVERIFY(!gate.grant(0).read);
        QVERIFY(!gate.grant(-1).read);
        QVERIFY(gate.grant(1).read);
    }

    void neverMoreIsHandedOverThanGranted()
    {
        Reader reader;
        reader.bring(reader.gate.grant(3));
        QCOMPARE(reader.gate.take().items, (std::vector<int>{0, 1, 2}));
        QVERIFY(reader.gate.take().items.empty());
        reader.bring(reader.gate.grant(2));
        QCOMPARE(reader.gate.take().items, (std::vector<int>{3, 4}));
    }

    void oneEventBeyondTheCreditIsReadAndNotMore()
    {
        Reader reader;
        reader.bring(reader.gate.grant(3));
        QCOMPARE(reader.next, 4);
    }

    void theEndAfterTheLastGrantedEventIsSeen()
    {
        Gate gate;
        QVERIFY(gate.grant(1).read);
        QVERIFY(gate.onEvent(7, 1).read);
        QVERIFY(gate.onEnd().finish);
        QCOMPARE(gate.take().items, std::vector<int>{7});
    }

    void neverTwoReadsAreUnderWay()
    {
        Gate gate;
        QVERIFY(gate.grant(5).read);
        QVERIFY(!gate.grant(5).read);
        QVERIFY(!gate.tookOver(0).read);
        QVERIFY(gate.onEvent(1, 1).read);
        QVERIFY(!gate.grant(5).read);
    }

    void theTakerIsWokenOnceForABatch()
    {
        Reader reader{.gate = Gate({1 << 20, 256})};
        QCOMPARE(reader.bring(reader.gate.grant(256)), 1);
        QCOMPARE(reader.gate.take().items.size(), size_t(256));
    }

    void aBatchThatDoesNotFillUpArmsTheTimerOnce()
    {
        Gate gate;
        (void)gate.grant(100);
        const Step first = gate.onEvent(1, 1);
        QVERIFY(first.arm && !first.wake);
        const Step second = gate.onEvent(2, 1);
        QVERIFY(!second.arm && !second.wake);
        QCOMPARE(gate.take().items.size(), size_t(2));
        QVERIFY(gate.onEvent(3, 1).arm);
    }

    void usedUpCreditWakesAtOnce()
    {
        Gate gate;
        (void)gate.grant(2);
        QVERIFY(!gate.onEvent(1, 1).wake);
        QVERIFY(gate.onEvent(2, 1).wake);
    }

    void marksCostNoCreditAndWakeAtOnce()
    {
        Gate gate;
        (void)gate.grant(1);
        const Step mark = gate.onMark(-1);
        QVERIFY(mark.wake && mark.read);
        QVERIFY(gate.onEvent(1, 1).read);
        QCOMPARE(gate.take().items, (std::vector<int>{-1, 1}));
        QVERIFY(gate.onMark(-2).wake);
        QCOMPARE(gate.take().items, std::vector<int>{-2});
    }

    void anAnswerThatSaysNothingOnlyReadsOn()
    {
        Gate gate;
        (void)gate.grant(1);
        const Step nothing = gate.onMark(std::nullopt);
        QVERIFY(nothing.read && !nothing.wake && !nothing.arm);
    }

    void readingStopsAtTheBytesThatWaitAndGoesOnWhenTheyAreTakenOver()
    {
        Gate gate({100, 256});
        (void)gate.grant(1000);
        QVERIFY(gate.onEvent(1, 60).read);
        const Step full = gate.onEvent(2, 60);
        QVERIFY(!full.read && full.wake);
        const Gate::Taken taken = gate.take();
        QCOMPARE(taken.bytes, qint64(120));
        QVERIFY(!gate.grant(1).read); // taken, but not yet over
        QVERIFY(gate.tookOver(taken.bytes).read);
    }

    void oneEventLargerThanTheLimitStillPasses()
    {
        Gate gate({100, 256});
        (void)gate.grant(2);
        QVERIFY(gate.onEvent(1, 1000).wake);
        const Gate::Taken taken = gate.take();
        QCOMPARE(taken.items, std::vector<int>{1});
        QVERIFY(gate.tookOver(taken.bytes).read);
    }

    void nothingCanBeTakenAfterCancel()
    {
        Reader reader;
        reader.bring(reader.gate.grant(3));
        (void)reader.gate.cancel();
        QVERIFY(reader.gate.take().items.empty());
        QVERIFY(!reader.gate.grant(10).read);
    }

    void cancelFinishesUnlessAReadWillDoIt()
    {
        Gate idle;
        QVERIFY(idle.cancel().finish);
        QVERIFY(!idle.cancel().finish);

        Gate reading;
        (void)reading.grant(1);
        QVERIFY(!reading.cancel().finish);
        const Step last = reading.onEvent(1, 1);
        QVERIFY(last.finish && !last.read && !last.wake);

        Gate ended;
        (void)ended.grant(1);
        QVERIFY(ended.onEnd().finish);
        QVERIFY(!ended.cancel().finish);
    }

    void aGrantAfterTheEndIsHarmless()
    {
        Gate gate;
        (void)gate.grant(1);
        (void)gate.onEnd();
        const Step step = gate.grant(5);
        QVERIFY(!step.read && !step.wake && !step.arm && !step.finish);
    }

    void twoThreadsLoseNothingAndKeepTheOrder()
    {
        constexpr int Total = 50'000;
        StressedWire wire(Total);
        wire.carryOut(wire.gate.grant(64));
        int expected = 0;
        bool inOrder = true;
        bool more = true;
        while (more) {
            more = wire.waitUntilWoken();
            const Gate::Taken taken = wire.gate.take();
            for (const int item : taken.items)
                inOrder = inOrder && item == expected++;
            wire.carryOut(wire.gate.tookOver(taken.bytes));
            wire.carryOut(wire.gate.grant(std::int64_t(taken.items.size())));
        }
        QVERIFY(inOrder);
        QCOMPARE(expected, Total);
        QVERIFY(!wire.hasOverlapped());
    }

    void cancelFromAnotherThreadAlwaysLetsTheCallEnd()
    {
        for (int round = 0; round < 200; ++round) {
            StressedWire wire(1'000'000);
            wire.carryOut(wire.gate.grant(1'000'000));
            for (int i = 0; i < round; ++i) {
                const Gate::Taken taken = wire.gate.take();
                wire.carryOut(wire.gate.tookOver(taken.bytes));
            }
            wire.carryOut(wire.gate.cancel());
            QVERIFY(wire.gate.take().items.empty());
        } // joins: the wire has stopped
    }
};

QTEST_APPLESS_MAIN(TstCreditGate)
#include "tst_credit_gate.moc"
