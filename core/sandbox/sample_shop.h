// A believable shop for trying things: six weeks of customers, carts, orders, payments and
// shipments with their correlations, and the oddities that a browser of streams must cope with.
// Made by a seeded generator: the same seed gives the same events. Any thread.
#pragma once

#include "core/sandbox/stored_event.h"

#include <variant>
#include <vector>

namespace core::sandbox {

/// A write or a deletion of the shop's history.
using ShopStep = std::variant<Write, Deletion>;

/// The shop's history in the order in which it happened, up to a moment.
[[nodiscard]] std::vector<ShopStep> sampleShop(quint64 seed, qint64 untilTicks);

} // namespace core::sandbox
