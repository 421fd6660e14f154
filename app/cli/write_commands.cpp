#include "app/cli/write_commands.h"

#include "app/cli/json_line.h"

#include <QStringList>

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

/// The detail has a line an event that would change.
QString changeText(const core::Error &wouldBeAltered)
{
    constexpr qsizetype MostNamed = 3;
    const QStringList changes = wouldBeAltered.detail.split(u'\n');
    const QString more = changes.size() > MostNamed ? QStringLiteral("; ...") : QString();
    return QStringLiteral("The server will store this otherwise than it is given: %1%2.")
        .arg(changes.mid(0, MostNamed).join(QStringLiteral("; ")), more);
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
    send(core::AlteredPayloads::Refuse);
}

/// What the transport would change is said before it is sent.
void AppendCommand::send(core::AlteredPayloads altered)
{
    const core::AppendRequest request{.stream = m_options.stream,
                                      .expected = m_options.expected,
                                      .events = m_options.events,
                                      .altered = altered};
    const auto finish = onOutcome();
    setCall(client().append(request, [=, this](const core::Result<core::WriteOutcome> &result) {
        const bool isAltered = !result && result.error().code == core::ErrorCode::WouldBeAltered;
        if (!isAltered || altered == m_options.altered) {
            finish(result);
            return;
        }
        printDiagnostic(JsonLine().text("warning", changeText(result.error())).line());
        send(m_options.altered);
    }));
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
