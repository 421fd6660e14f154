// The commands as the command line knows them: which options each has and how they become what is
// asked for. Lives on the main thread.
#pragma once

#include "app/cli/command_line.h"
#include "core/base/result.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace app {

/// One command, or a few that share their options.
class ArgumentGroup
{
public:
    ArgumentGroup() = default;
    virtual ~ArgumentGroup() = default;
    ArgumentGroup(const ArgumentGroup &) = delete;
    ArgumentGroup &operator=(const ArgumentGroup &) = delete;

    /// Whether the parsed command line names a command of this group.
    [[nodiscard]] virtual bool isChosen() const = 0;
    /// What was asked for, or InvalidArgument. Reads the input files that are named.
    [[nodiscard]] virtual core::Result<CommandOptions> read() const = 0;

protected:
    [[nodiscard]] static CLI::App *
    addCommand(CLI::App &parent, const std::string &name, const std::string &description);
    [[nodiscard]] static bool isGiven(const CLI::Option *option) { return option->count() > 0; }
    [[nodiscard]] static core::Error refusal(const QString &sentence);
};

/// All commands, declared in the parser, which must outlive them.
[[nodiscard]] std::vector<std::unique_ptr<ArgumentGroup>> declareCommands(CLI::App &parser);

} // namespace app
