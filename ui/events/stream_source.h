// Fills the table of one stream: its extent, the pages in view, the live tail.
// GUI thread.
#pragma once

#include "ui/events/event_source.h"
#include "ui/events/page_read.h"
#include "ui/events/stream_table_model.h"

namespace ui {

/// Opening a stream costs two reads at once: 256 events backwards from the end, one forwards from
/// the start. Everything else is read as it comes into view, one page at a time; a view that moves
/// on takes the place of what waits, and cancels what runs if it has nothing in common with it.
class StreamSource final : public EventSource
{
    Q_OBJECT

public:
    StreamSource(core::Client &client,
                 const core::StreamName &stream,
                 const StreamTableModel::Limits &limits,
                 QObject *parent);
    ~StreamSource() override;

    [[nodiscard]] StreamTableModel &model() override { return m_model; }
    [[nodiscard]] QString rangeText() const override;
    [[nodiscard]] bool modelReachesEnd() const override { return m_model.windowIsAtEnd(); }

    void open() override;
    void cancel() override;
    void retry() override;
    void showRanks(int oldest, int newest) override;
    void noteReaches(core::Revision revision) override { onAdvanced(stream(), revision); }
    [[nodiscard]] std::optional<EventPlaces> places() const override;
    [[nodiscard]] quint64 placeOfRow(int row) const override;
    int bringPlace(quint64 place) override;
    bool bringEnd() override;
    bool bringStart() override;

protected:
    void startTail() override;
    void takeLive(const core::EventBatch &events) override;

private:
    struct Range {
        core::Revision first;
        core::Revision end;
    };
    struct Opening {
        std::optional<PageReply> head;
        std::optional<core::Revision> first;
    };

    void takeHead(const core::Result<PageReply> &result);
    void takeStart(const core::Result<PageReply> &result);
    void finishOpening();
    void takeState(const core::Result<core::StreamState> &result);
    void failOpening(const core::Error &error);
    void askWhyGone();
    void askSinceWhen(core::Revision metadata);

    void want(core::Revision first, core::Revision last);
    [[nodiscard]] Range rangeToRead(core::Revision first, core::Revision last) const;
    void startNextPage();
    void takePage(const Range &range, const core::Result<PageReply> &result);
    void onAdvanced(const core::StreamName &name, core::Revision revision);

    StreamTableModel m_model;
    bool m_hasLinks = false;
    bool m_hasGaps = false;
    bool m_isHeavy = false; ///< its events weigh so much that only what is in view is read
    Opening m_opening;
    bool m_openFailed = false;
    std::optional<Range> m_running;
    std::optional<Range> m_waiting;
    PageReadPtr m_head;
    PageReadPtr m_start;
    PageReadPtr m_page;
    core::Call m_call;
};

} // namespace ui
