// Paints in a turn of the event loop of its own what was laid out in this one.
// GUI thread.
#pragma once

class QWidget;

namespace ui {

/// What the widget shows now stays on the screen until its turn comes: nobody sees it, and no turn
/// has to lay out and paint all that changed. Those asked for are painted in the order of asking,
/// one in each turn; what a widget is in comes before it. Does nothing to one that waits already,
/// nor to a window: Qt loses what a window shall paint while its updates are disabled.
void paintLater(QWidget *widget);

} // namespace ui
