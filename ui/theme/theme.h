// Dresses the application: style, palette, light or dark, following the desktop where asked to.
// GUI thread.
#pragma once

#include "ui/theme/house_style.h"
#include "ui/theme/palette_colors.h"

#include <QObject>
#include <QPointer>
#include <QVariant>

class QDBusVariant;

namespace ui {

enum class ThemeChoice { System, Light, Dark };

[[nodiscard]] QString toString(ThemeChoice choice);
/// "system", "light" or "dark"; anything else is the system's.
[[nodiscard]] ThemeChoice themeChoiceFrom(const QString &text);

/// Made once, after QApplication. The desktop is asked through the settings portal without waiting
/// for its answer; where there is no portal the palette that the desktop gave decides.
class Theme final : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QObject *parent = nullptr);

    void choose(ThemeChoice choice);
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    /// As the portal tells it: 1 is dark, 2 is light; 0, no preference, is what the desktop's
    /// palette was without one.
    void takeDesktopScheme(const QVariant &value);

    /// Of lists and tables of data, in all windows.
    void setDenseRows(bool dense);
    [[nodiscard]] bool hasDenseRows() const;

Q_SIGNALS:
    void changed();

private:
    void askDesktop();
    Q_SLOT void
    onPortalSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
    void apply();

    QPointer<HouseStyle> m_style; ///< the application's, until another takes its place
    ThemeChoice m_choice = ThemeChoice::System;
    bool m_isDarkUnasked = false; ///< where the desktop has no preference
    bool m_isSchemeTold = false;
    bool m_desktopIsDark = false;
    bool m_isDark = false;
    bool m_applied = false;
};

} // namespace ui
