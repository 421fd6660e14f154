// tributaryctl links why-not: one object that tells whether an event is in a stream of links, and
// why it is not.
// Lives on the main thread.
#pragma once

#include "app/cli/client_command.h"
#include "core/links/why_not.h"

namespace app {

class LinkWhyNotCommand final : public ClientCommand
{
    Q_OBJECT

public:
    LinkWhyNotCommand(const CommandLine &line, const LinkWhyNotOptions &options, Output &output);
    void start() override;

private:
    void onScanned(quint64 done, quint64 total);
    void onFinished(const core::Result<core::WhyNotAnswer> &answer);

    const LinkWhyNotOptions m_asked;
    QElapsedTimer m_sinceTold;
    core::WhyNot m_job;
};

} // namespace app
