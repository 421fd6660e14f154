#include "core/links/audit_report.h"

#include "core/text/json_line.h"

#include <algorithm>

namespace core {

namespace {

constexpr qsizetype StreamsShown = 100;

QByteArray number(quint64 value)
{
    return QByteArray::number(value);
}

QByteArray exampleJson(const AuditExample &example)
{
    JsonLine json;
    json.number("revision", std::optional(example.link)).text("text", example.text);
    if (example.target)
        json.raw("target",
                 JsonLine()
                     .text("stream", example.target->stream.text())
                     .number("revision", std::optional(example.target->revision))
                     .object());
    return json.text("why", example.why).object();
}

QByteArray reasonsJson(const AuditReport &report)
{
    JsonLine json;
    for (auto reason = report.reasons.cbegin(); reason != report.reasons.cend(); ++reason)
        json.raw(linkStateText(reason.key()).toLatin1(), number(*reason));
    return json.object();
}

QByteArray truncationsJson(const AuditReport &report)
{
    JsonLine json;
    for (auto rule = report.truncations.cbegin(); rule != report.truncations.cend(); ++rule)
        json.raw(truncatedByText(rule.key()).toLatin1(), number(*rule));
    return json.object();
}

QByteArray summaryLine(const AuditReport &report)
{
    return JsonLine()
        .text("kind", QStringLiteral("summary"))
        .text("stream", report.stream.text())
        .number("first", report.first)
        .number("last", report.last)
        .raw("complete", report.isComplete ? "true" : "false")
        .number("milliseconds", qint64(report.duration.count()))
        .raw("events", number(report.events))
        .raw("links", number(report.links))
        .raw("resolved", number(report.resolved))
        .raw("broken", number(report.broken))
        .raw("open", number(report.open))
        .raw("markers", number(report.markers))
        .raw("references", number(report.references))
        .raw("others", number(report.others))
        .raw("toLinks", number(report.toLinks))
        .raw("reasons", reasonsJson(report))
        .raw("truncatedBy", truncationsJson(report))
        .raw("targetStreams", number(report.targetStreams))
        .raw("moreTargetStreams", report.rest ? "true" : "false")
        .raw("repeated", number(report.repeated))
        .number("repeatedUpTo", report.repeatedUpTo ? report.repeatedUpTo : report.last)
        .line();
}

QByteArray streamLine(const AuditTargetStream &target, const QString &kind)
{
    JsonLine json;
    json.text("kind", kind);
    if (!target.stream.isEmpty())
        json.text("stream", target.stream.text());
    json.raw("links", number(target.links))
        .raw("resolved", number(target.links - target.broken - target.open))
        .raw("broken", number(target.broken))
        .raw("open", number(target.open));
    if (target.broken > 0)
        json.text("reason", linkStateText(target.reason));
    return json.line();
}

/// Text in a cell of a table.
QByteArray cell(const QString &text)
{
    QString safe = text;
    safe.replace(u'\\', QStringLiteral("\\\\"))
        .replace(u'|', QStringLiteral("\\|"))
        .replace(u'\n', u' ')
        .replace(u'\r', u' ');
    return safe.toUtf8();
}

QByteArray row(const QList<QByteArray> &cells)
{
    return "| " + cells.join(" | ") + " |\n";
}

QByteArray heads(const QList<QByteArray> &names)
{
    return row(names) + row(QList<QByteArray>(names.size(), "---"));
}

QByteArray countsTable(const AuditReport &report)
{
    QByteArray text = heads({"What", "How many"});
    text += row({"Events in the stream", number(report.events)});
    text += row({"Links", number(report.links)});
    text += row({"- that resolve", number(report.resolved)});
    text += row({"- that are broken", number(report.broken)});
    if (report.open > 0)
        text += row({"- that do not resolve, not asked yet why", number(report.open)});
    text += row({"- whose target an earlier link has", number(report.repeated)});
    text += row({"- to another link", number(report.toLinks)});
    text += row({"Deletion markers", number(report.markers)});
    text += row({"Stream references", number(report.references)});
    text += row({"Ordinary events", number(report.others)});
    return text + row({"Target streams", number(report.targetStreams) + (report.rest ? "+" : "")});
}

QByteArray examplesTable(const QList<AuditExample> &examples)
{
    QByteArray text = heads({"Revision", "Link", "Why"});
    for (const AuditExample &example : examples)
        text += row({number(example.link.value), cell(example.text), cell(example.why)});
    return text;
}

QByteArray reasonSections(const AuditReport &report)
{
    QByteArray text;
    for (auto reason = report.reasons.cbegin(); reason != report.reasons.cend(); ++reason) {
        text += "\n## " + linkStateWords(reason.key()).toUtf8() + ": " + number(*reason) + "\n\n";
        if (reason.key() == LinkState::EventTruncated) {
            for (auto rule = report.truncations.cbegin(); rule != report.truncations.cend(); ++rule)
                text
                    += "- by " + truncatedByText(rule.key()).toUtf8() + ": " + number(*rule) + '\n';
            text += '\n';
        }
        text += examplesTable(report.examples.value(reason.key()));
    }
    return text;
}

QByteArray streamsSection(const AuditReport &report)
{
    if (report.broken == 0)
        return {};
    QByteArray text = "\n## Streams with broken links\n\n"
                      + heads({"Stream", "Links", "Broken", "Reason of the last"});
    const QList<AuditTargetStream> streams = mostBrokenFirst(report.byStream);
    for (const AuditTargetStream &target : streams.first(std::min(StreamsShown, streams.size()))) {
        if (target.broken == 0)
            break;
        text += row({cell(target.stream.text()),
                     number(target.links),
                     number(target.broken),
                     linkStateWords(target.reason).toUtf8()});
    }
    if (report.rest)
        text += row({"(streams that were not kept apart)",
                     number(report.rest->links),
                     number(report.rest->broken),
                     ""});
    return text;
}

QByteArray repeatedSection(const AuditReport &report)
{
    QByteArray text;
    if (!report.repeatedExamples.isEmpty())
        text += "\n## Targets linked more than once: " + number(report.repeated) + "\n\n"
                + examplesTable(report.repeatedExamples);
    if (report.repeatedUpTo)
        text += "\nRepeated targets were looked for up to revision "
                + number(report.repeatedUpTo->value) + " only: there was no room for more.\n";
    return text;
}

} // namespace

QList<AuditTargetStream> mostBrokenFirst(QList<AuditTargetStream> streams)
{
    std::sort(
        streams.begin(), streams.end(), [](const AuditTargetStream &a, const AuditTargetStream &b) {
            if (a.broken != b.broken)
                return a.broken > b.broken;
            return a.open != b.open ? a.open > b.open : a.stream < b.stream;
        });
    return streams;
}

QByteArray auditNdjson(const AuditReport &report)
{
    QByteArray lines = summaryLine(report);
    for (auto reason = report.reasons.cbegin(); reason != report.reasons.cend(); ++reason)
        lines += JsonLine()
                     .text("kind", QStringLiteral("reason"))
                     .text("state", linkStateText(reason.key()))
                     .raw("links", number(*reason))
                     .raw("examples", jsonArray(report.examples.value(reason.key()), exampleJson))
                     .line();
    const QList<AuditTargetStream> streams = mostBrokenFirst(report.byStream);
    for (const AuditTargetStream &target : streams)
        lines += streamLine(target, QStringLiteral("target-stream"));
    if (report.rest)
        lines += streamLine(*report.rest, QStringLiteral("other-target-streams"));
    lines += JsonLine()
                 .text("kind", QStringLiteral("repeated"))
                 .raw("links", number(report.repeated))
                 .raw("examples", jsonArray(report.repeatedExamples, exampleJson))
                 .line();
    return lines;
}

QByteArray auditMarkdown(const AuditReport &report)
{
    QByteArray text = "# Links in " + cell(report.stream.text()) + "\n\n";
    if (report.first && report.last)
        text += "Revisions " + number(report.first->value) + " to " + number(report.last->value)
                + (report.isComplete ? ", read in " : ", stopped after ")
                + QByteArray::number(double(report.duration.count()) / 1000, 'f', 1)
                + " seconds.\n\n";
    return text + countsTable(report) + reasonSections(report) + streamsSection(report)
           + repeatedSection(report);
}

} // namespace core
