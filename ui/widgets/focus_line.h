// A line along the top of a view that has the keyboard and shows it in no other way.
// GUI thread.
#pragma once

class QAbstractScrollArea;

namespace ui {

/// For views without a caret or a current row. The line lies over the view and takes no space.
void showFocusOf(QAbstractScrollArea *view);

} // namespace ui
