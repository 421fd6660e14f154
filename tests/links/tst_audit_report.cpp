// An audit's report as lines of JSON and as Markdown.
#include "core/links/audit_report.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace core;

namespace {

AuditReport aReport()
{
    AuditReport report;
    report.stream = StreamName(QStringLiteral("$ce-a|b"));
    report.first = Revision{0};
    report.last = Revision{4};
    report.isComplete = true;
    report.events = 5;
    report.links = 4;
    report.resolved = 3;
    report.broken = 1;
    report.markers = 1;
    report.reasons[LinkState::EventTruncated] = 1;
    report.truncations[TruncatedBy::MaxCount] = 1;
    const LinkTarget target{StreamName(QStringLiteral("a|b-1")), Revision{2}};
    report.examples[LinkState::EventTruncated]
        = {{Revision{3}, QStringLiteral("2@a|b-1"), target, QStringLiteral("It is.")}};
    report.targetStreams = 1;
    report.byStream = {{target.stream, 4, 1, 0, LinkState::EventTruncated}};
    return report;
}

QList<QJsonObject> objectsOf(const QByteArray &lines)
{
    QList<QJsonObject> objects;
    for (const QByteArray &line : lines.split('\n')) {
        if (!line.isEmpty())
            objects.append(QJsonDocument::fromJson(line).object());
    }
    return objects;
}

} // namespace

class TstAuditReport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theFirstLineSumsUp()
    {
        const QJsonObject summary = objectsOf(auditNdjson(aReport())).constFirst();
        QCOMPARE(summary.value(QStringLiteral("kind")).toString(), QStringLiteral("summary"));
        QCOMPARE(summary.value(QStringLiteral("links")).toInt(), 4);
        QCOMPARE(summary.value(QStringLiteral("resolved")).toInt(), 3);
        QCOMPARE(summary.value(QStringLiteral("markers")).toInt(), 1);
        QCOMPARE(summary.value(QStringLiteral("reasons")).toObject(),
                 (QJsonObject{{QStringLiteral("event-truncated"), 1}}));
        QCOMPARE(summary.value(QStringLiteral("truncatedBy")).toObject(),
                 (QJsonObject{{QStringLiteral("$maxCount"), 1}}));
        QVERIFY(summary.value(QStringLiteral("complete")).toBool());
    }

    void theOtherLinesTellReasonsAndStreams()
    {
        QStringList kinds;
        for (const QJsonObject &line : objectsOf(auditNdjson(aReport())))
            kinds.append(line.value(QStringLiteral("kind")).toString());
        QCOMPARE(kinds.join(u' '), QStringLiteral("summary reason target-stream repeated"));
    }

    void theMostBrokenStreamsAreWrittenFirst()
    {
        AuditReport report = aReport();
        report.byStream.prepend({.stream = StreamName(QStringLiteral("whole")), .links = 9});
        report.byStream.append(
            {.stream = StreamName(QStringLiteral("worst")), .links = 9, .broken = 9});
        QStringList streams;
        for (const QJsonObject &line : objectsOf(auditNdjson(report))) {
            if (line.value(QStringLiteral("kind")).toString() == QStringLiteral("target-stream"))
                streams.append(line.value(QStringLiteral("stream")).toString());
        }
        QCOMPARE(streams.constFirst(), QStringLiteral("worst"));
        QCOMPARE(streams.constLast(), QStringLiteral("whole"));
        const QByteArray text = auditMarkdown(report);
        QVERIFY(text.indexOf("| worst |") > 0);
        QVERIFY(text.indexOf("| worst |") < text.indexOf("| a\\|b-1 |"));
    }

    void inMarkdownABarInANameBreaksNoTable()
    {
        const QByteArray text = auditMarkdown(aReport());
        QVERIFY(text.contains("# Links in $ce-a\\|b\n"));
        QVERIFY(text.contains("| 3 | 2@a\\|b-1 | It is. |\n"));
        QVERIFY(text.contains("- by $maxCount: 1\n"));
    }

    void aStoppedAuditSaysSo()
    {
        AuditReport report = aReport();
        report.isComplete = false;
        QVERIFY(auditMarkdown(report).contains("stopped after"));
        QVERIFY(auditNdjson(report).contains("\"complete\":false"));
    }
};

QTEST_APPLESS_MAIN(TstAuditReport)
#include "tst_audit_report.moc"
