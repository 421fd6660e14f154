// The gallery's pictures of projections.
// For the gallery: GUI thread.
#pragma once

#include "tests/shots/scene.h"

namespace shots {

[[nodiscard]] QList<Scene> projectionScenes();

} // namespace shots
