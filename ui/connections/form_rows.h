// Rows of a form that is made of several parts, with one column of labels.
// GUI thread.
#pragma once

#include "ui/theme/measures.h"

#include <QFormLayout>
#include <QLabel>

namespace ui {

/// With addFormRow() labels have one width, so that forms below each other look like one.
[[nodiscard]] inline QFormLayout *makeForm(QWidget *parent)
{
    auto *rows = new QFormLayout(parent);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(measures::ControlSpacing);
    rows->setHorizontalSpacing(measures::GroupSpacing);
    rows->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return rows;
}

/// A label of such a form; `field` gets the focus by it, and its name if it has none.
inline QLabel *addFormRow(QFormLayout *rows, const QString &text, QWidget *field)
{
    auto *label = new QLabel(text, rows->parentWidget());
    label->setMinimumWidth(label->fontMetrics().averageCharWidth() * 13);
    label->setBuddy(field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(text);
    rows->addRow(label, field);
    return label;
}

} // namespace ui
