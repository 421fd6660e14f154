#include "core/transport/request_check.h"

#include <limits>

namespace core {

namespace {

constexpr quint64 LargestNumber = quint64(std::numeric_limits<qint64>::max());

QString whyNotFrom(const StreamName &stream, const ReadFrom &from)
{
    if (stream.isEmpty())
        return QStringLiteral("A stream needs a name.");
    if (stream.isAll() && std::holds_alternative<Revision>(from))
        return QStringLiteral("$all is read from a position, not from a revision.");
    if (!stream.isAll() && std::holds_alternative<Position>(from))
        return QStringLiteral("A stream is read from a revision; only $all has positions.");
    if (const auto *revision = std::get_if<Revision>(&from);
        revision && revision->value > LargestNumber)
        return QStringLiteral("No stream has a revision above %1.").arg(LargestNumber);
    if (const auto *position = std::get_if<Position>(&from)) {
        if (position->commit < position->prepare)
            return QStringLiteral("A position's commit is never below its prepare.");
        if (position->commit > LargestNumber)
            return QStringLiteral("No log has a position above %1.").arg(LargestNumber);
    }
    return {};
}

QString whyNotFilter(const StreamName &stream, const std::optional<EventFilter> &filter)
{
    if (!filter)
        return {};
    if (!stream.isAll())
        return QStringLiteral("Only $all can be filtered.");
    if (filter->regex.isEmpty() && filter->prefixes.isEmpty())
        return QStringLiteral("A filter needs a prefix or a regular expression.");
    return {};
}

QString whyNotExpected(const StreamName &stream, const ExpectedRevision &expected)
{
    if (stream.isEmpty())
        return QStringLiteral("A stream needs a name.");
    // EventStoreDB 23.10 ends its own process over a write to a stream of this name.
    if (stream.text() == QStringLiteral("$$"))
        return QStringLiteral(
            "\"$$\" is the metadata stream of no stream; nothing can be written there.");
    if (expected.kind() == ExpectedRevision::Kind::Exact
        && expected.revision().value > LargestNumber)
        return QStringLiteral("No stream has a revision above %1.").arg(LargestNumber);
    return {};
}

} // namespace

QString whyNotSendable(const ReadRequest &request)
{
    if (request.count && *request.count == 0)
        return QStringLiteral("A read needs a count of at least 1.");
    const QString why = whyNotFrom(request.stream, request.from);
    return why.isEmpty() ? whyNotFilter(request.stream, request.filter) : why;
}

QString whyNotSendable(const SubscribeRequest &request)
{
    const QString why = whyNotFrom(request.stream, request.after);
    return why.isEmpty() ? whyNotFilter(request.stream, request.filter) : why;
}

QString whyNotSendable(const AppendRequest &request)
{
    for (const NewEvent &event : request.events) {
        if (event.type.isEmpty())
            return QStringLiteral("An event needs a type.");
        if (event.id.isNull())
            return QStringLiteral("An event needs an id that is not all zeros.");
    }
    return whyNotExpected(request.stream, request.expected);
}

QString whyNotSendable(const DeleteRequest &request)
{
    return whyNotExpected(request.stream, request.expected);
}

} // namespace core
