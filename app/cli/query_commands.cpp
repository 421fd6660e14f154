#include "app/cli/query_commands.h"

#include "app/cli/json_line.h"
#include "core/text/json_text.h"

namespace app {

namespace {

QByteArray textOrNull(const QString &text)
{
    return text.isEmpty() ? QByteArray("null") : core::toJsonString(text);
}

QByteArray methodJson(const core::SupportedMethod &method)
{
    return JsonLine()
        .text("service", method.service)
        .text("method", method.method)
        .raw("features",
             jsonArray(method.features,
                       [](const QString &name) { return core::toJsonString(name); }))
        .object();
}

QByteArray nodeJson(const core::ClusterNode &node)
{
    return JsonLine()
        .text("node", node.address.toString())
        .raw("state", textOrNull(node.stateText))
        .raw("alive", node.isAlive ? "true" : "false")
        .object();
}

} // namespace

MetadataGetCommand::MetadataGetCommand(const CommandLine &line,
                                       MetadataGetOptions options,
                                       Output &output)
    : ClientCommand(line, output)
    , m_options(std::move(options))
{}

void MetadataGetCommand::start()
{
    setCall(client().metadata(m_options.stream,
                              [this](const auto &metadata) { onMetadata(metadata); }));
}

void MetadataGetCommand::onMetadata(const core::Result<core::StreamMetadata> &metadata)
{
    if (!metadata) {
        failWith(metadata.error(), m_options.stream);
        return;
    }
    if (!metadata->revision) {
        setCall(client().streamState(m_options.stream,
                                     [this](const auto &state) { onNoMetadata(state); }));
        return;
    }
    if (isVerbose())
        printDiagnostic(JsonLine().number("revision", metadata->revision).line());
    if (print(QByteArray(metadata->json + '\n')))
        end(ExitCode::Done);
}

void MetadataGetCommand::onNoMetadata(const core::Result<core::StreamState> &state)
{
    if (!state) {
        fail(failureOf(state.error(), m_options.stream));
        return;
    }
    const bool exists = state->kind == core::StreamState::Kind::Alive
                        || state->kind == core::StreamState::Kind::AllTruncated;
    if (!exists) {
        fail(failureOf(core::Error{}, m_options.stream, *state));
        return;
    }
    note(QStringLiteral("The stream has no metadata."));
    end(ExitCode::Done);
}

InfoCommand::InfoCommand(const CommandLine &line, Output &output)
    : ClientCommand(line, output)
{}

void InfoCommand::start()
{
    setCall(client().serverInfo([this](const auto &info) { onInfo(info); }));
}

void InfoCommand::onInfo(const core::Result<core::ServerInfo> &info)
{
    if (!info) {
        fail(failureOf(info.error(), {}));
        return;
    }
    const QByteArray line = JsonLine()
                                .raw("version", textOrNull(info->version))
                                .text("node", info->node.toString())
                                .raw("state", textOrNull(info->state))
                                .raw("features", jsonArray(info->methods, methodJson))
                                .raw("cluster", jsonArray(info->cluster, nodeJson))
                                .line();
    if (print(line))
        end(ExitCode::Done);
}

} // namespace app
