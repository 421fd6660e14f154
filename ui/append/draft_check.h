// What keeps a draft from being sent, and how large it is; no more than helps while typing, since
// the server decides.
// Pure functions: any thread.
#pragma once

#include "core/model/connection_settings.h"
#include "core/text/events_form.h"
#include "core/text/json_text.h"
#include "ui/append/event_draft.h"

namespace ui {

enum class DraftField { Expected, Type, Id, Data };

struct DraftProblem {
    DraftField field = DraftField::Data;
    qsizetype event = 0; ///< index of the event that it is about
    QString text;        ///< a sentence
    /// Of the data, where the problem is in them.
    qsizetype at = 0;

    friend bool operator==(const DraftProblem &, const DraftProblem &) = default;
};

/// In the order of the events and their fields; empty: the draft can be sent.
[[nodiscard]] QList<DraftProblem> checkDraft(const EventDraft &draft);

/// The worst of what this transport would store otherwise than it is written; nothing over gRPC.
[[nodiscard]] std::optional<core::PayloadChange> changeOnTheWay(const EventDraft &draft,
                                                                core::TransportKind transport);
/// Whether that has to be accepted before it is sent.
[[nodiscard]] bool mustBeAccepted(const core::PayloadChange &change, core::AlteredPayloads altered);

/// "Line 3, column 5: ..." for the first place where these bytes stop being JSON.
struct JsonProblem {
    QString text;
    qsizetype at = 0;
    core::TextPlace place;
};
[[nodiscard]] std::optional<JsonProblem> findJsonProblem(const QByteArray &bytes);

/// As the server counts: data, metadata and two bytes for each character of the type (protocol.md
/// section 3.5).
[[nodiscard]] qint64 appendBytes(const QList<core::NewEvent> &events);
/// The most one append may hold on a server of this version ("24.10.4"; empty: unknown, the
/// smallest).
[[nodiscard]] qint64 appendLimitBytes(const QString &serverVersion);

} // namespace ui
