// Fills the table of $all: from the end backwards, on demand at both ends, and the live tail.
// GUI thread.
#pragma once

#include "ui/events/all_table_model.h"
#include "ui/events/event_match.h"
#include "ui/events/event_source.h"
#include "ui/events/page_read.h"

namespace ui {

/// One read of 256 events opens it; each further one is asked for when the view comes within a page
/// of the edge of what is there.
class AllSource final : public EventSource
{
    Q_OBJECT

public:
    AllSource(core::Client &client, const AllTableModel::Limits &limits, QObject *parent);
    ~AllSource() override;

    [[nodiscard]] AllTableModel &model() override { return m_model; }
    [[nodiscard]] QString rangeText() const override;
    [[nodiscard]] bool modelReachesEnd() const override { return m_model.reachesEnd(); }

    void open() override;
    /// Starts anew from an event's position, that event on top.
    void openAt(core::Position position);
    /// What the server lets through; reads again.
    void setMatch(const EventMatch &match);
    void cancel() override;
    void retry() override;
    void showRanks(int oldest, int newest) override;
    [[nodiscard]] std::optional<EventPlaces> places() const override;
    [[nodiscard]] quint64 placeOfRow(int row) const override;
    int bringPlace(quint64 place) override;
    bool bringEnd() override;
    bool bringStart() override;

Q_SIGNALS:
    /// openAt() has come to its event.
    void openedAt(core::Position position);

protected:
    void startTail() override;
    void takeLive(const core::EventBatch &events) override;

private:
    enum class Step { None, End, Start, At, Older, Newer };

    void read(Step step, const core::ReadFrom &from, core::Direction direction);
    void take(Step step, const core::Result<PageReply> &result);
    void fail(Step step, const core::Error &error);

    AllTableModel m_model;
    EventMatch m_match;
    Step m_step = Step::None;
    Step m_failed = Step::None; ///< what retry() does again
    core::Position m_target;
    PageReadPtr m_page;
};

} // namespace ui
