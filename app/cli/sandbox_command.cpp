#include "app/cli/sandbox_command.h"

namespace app {

SandboxCommand::SandboxCommand(core::SandboxOptions options, Output &output)
    : Command(output)
    , m_options(std::move(options))
{}

void SandboxCommand::start()
{
    auto started = core::Sandbox::start(m_options);
    if (!started) {
        Failure failure = failureOf(started.error(), {});
        failure.exitCode = ExitCode::Other; // the other codes speak of a server that is asked
        fail(failure);
        return;
    }
    m_sandbox = *started;
    if (print(QByteArray(m_sandbox->connectionString().toUtf8() + '\n')) && !output().flush())
        end(ExitCode::Other);
}

void SandboxCommand::interrupt()
{
    m_sandbox.reset();
    end(ExitCode::Done);
}

} // namespace app
