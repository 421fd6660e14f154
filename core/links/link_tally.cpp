#include "core/links/link_tally.h"

#include "core/links/link_metadata.h"
#include "core/links/link_text.h"

#include <algorithm>

namespace core {

LinkTally::LinkTally(const StreamName &stream, const AuditLimits &limits)
    : m_limits(limits)
{
    m_report.stream = stream;
    // Room that is not used costs nothing; growing would copy tens of thousands in one turn.
    m_report.byStream.reserve(limits.targetStreams);
    m_targets.reserve(size_t(limits.targetStreams));
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
    AuditTargetStream &counts = takeTarget(event, *target);
    if (++counts.open == 1 && &counts != &m_rest)
        ++m_report.openStreams;
    return Open{event.revision, *target};
}

/// Null: there is no room to keep it apart.
LinkTally::Target *LinkTally::targetOf(const StreamName &stream)
{
    const auto found = m_targets.find(stream);
    if (found != m_targets.end())
        return &found->second;
    if (m_targets.size() >= size_t(m_limits.targetStreams))
        return nullptr;
    Target &added = m_targets[stream];
    added.row = m_report.byStream.size();
    m_report.byStream.append({.stream = stream});
    return &added;
}

AuditTargetStream &LinkTally::countsOf(const Target *target)
{
    if (!target)
        return m_rest;
    return m_report.byStream.data()[target->row]; // a list that a report shares is copied here
}

AuditTargetStream &LinkTally::takeTarget(const RecordedEvent &link, const LinkTarget &target)
{
    Target *into = targetOf(target.stream);
    AuditTargetStream &counts = countsOf(into);
    ++counts.links;
    if (m_report.repeatedUpTo)
        return counts;
    if (!into || m_ranges >= m_limits.ranges) {
        m_report.repeatedUpTo = link.revision;
        return counts;
    }
    const size_t before = into->seen.rangeCount();
    if (!into->seen.insert(target.revision)) {
        ++m_report.repeated;
        if (m_report.repeatedExamples.size() < m_limits.examples)
            m_report.repeatedExamples.append({link.revision,
                                              QString::fromUtf8(link.data),
                                              target,
                                              QStringLiteral("An earlier link has this target.")});
    }
    m_ranges = m_ranges + into->seen.rangeCount() - before;
    return counts;
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
    AuditTargetStream &counts = countsOf(targetOf(open.target.stream));
    if (--counts.open == 0 && &counts != &m_rest)
        --m_report.openStreams;
    ++counts.broken;
    counts.reason = verdict.state;
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
    if (m_rest.links > 0)
        report.rest = m_rest;
    return report;
}

} // namespace core
