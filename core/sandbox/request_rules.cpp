#include "core/sandbox/request_rules.h"

namespace core::sandbox {

QByteArray bytesFrom(const std::string &text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<EventId> parseGuid(QString text)
{
    if (text.size() == 38 && text.startsWith(u'(') && text.endsWith(u')'))
        text = text.mid(1, 36);
    if (text.size() == 32) {
        for (const qsizetype at : {20, 16, 12, 8})
            text.insert(at, u'-');
    }
    return EventId::parse(text);
}

QByteArray streamNameFrom(const event_store::client::StreamIdentifier &identifier)
{
    // What is not UTF-8 becomes the replacement character, as on the server.
    return QString::fromStdString(identifier.stream_name()).toUtf8();
}

std::optional<EventId> idFrom(const event_store::client::UUID &uuid)
{
    switch (uuid.value_case()) {
    case event_store::client::UUID::kStructured:
        return EventId::fromHalves(uuid.structured().most_significant_bits(),
                                   uuid.structured().least_significant_bits());
    case event_store::client::UUID::kString:
        return parseGuid(QString::fromStdString(uuid.string()).trimmed());
    default:
        return std::nullopt;
    }
}

std::optional<qint64> signedRevision(quint64 revision)
{
    if (revision == std::numeric_limits<quint64>::max())
        return NoRevision;
    if (revision > static_cast<quint64>(std::numeric_limits<qint64>::max()))
        return std::nullopt;
    return static_cast<qint64>(revision);
}

qint64 sizeOf(const ProposedEvent &event)
{
    // The server counts a type as two bytes a character.
    return event.data.size() + event.metadata.size() + 2 * QString::fromUtf8(event.type).size();
}

} // namespace core::sandbox
