// The gallery's pictures of the table of events: turned round, and sent to a moment.
// For the gallery: GUI thread.
#pragma once

#include "tests/shots/scene.h"

namespace shots {

[[nodiscard]] QList<Scene> eventsScenes();

} // namespace shots
