// What an audit tells, in words.
// Pure functions: GUI thread.
#pragma once

#include "core/links/link_audit.h"

#include <QString>

namespace ui {

/// "120,331 of 1,000,000 events · 81,000 a second · 11 s left".
[[nodiscard]] QString auditProgressText(const core::AuditProgress &progress);
/// "2 of 366 links are broken · revisions 0 to 366 · read in 0.1 s"; of a report that is not
/// complete: how far it got.
[[nodiscard]] QString auditOutcomeText(const core::AuditReport &report, bool hasFailed = false);
/// "Truncated: 2 links (1 by $tb, 1 by $maxCount)".
[[nodiscard]] QString auditReasonText(const core::AuditReport &report, core::LinkState reason);
/// "1 link", "2,000 links".
[[nodiscard]] QString linksText(quint64 links);
/// "42 ms", "0.4 s", "12 s", "3 min 20 s", "2 h 5 min".
[[nodiscard]] QString durationText(std::chrono::milliseconds duration);

} // namespace ui
