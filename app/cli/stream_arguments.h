// tributaryctl delete, tombstone and metadata: their options.
// Live on the main thread.
#pragma once

#include "app/cli/argument_groups.h"

namespace app {

class DeleteArguments final : public ArgumentGroup
{
public:
    explicit DeleteArguments(CLI::App &parser);

    [[nodiscard]] bool isChosen() const override
    {
        return m_delete->parsed() || m_tombstone->parsed();
    }
    [[nodiscard]] core::Result<CommandOptions> read() const override;

private:
    CLI::App *m_delete;
    CLI::App *m_tombstone;
    std::string m_stream;
    std::string m_expected = "any";
    bool m_yes = false;
};

class MetadataArguments final : public ArgumentGroup
{
public:
    explicit MetadataArguments(CLI::App &parser);

    [[nodiscard]] bool isChosen() const override { return m_get->parsed() || m_set->parsed(); }
    [[nodiscard]] core::Result<CommandOptions> read() const override;

private:
    CLI::App *m_get;
    CLI::App *m_set;
    std::string m_stream;
    std::string m_json;
    std::string m_expected = "any";
};

} // namespace app
