// One picture of the gallery: how the window comes into the state that is shown.
// For the gallery: GUI thread.
#pragma once

#include "tests/shots/stage.h"

#include <functional>

namespace shots {

struct Scene {
    QString name;
    QString words; ///< what is to be seen
    std::function<void(Stage &)> play;
    QSize size{1280, 800};
};

} // namespace shots
