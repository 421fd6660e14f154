// Says what a combo box chooses: on Linux its own name is what is chosen.
// GUI thread.
#pragma once

#include <QComboBox>

namespace ui {

/// For a combo box that has no label of its own.
inline void nameChoice(QComboBox *choice, const QString &what)
{
    choice->setAccessibleName(what);
    choice->setAccessibleDescription(what);
}

} // namespace ui
