// Where the pages of a stream, of $all and of filtered $all are (protocol.md section 7.1).
// Values and pure functions: any thread.
#pragma once

#include "core/base/ids.h"
#include "core/model/event_filter.h"
#include "core/model/requests.h"
#include "core/transport/http/atom_feed.h"

#include <QByteArray>

#include <compare>
#include <optional>
#include <variant>

namespace core {

/// The newest end, of a page read backwards.
struct FeedHead {
    friend auto operator<=>(const FeedHead &, const FeedHead &) = default;
};

/// Where a page begins. Forwards it is inclusive; backwards a revision is, and a position is not.
using FeedPlace = std::variant<FeedHead, Revision, Position>;

/// What a feed holds of each event.
enum class FeedEmbed {
    None,
    Rich,      ///< all but the payloads
    Body,      ///< the stored text, as it is
    TryHarder, ///< the data of what is no JSON, too; but JSON is laid out anew
};

/// No stream gets there; a server says politely that there is nothing.
inline constexpr Revision BeyondTheEnd{quint64(1) << 62};

/// Servers refuse a larger page.
inline constexpr int LargestFeedPage = 4096;

/// What is listed. The addresses that feeds hold are not used: those of filtered $all have lost
/// their filter, and behind a proxy they may lead elsewhere.
class FeedAddress
{
public:
    explicit FeedAddress(StreamName stream, const std::optional<EventFilter> &filter = {});

    [[nodiscard]] const StreamName &stream() const { return m_stream; }
    [[nodiscard]] bool isAll() const { return m_stream.isAll(); }
    [[nodiscard]] bool isFiltered() const { return !m_query.isEmpty(); }
    /// $all with all its events.
    [[nodiscard]] FeedAddress unfiltered() const { return FeedAddress(m_stream); }

    [[nodiscard]] QByteArray
    page(const FeedPlace &from, Direction direction, int count, FeedEmbed embed) const;

    /// Of one event by itself.
    [[nodiscard]] static QByteArray event(const AtomPlace &place);

private:
    StreamName m_stream;
    QByteArray m_path;
    QByteArray m_query; ///< of the filter
};

} // namespace core
