// What the data of a link event says, and what is wrong with it where it names no event.
// Values: any thread.
#pragma once

#include "core/model/link_target.h"
#include "core/model/recorded_event.h"

namespace core {

/// A stream reference, "$@": the data is a stream's name. Servers never resolve one.
[[nodiscard]] bool isStreamReference(const RecordedEvent &event);

/// Why nothing is known of a link that is unanswered (RecordedEvent), and where it is: a sentence.
[[nodiscard]] QString unansweredWhy();

/// The data of a "$>" or "$@" event, read strictly: digits, "@", a name. Servers take a little more
/// (spaces and a sign around the number, -1 for the last event; seen on 24.10), so that a malformed
/// text may resolve all the same: what the server gave comes first.
struct LinkText {
    enum class Form {
        Event,     ///< stream and revision
        Reference, ///< a stream alone
        Malformed, ///< neither; `problem` tells why
    };

    Form form = Form::Malformed;
    StreamName stream;
    Revision revision;
    QString problem;         ///< a sentence
    qsizetype problemAt = 0; ///< byte of the data; its size where something is missing at the end

    /// Of an event that is a link or a stream reference.
    [[nodiscard]] static LinkText of(const RecordedEvent &event);
    /// Of the data of a "$>".
    [[nodiscard]] static LinkText ofLink(QByteArrayView data);
    /// Of the data of a "$@".
    [[nodiscard]] static LinkText ofReference(QByteArrayView data);

    /// Nothing but for an event.
    [[nodiscard]] std::optional<LinkTarget> target() const;

    friend bool operator==(const LinkText &, const LinkText &) = default;
};

} // namespace core
