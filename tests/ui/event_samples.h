// Events for tables, and tables as text.
// For tests: GUI thread.
#pragma once

#include "core/model/recorded_event.h"

#include <QAbstractItemModel>
#include <QStringList>

namespace samples {

/// 2026-03-02T14:00:00Z.
inline constexpr core::EventTime Afternoon{17'724'600'000'000'000};

/// An event of `stream`, one second later than the one before it.
inline core::RecordedEvent recorded(const core::StreamName &stream, quint64 revision)
{
    core::RecordedEvent event;
    event.stream = stream;
    event.revision = {revision};
    event.position = core::Position{revision * 100, revision * 100};
    event.id = core::EventId::fromHalves(1, static_cast<qint64>(revision));
    event.type = QStringLiteral("Type%1").arg(revision % 3);
    event.created.ticks
        = Afternoon.ticks + static_cast<qint64>(revision) * core::EventTime::TicksPerSecond;
    event.contentType = core::ContentType::Json;
    event.data = QByteArray("{}");
    return event;
}

inline core::ResolvedEvent plain(const core::StreamName &stream, quint64 revision)
{
    return {recorded(stream, revision), {}};
}

/// The events of [first, end).
inline core::EventBatch batch(const core::StreamName &stream, quint64 first, quint64 end)
{
    core::EventBatch events;
    for (quint64 revision = first; revision < end; ++revision)
        events.append(plain(stream, revision));
    return events;
}

/// The link event that stands at `revision` of `stream`.
inline core::RecordedEvent
link(const core::StreamName &stream, quint64 revision, const QByteArray &target)
{
    core::RecordedEvent event = recorded(stream, revision);
    event.type = QStringLiteral("$>");
    event.contentType = core::ContentType::Bytes;
    event.data = target;
    return event;
}

/// A model's rows as lines, its cells apart by " | ".
inline QStringList tableText(const QAbstractItemModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QString line = model.index(row, 0).data().toString();
        for (int column = 1; column < model.columnCount(); ++column)
            line += QStringLiteral(" | ") + model.index(row, column).data().toString();
        lines.append(line);
    }
    return lines;
}

} // namespace samples
