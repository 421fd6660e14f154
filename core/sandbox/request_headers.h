// The optional headers of a request: both families where the profile knows them, the newer first
// (protocol.md section 7.3).
// A value over a request that outlives it: any thread.
#pragma once

#include "core/base/ids.h"
#include "core/sandbox/http_message.h"
#include "core/sandbox/profile.h"

#include <chrono>
#include <optional>

namespace core::sandbox {

/// A header whose value is in a wrong format gives nothing.
class RequestHeaders
{
public:
    RequestHeaders(const HttpRequest &request, const Profile &profile)
        : m_request(request)
        , m_profile(profile)
    {}

    /// Any if it is not sent.
    [[nodiscard]] std::optional<qint64> expectedRevision() const;
    /// The null id if it is not sent.
    [[nodiscard]] std::optional<EventId> eventId() const;
    /// Empty if it is not sent.
    [[nodiscard]] QByteArray eventType() const { return value("EventType"); }
    [[nodiscard]] std::optional<bool> requireLeader() const;
    [[nodiscard]] std::optional<bool> hardDelete() const;
    /// "False" does not change what the route does by itself.
    [[nodiscard]] std::optional<bool> resolveLinks(bool byDefault) const;
    /// Zero if it is not sent.
    [[nodiscard]] std::optional<std::chrono::seconds> longPoll() const;

    /// The header as this server calls it.
    [[nodiscard]] QByteArray nameOf(const QByteArray &header) const;
    /// What is said of a header whose value cannot be read.
    [[nodiscard]] QByteArray wrongFormat(const QByteArray &header) const
    {
        return nameOf(header) + " header in wrong format.";
    }

private:
    [[nodiscard]] QByteArray value(const QByteArray &header) const;
    [[nodiscard]] std::optional<bool> truth(const QByteArray &header) const;

    const HttpRequest &m_request;
    const Profile &m_profile;
};

/// A whole number as the server reads it in paths and headers: spaces around it and a plus are
/// fine.
[[nodiscard]] std::optional<qint64> wholeNumber(const QByteArray &text);

} // namespace core::sandbox
