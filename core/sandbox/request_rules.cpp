#include "core/sandbox/request_rules.h"

namespace core::sandbox {

QByteArray bytesFrom(const std::string &text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<EventId> idFrom(const event_store::client::UUID &uuid)
{
    switch (uuid.value_case()) {
    case event_store::client::UUID::kStructured:
        return EventId::fromHalves(uuid.structured().most_significant_bits(),
                                   uuid.structured().least_significant_bits());
    case event_store::client::UUID::kString:
        return EventId::parse(QString::fromStdString(uuid.string()));
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
