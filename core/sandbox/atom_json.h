// Feeds and entries as JSON.
// Pure functions: any thread.
#pragma once

#include "core/sandbox/atom_feed.h"

namespace core::sandbox {

[[nodiscard]] JsonValue jsonOf(const AtomFeed &feed, const Profile &profile);
[[nodiscard]] JsonValue jsonOf(const AtomEntry &entry, const Profile &profile);

} // namespace core::sandbox
