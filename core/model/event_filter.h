// A filter that the server applies while it reads $all.
// A value: any thread.
#pragma once

#include <QString>
#include <QStringList>

namespace core {

/// The server takes one of the two subjects, and either prefixes or one regular expression (.NET's
/// dialect).
struct EventFilter {
    enum class Subject { StreamName, EventType };

    Subject subject = Subject::EventType;
    QStringList prefixes;
    QString regex; ///< wins over the prefixes where it is not empty

    /// Leaves out the events whose type begins with "$".
    [[nodiscard]] static EventFilter withoutSystemEvents()
    {
        return {Subject::EventType, {}, QStringLiteral("^[^\\$].*")};
    }

    friend bool operator==(const EventFilter &, const EventFilter &) = default;
};

} // namespace core
