#include "core/sandbox/request_headers.h"

#include "core/sandbox/request_rules.h"

namespace core::sandbox {

namespace {

/// Of the expectations from here up one means nothing, -3: it fails later.
constexpr qint64 LowestExpected = expected::StreamExists;

std::optional<bool> truthOf(const QByteArray &text)
{
    if (text.compare("true", Qt::CaseInsensitive) == 0)
        return true;
    if (text.compare("false", Qt::CaseInsensitive) == 0)
        return false;
    return std::nullopt;
}

} // namespace

std::optional<qint64> wholeNumber(const QByteArray &text)
{
    QByteArray trimmed = text.trimmed();
    if (trimmed.startsWith('+') && trimmed.size() > 1 && trimmed.at(1) != '-')
        trimmed.remove(0, 1);
    bool isNumber = false;
    const qint64 number = trimmed.toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

QByteArray RequestHeaders::nameOf(const QByteArray &header) const
{
    return (m_profile.kurrentNames ? "Kurrent-" : "ES-") + header;
}

QByteArray RequestHeaders::value(const QByteArray &header) const
{
    const QByteArray newer
        = m_profile.kurrentNames ? m_request.header("Kurrent-" + header) : QByteArray();
    return newer.isEmpty() ? m_request.header("ES-" + header) : newer;
}

std::optional<bool> RequestHeaders::truth(const QByteArray &header) const
{
    const QByteArray text = value(header);
    return text.isEmpty() ? false : truthOf(text);
}

std::optional<qint64> RequestHeaders::expectedRevision() const
{
    const QByteArray text = value("ExpectedVersion");
    if (text.isEmpty())
        return expected::Any;
    const auto number = wholeNumber(text);
    return number && *number >= LowestExpected ? number : std::nullopt;
}

std::optional<EventId> RequestHeaders::eventId() const
{
    const QByteArray text = value("EventId");
    if (text.isEmpty())
        return EventId();
    const auto id = parseGuid(QString::fromUtf8(text).trimmed());
    return id && !id->isNull() ? id : std::nullopt;
}

std::optional<bool> RequestHeaders::requireLeader() const
{
    const QByteArray all[]
        = {m_profile.kurrentNames ? m_request.header("Kurrent-RequireLeader") : QByteArray(),
           m_request.header("ES-RequireLeader"),
           m_request.header("ES-RequireMaster")};
    bool isSent = false;
    bool isFalse = false;
    for (const QByteArray &text : all) {
        const auto truth = truthOf(text);
        if (truth == true)
            return true;
        isSent = isSent || !text.isEmpty();
        isFalse = isFalse || truth == false;
    }
    return !isSent || isFalse ? std::optional(false) : std::nullopt;
}

std::optional<bool> RequestHeaders::hardDelete() const
{
    return truth("HardDelete");
}

std::optional<bool> RequestHeaders::resolveLinks(bool byDefault) const
{
    const auto isAsked = truth("ResolveLinkTos");
    return isAsked ? std::optional(*isAsked || byDefault) : std::nullopt;
}

std::optional<std::chrono::seconds> RequestHeaders::longPoll() const
{
    const QByteArray text = value("LongPoll");
    if (text.isEmpty())
        return std::chrono::seconds(0);
    const auto number = wholeNumber(text);
    if (!number || *number <= 0 || *number > std::numeric_limits<qint32>::max())
        return std::nullopt;
    return std::chrono::seconds(*number);
}

} // namespace core::sandbox
