// tributaryctl append, delete, tombstone, metadata set: one write each.
// Live on the main thread.
#pragma once

#include "app/cli/client_command.h"

namespace app {

/// A write under way may be carried out even if the program is told to end.
class WriteCommand : public ClientCommand
{
    Q_OBJECT

public:
    void interrupt() override;

protected:
    WriteCommand(const CommandLine &line,
                 Output &output,
                 core::StreamName stream,
                 QList<core::EventId> ids = {});

    [[nodiscard]] core::Client::Callback<core::WriteOutcome> onOutcome();

private:
    const core::StreamName m_stream;
    const QList<core::EventId> m_ids;
};

class AppendCommand final : public WriteCommand
{
    Q_OBJECT

public:
    AppendCommand(const CommandLine &line, AppendOptions options, Output &output);
    void start() override;

private:
    void send(core::AlteredPayloads altered);

    const AppendOptions m_options;
};

class DeleteCommand final : public WriteCommand
{
    Q_OBJECT

public:
    DeleteCommand(const CommandLine &line, DeleteOptions options, Output &output);
    void start() override;

private:
    const DeleteOptions m_options;
};

class MetadataSetCommand final : public WriteCommand
{
    Q_OBJECT

public:
    MetadataSetCommand(const CommandLine &line, MetadataSetOptions options, Output &output);
    void start() override;

private:
    const MetadataSetOptions m_options;
};

} // namespace app
