#include "app/cli/server_arguments.h"

#include "app/cli/option_values.h"

#include <limits>

namespace app {

using core::Result;

namespace {

/// Empty if it is not given.
Result<QString> fileValue(const char *option, const std::optional<std::string> &bytes)
{
    return bytes ? textValue(option, *bytes) : Result<QString>(QString());
}

} // namespace

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
        ->type_name("20.10|23.10|24.10|25.1");
    m_command->add_option("--tls-cert", m_certificate, "Speak TLS with this certificate (PEM)")
        ->type_name("FILE");
    m_command->add_option("--tls-key", m_key, "The key of the certificate (PEM)")
        ->type_name("FILE");
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
    const auto certificate = fileValue("--tls-cert", m_certificate);
    if (!certificate)
        return certificate.error();
    const auto key = fileValue("--tls-key", m_key);
    if (!key)
        return key.error();
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
    options.tlsCertificateFile = *certificate;
    options.tlsKeyFile = *key;
    return CommandOptions(options);
}

} // namespace app
