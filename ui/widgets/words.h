// Sizes, places and times in the words that every pane uses.
// Pure functions: any thread.
#pragma once

#include "core/base/error.h"
#include "core/base/event_time.h"
#include "core/base/ids.h"

#include <QString>

namespace ui {

/// "1,048,576".
[[nodiscard]] QString groupedNumber(qint64 number);
/// "312 bytes", "1 byte".
[[nodiscard]] QString bytesText(qint64 bytes);
/// "1 event", "1,200 events".
[[nodiscard]] QString eventsText(qint64 events);
/// "2026-03-02 14:05:11.123 456 7 UTC": all that the server keeps of the time.
[[nodiscard]] QString eventTimeText(core::EventTime time);
/// For a report: the code, the sentence, and what lies behind it.
[[nodiscard]] QString detailsText(const core::Error &error, const QString &title = {});
/// The server knows who asks, or would like to, and does not permit it.
[[nodiscard]] bool isDenied(const core::Error &error);
/// "48210", or "48210:48102" where commit and prepare differ.
[[nodiscard]] QString positionText(core::Position position);
/// "order-42 @ 17", to be read; core::addressText() is the one to be copied.
[[nodiscard]] QString placeText(const core::StreamName &stream, core::Revision revision);

} // namespace ui
