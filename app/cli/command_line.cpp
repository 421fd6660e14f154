#include "app/cli/command_line.h"

#include "app/cli/argument_groups.h"
#include "app/cli/option_values.h"
#include "core/client/connection_string.h"

#include <QtGlobal>

#include <algorithm>
#include <limits>

namespace app {

namespace {

constexpr const char *ServerVariable = "TRIBUTARY_SERVER";
constexpr qint64 LongestPollSeconds = 3600;
constexpr const char *UsualServer = "kurrentdb://localhost:2113?tls=false";

constexpr const char *Footer
    = "Output is one JSON object a line. Errors are one JSON object on standard error.\n"
      "Exit codes: 0 done, 1 other, 2 usage, 3 wrong expected revision, 4 stream not found,\n"
      "5 stream deleted, 6 not authenticated or denied, 7 unavailable, 8 outcome unknown.";

/// What holds for every command.
struct CommonArguments {
    explicit CommonArguments(CLI::App &parser)
    {
        serverOption
            = parser
                  .add_option("--server",
                              server,
                              std::string("Where the server is; if not given, the environment's ")
                                  + ServerVariable + " (which other users cannot see), or "
                                  + UsualServer)
                  ->type_name("CONNECTION");
        parser.add_option("--transport", transport, "How to speak to it; grpc if not given")
            ->type_name("grpc|http");
        trustedOption = parser
                            .add_option("--trusted-auth",
                                        trusted,
                                        "Over HTTP: who to be without a password, for a server "
                                        "that was started to believe it")
                            ->type_name("\"USER; GROUP, GROUP\"");
        longPollOption = parser
                             .add_option("--long-poll",
                                         longPoll,
                                         "Over HTTP: seconds that the server may hold back the "
                                         "answer to a follow; 20 if not given")
                             ->type_name("SECONDS");
        deadlineOption
            = parser
                  .add_option("--deadline",
                              deadline,
                              "Milliseconds: the longest silence of a read, the longest write")
                  ->type_name("MS");
        parser.add_flag(
            "--verbose", verbose, "Say on standard error what is done, with a line for each call");
    }

    std::string server;
    std::string transport = "grpc";
    std::string trusted;
    std::string longPoll;
    std::string deadline;
    bool verbose = false;
    CLI::Option *serverOption = nullptr;
    CLI::Option *trustedOption = nullptr;
    CLI::Option *longPollOption = nullptr;
    CLI::Option *deadlineOption = nullptr;
};

Failure failureOf(const core::Error &error)
{
    return usageFailure(error.message);
}

/// CLI11's sentences lack a full stop; a wrong command it calls a missing one.
Failure failureOf(const CLI::ParseError &error, const CLI::App &parser)
{
    const std::vector<std::string> rest = parser.remaining();
    const bool hasCommand = !parser.get_subcommands().empty();
    if (!hasCommand && !rest.empty()) {
        return usageFailure(QStringLiteral("\"%1\" is neither a command nor an option; see --help.")
                                .arg(QString::fromStdString(rest.front())));
    }
    if (!hasCommand && error.get_name() == "RequiredError")
        return usageFailure(QStringLiteral("A command is missing; see --help."));
    return usageFailure(QString::fromUtf8(error.what()) + u'.');
}

std::optional<Failure> readConnection(const CommonArguments &common, CommandLine &into)
{
    const bool isOption = common.serverOption->count() > 0;
    const char *source = isOption ? "--server" : ServerVariable;
    QString text
        = isOption ? QString::fromStdString(common.server) : qEnvironmentVariable(ServerVariable);
    if (!isOption && text.isEmpty())
        text = QString::fromLatin1(UsualServer);
    const auto parsed = core::parseConnectionStringAt(text);
    if (const auto *error = std::get_if<core::ConnectionStringError>(&parsed)) {
        const QString message = QString::fromLatin1(source) + QStringLiteral(": ") + error->message;
        return usageFailure(message, {{"character", QByteArray::number(error->offset + 1)}});
    }
    into.connection = std::get<core::ParsedConnection>(parsed).settings;
    into.warnings = std::get<core::ParsedConnection>(parsed).warnings;
    return std::nullopt;
}

/// How the server is spoken to, and what only one of the ways has.
std::optional<Failure> readTransport(const CommonArguments &common, CommandLine &into)
{
    if (common.transport != "grpc" && common.transport != "http")
        return usageFailure(QStringLiteral("--transport: grpc or http."));
    const bool isHttp = common.transport == "http";
    into.connection.transport = isHttp ? core::TransportKind::Http : core::TransportKind::Grpc;
    for (const CLI::Option *option : {common.trustedOption, common.longPollOption}) {
        if (!isHttp && option->count() > 0)
            return usageFailure(QString::fromStdString(option->get_name())
                                + QStringLiteral(": only with --transport http."));
    }
    if (common.trustedOption->count() > 0) {
        const auto trusted = textValue("--trusted-auth", common.trusted);
        if (!trusted)
            return failureOf(trusted.error());
        into.connection.trustedIdentity = *trusted;
    }
    if (common.longPollOption->count() > 0) {
        const auto seconds = numberValue("--long-poll", common.longPoll, 1, LongestPollSeconds);
        if (!seconds)
            return failureOf(seconds.error());
        into.connection.longPoll = std::chrono::seconds(*seconds);
    }
    return std::nullopt;
}

/// Fills everything but the command.
std::optional<Failure> readCommon(const CommonArguments &common, CommandLine &into)
{
    into.verbose = common.verbose;
    if (const auto failure = readConnection(common, into))
        return failure;
    if (const auto failure = readTransport(common, into))
        return failure;
    if (common.deadlineOption->count() > 0) {
        const auto deadline
            = numberValue("--deadline", common.deadline, 1, std::numeric_limits<int>::max());
        if (!deadline)
            return failureOf(deadline.error());
        into.connection.defaultDeadline = std::chrono::milliseconds(*deadline);
    }
    return std::nullopt;
}

std::variant<CommandLine, HelpText, Failure>
readParsed(const CommonArguments &common, const std::vector<std::unique_ptr<ArgumentGroup>> &groups)
{
    const auto chosen = std::find_if(
        groups.begin(), groups.end(), [](const auto &group) { return group->isChosen(); });
    if (chosen == groups.end())
        return usageFailure(QStringLiteral("A command is missing; see --help."));
    const auto command = (*chosen)->read();
    if (!command)
        return failureOf(command.error());
    CommandLine line;
    line.command = *command;
    const bool needsServer = !std::holds_alternative<core::SandboxOptions>(line.command);
    if (const auto failure = needsServer ? readCommon(common, line) : std::nullopt)
        return *failure;
    return line;
}

} // namespace

std::variant<CommandLine, HelpText, Failure> readCommandLine(int argc, const char *const *argv)
{
    CLI::App parser("Reads and writes the event streams of KurrentDB and EventStoreDB.",
                    "tributaryctl");
    parser.require_subcommand(1);
    parser.set_version_flag("--version", "tributaryctl " TRIBUTARY_VERSION);
    parser.footer(Footer);
    const CommonArguments common(parser);
    const auto groups = declareCommands(parser);
    try {
        parser.parse(argc, argv);
    } catch (const CLI::CallForHelp &) {
        return HelpText{QByteArray::fromStdString(parser.help())};
    } catch (const CLI::CallForVersion &version) {
        return HelpText{QByteArray(version.what()) + '\n'};
    } catch (const CLI::ParseError &error) {
        return failureOf(error, parser);
    }
    return readParsed(common, groups);
}

} // namespace app
