#include "app/cli/argument_groups.h"

#include "app/cli/append_arguments.h"
#include "app/cli/links_arguments.h"
#include "app/cli/read_arguments.h"
#include "app/cli/server_arguments.h"
#include "app/cli/stream_arguments.h"

namespace app {

CLI::App *
ArgumentGroup::addCommand(CLI::App &parent, const std::string &name, const std::string &description)
{
    CLI::App *command = parent.add_subcommand(name, description);
    command->fallthrough(); // --server and its like may stand behind the command as well
    return command;
}

core::Error ArgumentGroup::refusal(const QString &sentence)
{
    return {core::ErrorCode::InvalidArgument, sentence, {}};
}

std::vector<std::unique_ptr<ArgumentGroup>> declareCommands(CLI::App &parser)
{
    std::vector<std::unique_ptr<ArgumentGroup>> groups;
    groups.push_back(std::make_unique<ReadArguments>(parser));
    groups.push_back(std::make_unique<AppendArguments>(parser));
    groups.push_back(std::make_unique<DeleteArguments>(parser));
    groups.push_back(std::make_unique<MetadataArguments>(parser));
    groups.push_back(std::make_unique<LinksArguments>(parser));
    groups.push_back(std::make_unique<InfoArguments>(parser));
    groups.push_back(std::make_unique<SandboxArguments>(parser));
    return groups;
}

} // namespace app
