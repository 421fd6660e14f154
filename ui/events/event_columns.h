// The columns and roles of every table of events, and how their values are written.
// Pure functions: any thread.
#pragma once

#include "core/model/link_target.h"
#include "core/model/recorded_event.h"

#include <QString>

namespace ui {

enum class EventColumn {
    Place, ///< the revision in a stream, the position in $all
    Type,
    Stream, ///< where the event lives, or where the link points
    Created,
    Size,
};
inline constexpr int EventColumnCount = 5;

enum EventRole {
    /// bool: the event is not in memory. Reading any role but Qt::DisplayRole never loads it.
    LoadingRole = Qt::UserRole + 1,
    RowStateRole, ///< int of EventRowState
    ToneRole,     ///< int of EventTone: how the cell's text is meant
    DayRole,      ///< qint64, days since 1970-01-01 UTC; invalid where it is not known
    NoteRole,     ///< QString: more words in the cell of the type; mostly none
};

enum class EventRowState {
    Loading,
    Here,
    Gone,      ///< the server has no event of this revision any more
    GoneRange, ///< stands for all revisions before the first that can be read
};

enum class EventTone { Plain, Dim, Link, Broken };

/// "14:05:11.123 456 7": UTC, all seven decimals.
[[nodiscard]] QString clockText(core::EventTime time);
/// "2 March 2026" in the words of the application's language.
[[nodiscard]] QString dayText(qint64 daysSinceEpoch);
/// "2026-03-02 14:05:11.123 456 7 UTC".
[[nodiscard]] QString momentText(core::EventTime time);
/// "2 Mar 2026 14:05 UTC", to find one's way by.
[[nodiscard]] QString shortMomentText(core::EventTime time);
[[nodiscard]] qint64 dayOf(core::EventTime time);
/// Bytes exactly up to 9,999, then in KiB or MiB with one decimal.
[[nodiscard]] QString sizeText(qsizetype bytes);
/// What a link event points at; nothing for other events and for text that is no link.
[[nodiscard]] std::optional<core::LinkTarget> linkTarget(const core::RecordedEvent &event);
/// The stream of which a link only says that it was deleted; such a marker is no broken link.
[[nodiscard]] std::optional<core::StreamName> deletedHere(const core::ResolvedEvent &event);
/// A link that was followed in vain, or that names no event; a deletion marker is neither.
[[nodiscard]] bool isBrokenLink(const core::ResolvedEvent &event);
/// "order-1 was deleted here" of a marker; else the type, or for a link that is not resolved its
/// type and text: "$> 4@order-1033".
[[nodiscard]] QString typeText(const core::ResolvedEvent &event);
/// "order-1033 @ 4": where the event lives or the link points; "names no event" of text that is no
/// link; empty for other events.
[[nodiscard]] QString streamText(const core::ResolvedEvent &event);

} // namespace ui
