#include "app/cli/write_commands.h"

namespace app {

namespace {

QList<core::EventId> idsOf(const QList<core::NewEvent> &events)
{
    QList<core::EventId> ids;
    ids.reserve(events.size());
    for (const core::NewEvent &event : events)
        ids.append(event.id);
    return ids;
}

} // namespace

WriteCommand::WriteCommand(const CommandLine &line,
                           Output &output,
                           core::StreamName stream,
                           QList<core::EventId> ids)
    : ClientCommand(line, output)
    , m_stream(std::move(stream))
    , m_ids(std::move(ids))
{}

void WriteCommand::interrupt()
{
    const core::Error reason{core::ErrorCode::Cancelled,
                             QStringLiteral("It was interrupted before the answer came."),
                             {}};
    fail(failureOf(core::OutcomeUnknown{m_ids, reason}, m_stream));
}

core::Client::Callback<core::WriteOutcome> WriteCommand::onOutcome()
{
    return [this](const core::Result<core::WriteOutcome> &result) { endWith(result, m_stream); };
}

AppendCommand::AppendCommand(const CommandLine &line, AppendOptions options, Output &output)
    : WriteCommand(line, output, options.stream, idsOf(options.events))
    , m_options(std::move(options))
{}

void AppendCommand::start()
{
    const core::AppendRequest request{
        .stream = m_options.stream, .expected = m_options.expected, .events = m_options.events};
    setCall(client().append(request, onOutcome()));
}

DeleteCommand::DeleteCommand(const CommandLine &line, DeleteOptions options, Output &output)
    : WriteCommand(line, output, options.stream)
    , m_options(std::move(options))
{}

void DeleteCommand::start()
{
    const core::DeleteRequest request{
        .stream = m_options.stream, .expected = m_options.expected, .mode = m_options.mode};
    setCall(client().remove(request, onOutcome()));
}

MetadataSetCommand::MetadataSetCommand(const CommandLine &line,
                                       MetadataSetOptions options,
                                       Output &output)
    : WriteCommand(line, output, options.stream)
    , m_options(std::move(options))
{}

void MetadataSetCommand::start()
{
    setCall(
        client().setMetadata(m_options.stream, m_options.json, m_options.expected, onOutcome()));
}

} // namespace app
