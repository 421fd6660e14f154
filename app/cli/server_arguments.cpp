#include "app/cli/server_arguments.h"

#include "app/cli/option_values.h"

#include <limits>

namespace app {

using core::Result;

InfoArguments::InfoArguments(CLI::App &parser)
    : m_command(addCommand(parser, "info", "Print the server's version, node, state and features"))
{}

Result<CommandOptions> InfoArguments::read() const
{
    return CommandOptions(InfoOptions{});
}

SandboxArguments::SandboxArguments(CLI::App &parser)
    : m_command(addCommand(parser,
                           "sandbox",
                           "Run a local server until Ctrl+C; its connection string is printed once "
                           "it is ready"))
{
    m_command->add_option("--port", m_port, "Where to listen; 0, if not given, is any free port")
        ->type_name("N");
    m_command->add_option("--db", m_database, "Where events are kept; in memory if not given")
        ->type_name("FILE|:memory:");
    m_command->add_flag("--sample", m_sample, "Write a shop's events, if there are none yet");
    m_command
        ->add_option("--synthetic-links",
                     m_syntheticLinks,
                     "Show a stream of N links into 10,000 streams, computed when it is read; may "
                     "be repeated")
        ->type_name("NAME=N");
    m_command->add_option("--profile", m_profile, "Behave as this version does; 24.10 if not given")
        ->type_name("20.10|23.10|24.10");
}

Result<CommandOptions> SandboxArguments::read() const
{
    const auto port = numberValue("--port", m_port, 0, std::numeric_limits<quint16>::max());
    if (!port)
        return port.error();
    const auto database = textValue("--db", m_database);
    if (!database)
        return database.error();
    const auto profile = profileValue(m_profile);
    if (!profile)
        return profile.error();
    core::SandboxOptions options;
    options.port = quint16(*port);
    options.databaseFile = *database;
    options.profile = *profile;
    options.withSampleData = m_sample;
    for (const std::string &text : m_syntheticLinks) {
        const auto links = syntheticLinksValue(text);
        if (!links)
            return links.error();
        options.syntheticLinks.append(*links);
    }
    return CommandOptions(options);
}

} // namespace app
