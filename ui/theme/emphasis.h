// How much a button asks to be pressed; read by the style when it paints.
// GUI thread.
#pragma once

#include <QWidget>

namespace ui {

enum class Emphasis {
    Plain,   ///< bordered
    Primary, ///< filled with the accent: at most one in a pane
    Danger,  ///< filled with the danger colour: destroys something
    Link,    ///< accent text without a border
};

inline constexpr char EmphasisProperty[] = "tributaryEmphasis";

inline void setEmphasis(QWidget *button, Emphasis emphasis)
{
    button->setProperty(EmphasisProperty, static_cast<int>(emphasis));
    button->update();
}

[[nodiscard]] inline Emphasis emphasisOf(const QWidget *widget)
{
    return widget ? static_cast<Emphasis>(widget->property(EmphasisProperty).toInt())
                  : Emphasis::Plain;
}

} // namespace ui
