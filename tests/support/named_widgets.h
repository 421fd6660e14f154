// Finds widgets that a keyboard reaches but a screen reader or a test cannot name.
// For tests: GUI thread.
#pragma once

#include <QAccessible>
#include <QComboBox>
#include <QRegularExpression>
#include <QStringList>
#include <QWidget>

namespace tests {

/// On Linux a combo box is called by what is chosen: what it chooses is told beside that.
[[nodiscard]] inline bool isCalled(const QWidget *widget, QAccessibleInterface &accessible)
{
    if (accessible.text(QAccessible::Name).isEmpty())
        return false;
    return !qobject_cast<const QComboBox *>(widget)
           || !accessible.text(QAccessible::Description).isEmpty()
           || !accessible.relations(QAccessible::Label).isEmpty();
}

/// Every widget below `root` that takes the focus by Tab and is shown needs an accessible name and
/// a kebab path as object name; returned are those that lack one.
[[nodiscard]] inline QStringList namelessWidgets(const QWidget &root)
{
    static const QRegularExpression path(QStringLiteral("^[a-z]+(-[a-z]+)*(/[a-z]+(-[a-z]+)*)+$"));
    QStringList lacking;
    const auto widgets = root.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy()
            || !widget->isVisibleTo(&root))
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        const bool isNamed = accessible && isCalled(widget, *accessible);
        if (!isNamed || !path.match(widget->objectName()).hasMatch())
            lacking << QStringLiteral("%1 '%2'").arg(
                QString::fromLatin1(widget->metaObject()->className()), widget->objectName());
    }
    return lacking;
}

} // namespace tests
