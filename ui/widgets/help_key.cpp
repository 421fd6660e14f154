#include "ui/widgets/help_key.h"

#include <QCoreApplication>
#include <QShortcut>
#include <QVariant>
#include <QWhatsThisClickedEvent>
#include <QWidget>

namespace ui {

namespace {

constexpr auto Section = "helpSection";

void askForHelp(QWidget *dialog)
{
    QString section;
    QWidget *lowest = dialog;
    for (QWidget *below = dialog; below; below = below->parentWidget()) {
        lowest = below;
        if (section.isEmpty())
            section = below->property(Section).toString();
    }
    if (dialog->windowType() == Qt::Popup)
        dialog->close(); // it would keep the keyboard
    QWhatsThisClickedEvent asked(section);
    QCoreApplication::sendEvent(lowest, &asked);
}

} // namespace

void setHelpSection(QWidget *dialog, const QString &section)
{
    dialog->setProperty(Section, section);
    QObject::connect(new QShortcut(QKeySequence(Qt::Key_F1), dialog),
                     &QShortcut::activated,
                     dialog,
                     [dialog] { askForHelp(dialog); });
}

} // namespace ui
