// tributaryctl read: its options.
// Lives on the main thread.
#pragma once

#include "app/cli/argument_groups.h"

namespace app {

class ReadArguments final : public ArgumentGroup
{
public:
    explicit ReadArguments(CLI::App &parser);

    [[nodiscard]] bool isChosen() const override { return m_command->parsed(); }
    [[nodiscard]] core::Result<CommandOptions> read() const override;

private:
    void declareFilters();
    [[nodiscard]] core::Result<std::optional<core::EventFilter>>
    readFilter(const core::StreamName &stream) const;
    [[nodiscard]] core::Result<core::EventFilter>
    readSubject(core::EventFilter::Subject subject,
                const std::vector<std::string> &prefixes,
                const CLI::Option *regexOption,
                const std::string &regex) const;

    CLI::App *m_command;
    std::string m_stream;
    std::string m_from;
    std::string m_count;
    bool m_backwards = false;
    bool m_resolveLinks = false;
    bool m_follow = false;
    bool m_approximate = false;
    std::vector<std::string> m_streamPrefixes;
    std::vector<std::string> m_typePrefixes;
    std::string m_streamRegex;
    std::string m_typeRegex;
    CLI::Option *m_fromOption = nullptr;
    CLI::Option *m_countOption = nullptr;
    CLI::Option *m_streamRegexOption = nullptr;
    CLI::Option *m_typeRegexOption = nullptr;
};

} // namespace app
