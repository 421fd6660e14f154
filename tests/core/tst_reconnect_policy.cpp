// How long a lost subscription waits, and when it gives up.
#include "core/engine/reconnect_policy.h"

#include <QTest>

using namespace core;
using std::chrono::milliseconds;

class TstReconnectPolicy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theWaitDoublesUpToTheMost()
    {
        const ReconnectPolicy policy{milliseconds(100), milliseconds(1000), 10};
        const int expected[] = {100, 200, 400, 800, 1000, 1000};
        for (int attempt = 1; attempt <= 6; ++attempt)
            QCOMPARE(policy.delay(attempt, 0.0), milliseconds(expected[attempt - 1]));
        QCOMPARE(policy.delay(1'000'000, 0.0), milliseconds(1000));
    }

    void jitterTakesUpToHalfAway()
    {
        const ReconnectPolicy policy{milliseconds(100), milliseconds(1000), 10};
        QCOMPARE(policy.delay(2, 0.5), milliseconds(150));
        QCOMPARE(policy.delay(2, 1.0), milliseconds(100));
        QCOMPARE(policy.delay(2, 7.0), milliseconds(100));
    }

    void theFirstWaitIsNeverMoreThanTheMost()
    {
        const ReconnectPolicy policy{milliseconds(5000), milliseconds(1000), 10};
        QCOMPARE(policy.delay(1, 0.0), milliseconds(1000));
    }

    void givesUpAfterTheLastAttempt()
    {
        const ReconnectPolicy policy{.maxAttempts = 3};
        QVERIFY(!policy.givesUpBefore(3));
        QVERIFY(policy.givesUpBefore(4));
    }
};

QTEST_APPLESS_MAIN(TstReconnectPolicy)
#include "tst_reconnect_policy.moc"
