#include "app/cli/links_arguments.h"

#include "app/cli/option_values.h"

#include <limits>

namespace app {

using core::Result;

LinksArguments::LinksArguments(CLI::App &parser)
{
    CLI::App *links
        = addCommand(parser, "links", "See where links lead and what is wrong with them");
    links->require_subcommand(1);
    m_explain = addCommand(*links, "explain", "Follow one link to its end and say what is there");
    m_explain->add_option("stream", m_stream, "The stream that the link stands in")
        ->required()
        ->type_name("STREAM");
    m_explain->add_option("revision", m_revision, "The link's revision there")
        ->required()
        ->type_name("REVISION");
    m_audit = addCommand(*links, "audit", "Count a stream's links: how many are broken, and why");
    m_audit->add_option("stream", m_stream, "A stream of links: $ce-..., $et-..., any")
        ->required()
        ->type_name("STREAM");
    m_audit->add_flag("--markdown", m_markdown, "Print tables for people, not lines of JSON");
    m_whyNot = addCommand(
        *links, "why-not", "Say whether an event is in a stream of links, and why it is not");
    m_whyNot->add_option("stream", m_stream, "The event's stream")->required()->type_name("STREAM");
    m_whyNot->add_option("revision", m_revision, "The event's revision there")
        ->required()
        ->type_name("REVISION");
    m_whyNot->add_option("links", m_links, "The stream of links to look into: $ce-..., any")
        ->required()
        ->type_name("LINKS");
}

Result<CommandOptions> LinksArguments::read() const
{
    const auto stream = streamValue(m_stream);
    if (!stream)
        return stream.error();
    if (m_audit->parsed())
        return CommandOptions(LinkAuditOptions{*stream, m_markdown});
    const auto revision
        = numberValue("REVISION", m_revision, 0, std::numeric_limits<qint64>::max());
    if (!revision)
        return revision.error();
    const core::LinkTarget event{*stream, core::Revision{quint64(*revision)}};
    if (m_explain->parsed())
        return CommandOptions(LinkExplainOptions{event});
    const auto links = streamValue(m_links);
    if (!links)
        return links.error();
    return CommandOptions(LinkWhyNotOptions{event, *links});
}

} // namespace app
