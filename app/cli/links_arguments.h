// tributaryctl links: its options.
// Lives on the main thread.
#pragma once

#include "app/cli/argument_groups.h"

namespace app {

class LinksArguments final : public ArgumentGroup
{
public:
    explicit LinksArguments(CLI::App &parser);

    [[nodiscard]] bool isChosen() const override
    {
        return m_explain->parsed() || m_audit->parsed() || m_whyNot->parsed();
    }
    [[nodiscard]] core::Result<CommandOptions> read() const override;

private:
    CLI::App *m_explain = nullptr;
    CLI::App *m_audit = nullptr;
    CLI::App *m_whyNot = nullptr;
    std::string m_stream;
    std::string m_revision;
    std::string m_links;
    bool m_markdown = false;
};

} // namespace app
