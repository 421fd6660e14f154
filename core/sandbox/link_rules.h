// What the data of a link event points to (protocol.md section 6.1).
// Pure: any thread.
#pragma once

#include "core/sandbox/stored_event.h"

namespace core::sandbox {

struct LinkTarget {
    enum class Kind {
        NotALink, ///< no number in front: the link is shown as an ordinary event
        Broken,   ///< a number, but nothing that it could belong to
        Event,
    };
    Kind kind = Kind::NotALink;
    qint64 revision = NoRevision; ///< -1: the last event, as the server takes it
    QByteArray stream;
};

[[nodiscard]] inline LinkTarget linkTarget(const QByteArray &data)
{
    const qsizetype separator = data.indexOf('@');
    bool isNumber = false;
    const QByteArray number = separator < 0 ? data : data.left(separator);
    const qint64 revision = number.trimmed().toLongLong(&isNumber);
    if (!isNumber)
        return {};
    if (separator < 0 || separator + 1 == data.size() || revision < NoRevision)
        return {LinkTarget::Kind::Broken, NoRevision, {}};
    return {LinkTarget::Kind::Event, revision, data.mid(separator + 1)};
}

} // namespace core::sandbox
