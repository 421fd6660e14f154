#include "core/transport/http/http_target.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;

class TestHttpTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    /// Each was written to and read back from a live 23.10 and 24.10.
    void aNameBecomesAPath_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("plain") << QStringLiteral("order-1") << QByteArray("/streams/order-1");
        QTest::newRow("what a path uses itself")
            << QStringLiteral("a/b?c#d@e f") << QByteArray("/streams/a%2Fb%3Fc%23d%40e%20f");
        QTest::newRow("a system stream") << QStringLiteral("$$x") << QByteArray("/streams/%24%24x");
        QTest::newRow("unicode") << QStringLiteral("ü漢") << QByteArray("/streams/%C3%BC%E6%BC%A2");
        QTest::newRow("a percent sign alone")
            << QStringLiteral("a%zz%4") << QByteArray("/streams/a%25zz%254");
        QTest::newRow("what reads like an escape")
            << QStringLiteral("%2F") << QByteArray("/streams/%25252F");
        QTest::newRow("an escape of an escape")
            << QStringLiteral("%252f") << QByteArray("/streams/%2525252f");
        QTest::newRow("a percent sign before an escape")
            << QStringLiteral("%%41") << QByteArray("/streams/%25%252541");
        QTest::newRow("dots within") << QStringLiteral("a/..") << QByteArray("/streams/a%2F..");
    }
    void aNameBecomesAPath()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, path);
        QCOMPARE(streamTarget(StreamName(name)), path);
        QVERIFY(whyNotAddressable(StreamName(name)).isEmpty());
    }

    void someNamesHaveNoPath_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("a dot") << QStringLiteral(".");
        QTest::newRow("two dots") << QStringLiteral("..");
        QTest::newRow("a zero") << QString(QChar(u'\0'));
    }
    void someNamesHaveNoPath()
    {
        QFETCH(QString, name);
        QVERIFY(!whyNotAddressable(StreamName(name)).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestHttpTarget)
#include "tst_http_target.moc"
