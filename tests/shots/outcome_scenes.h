// The gallery's pictures of what comes of a write, and of what it is made to depend on.
// For the gallery: GUI thread.
#pragma once

#include "tests/shots/scene.h"

namespace shots {

[[nodiscard]] QList<Scene> outcomeScenes();

} // namespace shots
