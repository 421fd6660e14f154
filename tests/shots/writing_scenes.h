// The gallery's pictures of writing and deleting.
// For the gallery: GUI thread.
#pragma once

#include "tests/shots/scene.h"

namespace shots {

[[nodiscard]] QList<Scene> writingScenes();

} // namespace shots
