// Where a link event points: the text "<revision>@<stream>" in its data.
// A value: any thread.
#pragma once

#include "core/base/ids.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace core {

struct LinkTarget {
    StreamName stream;
    Revision revision;

    /// Splits at the first "@", since a stream's name may hold one itself; nothing where the
    /// revision is no number or the stream has no name (protocol.md section 6.1). White space
    /// around the revision and a sign before it are allowed: servers follow " +0 @s" (seen
    /// on 24.10).
    [[nodiscard]] static std::optional<LinkTarget> parse(QByteArrayView data);

    friend bool operator==(const LinkTarget &, const LinkTarget &) = default;
};

/// "order-42@17": how one event is addressed in the address field and on the clipboard.
[[nodiscard]] inline QString addressText(const StreamName &stream, Revision revision)
{
    return stream.text() + u'@' + revision.toString();
}

} // namespace core
