// What a tab's filter lets through.
// A value: any thread.
#pragma once

#include "core/model/event_filter.h"
#include "core/model/recorded_event.h"

#include <optional>

namespace ui {

/// The words of a filter: a part of an event's type, or after "stream:" the beginning of its
/// stream's name. Case counts in names, which differ by it, not in types.
class EventMatch
{
public:
    [[nodiscard]] static EventMatch parse(const QString &words);

    [[nodiscard]] bool isEmpty() const { return m_part.isEmpty(); }
    [[nodiscard]] const QString &words() const { return m_words; }
    /// The event as it is shown: where links are resolved, what they point to.
    [[nodiscard]] bool fits(const core::ResolvedEvent &event) const;
    /// Events of the system are hidden unless they are shown on purpose: all, or by their streams.
    [[nodiscard]] bool hidesSystem(bool showsSystem) const
    {
        return !showsSystem && (isEmpty() || !m_isAboutStreams);
    }
    /// For the server, which filters reads of $all; nothing where this is empty. Events of the
    /// system are let through only if `showsSystem`.
    [[nodiscard]] std::optional<core::EventFilter> onServer(bool showsSystem) const;

private:
    QString m_words;
    QString m_part;
    bool m_isAboutStreams = false;
};

} // namespace ui
