// Entries of feeds and views of single events, made from stored events: what each level of
// embedding adds, and where links point (protocol.md section 7.6).
// Values and pure functions: any thread.
#pragma once

#include "core/sandbox/atom_feed.h"
#include "core/sandbox/link_resolution.h"

namespace core::sandbox {

/// How much of its events a feed carries.
enum class Embed { Nothing, Content, Rich, Body, Pretty, TryHarder };
[[nodiscard]] Embed embedFrom(const QByteArray &name);

/// An event with the names that the store keeps apart from it.
struct NamedEvent {
    StoredEvent stored;
    QByteArray stream;
    QByteArray type;
};

/// What reading gives: an event, a link with its event, or a link without.
struct ShownEvent {
    std::optional<NamedEvent> event;
    std::optional<NamedEvent> link;

    [[nodiscard]] const NamedEvent &original() const { return link ? *link : *event; }
};

[[nodiscard]] ShownEvent
shownEvent(StoreReader &reader, const StoredEvent &event, const QByteArray &stream, bool resolves);

/// Nothing where the server stumbles over the event and never answers.
[[nodiscard]] std::optional<AtomEntry>
entryOf(const ShownEvent &shown, const QByteArray &baseUrl, Embed embed, bool isSingle);

/// The event as one JSON object, with its data and metadata parsed if they are JSON.
[[nodiscard]] JsonValue contentOf(const NamedEvent &event);
/// One event in a form that is no feed's.
[[nodiscard]] std::optional<QByteArray> writtenEvent(const NamedEvent &event,
                                                     const MediaType &type);

} // namespace core::sandbox
