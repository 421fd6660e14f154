// tributaryctl append: its options, and the events they make.
// Lives on the main thread.
#pragma once

#include "app/cli/argument_groups.h"

namespace app {

class AppendArguments final : public ArgumentGroup
{
public:
    explicit AppendArguments(CLI::App &parser);

    [[nodiscard]] bool isChosen() const override { return m_command->parsed(); }
    [[nodiscard]] core::Result<CommandOptions> read() const override;

private:
    void declareEvent();
    [[nodiscard]] core::Result<QList<core::NewEvent>> readEvents() const;
    [[nodiscard]] core::Result<QList<core::NewEvent>> readLines() const;
    [[nodiscard]] core::Result<core::NewEvent> readEvent() const;
    [[nodiscard]] core::Result<QByteArray> readData() const;

    CLI::App *m_command;
    std::string m_stream;
    std::string m_expected = "any";
    std::string m_type;
    std::string m_id;
    std::string m_data;
    std::string m_dataFile;
    std::string m_metadata;
    std::string m_lines;
    std::string m_altered = "layout";
    bool m_bytes = false;
    CLI::Option *m_typeOption = nullptr;
    CLI::Option *m_idOption = nullptr;
    CLI::Option *m_dataOption = nullptr;
    CLI::Option *m_dataFileOption = nullptr;
    CLI::Option *m_metadataOption = nullptr;
    CLI::Option *m_linesOption = nullptr;
};

} // namespace app
