// tributaryctl metadata get and info: one question each.
// Live on the main thread.
#pragma once

#include "app/cli/client_command.h"

namespace app {

class MetadataGetCommand final : public ClientCommand
{
    Q_OBJECT

public:
    MetadataGetCommand(const CommandLine &line, MetadataGetOptions options, Output &output);
    void start() override;

private:
    void onMetadata(const core::Result<core::StreamMetadata> &metadata);
    void onNoMetadata(const core::Result<core::StreamState> &state);

    const MetadataGetOptions m_options;
};

class InfoCommand final : public ClientCommand
{
    Q_OBJECT

public:
    InfoCommand(const CommandLine &line, Output &output);
    void start() override;

private:
    void onInfo(const core::Result<core::ServerInfo> &info);
};

} // namespace app
