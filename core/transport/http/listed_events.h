// From the entries of feeds to events: links as what they are, bytes marked where they are not
// those that are stored.
// Pure functions: any thread.
#pragma once

#include "core/model/recorded_event.h"
#include "core/transport/http/atom_feed.h"

#include <QList>

#include <optional>

namespace core {

/// What an entry says by itself. A link is rebuilt from what the server tells of it while it
/// resolves it: its data is the place that it points to, and its id is not told. With
/// `resolveLinks` the event is its target, whose moment is not told; without, it is the link. A
/// link whose target cannot be had is not told its own place either: isPlaced() is false.
[[nodiscard]] ResolvedEvent listedEvent(const AtomEntry &entry, bool resolveLinks);

/// An event that the server lists on no page (PatientPage): what is known of it.
[[nodiscard]] ResolvedEvent
unansweredLink(const StreamName &stream, Revision revision, bool resolveLinks);

/// Whether the entry's own stream and revision are known.
[[nodiscard]] bool isPlaced(const ResolvedEvent &event);
/// Says where it stands.
void place(ResolvedEvent &event, const StreamName &stream, Revision revision);

/// The same as listedEvent(), where the link itself was listed as well, as in $all: then nothing is
/// left out. Nothing where the entries are not of the same place.
[[nodiscard]] std::optional<ResolvedEvent>
listedLink(const AtomEntry &resolved, const AtomEntry &itself, bool resolveLinks);

/// Fills in the data of what is no JSON from a list of the same page that tries harder, where the
/// entry is the same event's. What that list has laid out anew is marked as not exact.
void addData(ResolvedEvent &event, const AtomEntry &entry);

/// A link that was listed as an event like others, without its data.
[[nodiscard]] bool isLinkWithoutData(const ResolvedEvent &event);

/// The longest run of entries without a place: `count` of them, newest first from `begin` on, whose
/// revisions lie in [lowest, highest].
struct PlacelessRun {
    qsizetype begin = 0;
    qsizetype count = 0;
    quint64 lowest = 0;
    quint64 highest = 0;

    [[nodiscard]] bool isDense() const { return quint64(count) == highest - lowest + 1; }
    friend bool operator==(const PlacelessRun &, const PlacelessRun &) = default;
};

/// All of them, in a page of a stream that lies within [lowest, highest], newest first. Nothing
/// where the page cannot be true: revisions do not descend, or there is no room for a run.
[[nodiscard]] std::optional<QList<PlacelessRun>>
placelessRuns(const EventBatch &newestFirst, quint64 lowest, quint64 highest);

} // namespace core
