#include "app/cli/read_arguments.h"

#include "app/cli/option_values.h"

#include <limits>

namespace app {

namespace {

using core::EventFilter;
using core::Result;

} // namespace

ReadArguments::ReadArguments(CLI::App &parser)
    : m_command(addCommand(parser, "read", "Print events, one line of JSON each"))
{
    m_command->add_option("stream", m_stream, "The stream's name, or $all")
        ->required()
        ->type_name("STREAM|$all");
    m_fromOption = m_command
                       ->add_option("--from",
                                    m_from,
                                    "Where to begin, that event included: a revision in a stream, "
                                    "a position in $all; start, or end with --backwards, if not "
                                    "given")
                       ->type_name("start|end|REVISION|COMMIT:PREPARE");
    m_command->add_flag("--backwards", m_backwards, "Newest first");
    m_countOption
        = m_command->add_option("--count", m_count, "Print at most so many events")->type_name("N");
    m_command->add_flag("--resolve-links", m_resolveLinks, "Print what links point to");
    m_command->add_flag("--follow", m_follow, "Go on with new events until Ctrl+C");
    m_command->add_flag("--approximate",
                        m_approximate,
                        "Over HTTP: print what the server's lists hold, without a request for "
                        "each payload that is no text; such an event has \"exact\":false");
    declareFilters();
}

void ReadArguments::declareFilters()
{
    // Without this a list takes the next words too, and takes "[a,b]" apart.
    const auto oneEach = [](CLI::Option *option, const char *type) {
        return option->allow_extra_args(false)->type_name(type);
    };
    oneEach(m_command->add_option("--stream-prefix",
                                  m_streamPrefixes,
                                  "$all: only streams whose name begins so; may be repeated"),
            "P");
    m_streamRegexOption = m_command
                              ->add_option("--stream-regex",
                                           m_streamRegex,
                                           "$all: only streams whose name matches (.NET's dialect)")
                              ->type_name("R");
    oneEach(m_command->add_option("--type-prefix",
                                  m_typePrefixes,
                                  "$all: only events whose type begins so; may be repeated"),
            "P");
    m_typeRegexOption = m_command
                            ->add_option("--type-regex",
                                         m_typeRegex,
                                         "$all: only events whose type matches (.NET's dialect)")
                            ->type_name("R");
}

Result<CommandOptions> ReadArguments::read() const
{
    ReadOptions options;
    const auto stream = streamValue(m_stream);
    if (!stream)
        return stream.error();
    options.stream = *stream;
    options.resolveLinks = m_resolveLinks;
    options.follow = m_follow;
    options.payloads = m_approximate ? core::PayloadWish::AsListed : core::PayloadWish::Exact;
    if (m_backwards && m_follow)
        return refusal(QStringLiteral("--backwards and --follow exclude each other."));
    if (m_backwards) {
        options.direction = core::Direction::Backwards;
        options.from = core::FromEnd{};
    }
    if (isGiven(m_fromOption)) {
        const auto from = fromValue(m_from, options.stream);
        if (!from)
            return from.error();
        options.from = *from;
    }
    if (isGiven(m_countOption)) {
        const auto count = numberValue("--count", m_count, 1, std::numeric_limits<qint64>::max());
        if (!count)
            return count.error();
        options.count = quint64(*count);
    }
    const auto filter = readFilter(options.stream);
    if (!filter)
        return filter.error();
    options.filter = *filter;
    return CommandOptions(options);
}

Result<std::optional<EventFilter>> ReadArguments::readFilter(const core::StreamName &stream) const
{
    const bool byStream = !m_streamPrefixes.empty() || isGiven(m_streamRegexOption);
    const bool byType = !m_typePrefixes.empty() || isGiven(m_typeRegexOption);
    if (!byStream && !byType)
        return std::optional<EventFilter>();
    if (!stream.isAll())
        return refusal(QStringLiteral("A server filters $all only, not a single stream."));
    if (byStream && byType)
        return refusal(QStringLiteral("A server filters by stream or by type, not by both."));
    const auto filter
        = byStream
              ? readSubject(EventFilter::Subject::StreamName,
                            m_streamPrefixes,
                            m_streamRegexOption,
                            m_streamRegex)
              : readSubject(
                  EventFilter::Subject::EventType, m_typePrefixes, m_typeRegexOption, m_typeRegex);
    if (!filter)
        return filter.error();
    return std::optional(*filter);
}

Result<EventFilter> ReadArguments::readSubject(EventFilter::Subject subject,
                                               const std::vector<std::string> &prefixes,
                                               const CLI::Option *regexOption,
                                               const std::string &regex) const
{
    EventFilter filter{subject, {}, {}};
    if (!prefixes.empty() && isGiven(regexOption))
        return refusal(QStringLiteral("A server filters by prefixes or by a regular expression."));
    for (const std::string &prefix : prefixes) {
        const auto text = textValue("A prefix", prefix);
        if (!text)
            return text.error();
        filter.prefixes.append(*text);
    }
    if (isGiven(regexOption)) {
        const auto text = textValue("A regular expression", regex);
        if (!text)
            return text.error();
        filter.regex = *text;
    }
    return filter;
}

} // namespace app
