// What fills a table of events: reads, the live tail, and the state a tab is in.
// GUI thread.
#pragma once

#include "core/client/client.h"
#include "ui/events/event_table_model.h"
#include "ui/events/live_tail.h"

#include <optional>

namespace ui {

/// What there is besides rows.
struct EventSourceState {
    enum class Kind {
        Loading, ///< nothing is known yet
        Ready,   ///< the model has rows, or the log is empty
        Nothing, ///< there is nothing to read; `stream` says why, as far as it was proved
        Failed,  ///< could not be read at all; `error` says why
    };
    Kind kind = Kind::Loading;
    core::StreamState stream;
    core::Error error;
    core::EventTime since
        = core::EventTime::notTold(); ///< when the metadata of a stream without events was written

    friend bool operator==(const EventSourceState &, const EventSourceState &) = default;
};

/// What a scroll bar spans, from the oldest: revisions of a stream, ranks in $all.
struct EventPlaces {
    quint64 first = 0;
    quint64 last = 0;
};

/// Owned by a page. All reading starts here; the model only says what it lacks.
class EventSource : public QObject
{
    Q_OBJECT

public:
    ~EventSource() override;

    [[nodiscard]] virtual EventTableModel &model() = 0;
    /// "18 events · 0–17".
    [[nodiscard]] virtual QString rangeText() const = 0;
    /// The newest event has a row.
    [[nodiscard]] virtual bool modelReachesEnd() const = 0;

    /// Reads from the end, forgetting what was there once the answer has come.
    virtual void open() = 0;
    /// Reads again what is in view, or the end where that is followed.
    virtual void reload() { open(); }
    /// Gives up what is being read; what is there stays.
    virtual void cancel() = 0;
    /// Does again what failed.
    virtual void retry() = 0;
    /// These ranks of the model are in view.
    virtual void showRanks(int oldest, int newest) = 0;
    /// The stream is known to reach this revision, though no subscription told.
    virtual void noteReaches(core::Revision) {}
    /// Nothing while there are no rows.
    [[nodiscard]] virtual std::optional<EventPlaces> places() const = 0;
    [[nodiscard]] virtual quint64 placeOfRow(int row) const = 0;
    /// Brings a place into the model and gives its row; -1 if there is no such place.
    virtual int bringPlace(quint64 place) = 0;
    /// Brings the newest, or the oldest, event into the model; false if that takes a read, after
    /// which jumped() tells.
    virtual bool bringEnd() = 0;
    virtual bool bringStart() = 0;

    void setResolveLinks(bool resolve);
    void setShowSystem(bool show);
    /// Before open(): the switches of another source of the same stream, the order of rows too.
    void takeSwitches(EventSource &other);
    void setLive(bool live);
    /// The end is in view, and stays there.
    void setFollowed(bool followed) { m_isFollowed = followed; }
    /// While nobody looks nothing is taken from a subscription.
    void setWatched(bool watched);

    [[nodiscard]] bool resolveLinks() const { return m_resolveLinks; }
    [[nodiscard]] bool showSystem() const { return m_showSystem; }
    [[nodiscard]] bool isLive() const { return m_isLive; }
    /// Why the server's own events cannot be hidden; empty where they can.
    [[nodiscard]] const QString &whyUnfiltered() const { return m_whyUnfiltered; }
    [[nodiscard]] const EventSourceState &state() const { return m_state; }
    [[nodiscard]] bool isReading() const { return m_isReading; }
    /// Why what is in view could not be read, until retry().
    [[nodiscard]] const std::optional<core::Error> &readError() const { return m_readError; }
    [[nodiscard]] LiveTail &tail() { return m_tail; }

Q_SIGNALS:
    void stateChanged();
    void readingChanged(bool isReading);
    void readErrorChanged();
    /// showSystem() or whyUnfiltered() is another.
    void filteringChanged();
    void rangeTextChanged();
    /// So many events came from the subscription.
    void eventsArrived(qint64 count);
    /// The end or the start is in the model now.
    void jumped(bool toEnd);

protected:
    EventSource(core::Client &client, const core::StreamName &stream, QObject *parent);

    [[nodiscard]] core::Client &client() { return m_client; }
    [[nodiscard]] const core::StreamName &stream() const { return m_stream; }
    void setState(const EventSourceState &state);
    void setReading(bool reading);
    void setReadError(const std::optional<core::Error> &error);
    void setWhyUnfiltered(const QString &why);
    /// Without reading again.
    void noteSystemShown();
    [[nodiscard]] bool isFollowed() const { return m_isFollowed; }

    /// Subscribes after the last event that is known; only if isLive().
    virtual void startTail() = 0;
    virtual void takeLive(const core::EventBatch &events) = 0;

private:
    void onConnected();
    [[nodiscard]] bool lacksConnection() const;

    core::Client &m_client;
    const core::StreamName m_stream;
    EventSourceState m_state;
    std::optional<core::Error> m_readError;
    bool m_isReading = false;
    bool m_resolveLinks = true;
    bool m_showSystem = false;
    bool m_isLive = false;
    bool m_isFollowed = true;
    QString m_whyUnfiltered;
    LiveTail m_tail;
};

} // namespace ui
