// tributaryctl info and sandbox: their options.
// Live on the main thread.
#pragma once

#include "app/cli/argument_groups.h"

#include <optional>
#include <string>

namespace app {

class InfoArguments final : public ArgumentGroup
{
public:
    explicit InfoArguments(CLI::App &parser);

    [[nodiscard]] bool isChosen() const override { return m_command->parsed(); }
    [[nodiscard]] core::Result<CommandOptions> read() const override;

private:
    CLI::App *m_command;
};

class SandboxArguments final : public ArgumentGroup
{
public:
    explicit SandboxArguments(CLI::App &parser);

    [[nodiscard]] bool isChosen() const override { return m_command->parsed(); }
    [[nodiscard]] core::Result<CommandOptions> read() const override;

private:
    CLI::App *m_command;
    std::string m_port = "0";
    std::string m_database = ":memory:";
    std::string m_profile = "24.10";
    std::optional<std::string> m_certificate;
    std::optional<std::string> m_key;
    bool m_sample = false;
    std::vector<std::string> m_syntheticLinks;
};

} // namespace app
