// tributaryctl links explain: one object that tells where a link leads and how that was found out.
// Lives on the main thread.
#pragma once

#include "app/cli/client_command.h"
#include "core/links/link_chain.h"

namespace app {

class LinkExplainCommand final : public ClientCommand
{
    Q_OBJECT

public:
    LinkExplainCommand(const CommandLine &line, const LinkExplainOptions &options, Output &output);
    void start() override;

private:
    void onFinished(const core::Result<core::LinkStory> &story);

    const core::LinkTarget m_asked;
    core::LinkChain m_chain;
};

} // namespace app
