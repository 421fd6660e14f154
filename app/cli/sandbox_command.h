// tributaryctl sandbox: a local server until Ctrl+C.
// Lives on the main thread; the server has threads of its own.
#pragma once

#include "app/cli/command.h"
#include "core/sandbox/sandbox.h"

#include <memory>

namespace app {

class SandboxCommand final : public Command
{
    Q_OBJECT

public:
    SandboxCommand(core::SandboxOptions options, Output &output);
    void start() override;
    void interrupt() override;

private:
    const core::SandboxOptions m_options;
    std::shared_ptr<core::Sandbox> m_sandbox;
};

} // namespace app
