#include "core/sandbox/log_filter.h"

namespace core::sandbox {

namespace {

constexpr qsizetype DecisionsRemembered = 20'000;
constexpr char EpochInformation[] = "$epoch-information";

bool isBookkeeping(const QByteArray &stream)
{
    return stream == EpochInformation
           || (stream.startsWith("$persistentsubscription-$all::")
               && (stream.endsWith("-checkpoint") || stream.endsWith("-parked")));
}

} // namespace

LogFilter::LogFilter(Subject subject, const QString &regex, std::vector<QByteArray> prefixes)
    : m_subject(subject)
    , m_hasRegex(!regex.isEmpty())
    , m_regex(regex)
    , m_prefixes(std::move(prefixes))
{}

bool LogFilter::allows(StoreReader &reader, const StoredEvent &event)
{
    return allowsStream(reader, event.stream) && allowsType(reader, event.type);
}

bool LogFilter::allowsStream(StoreReader &reader, qint64 stream)
{
    const auto known = m_streams.constFind(stream);
    if (known != m_streams.cend())
        return *known;
    if (m_streams.size() >= DecisionsRemembered)
        m_streams.clear();
    const QByteArray name = reader.streamName(stream);
    const bool allowed
        = !isBookkeeping(name) && (m_subject != Subject::StreamName || matches(name));
    m_streams.insert(stream, allowed);
    return allowed;
}

bool LogFilter::allowsType(StoreReader &reader, qint64 type)
{
    const auto known = m_types.constFind(type);
    if (known != m_types.cend())
        return *known;
    if (m_types.size() >= DecisionsRemembered)
        m_types.clear();
    const QByteArray name = reader.typeName(type);
    const bool allowed
        = name != EpochInformation && (m_subject != Subject::EventType || matches(name));
    m_types.insert(type, allowed);
    return allowed;
}

bool LogFilter::matches(const QByteArray &text) const
{
    if (m_hasRegex)
        return m_regex.match(QString::fromUtf8(text)).hasMatch();
    return std::any_of(m_prefixes.begin(), m_prefixes.end(), [&text](const QByteArray &prefix) {
        return text.startsWith(prefix);
    });
}

} // namespace core::sandbox
