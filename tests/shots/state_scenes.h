// The gallery's pictures of a connection's states: live, cut off, loading, denied, failed.
// For the gallery: GUI thread.
#pragma once

#include "tests/shots/scene.h"

namespace shots {

[[nodiscard]] QList<Scene> stateScenes();

} // namespace shots
