// A command that asks a server.
// Lives on the main thread.
#pragma once

#include "app/cli/command.h"
#include "app/cli/command_line.h"
#include "core/client/client.h"

namespace app {

class ClientCommand : public Command
{
    Q_OBJECT

protected:
    ClientCommand(const CommandLine &line, Output &output);

    [[nodiscard]] core::Client &client() { return m_client; }
    [[nodiscard]] bool isVerbose() const { return m_isVerbose; }
    /// {"note": ...} on standard error, with --verbose only.
    void note(const QString &text);

    /// Fails with the error. Where it says "not found" or "deleted" the stream is looked at first,
    /// since only that tells which of the two ways of deletion it was.
    void failWith(const core::Error &error, const core::StreamName &stream);
    /// Prints what a write came to, and ends.
    void endWith(const core::Result<core::WriteOutcome> &result, const core::StreamName &stream);

    /// The request of the moment.
    void setCall(core::Call call) { m_call = std::move(call); }

private:
    void onConnectionState(const core::ConnectionState &state);

    const bool m_isVerbose;
    core::Client m_client;
    core::Call m_call;
};

} // namespace app
