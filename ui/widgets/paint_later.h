// Paints in a turn of the event loop of its own what was laid out in this one.
// GUI thread.
#pragma once

class QWidget;

namespace ui {

/// What the widget shows now stays on the screen until so many turns later: nobody sees it, and no
/// turn has to lay out and paint all that changed. Does nothing to one that waits already.
void paintLater(QWidget *widget, int turns);

} // namespace ui
