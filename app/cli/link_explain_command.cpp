#include "app/cli/link_explain_command.h"

#include "app/cli/json_line.h"
#include "core/links/link_text.h"
#include "core/text/json_text.h"

namespace app {

namespace {

using core::LinkHop;

void addMarker(JsonLine &json, const std::optional<core::StreamName> &deleted)
{
    if (deleted)
        json.text("marker", QStringLiteral("stream-deleted")).text("deleted", deleted->text());
}

void addEvent(JsonLine &json, const core::RecordedEvent &event)
{
    json.text("type", event.type);
    if (event.isUnanswered) {
        json.raw("id", "null").raw("created", "null").raw("text", "null").raw("answered", "false");
        return;
    }
    json.text("id", event.id.toString()).text("created", event.created.toIso());
    if (!event.isLink() && !core::isStreamReference(event))
        return;
    json.text("text", QString::fromUtf8(event.data));
    const core::LinkText text = core::LinkText::of(event);
    if (text.form == core::LinkText::Form::Malformed)
        json.text("problem", text.problem).number("problemAt", text.problemAt);
    if (core::isJson(event.metadata))
        json.raw("metadata", core::compactJson(event.metadata).value_or("null"));
}

/// `why` is how the state was established, of the last hop.
QByteArray hopJson(const LinkHop &hop, const QString &why)
{
    JsonLine json;
    json.text("stream", hop.stream.text())
        .number("revision", std::optional(hop.revision))
        .text("state", core::linkStateText(hop.state));
    addMarker(json, hop.deleted);
    if (hop.truncatedBy != core::TruncatedBy::Nothing)
        json.text("truncatedBy", core::truncatedByText(hop.truncatedBy));
    if (hop.event)
        addEvent(json, *hop.event);
    if (!why.isEmpty())
        json.text("why", why);
    return json.object();
}

QByteArray storyJson(const core::LinkTarget &asked, const core::LinkStory &story)
{
    JsonLine json;
    json.text("stream", asked.stream.text())
        .number("revision", std::optional(asked.revision))
        .text("state", core::linkStateText(story.end()));
    addMarker(json, story.deletedStream());
    const auto hop = [&story](const LinkHop &each) {
        return hopJson(each, &each == &story.hops.constLast() ? story.why : QString());
    };
    return json.raw("chain", jsonArray(story.hops, hop))
        .text("why", story.why)
        .raw("asked",
             jsonArray(story.asked, [](const QString &s) { return core::toJsonString(s); }))
        .line();
}

} // namespace

LinkExplainCommand::LinkExplainCommand(const CommandLine &line,
                                       const LinkExplainOptions &options,
                                       Output &output)
    : ClientCommand(line, output)
    , m_asked(options.link)
    , m_chain(client(), options.link)
{
    connect(&m_chain, &core::LinkChain::finished, this, &LinkExplainCommand::onFinished);
}

void LinkExplainCommand::start()
{
    m_chain.start();
}

void LinkExplainCommand::onFinished(const core::Result<core::LinkStory> &story)
{
    if (!story) {
        fail(failureOf(story.error(), m_asked.stream));
        return;
    }
    if (print(storyJson(m_asked, *story)))
        end(ExitCode::Done);
}

} // namespace app
