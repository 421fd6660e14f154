// What every table of events has in common: columns, words, roles, and rows found by their place.
// GUI thread.
#pragma once

#include "core/links/link_state.h"
#include "ui/events/event_columns.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include <optional>

namespace ui {

/// Where an event stands, whatever row it is in.
struct EventKey {
    core::Revision revision;
    core::StreamName stream;
    /// To find it by; over HTTP some reads tell it and others do not.
    std::optional<core::Position> position;

    [[nodiscard]] static EventKey of(const core::ResolvedEvent &event);
    friend bool operator==(const EventKey &a, const EventKey &b)
    {
        return a.revision == b.revision && a.stream == b.stream;
    }
};

/// What stands in one row.
struct EventRow {
    EventRowState state = EventRowState::Loading;
    const core::ResolvedEvent *event = nullptr; ///< only if Here; valid until the model changes
    std::optional<core::Revision> revision;     ///< absent in a GoneRange
    QString note;                               ///< instead of the type where there is no event
};

/// Rows are oldest first, or newest first: which of them stands in which row is decided here and
/// nowhere else. Those who fill a model count in ranks, which begin with the oldest either way.
///
/// A model of this kind answers from memory or says "not yet"; it never waits and starts nothing
/// itself: what it lacks it tells by a signal of its own.
class EventTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    [[nodiscard]] bool isNewestFirst() const { return m_isNewestFirst; }
    void setNewestFirst(bool newestFirst);
    /// Of a row, and the row of a rank: the one is turned into the other as the other into the one.
    [[nodiscard]] int rankOfRow(int row) const { return turned(row); }
    [[nodiscard]] int rowOfRank(int rank) const { return turned(rank); }

    /// Has this row loaded where it is not, as painting it would.
    void want(int row) const;
    /// Looks at a row without asking for it to be loaded.
    [[nodiscard]] EventRow rowAt(int row) const { return at(turned(row)); }
    /// Nothing where there is no such row, or it stands for no event.
    [[nodiscard]] std::optional<EventKey> keyAt(int row) const;
    /// -1 if it has no row now.
    [[nodiscard]] int rowOf(const EventKey &key) const;

    [[nodiscard]] const core::ResolvedEvent *eventAt(int row) const;
    /// What its first column says, without asking for it to be loaded.
    [[nodiscard]] QString placeAt(int row) const { return text(rowAt(row), EventColumn::Place); }
    /// The same with its digits in groups, for reading: "4,512,330".
    [[nodiscard]] QString groupedPlaceAt(int row) const;

    /// What a link that did not resolve was found to end in; its row says so from then on.
    void tellLinkEnd(const EventKey &link, core::LinkState end);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Links were seen for the first time: the column of targets has something to say.
    void linksSeen();
    /// Streams that events which came belong to, or that links point into; each is told once, up to
    /// a limit.
    void streamsMet(const QList<core::StreamName> &streams);

protected:
    explicit EventTableModel(const core::StreamName &stream, QObject *parent);

    [[nodiscard]] virtual EventRow at(int rank) const = 0;
    /// Nothing where the row stands for no event.
    [[nodiscard]] virtual std::optional<EventKey> keyAtRank(int rank) const = 0;
    /// -1 if it has no row now.
    [[nodiscard]] virtual int rankOf(const EventKey &key) const = 0;
    /// A cell of a row in state Loading is being painted.
    virtual void wantRank(int rank) const = 0;

    void beginInsertRanks(int first, int last);
    void beginRemoveRanks(int first, int last);
    void ranksChanged(int first, int last);
    void lookInto(const core::EventBatch &events);

    [[nodiscard]] const core::StreamName &streamName() const { return m_stream; }

private:
    void lookForLinks(const core::EventBatch &events);
    void meetStreams(const core::EventBatch &events);
    [[nodiscard]] QString text(const EventRow &row, EventColumn column) const;
    [[nodiscard]] QString toolTip(const EventRow &row, EventColumn column) const;
    [[nodiscard]] QString spokenText(const EventRow &row, EventColumn column) const;
    [[nodiscard]] EventTone tone(const EventRow &row, EventColumn column) const;
    [[nodiscard]] QString note(const EventRow &row) const;

    [[nodiscard]] int turned(int at) const { return m_isNewestFirst ? rowCount() - 1 - at : at; }

    const core::StreamName m_stream;
    bool m_isNewestFirst = false;
    bool m_linksSeen = false;
    QSet<core::StreamName> m_met;
    QHash<std::pair<core::StreamName, core::Revision>, core::LinkState> m_linkEnds;
};

} // namespace ui
