// The log of calls: bounded, fed from any thread, each call once however often it is told.
#include "core/wire_log/wire_log.h"

#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace core;

namespace {

WireEntry aCall(const QString &target, qint64 serial = 0)
{
    WireEntry entry;
    entry.target = target;
    entry.serial = serial;
    return entry;
}

QStringList targets(const WireLog &log)
{
    QStringList texts;
    for (qsizetype i = 0; i < log.size(); ++i)
        texts.append(log.at(i).target);
    return texts;
}

} // namespace

class TstWireLog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void callsOfAllConnectionsStandInTheirOrder()
    {
        WireLog log;
        const WireSink first = log.sinkFor(QStringLiteral("shop"));
        const WireSink second = log.sinkFor(QStringLiteral("stock"));
        first(aCall(QStringLiteral("a")));
        second(aCall(QStringLiteral("b")));
        first(aCall(QStringLiteral("c")));
        QTRY_COMPARE(targets(log),
                     (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
        QCOMPARE(log.at(0).connection, QStringLiteral("shop"));
        QCOMPARE(log.at(1).connection, QStringLiteral("stock"));
    }

    void manyCallsArriveAtOnce()
    {
        WireLog log;
        QSignalSpy appended(&log, &WireLog::appended);
        const WireSink sink = log.sinkFor(QString());
        for (int i = 0; i < 500; ++i)
            sink(aCall(QString::number(i)));
        QTRY_COMPARE(log.size(), qsizetype(500));
        QCOMPARE(appended.size(), 1);
    }

    void aCallThatIsToldAgainStaysWhereItIs()
    {
        WireLog log;
        QSignalSpy changed(&log, &WireLog::changed);
        const WireSink sink = log.sinkFor(QString());
        sink(aCall(QStringLiteral("running"), 7));
        sink(aCall(QStringLiteral("other")));
        QTRY_COMPARE(log.size(), qsizetype(2));
        sink(aCall(QStringLiteral("done"), 7));
        QTRY_COMPARE(targets(log), (QStringList{QStringLiteral("done"), QStringLiteral("other")}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toLongLong(), 0);
    }

    void whatIsToldTwiceBeforeItArrivesIsOneCall()
    {
        WireLog log;
        const WireSink sink = log.sinkFor(QString());
        sink(aCall(QStringLiteral("running"), 7));
        sink(aCall(QStringLiteral("done"), 7));
        QTRY_COMPARE(targets(log), QStringList{QStringLiteral("done")});
    }

    void theOldestMakeRoom()
    {
        WireLog log({.entries = 3});
        QSignalSpy removed(&log, &WireLog::aboutToRemove);
        const WireSink sink = log.sinkFor(QString());
        sink(aCall(QStringLiteral("first"), 1));
        sink(aCall(QStringLiteral("second"), 2));
        QTRY_COMPARE(log.size(), qsizetype(2));
        sink(aCall(QStringLiteral("third"), 3));
        sink(aCall(QStringLiteral("fourth"), 4));
        QTRY_COMPARE(targets(log),
                     (QStringList{QStringLiteral("second"),
                                  QStringLiteral("third"),
                                  QStringLiteral("fourth")}));
        QCOMPARE(removed.size(), 1);
        sink(aCall(QStringLiteral("third, again"), 3)); // it has moved up
        QTRY_COMPARE(targets(log),
                     (QStringList{QStringLiteral("second"),
                                  QStringLiteral("third, again"),
                                  QStringLiteral("fourth")}));
    }

    void largeCallsMakeRoomSooner()
    {
        WireLog log({.entries = 100, .bytes = 40'000});
        const WireSink sink = log.sinkFor(QString());
        for (int i = 0; i < 10; ++i) {
            WireEntry entry = aCall(QString::number(i));
            entry.answer = QByteArray(16'000, 'x');
            sink(entry);
        }
        QTRY_COMPARE(targets(log), (QStringList{QStringLiteral("8"), QStringLiteral("9")}));
    }

    void whatWaitsIsBoundedToo()
    {
        WireLog log({.entries = 10});
        QSignalSpy removed(&log, &WireLog::aboutToRemove);
        const WireSink sink = log.sinkFor(QString());
        for (int i = 0; i < 1000; ++i)
            sink(aCall(QString::number(i)));
        QTRY_COMPARE(log.size(), qsizetype(10));
        QCOMPARE(log.at(0).target, QStringLiteral("990"));
        QCOMPARE(removed.size(), 0); // they never arrived
    }

    void theNewestStaysWhateverItsSize()
    {
        WireLog log({.entries = 10, .bytes = 1000});
        WireEntry entry = aCall(QStringLiteral("large"));
        entry.answer = QByteArray(16'000, 'x');
        log.sinkFor(QString())(entry);
        QTRY_COMPARE(log.size(), qsizetype(1));
    }

    void callsComeFromAnyThread()
    {
        WireLog log;
        std::vector<std::thread> threads;
        threads.reserve(4);
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([sink = log.sinkFor(QString::number(t))] {
                for (int i = 0; i < 250; ++i)
                    sink(aCall(QString::number(i), WireEntry::nextSerial()));
            });
        for (std::thread &thread : threads)
            thread.join();
        QTRY_COMPARE(log.size(), qsizetype(1000));
    }

    void aSinkMayOutliveTheLog()
    {
        auto log = std::make_unique<WireLog>();
        const WireSink sink = log->sinkFor(QString());
        sink(aCall(QStringLiteral("waits")));
        log.reset();
        sink(aCall(QStringLiteral("nobody listens")));
        QCoreApplication::sendPostedEvents();
    }

    void clearedIsEmpty()
    {
        WireLog log;
        const WireSink sink = log.sinkFor(QString());
        sink(aCall(QStringLiteral("a"), 1));
        QTRY_COMPARE(log.size(), qsizetype(1));
        log.clear();
        QCOMPARE(log.size(), qsizetype(0));
        sink(aCall(QStringLiteral("a, again"), 1));
        QTRY_COMPARE(targets(log), QStringList{QStringLiteral("a, again")});
    }
};

QTEST_GUILESS_MAIN(TstWireLog)
#include "tst_wire_log.moc"
