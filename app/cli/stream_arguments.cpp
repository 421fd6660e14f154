#include "app/cli/stream_arguments.h"

#include "app/cli/option_values.h"
#include "core/text/json_text.h"

namespace app {

using core::Result;

DeleteArguments::DeleteArguments(CLI::App &parser)
    : m_delete(addCommand(parser, "delete", "Delete a stream softly: it can be written again"))
    , m_tombstone(addCommand(
          parser, "tombstone", "Delete a stream for good: its name can never be used again"))
{
    for (CLI::App *command : {m_delete, m_tombstone}) {
        command->add_option("stream", m_stream, "The stream's name")
            ->required()
            ->type_name("STREAM");
        command
            ->add_option(
                "--expected", m_expected, "Delete only if the stream is there; any if not given")
            ->type_name("any|no-stream|stream-exists|REVISION");
    }
    m_tombstone->add_flag("--yes", m_yes, "Needed, since it cannot be taken back");
}

Result<CommandOptions> DeleteArguments::read() const
{
    const auto stream = streamValue(m_stream);
    if (!stream)
        return stream.error();
    const auto expected = expectedValue(m_expected);
    if (!expected)
        return expected.error();
    const auto mode = m_tombstone->parsed() ? core::DeleteMode::Tombstone : core::DeleteMode::Soft;
    if (mode == core::DeleteMode::Tombstone && !m_yes) {
        return refusal(QStringLiteral("A tombstone cannot be taken back and its stream's name can "
                                      "never be used again; add --yes if that is meant."));
    }
    return CommandOptions(DeleteOptions{*stream, *expected, mode});
}

MetadataArguments::MetadataArguments(CLI::App &parser)
{
    CLI::App *metadata = addCommand(parser, "metadata", "Read or write a stream's metadata");
    metadata->require_subcommand(1);
    m_get = addCommand(*metadata, "get", "Print the metadata as it is stored");
    m_set = addCommand(*metadata, "set", "Write the metadata");
    for (CLI::App *command : {m_get, m_set})
        command->add_option("stream", m_stream, "The stream's name")
            ->required()
            ->type_name("STREAM");
    m_set->add_option("json", m_json, "A JSON object, stored as it is")
        ->required()
        ->type_name("JSON");
    m_set
        ->add_option("--expected",
                     m_expected,
                     "Write only if the metadata is at this revision; any if not given")
        ->type_name("any|no-stream|stream-exists|REVISION");
}

Result<CommandOptions> MetadataArguments::read() const
{
    const auto stream = streamValue(m_stream);
    if (!stream)
        return stream.error();
    if (m_get->parsed())
        return CommandOptions(MetadataGetOptions{*stream});
    const auto expected = expectedValue(m_expected);
    if (!expected)
        return expected.error();
    const auto json = jsonValue("JSON", QByteArray::fromStdString(m_json));
    if (!json)
        return json.error();
    if (const auto members = core::jsonMembers(*json);
        const auto *note = std::get_if<core::JsonNote>(&members)) {
        return refusal(QStringLiteral("JSON: ") + note->text);
    }
    return CommandOptions(MetadataSetOptions{*stream, *expected, *json});
}

} // namespace app
