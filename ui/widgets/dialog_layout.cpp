#include "ui/widgets/dialog_layout.h"

#include "ui/theme/measures.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QPushButton>

namespace ui {

QVBoxLayout *makeDialogColumn(QDialog *dialog)
{
    auto *column = new QVBoxLayout(dialog);
    column->setContentsMargins(measures::GroupSpacing,
                               measures::GroupSpacing,
                               measures::GroupSpacing,
                               measures::GroupSpacing);
    column->setSpacing(measures::ControlSpacing);
    return column;
}

QHBoxLayout *makeButtonRow(std::initializer_list<QPushButton *> buttons)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(measures::ControlSpacing);
    row->addStretch();
    for (QPushButton *button : buttons)
        row->addWidget(button);
    return row;
}

} // namespace ui
