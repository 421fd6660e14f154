// What the program notes for a report: kept in memory, the last lines only.
// Any thread.
#pragma once

#include <QString>

namespace app {

/// Takes over Qt's messages: they still go to stderr (warnings and worse) and are kept for
/// diagnostics(). Nobody logs payloads or credentials.
void installLog();

/// Program, Qt, platform and the last lines of the log, for a report.
[[nodiscard]] QString diagnostics();

} // namespace app
