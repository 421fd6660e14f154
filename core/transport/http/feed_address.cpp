#include "core/transport/http/feed_address.h"

#include "core/transport/http/http_target.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

QByteArray placeText(const FeedPlace &place)
{
    if (const auto *revision = std::get_if<Revision>(&place))
        return QByteArray::number(revision->value);
    if (const auto *position = std::get_if<Position>(&place))
        return feedPositionText(*position);
    return QByteArrayLiteral("head");
}

QByteArray embedText(FeedEmbed embed)
{
    switch (embed) {
    case FeedEmbed::None:
        return {};
    case FeedEmbed::Rich:
        return QByteArrayLiteral("embed=rich");
    case FeedEmbed::Body:
        return QByteArrayLiteral("embed=body");
    case FeedEmbed::TryHarder:
        return QByteArrayLiteral("embed=tryharder");
    }
    return {};
}

/// For .NET, which refuses a backslash before a letter of any alphabet.
QString escapedForRegex(const QString &text)
{
    QString escaped;
    for (const QChar c : text) {
        if (QStringView(u"\\*+?|{}[]()^$.# ").contains(c))
            escaped += u'\\';
        escaped += c;
    }
    return escaped;
}

/// A list is split at its commas, so prefixes that hold one go as a regular expression.
QString asRegex(const QStringList &prefixes)
{
    QStringList parts;
    for (const QString &prefix : prefixes)
        parts.append(escapedForRegex(prefix));
    return QStringLiteral("^(?:%1)").arg(parts.join(u'|'));
}

QByteArray filterQuery(const EventFilter &filter)
{
    const bool hasComma = std::any_of(filter.prefixes.cbegin(),
                                      filter.prefixes.cend(),
                                      [](const QString &prefix) { return prefix.contains(u','); });
    const bool byRegex = !filter.regex.isEmpty() || hasComma;
    QString data = filter.regex;
    if (data.isEmpty())
        data = hasComma ? asRegex(filter.prefixes) : filter.prefixes.join(u',');
    return (filter.subject == EventFilter::Subject::StreamName
                ? QByteArrayLiteral("context=streamid")
                : QByteArrayLiteral("context=eventtype"))
           + (byRegex ? "&type=regex&data=" : "&type=prefix&data=")
           + data.toUtf8().toPercentEncoding();
}

} // namespace

FeedAddress::FeedAddress(StreamName stream, const std::optional<EventFilter> &filter)
    : m_stream(std::move(stream))
    , m_path(streamTarget(m_stream))
{
    if (!filter)
        return;
    m_path += "/filtered";
    m_query = filterQuery(*filter);
}

QByteArray
FeedAddress::page(const FeedPlace &from, Direction direction, int count, FeedEmbed embed) const
{
    QByteArray target = m_path + '/' + placeText(from)
                        + (direction == Direction::Forwards ? "/forward/" : "/backward/")
                        + QByteArray::number(count);
    QByteArrayList query{embedText(embed), m_query};
    query.removeAll(QByteArray());
    if (!query.isEmpty())
        target += '?' + query.join('&');
    return target;
}

QByteArray FeedAddress::event(const AtomPlace &place)
{
    return streamTarget(place.stream) + '/' + QByteArray::number(place.revision.value);
}

} // namespace core
