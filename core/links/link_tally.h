// Counts the links of a stream as they go by, in bounded memory.
// A value: one thread at a time.
#pragma once

#include "core/links/audit_report.h"
#include "core/links/revision_set.h"
#include "core/links/target_verdict.h"
#include "core/model/recorded_event.h"

#include <unordered_map>

namespace core {

class LinkTally
{
public:
    explicit LinkTally(const StreamName &stream, const AuditLimits &limits = {});

    /// A link that did not resolve, and what its text names: the caller finds out why.
    struct Open {
        Revision link;
        LinkTarget target;
    };
    /// Counts an event of a resolved read. What it gives back is to be settled later.
    [[nodiscard]] std::optional<Open> take(const ResolvedEvent &found);
    /// Counts a link that was open.
    void settle(const Open &open, const TargetVerdict &verdict);

    [[nodiscard]] quint64 events() const { return m_report.events; }
    [[nodiscard]] std::optional<Revision> firstRevision() const { return m_report.first; }
    /// What has been counted so far. A copy is shared until the next event: not after each.
    [[nodiscard]] AuditReport report() const;

private:
    /// What is remembered of a stream besides its counts.
    struct Target {
        qsizetype row = 0; ///< of its counts in the report
        RevisionSet seen;
    };

    struct HashName {
        size_t operator()(const StreamName &name) const { return qHash(name); }
    };

    [[nodiscard]] Target *targetOf(const StreamName &stream);
    [[nodiscard]] AuditTargetStream &countsOf(const Target *target);
    AuditTargetStream &takeTarget(const RecordedEvent &link, const LinkTarget &target);
    void takeMalformed(const RecordedEvent &link);
    void addExample(LinkState reason, const AuditExample &example);

    AuditLimits m_limits;
    AuditReport m_report;
    std::unordered_map<StreamName, Target, HashName> m_targets;
    AuditTargetStream m_rest;
    size_t m_ranges = 0;
};

} // namespace core
