// The gallery's pictures of streams, each state of them on purpose.
// For the gallery: GUI thread.
#pragma once

#include "tests/shots/scene.h"

namespace shots {

/// Writes what the scenes need, once.
void prepareBrowsingScenes(Server &server);
[[nodiscard]] QList<Scene> browsingScenes();

} // namespace shots
