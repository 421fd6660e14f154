#include "app/cli/append_arguments.h"

#include "app/cli/option_values.h"
#include "core/text/event_ndjson.h"

namespace app {

using core::NewEvent;
using core::Result;

AppendArguments::AppendArguments(CLI::App &parser)
    : m_command(addCommand(parser, "append", "Write one event, or several at once from lines"))
{
    m_command->add_option("stream", m_stream, "The stream's name")->required()->type_name("STREAM");
    m_command
        ->add_option(
            "--expected", m_expected, "Write only if the stream is there; any if not given")
        ->type_name("any|no-stream|stream-exists|REVISION");
    declareEvent();
    m_linesOption = m_command
                        ->add_option("--ndjson",
                                     m_lines,
                                     "Write the events of a file's lines, or of standard input "
                                     "(-), as \"read\" prints them: all or none")
                        ->type_name("F|-");
    m_command
        ->add_option("--altered",
                     m_altered,
                     "Over HTTP servers parse several events, or one with metadata, and store them "
                     "written anew: what of the JSON may change; layout if not given")
        ->type_name("none|layout|any");
}

void AppendArguments::declareEvent()
{
    m_typeOption = m_command->add_option("--type", m_type, "The event's type")->type_name("TYPE");
    m_idOption = m_command->add_option("--id", m_id, "The event's id; a new one if not given")
                     ->type_name("UUID");
    m_command->add_flag(
        "--bytes", m_bytes, "The data is bytes (application/octet-stream), not JSON");
    m_dataOption = m_command->add_option("--data", m_data, "The event's data")->type_name("TEXT");
    m_dataFileOption = m_command
                           ->add_option("--data-file",
                                        m_dataFile,
                                        "A file, or standard input (-), that is the event's data, "
                                        "every byte of it")
                           ->type_name("F|-");
    m_metadataOption
        = m_command->add_option("--metadata", m_metadata, "The event's metadata, as JSON")
              ->type_name("TEXT");
}

Result<CommandOptions> AppendArguments::read() const
{
    const auto stream = streamValue(m_stream);
    if (!stream)
        return stream.error();
    const auto expected = expectedValue(m_expected);
    if (!expected)
        return expected.error();
    const auto events = readEvents();
    if (!events)
        return events.error();
    const auto altered = alteredValue(m_altered);
    if (!altered)
        return altered.error();
    return CommandOptions(AppendOptions{*stream, *expected, *events, *altered});
}

Result<QList<NewEvent>> AppendArguments::readEvents() const
{
    if (isGiven(m_linesOption))
        return readLines();
    if (!isGiven(m_typeOption))
        return refusal(QStringLiteral("--type is missing; or give events as lines with --ndjson."));
    return readEvent().andThen(
        [](NewEvent &&event) -> Result<QList<NewEvent>> { return QList<NewEvent>{event}; });
}

Result<QList<NewEvent>> AppendArguments::readLines() const
{
    for (const CLI::Option *option :
         {m_typeOption, m_idOption, m_dataOption, m_dataFileOption, m_metadataOption}) {
        if (isGiven(option)) {
            return refusal(QStringLiteral("--ndjson and %1 exclude each other.")
                               .arg(QString::fromStdString(option->get_name())));
        }
    }
    if (m_bytes)
        return refusal(QStringLiteral("--ndjson and --bytes exclude each other."));
    const auto input = readInput("--ndjson", m_lines);
    if (!input)
        return input.error();
    const auto events = core::newEventsFromNdjson(*input);
    if (!events)
        return refusal(QStringLiteral("--ndjson: ") + events.error().message);
    if (events->isEmpty())
        return refusal(QStringLiteral("--ndjson: there is no event to write."));
    return *events;
}

Result<NewEvent> AppendArguments::readEvent() const
{
    NewEvent event;
    const auto type = textValue("--type", m_type);
    if (!type)
        return type.error();
    event.type = *type;
    const auto id = isGiven(m_idOption) ? idValue(m_id) : core::EventId::random();
    if (!id)
        return id.error();
    event.id = *id;
    event.contentType = m_bytes ? core::ContentType::Bytes : core::ContentType::Json;
    const auto data = readData();
    if (!data)
        return data.error();
    event.data = *data;
    if (isGiven(m_metadataOption)) {
        const auto metadata = jsonValue("--metadata", QByteArray::fromStdString(m_metadata));
        if (!metadata)
            return metadata.error();
        event.metadata = *metadata;
    }
    return event;
}

Result<QByteArray> AppendArguments::readData() const
{
    const bool isText = isGiven(m_dataOption);
    if (isText && isGiven(m_dataFileOption))
        return refusal(QStringLiteral("--data and --data-file exclude each other."));
    if (!isText && !isGiven(m_dataFileOption))
        return QByteArray();
    const char *option = isText ? "--data" : "--data-file";
    const Result<QByteArray> data
        = isText ? Result(QByteArray::fromStdString(m_data)) : readInput(option, m_dataFile);
    if (!data || m_bytes)
        return data;
    return jsonValue(option, *data);
}

} // namespace app
