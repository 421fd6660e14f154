#include "app/cli/command_line.h"
#include "app/cli/json_line.h"
#include "app/cli/link_audit_command.h"
#include "app/cli/link_explain_command.h"
#include "app/cli/link_why_not_command.h"
#include "app/cli/query_commands.h"
#include "app/cli/read_command.h"
#include "app/cli/sandbox_command.h"
#include "app/cli/signal_watch.h"
#include "app/cli/write_commands.h"

#include <QCoreApplication>
#include <QTimer>

#include <csignal>
#include <cstdio>
#include <exception>
#include <memory>
#include <unistd.h>

namespace {

using namespace app;

std::unique_ptr<Command> makeCommand(const CommandLine &line, Output &output)
{
    struct Maker {
        const CommandLine &line;
        Output &output;

        using Made = std::unique_ptr<Command>;
        Made operator()(const ReadOptions &o) const
        {
            return std::make_unique<ReadCommand>(line, o, output);
        }
        Made operator()(const AppendOptions &o) const
        {
            return std::make_unique<AppendCommand>(line, o, output);
        }
        Made operator()(const DeleteOptions &o) const
        {
            return std::make_unique<DeleteCommand>(line, o, output);
        }
        Made operator()(const MetadataGetOptions &o) const
        {
            return std::make_unique<MetadataGetCommand>(line, o, output);
        }
        Made operator()(const MetadataSetOptions &o) const
        {
            return std::make_unique<MetadataSetCommand>(line, o, output);
        }
        Made operator()(const LinkExplainOptions &o) const
        {
            return std::make_unique<LinkExplainCommand>(line, o, output);
        }
        Made operator()(const LinkAuditOptions &o) const
        {
            return std::make_unique<LinkAuditCommand>(line, o, output);
        }
        Made operator()(const LinkWhyNotOptions &o) const
        {
            return std::make_unique<LinkWhyNotCommand>(line, o, output);
        }
        Made operator()(const InfoOptions &) const
        {
            return std::make_unique<InfoCommand>(line, output);
        }
        Made operator()(const core::SandboxOptions &o) const
        {
            return std::make_unique<SandboxCommand>(o, output);
        }
    };
    return std::visit(Maker{line, output}, line.command);
}

/// Warnings are for people: scripts find errors alone on standard error.
void warn(const CommandLine &line)
{
    if (!line.verbose && isatty(STDERR_FILENO) == 0)
        return;
    for (const QString &warning : line.warnings)
        printDiagnostic(JsonLine().text("warning", warning).line());
}

int runCommand(const CommandLine &line)
{
    const auto *read = std::get_if<ReadOptions>(&line.command);
    const bool isFollow = read && read->follow;
    SignalWatch signals;
    Output output(STDOUT_FILENO,
                  isFollow ? Output::Flushing::Lines : Output::usual(),
                  isFollow ? signals.descriptor() : -1);
    const std::unique_ptr<Command> command = makeCommand(line, output);
    QObject::connect(
        &signals, &SignalWatch::received, command.get(), [&] { command->interrupt(); });
    QObject::connect(command.get(), &Command::done, command.get(), [](ExitCode code) {
        QCoreApplication::exit(int(code));
    });
    warn(line);
    QTimer::singleShot(0, command.get(), &Command::start);
    return QCoreApplication::exec();
}

int run(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN); // a reader that goes is seen in the write's answer
    if (!qEnvironmentVariableIsSet("GRPC_VERBOSITY"))
        qputenv("GRPC_VERBOSITY", "NONE"); // standard error belongs to our own objects
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tributaryctl"));
    const auto asked = readCommandLine(argc, argv);
    if (const auto *failure = std::get_if<Failure>(&asked)) {
        printDiagnostic(failure->toLine());
        return int(failure->exitCode);
    }
    if (const auto *help = std::get_if<HelpText>(&asked))
        return Output(STDOUT_FILENO, Output::Flushing::Lines).write(help->text) ? 0 : 1;
    return runCommand(std::get<CommandLine>(asked));
}

} // namespace

int main(int argc, char **argv)
{
    try {
        return run(argc, argv);
    } catch (const std::exception &problem) { // only what the libraries throw
        std::fprintf(stderr, "tributaryctl: %s\n", problem.what());
        return int(ExitCode::Other);
    }
}
