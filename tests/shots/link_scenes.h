// The gallery's pictures of links: where they lead, where an event is linked from, why it is not.
// For the gallery: GUI thread.
#pragma once

#include "tests/shots/scene.h"

namespace shots {

[[nodiscard]] QList<Scene> linkScenes();

} // namespace shots
