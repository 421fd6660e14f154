// Where a link points: what parses and what does not.
#include "core/model/link_target.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;

class TstLinkTarget final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theStreamIsWhatFollowsTheFirstAt_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("stream");
        QTest::addColumn<quint64>("revision");
        QTest::newRow("plain") << QByteArray("17@order-42") << QStringLiteral("order-42")
                               << quint64{17};
        QTest::newRow("an at sign in the name")
            << QByteArray("0@user-a@b.example") << QStringLiteral("user-a@b.example") << quint64{0};
        QTest::newRow("a metadata stream")
            << QByteArray("3@$$order-42") << QStringLiteral("$$order-42") << quint64{3};
        QTest::newRow("beyond ASCII")
            << QByteArray("1@caf\xc3\xa9") << QString::fromUtf8("caf\xc3\xa9") << quint64{1};
        QTest::newRow("white space, which servers overlook before the at sign only")
            << QByteArray("\t7 @ s ") << QStringLiteral(" s ") << quint64{7};
        QTest::newRow("a plus sign") << QByteArray("+7@s") << QStringLiteral("s") << quint64{7};
        QTest::newRow("minus nothing") << QByteArray("-0@s") << QStringLiteral("s") << quint64{0};
    }
    void theStreamIsWhatFollowsTheFirstAt()
    {
        QFETCH(QByteArray, data);
        QFETCH(QString, stream);
        QFETCH(quint64, revision);
        QCOMPARE(LinkTarget::parse(data), (LinkTarget{StreamName(stream), Revision{revision}}));
    }

    void whatNamesNoEventIsNoTarget_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no at sign") << QByteArray("17");
        QTest::newRow("no revision") << QByteArray("@order-42");
        QTest::newRow("no stream") << QByteArray("17@");
        QTest::newRow("a negative revision") << QByteArray("-1@order-42");
        QTest::newRow("two signs") << QByteArray("+-1@order-42");
        QTest::newRow("a space within") << QByteArray("1 2@order-42");
        QTest::newRow("a word for a revision") << QByteArray("last@order-42");
        QTest::newRow("not UTF-8") << QByteArray("1@\xff");
    }
    void whatNamesNoEventIsNoTarget()
    {
        QFETCH(QByteArray, data);
        QVERIFY(!LinkTarget::parse(data));
    }

    void anAddressPutsTheStreamFirst()
    {
        QCOMPARE(addressText(StreamName(QStringLiteral("order-42")), Revision{17}),
                 QStringLiteral("order-42@17"));
    }
};

QTEST_APPLESS_MAIN(TstLinkTarget)
#include "tst_link_target.moc"
