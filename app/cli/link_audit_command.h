// tributaryctl links audit: counts a stream's links and says which are broken and why.
// Lives on the main thread.
#pragma once

#include "app/cli/client_command.h"
#include "core/links/link_audit.h"

namespace app {

class LinkAuditCommand final : public ClientCommand
{
    Q_OBJECT

public:
    LinkAuditCommand(const CommandLine &line, const LinkAuditOptions &options, Output &output);
    void start() override;
    /// Prints what has been counted so far.
    void interrupt() override;

private:
    void onProgress(const core::AuditProgress &progress);
    void onFinished(const core::Result<core::AuditReport> &report);
    bool printReport(const core::AuditReport &report);

    const LinkAuditOptions m_options;
    QElapsedTimer m_sinceTold;
    core::LinkAudit m_audit;
};

} // namespace app
