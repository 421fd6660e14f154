// F1 in what stands over the window, which does not get that key then.
// GUI thread.
#pragma once

#include <QString>

class QWidget;

namespace ui {

/// F1 in this dialog or popup asks for the section of the manual with this title; without one, for
/// that of what it stands over. A popup closes first. The window below all of them gets a
/// QWhatsThisClickedEvent with the title, which is empty where none was named.
void setHelpSection(QWidget *dialog, const QString &section = {});

} // namespace ui
