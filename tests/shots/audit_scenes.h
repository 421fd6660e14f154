// The gallery's pictures of what is found out about links: audits, causes, what a deletion breaks.
// For the gallery: GUI thread.
#pragma once

#include "tests/shots/scene.h"

namespace shots {

/// Writes what the scenes need, once.
void prepareAuditScenes(Server &server);
[[nodiscard]] QList<Scene> auditScenes();

} // namespace shots
