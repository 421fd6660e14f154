// The names and numbers of the store: what parses, what does not, how they print.
#include "core/base/event_time.h"
#include "core/base/ids.h"

#include <QTest>

using namespace core;

class TstIds final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void anEventIdPrintsAsItWasRead()
    {
        const QString text = QStringLiteral("4d36b96a-4b5a-4f5e-9059-41e40a25dc4d");
        const auto id = EventId::parse(text);
        QVERIFY(id);
        QCOMPARE(id->toString(), text);
        QCOMPARE(EventId::parse(text.toUpper()), id);
        QCOMPARE(EventId::parse(QString(u'{' + text + u'}')), id);
        QCOMPARE(EventId::fromHalves(id->mostSignificantBits(), id->leastSignificantBits()), *id);
    }

    void whatIsNoEventIdIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("no hyphens") << QStringLiteral("4d36b96a4b5a4f5e905941e40a25dc4d");
        QTest::newRow("a letter that is no digit")
            << QStringLiteral("4d36b96a-4b5a-4f5e-9059-41e40a25dc4g");
        QTest::newRow("one digit short") << QStringLiteral("4d36b96a-4b5a-4f5e-9059-41e40a25dc4");
        QTest::newRow("hyphen out of place")
            << QStringLiteral("4d36b96-a4b5a-4f5e-9059-41e40a25dc4d");
        QTest::newRow("one brace") << QStringLiteral("{4d36b96a-4b5a-4f5e-9059-41e40a25dc4d");
    }
    void whatIsNoEventIdIsRefused()
    {
        QFETCH(QString, text);
        QVERIFY(!EventId::parse(text));
    }

    void randomIdsDiffer() { QVERIFY(EventId::random() != EventId::random()); }

    void revisionsHaveDigitsOnly()
    {
        QCOMPARE(Revision::parse(u"0"), Revision{0});
        QCOMPARE(Revision::parse(u"9223372036854775807"), Revision{9223372036854775807u});
        for (const char16_t *text :
             {u"", u"-1", u"+1", u" 1", u"1 ", u"1.0", u"9223372036854775808", u"x"})
            QVERIFY2(!Revision::parse(text), qPrintable(QString::fromUtf16(text)));
    }

    void positionsHaveOneNumberOrTwo()
    {
        QCOMPARE(Position::parse(u"7:5"), (Position{7, 5}));
        QCOMPARE(Position::parse(u"7"), (Position{7, 7}));
        QCOMPARE(Position::parse(u"18446744073709551615:0"), (Position{~0ull, 0}));
        for (const char16_t *text :
             {u"", u":", u"1:", u":1", u"1:2:3", u"-1:1", u"18446744073709551616"})
            QVERIFY2(!Position::parse(text), qPrintable(QString::fromUtf16(text)));
    }

    void theCategoryIsWhatStandsBeforeTheFirstHyphen()
    {
        QCOMPARE(StreamName(QStringLiteral("order-42-x")).category(), QStringLiteral("order"));
        QCOMPARE(StreamName(QStringLiteral("order")).category(), QString());
        QCOMPARE(StreamName(QStringLiteral("-42")).category(), QString());
    }

    void timesPrintAllSevenDecimals()
    {
        QCOMPARE(EventTime{17724603111234567}.toIso(),
                 QStringLiteral("2026-03-02T14:05:11.1234567Z"));
        QCOMPARE(EventTime{0}.toIso(), QStringLiteral("1970-01-01T00:00:00.0000000Z"));
        QCOMPARE(EventTime{-1}.toIso(), QStringLiteral("1969-12-31T23:59:59.9999999Z"));
    }
};

QTEST_APPLESS_MAIN(TstIds)
#include "tst_ids.moc"
