// How a dialog is laid out: a column with room around it, and its buttons at the end of it.
// GUI thread.
#pragma once

#include <initializer_list>

class QDialog;
class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace ui {

/// The column that holds everything in the dialog.
[[nodiscard]] QVBoxLayout *makeDialogColumn(QDialog *dialog);
/// Buttons at the right, in this order.
[[nodiscard]] QHBoxLayout *makeButtonRow(std::initializer_list<QPushButton *> buttons);

} // namespace ui
