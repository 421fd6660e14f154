#include "core/links/link_state.h"

namespace core {

QString linkStateText(LinkState state)
{
    switch (state) {
    case LinkState::Link:
        return QStringLiteral("link");
    case LinkState::Found:
        return QStringLiteral("found");
    case LinkState::StreamMissing:
        return QStringLiteral("stream-missing");
    case LinkState::EventMissing:
        return QStringLiteral("event-missing");
    case LinkState::EventTruncated:
        return QStringLiteral("event-truncated");
    case LinkState::StreamDeleted:
        return QStringLiteral("stream-deleted");
    case LinkState::StreamTombstoned:
        return QStringLiteral("stream-tombstoned");
    case LinkState::Denied:
        return QStringLiteral("denied");
    case LinkState::Malformed:
        return QStringLiteral("malformed");
    case LinkState::StreamReference:
        return QStringLiteral("stream-reference");
    case LinkState::Cycle:
        return QStringLiteral("cycle");
    }
    Q_UNREACHABLE();
}

QString linkStateWords(LinkState state)
{
    switch (state) {
    case LinkState::Link:
        return QStringLiteral("link");
    case LinkState::Found:
        return QStringLiteral("found");
    case LinkState::StreamMissing:
        return QStringLiteral("no such stream");
    case LinkState::EventMissing:
        return QStringLiteral("no such event");
    case LinkState::EventTruncated:
        return QStringLiteral("truncated");
    case LinkState::StreamDeleted:
        return QStringLiteral("stream deleted");
    case LinkState::StreamTombstoned:
        return QStringLiteral("stream deleted for good");
    case LinkState::Denied:
        return QStringLiteral("not permitted");
    case LinkState::Malformed:
        return QStringLiteral("malformed link");
    case LinkState::StreamReference:
        return QStringLiteral("stream reference");
    case LinkState::Cycle:
        return QStringLiteral("cycle");
    }
    Q_UNREACHABLE();
}

bool isBrokenEnd(LinkState state)
{
    return state != LinkState::Link && state != LinkState::Found
           && state != LinkState::StreamReference;
}

QString truncatedByText(TruncatedBy by)
{
    switch (by) {
    case TruncatedBy::Nothing:
        return {};
    case TruncatedBy::TruncateBefore:
        return QStringLiteral("$tb");
    case TruncatedBy::MaxCount:
        return QStringLiteral("$maxCount");
    case TruncatedBy::MaxAge:
        return QStringLiteral("$maxAge");
    case TruncatedBy::Unknown:
        return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

} // namespace core
