// The words of a connection: colours, guards, transports, ways to sign in; and their colours.
// Pure functions: any thread.
#pragma once

#include "core/client/connection_profile.h"
#include "ui/theme/palette_colors.h"

#include <QList>

namespace ui {

[[nodiscard]] const QList<core::ConnectionColor> &allColors();
[[nodiscard]] Tone toneOf(core::ConnectionColor color);
/// "Teal"; "Red: production".
[[nodiscard]] QString colorWords(core::ConnectionColor color);

[[nodiscard]] const QList<core::Guard> &allGuards();
/// As a choice: "Ask before each write".
[[nodiscard]] QString guardChoice(core::Guard guard);
/// As a state: "Asks before writing".
[[nodiscard]] QString guardWords(core::Guard guard);
/// Why nothing can be written, before anything is.
[[nodiscard]] QString lockWords(const QString &connectionName);
/// Why nothing was written, and who can change that.
[[nodiscard]] QString readOnlyRefusal(const QString &connectionName);

[[nodiscard]] QString transportWords(core::TransportKind transport);
/// What to know before choosing it, in one line.
[[nodiscard]] QString transportHint(core::TransportKind transport);

[[nodiscard]] const QList<core::NodePreference> &allNodePreferences();
[[nodiscard]] QString nodePreferenceWords(core::NodePreference preference);

enum class SignIn { Nobody, Password, Certificate, Trusted };
/// Over gRPC there is no trusted name.
[[nodiscard]] SignIn signInOf(const core::ConnectionSettings &settings);
[[nodiscard]] QString signInWords(SignIn signIn);

} // namespace ui
