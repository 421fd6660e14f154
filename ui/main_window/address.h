// What can be written in the address field: a stream, an event of a stream, a place in $all.
// A value: any thread.
#pragma once

#include "core/base/ids.h"

#include <functional>
#include <optional>

namespace ui {

struct Address {
    core::StreamName stream;
    std::optional<core::Revision> revision = std::nullopt;
    std::optional<core::Position> position = std::nullopt; ///< of $all only
    QString moment = {}; ///< as core::parseMoment() takes it; the tab knows of which day

    /// "order-42", "order-42@17", "$all@COMMIT" or, where they differ, "$all@COMMIT:PREPARE",
    /// "order-42@2026-03-02 14:05".
    [[nodiscard]] QString toString() const;
    /// Reads that form and the text of a link, "17@order-42". A name that `isKnown` confirms is
    /// taken whole, whatever it looks like. Nothing where the text is empty.
    [[nodiscard]] static std::optional<Address>
    parse(const QString &text, const std::function<bool(const core::StreamName &)> &isKnown);

    friend bool operator==(const Address &, const Address &) = default;
};

} // namespace ui
