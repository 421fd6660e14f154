// Fills a table with those events of a stream that fit a filter, looking from the end backwards.
// GUI thread.
#pragma once

#include "ui/events/event_list_source.h"
#include "ui/events/event_match.h"
#include "ui/events/page_read.h"

namespace ui {

/// No server filters a stream: pages are read until there is something to show, and on when the
/// view nears the oldest event that was found. cancel() ends a search that takes too long.
class StreamMatchSource final : public EventListSource
{
    Q_OBJECT

public:
    StreamMatchSource(core::Client &client,
                      const core::StreamName &stream,
                      EventMatch match,
                      QObject *parent);
    ~StreamMatchSource() override;

    [[nodiscard]] QString rangeText() const override;

    void open() override;
    void cancel() override;
    void retry() override;
    void showRanks(int oldest, int newest) override;
    bool bringEnd() override;
    bool bringStart() override;

protected:
    void startTail() override;
    void takeLive(const core::EventBatch &events) override;

private:
    void readOn();
    void take(const core::Result<PageReply> &result);
    void show(const core::EventBatch &found, bool isAtStart);
    void fail(const core::Error &error);
    [[nodiscard]] core::EventBatch fitting(const core::EventBatch &events) const;

    const EventMatch m_match;
    core::ReadFrom m_next = core::FromEnd{};
    std::optional<core::Revision> m_last; ///< the newest that was looked at
    quint64 m_looked = 0;
    qsizetype m_found = 0; ///< since the search was last begun or gone on with
    bool m_hasShown = false;
    bool m_wantsStart = false;
    PageReadPtr m_page;
};

} // namespace ui
