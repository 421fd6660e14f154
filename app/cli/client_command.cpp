#include "app/cli/client_command.h"

#include "app/cli/call_line.h"
#include "app/cli/json_line.h"
#include "core/transport/any_transport.h"

namespace app {

using core::ErrorCode;
using core::StreamName;

namespace {

/// A line for each call that has ended.
core::WireSink printedCalls()
{
    return [](const core::WireEntry &entry) {
        if (!entry.isRunning)
            printDiagnostic(callLine(entry));
    };
}

} // namespace

ClientCommand::ClientCommand(const CommandLine &line, Output &output)
    : Command(output)
    , m_isVerbose(line.verbose)
    , m_client(line.connection,
               core::anyTransportFactory(line.verbose ? printedCalls() : core::WireSink()))
{
    connect(
        &m_client, &core::Client::connectionStateChanged, this, &ClientCommand::onConnectionState);
}

void ClientCommand::note(const QString &text)
{
    if (m_isVerbose)
        printDiagnostic(JsonLine().text("note", text).line());
}

void ClientCommand::onConnectionState(const core::ConnectionState &state)
{
    if (state.kind == core::ConnectionState::Kind::Connected)
        note(QStringLiteral("Connected to %1.").arg(state.node.toString()));
    else if (!state.text.isEmpty())
        note(state.text);
}

void ClientCommand::failWith(const core::Error &error, const StreamName &stream)
{
    const bool isAboutStream
        = error.code == ErrorCode::StreamNotFound || error.code == ErrorCode::StreamDeleted;
    if (!isAboutStream || stream.isAll()) {
        fail(failureOf(error, stream));
        return;
    }
    setCall(m_client.streamState(stream, [=, this](const core::Result<core::StreamState> &state) {
        fail(state ? failureOf(error, stream, *state) : failureOf(error, stream));
    }));
}

void ClientCommand::endWith(const core::Result<core::WriteOutcome> &result,
                            const StreamName &stream)
{
    if (!result) {
        failWith(result.error(), stream);
        return;
    }
    if (const auto *refusal = std::get_if<core::WrongRevision>(&*result)) {
        fail(failureOf(*refusal, stream));
        return;
    }
    if (const auto *unknown = std::get_if<core::OutcomeUnknown>(&*result)) {
        fail(failureOf(*unknown, stream));
        return;
    }
    const auto &written = std::get<core::Written>(*result);
    JsonLine line;
    if (written.revision)
        line.number("revision", written.revision);
    line.position(written.position);
    if (print(line.line()))
        end(ExitCode::Done);
}

} // namespace app
