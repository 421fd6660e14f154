// Fills the table of $all: from the end backwards, on demand at both ends, and the live tail.
// GUI thread.
#pragma once

#include "ui/events/event_list_source.h"
#include "ui/events/event_match.h"
#include "ui/events/page_read.h"

namespace ui {

/// One read of 256 events opens it; each further one is asked for when the view comes within a page
/// of the edge of what is there.
class AllSource final : public EventListSource
{
    Q_OBJECT

public:
    AllSource(core::Client &client, const AllTableModel::Limits &limits, QObject *parent);
    ~AllSource() override;

    [[nodiscard]] QString rangeText() const override;

    void open() override;
    void reload() override;
    /// Starts anew from an event's position, that event on top.
    void openAt(core::Position position);
    /// What the server lets through; reads again.
    void setMatch(const EventMatch &match);
    void cancel() override;
    void retry() override;
    void showRanks(int oldest, int newest) override;
    bool bringEnd() override;
    bool bringStart() override;

Q_SIGNALS:
    /// openAt() has come to its event.
    void openedAt(core::Position position);
    /// openAt() found no event there or after it, and shows the end.
    void nothingAt(core::Position position);
    /// reload() has come to what was in view.
    void reloaded();

protected:
    void startTail() override;
    void takeLive(const core::EventBatch &events) override;

private:
    enum class Step { None, End, Start, At, EndAgain, ViewAgain, Older, Newer };

    void start(Step step);
    [[nodiscard]] bool findViewStart();
    void read(Step step, const core::ReadFrom &from, core::Direction direction);
    void take(Step step, const core::Result<PageReply> &result);
    void show(Step step, core::EventBatch events, bool isLastPage);
    void tellShown(Step step);
    void tellReached(core::Position position);
    [[nodiscard]] std::optional<core::EventFilter> filter() const;
    [[nodiscard]] QString foundText() const;
    [[nodiscard]] bool fallsBack(Step step, const core::Error &error);
    void fail(Step step, const core::Error &error);

    EventMatch m_match;
    Step m_step = Step::None;
    Step m_failed = Step::None; ///< what retry() does again
    core::Position m_target;
    std::optional<EventKey> m_inView;        ///< the oldest event in view
    core::Position m_viewStart;              ///< from which the view is read again
    quint64 m_viewOffset = 0;                ///< events from there to the view
    quint64 m_wanted = 0;                    ///< events of the read under way
    std::optional<core::Position> m_reached; ///< by the search under way, where it is told
    QString m_refusal; ///< of the filter, until it is proved that $all can be read without it
    PageReadPtr m_page;
};

} // namespace ui
