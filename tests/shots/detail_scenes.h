// The gallery's pictures of one event: payloads of every kind, metadata, system fields.
// For the gallery: GUI thread.
#pragma once

#include "tests/shots/scene.h"

namespace shots {

[[nodiscard]] QList<Scene> detailScenes();

} // namespace shots
