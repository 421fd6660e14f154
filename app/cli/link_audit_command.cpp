#include "app/cli/link_audit_command.h"

namespace app {

namespace {

constexpr qint64 TellEveryMs = 1000;

} // namespace

LinkAuditCommand::LinkAuditCommand(const CommandLine &line,
                                   const LinkAuditOptions &options,
                                   Output &output)
    : ClientCommand(line, output)
    , m_options(options)
    , m_audit(client(), options.stream)
{
    connect(&m_audit, &core::LinkAudit::progressed, this, &LinkAuditCommand::onProgress);
    connect(&m_audit, &core::LinkAudit::finished, this, &LinkAuditCommand::onFinished);
}

void LinkAuditCommand::start()
{
    m_sinceTold.start();
    m_audit.start();
}

void LinkAuditCommand::interrupt()
{
    if (printReport(m_audit.report()))
        end(ExitCode::Interrupted);
}

void LinkAuditCommand::onProgress(const core::AuditProgress &progress)
{
    if (m_sinceTold.elapsed() < TellEveryMs)
        return;
    m_sinceTold.start();
    QString text
        = QStringLiteral("%1 of %2 events, %3 a second.")
              .arg(QString::number(progress.done),
                   progress.total ? QString::number(*progress.total) : QStringLiteral("some"),
                   QString::number(progress.perSecond, 'f', 0));
    if (progress.left)
        text += QStringLiteral(" %1 seconds are left.").arg(progress.left->count());
    note(text);
}

void LinkAuditCommand::onFinished(const core::Result<core::AuditReport> &report)
{
    if (!report) {
        failWith(report.error(), m_options.stream);
        return;
    }
    if (printReport(*report))
        end(ExitCode::Done);
}

bool LinkAuditCommand::printReport(const core::AuditReport &report)
{
    return print(m_options.asMarkdown ? core::auditMarkdown(report) : core::auditNdjson(report));
}

} // namespace app
