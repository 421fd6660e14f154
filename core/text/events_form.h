// What the events form of the HTTP API does to payloads, told before anything is sent.
// Pure functions: any thread.
#pragma once

#include "core/model/new_event.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace core {

/// One event without metadata can go by itself, with its id and type in headers and its data as the
/// body; servers store that body as it is.
[[nodiscard]] bool goesAlone(const QList<NewEvent> &events);

/// What would not be stored as it was given.
struct PayloadChange {
    /// From harmless to harmful.
    enum class Kind {
        LaidOutAnew,  ///< white space between tokens
        Respelled,    ///< the same values, written in another way
        ValueChanged, ///< digits, members or characters are lost
        OtherType,    ///< marked as JSON where it is said to be bytes, or the reverse
        NotText,      ///< cannot be sent in this form at all
    };
    Kind kind = Kind::LaidOutAnew;
    QString text; ///< "the number 1.10 in the data would be written in another way"

    friend bool operator==(const PayloadChange &, const PayloadChange &) = default;
};

/// The most harmful change to an event on the way that these events take together; nothing where it
/// is stored as it was given. In the events form servers parse JSON objects and arrays, and write
/// them again with a layout of their own; what is no such thing goes as text and is kept (seen on
/// 23.10 and 24.10).
[[nodiscard]] std::optional<PayloadChange> changeOnTheWay(const NewEvent &event, bool alone);

/// A data or metadata member for the events form: JSON as it is, anything else as a string.
[[nodiscard]] QByteArray toEventsFormValue(const QByteArray &payload);

} // namespace core
