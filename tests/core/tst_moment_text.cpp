// Moments as people type them.
#include "core/moments/moment_text.h"

#include <QTest>

class TstMomentText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aMomentIsRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(expected);
        };
        row("date and time", "2026-03-02 14:05", "2026-03-02T14:05:00.0000000Z");
        row("with seconds", "2026-03-02 14:05:11", "2026-03-02T14:05:11.0000000Z");
        row("a date alone is its beginning", "2026-03-02", "2026-03-02T00:00:00.0000000Z");
        row("a time alone is of the day", "14:05", "2026-01-31T14:05:00.0000000Z");
        row("a time with seconds", "23:59:59", "2026-01-31T23:59:59.0000000Z");
        row("ISO 8601 in UTC", "2026-03-02T14:05:11Z", "2026-03-02T14:05:11.0000000Z");
        row("ISO 8601 with all decimals",
            "2026-03-02T14:05:11.1234567Z",
            "2026-03-02T14:05:11.1234567Z");
        row("few decimals", "2026-03-02T14:05:11.5", "2026-03-02T14:05:11.5000000Z");
        row("more decimals than there are ticks",
            "2026-03-02T14:05:11.123456789Z",
            "2026-03-02T14:05:11.1234567Z");
        row("as the tables write it",
            "2026-03-02 14:05:11.123 456 7 UTC",
            "2026-03-02T14:05:11.1234567Z");
        row("east of Greenwich", "2026-03-02T14:05:11+01:00", "2026-03-02T13:05:11.0000000Z");
        row("west, over midnight", "2026-03-02 22:05 -0530", "2026-03-03T03:35:00.0000000Z");
        row("a zone of hours", "2026-03-02T14:05+02", "2026-03-02T12:05:00.0000000Z");
        row("a time with a zone", "00:30+01:00", "2026-01-30T23:30:00.0000000Z");
        row("spaces around", "  2026-03-02   14:05  ", "2026-03-02T14:05:00.0000000Z");
        row("before the epoch", "1969-12-31 23:59:59.5", "1969-12-31T23:59:59.5000000Z");
    }
    void aMomentIsRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto moment = core::parseMoment(text, QDate(2026, 1, 31));
        QVERIFY(moment);
        QCOMPARE(moment->toIso(), expected);
    }

    void whatIsNoMomentIsNone_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 " ",
                                 "17",
                                 "20260302",
                                 "2026",
                                 "2026-3-2",
                                 "2026-02-30",
                                 "2026-13-01",
                                 "2026-03-02 25:00",
                                 "2026-03-02 14",
                                 "24:00",
                                 "9:05",
                                 "48210:48102",
                                 "14:60",
                                 "14:05.5",
                                 "14:05 CET",
                                 "14:05+19",
                                 "2026-03-0214:05",
                                 "2026-03-02Z",
                                 "yesterday",
                                 "2026-03-02 14:05 x"})
            QTest::addRow("\"%s\"", text) << QString::fromLatin1(text);
    }
    void whatIsNoMomentIsNone()
    {
        QFETCH(QString, text);
        QVERIFY(!core::parseMoment(text, QDate(2026, 1, 31)));
    }
};

QTEST_APPLESS_MAIN(TstMomentText)
#include "tst_moment_text.moc"
