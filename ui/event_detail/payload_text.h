// What a payload's bytes are, and the text an editor may show of them.
// Pure: any thread.
#pragma once

#include "core/model/recorded_event.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <stop_token>

namespace ui {

enum class PayloadForm { Json, Text, Hex };

/// The answer of examinePayload(). Texts are UTF-8 that an editor can show: no line is too long,
/// and no window full of lines so much that painting it is felt.
struct PayloadText {
    PayloadForm best = PayloadForm::Text;
    QString kind;    ///< "JSON", "Text", "Binary", "Empty": for the line below the payload
    QString heading; ///< what a person should know of these bytes; empty if nothing
    QString notice;  ///< the same in full; may be empty

    std::optional<QByteArray> json; ///< laid out in lines; every token is a piece of the source
    std::optional<QByteArray> text; ///< as stored
    qsizetype jsonBrokenAt = 0;     ///< lines of `json` over so many bytes are broken; 0: none
    qsizetype textBrokenAt = 0;     ///< the same of `text`
};

/// Above this only the bytes are shown: more than any server hands out in one event.
inline constexpr qsizetype LargestFormattedPayload = qsizetype{16} * 1024 * 1024;

/// `claimed` is what the writer said of the bytes; without it nothing is said of a contradiction.
[[nodiscard]] PayloadText examinePayload(const QByteArray &bytes,
                                         std::optional<core::ContentType> claimed);

/// Breaks every line that is longer than `longest` bytes: behind a comma, a brace or a space where
/// there is one, never inside a character.
[[nodiscard]] QByteArray withoutLongLines(const QByteArray &utf8, qsizetype longest);

/// The bytes of `text` stand somewhere in `bytes`, a to z of either case alike. False as well once
/// `stop` was requested.
[[nodiscard]] bool holdsInEitherCase(const QByteArray &bytes,
                                     const QByteArray &text,
                                     const std::stop_token &stop = {});

} // namespace ui
