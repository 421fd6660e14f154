#include "core/links/link_tally.h"

#include "core/links/link_metadata.h"
#include "core/links/link_text.h"

#include <algorithm>

namespace core {

LinkTally::LinkTally(const StreamName &stream, const AuditLimits &limits)
    : m_limits(limits)
{
    m_report.stream = stream;
}

std::optional<LinkTally::Open> LinkTally::take(const ResolvedEvent &found)
{
    const RecordedEvent &event = found.original();
    ++m_report.events;
    if (!m_report.first)
        m_report.first = event.revision;
    m_report.last = event.revision;
    if (!event.isLink()) {
        ++(isStreamReference(event) ? m_report.references : m_report.others);
        return std::nullopt;
    }
    if (isDeletionMarker(event)) {
        ++m_report.markers;
        return std::nullopt;
    }
    ++m_report.links;
    if (found.link && found.event) {
        ++m_report.resolved;
        m_report.toLinks += quint64(found.event->isLink());
        takeTarget(event, {found.event->stream, found.event->revision});
        return std::nullopt;
    }
    const auto target = LinkTarget::parse(event.data);
    if (!target) {
        takeMalformed(event);
        return std::nullopt;
    }
    ++m_report.open;
    ++takeTarget(event, *target).open;
    return Open{event.revision, *target};
}

LinkTally::Target &LinkTally::targetOf(const StreamName &stream)
{
    const auto found = m_targets.find(stream);
    if (found != m_targets.end())
        return found->second;
    const bool hasRoom = m_targets.size() < size_t(m_limits.targetStreams);
    return hasRoom ? m_targets[stream] : m_rest;
}

LinkTally::Target &LinkTally::takeTarget(const RecordedEvent &link, const LinkTarget &target)
{
    Target &into = targetOf(target.stream);
    ++into.links;
    if (m_report.repeatedUpTo)
        return into;
    const bool isLumped = &into == &m_rest;
    if (isLumped || m_ranges >= m_limits.ranges) {
        m_report.repeatedUpTo = link.revision;
        return into;
    }
    const size_t before = into.seen.rangeCount();
    if (!into.seen.insert(target.revision)) {
        ++m_report.repeated;
        if (m_report.repeatedExamples.size() < m_limits.examples)
            m_report.repeatedExamples.append({link.revision,
                                              QString::fromUtf8(link.data),
                                              target,
                                              QStringLiteral("An earlier link has this target.")});
    }
    m_ranges = m_ranges + into.seen.rangeCount() - before;
    return into;
}

void LinkTally::takeMalformed(const RecordedEvent &link)
{
    ++m_report.broken;
    ++m_report.reasons[LinkState::Malformed];
    addExample(
        LinkState::Malformed,
        {link.revision, QString::fromUtf8(link.data), std::nullopt, LinkText::of(link).problem});
}

void LinkTally::settle(const Open &open, const TargetVerdict &verdict)
{
    --m_report.open;
    ++m_report.broken;
    ++m_report.reasons[verdict.state];
    if (verdict.truncatedBy != TruncatedBy::Nothing)
        ++m_report.truncations[verdict.truncatedBy];
    Target &target = targetOf(open.target.stream);
    --target.open;
    ++target.broken;
    target.reason = verdict.state;
    const QString text = open.target.revision.toString() + u'@' + open.target.stream.text();
    addExample(verdict.state, {open.link, text, open.target, verdict.why});
}

void LinkTally::addExample(LinkState reason, const AuditExample &example)
{
    QList<AuditExample> examples = m_report.examples.value(reason);
    // Verdicts come as they come; the first links are to be shown.
    const auto after = std::upper_bound(
        examples.cbegin(),
        examples.cend(),
        example.link,
        [](Revision link, const AuditExample &other) { return link < other.link; });
    if (after - examples.cbegin() >= m_limits.examples)
        return;
    examples.insert(after, example);
    if (examples.size() > m_limits.examples)
        examples.removeLast();
    m_report.examples.insert(reason, examples);
}

AuditReport LinkTally::report() const
{
    AuditReport report = m_report;
    report.targetStreams = quint64(m_targets.size());
    std::vector<AuditTargetStream> streams;
    streams.reserve(m_targets.size());
    for (const auto &[stream, target] : m_targets)
        streams.push_back({stream, target.links, target.broken, target.open, target.reason});
    std::sort(
        streams.begin(), streams.end(), [](const AuditTargetStream &a, const AuditTargetStream &b) {
            if (a.broken != b.broken)
                return a.broken > b.broken;
            return a.open != b.open ? a.open > b.open : a.stream < b.stream;
        });
    report.byStream = QList<AuditTargetStream>(streams.cbegin(), streams.cend());
    if (m_rest.links > 0)
        report.rest
            = AuditTargetStream{{}, m_rest.links, m_rest.broken, m_rest.open, m_rest.reason};
    return report;
}

} // namespace core
