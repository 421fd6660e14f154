// The gallery's pictures of connections: asking for one, several at once, what guards them.
// For the gallery: GUI thread.
#pragma once

#include "tests/shots/scene.h"

namespace shots {

[[nodiscard]] QList<Scene> connectionScenes();

} // namespace shots
