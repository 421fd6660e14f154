// What is put off to a turn of its own, and that no two such things share one.
#include "tests/support/gui_warnings.h"
#include "ui/widgets/next_turn.h"
#include "ui/widgets/paint_later.h"

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTest>
#include <QWidget>

using namespace ui;

class TstNextTurn final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        connect(QAbstractEventDispatcher::instance(),
                &QAbstractEventDispatcher::aboutToBlock,
                this,
                [this] { ++m_turn; });
    }
    void cleanup() { QAbstractEventDispatcher::instance()->disconnect(this); }

    void jobsRunInTheirOrderAndOneInEachTurn();
    void aJobWhoseContextHasGoneIsLeftOut();
    void aTaskRunsOnceForAllThatAskedForIt();
    void aTaskThatWasCancelledDoesNotRun();
    void whatIsPaintedLaterIsPaintedInTheOrderOfAsking();
    void aPartIsPaintedAfterTheWholeWhereBothAreAskedFor();
    void aWindowIsPaintedAtOnce();

private:
    int m_turn = 0;
};

void TstNextTurn::jobsRunInTheirOrderAndOneInEachTurn()
{
    struct Ran {
        int job = 0;
        int turn = 0;
    };
    QList<Ran> ran;
    QEventLoop loop;
    for (int job = 0; job < 4; ++job)
        inNextTurn(this, [this, &ran, job] { ran.append({job, m_turn}); });
    inNextTurn(this, [&loop] { loop.quit(); });
    // As long a turn as one that lays out a page: all that wait are due when it ends.
    QElapsedTimer busy;
    busy.start();
    while (busy.elapsed() < 10)
        continue;
    m_turn = 0;
    loop.exec();
    QCOMPARE(ran.size(), 4);
    int before = 0;
    for (int job = 0; job < 4; ++job) {
        QCOMPARE(ran.at(job).job, job);
        QVERIFY(ran.at(job).turn > before);
        before = ran.at(job).turn;
    }
}

void TstNextTurn::aJobWhoseContextHasGoneIsLeftOut()
{
    int ran = 0;
    bool isEnd = false;
    {
        QObject context;
        inNextTurn(&context, [&ran] { ++ran; });
    }
    inNextTurn(this, [&isEnd] { isEnd = true; });
    QTRY_VERIFY(isEnd);
    QCOMPARE(ran, 0);
}

void TstNextTurn::aTaskRunsOnceForAllThatAskedForIt()
{
    QObject context;
    int ran = 0;
    bool isEnd = false;
    TurnTask task(&context, [&ran] { ++ran; });
    task.ask();
    task.ask();
    QVERIFY(task.isAsked());
    inNextTurn(this, [&isEnd] { isEnd = true; });
    QTRY_VERIFY(isEnd);
    QCOMPARE(ran, 1);
    QVERIFY(!task.isAsked());
    task.ask();
    QTRY_COMPARE(ran, 2);
}

void TstNextTurn::aTaskThatWasCancelledDoesNotRun()
{
    QObject context;
    int ran = 0;
    bool isEnd = false;
    TurnTask task(&context, [&ran] { ++ran; });
    task.ask();
    task.cancel();
    inNextTurn(this, [&isEnd] { isEnd = true; });
    QTRY_VERIFY(isEnd);
    QCOMPARE(ran, 0);
}

void TstNextTurn::whatIsPaintedLaterIsPaintedInTheOrderOfAsking()
{
    QWidget window;
    QWidget first(&window);
    QWidget second(&window);
    QStringList seen;
    paintLater(&first);
    inNextTurn(this, [&] {
        seen.append(first.updatesEnabled() ? QStringLiteral("first") : QString());
        seen.append(second.updatesEnabled() ? QStringLiteral("second") : QString());
    });
    paintLater(&second);
    paintLater(&first); // waits already
    QVERIFY(!first.updatesEnabled());
    QVERIFY(!second.updatesEnabled());
    QTRY_VERIFY(second.updatesEnabled());
    QCOMPARE(seen, (QStringList{QStringLiteral("first"), QString()}));
}

void TstNextTurn::aPartIsPaintedAfterTheWholeWhereBothAreAskedFor()
{
    QWidget window;
    QWidget whole(&window);
    QWidget part(&whole);
    QWidget other(&whole);
    QList<bool> seen;
    paintLater(&whole);
    inNextTurn(this, [&] {
        seen = {whole.updatesEnabled(), other.updatesEnabled(), part.updatesEnabled()};
    });
    paintLater(&part);
    QVERIFY(!other.updatesEnabled());
    QTRY_VERIFY(part.updatesEnabled());
    QCOMPARE(seen, (QList<bool>{true, true, false}));
}

void TstNextTurn::aWindowIsPaintedAtOnce()
{
    QWidget window;
    paintLater(&window);
    QVERIFY(window.updatesEnabled());
}

QTEST_MAIN(TstNextTurn)

#include "tst_next_turn.moc"
