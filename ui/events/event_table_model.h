// What every table of events has in common: columns, words, roles, and rows found by their place.
// GUI thread.
#pragma once

#include "ui/events/event_columns.h"

#include <QAbstractTableModel>

#include <optional>

namespace ui {

/// Where an event stands, whatever row it is in.
struct EventKey {
    core::Revision revision;
    core::StreamName stream;
    std::optional<core::Position> position;

    [[nodiscard]] static EventKey of(const core::ResolvedEvent &event);
    friend bool operator==(const EventKey &, const EventKey &) = default;
};

/// What stands in one row.
struct EventRow {
    EventRowState state = EventRowState::Loading;
    const core::ResolvedEvent *event = nullptr; ///< only if Here; valid until the model changes
    std::optional<core::Revision> revision;     ///< absent in a GoneRange
    QString note;                               ///< instead of the type where there is no event
};

/// Rows are oldest first. A model of this kind answers from memory or says "not yet"; it never
/// waits and starts nothing itself: what it lacks it tells by a signal of its own.
class EventTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// Looks at a row without asking for it to be loaded.
    [[nodiscard]] virtual EventRow rowAt(int row) const = 0;
    [[nodiscard]] virtual std::optional<EventKey> keyAt(int row) const = 0;
    /// -1 if it has no row now.
    [[nodiscard]] virtual int rowOf(const EventKey &key) const = 0;

    [[nodiscard]] const core::ResolvedEvent *eventAt(int row) const;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Links were seen for the first time: the column of targets has something to say.
    void linksSeen();

protected:
    explicit EventTableModel(const core::StreamName &stream, QObject *parent);

    /// A cell of a row in state Loading is being painted.
    virtual void wantRow(int row) const = 0;
    void lookForLinks(const core::EventBatch &events);

    [[nodiscard]] const core::StreamName &streamName() const { return m_stream; }

private:
    [[nodiscard]] QString text(const EventRow &row, EventColumn column) const;
    [[nodiscard]] QString toolTip(const EventRow &row, EventColumn column) const;
    [[nodiscard]] QString spokenText(const EventRow &row, EventColumn column) const;
    [[nodiscard]] EventTone tone(const EventRow &row, EventColumn column) const;

    const core::StreamName m_stream;
    bool m_linksSeen = false;
};

} // namespace ui
