// Projections in words: how one stands, and what a command to it means.
// Pure functions: GUI thread, for the translations.
#pragma once

#include "core/model/projection_requests.h"
#include "core/model/projection_status.h"
#include "ui/prompts/prompts.h"
#include "ui/widgets/facts_view.h"

namespace ui {

/// Good where it runs, Danger where it is faulted, Warning where it does not run.
[[nodiscard]] Tone toneOf(const core::ProjectionStatus &status);
/// "97.5 %"; only what is done is said to be: 99.96 is no 100.
[[nodiscard]] QString progressText(double percent);
/// Its statistics, and the streams that are its own.
[[nodiscard]] QList<FactGroup> projectionFacts(const core::ProjectionStatus &status);
/// What is asked before a command leaves; `where` names the connection.
[[nodiscard]] Question
askBefore(const core::ProjectionCommand &command, const QString &where, bool isProduction);
/// "$by_category is being disabled."
[[nodiscard]] QString saidOf(const core::ProjectionCommand &command);

} // namespace ui
