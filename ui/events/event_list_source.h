// What fills a list of events that grows at both ends: $all, or what of a stream fits a filter.
// GUI thread.
#pragma once

#include "ui/events/all_table_model.h"
#include "ui/events/event_source.h"

namespace ui {

/// Its places are the ranks of its rows: what else there is has no number.
class EventListSource : public EventSource
{
    Q_OBJECT

public:
    ~EventListSource() override;

    [[nodiscard]] AllTableModel &model() override { return m_model; }
    [[nodiscard]] bool modelReachesEnd() const override { return m_model.reachesEnd(); }
    [[nodiscard]] std::optional<EventPlaces> places() const override;
    [[nodiscard]] quint64 placeOfRow(int row) const override;
    int bringPlace(quint64 place) override;

protected:
    EventListSource(core::Client &client,
                    const core::StreamName &stream,
                    const AllTableModel::Limits &limits,
                    QObject *parent);

    AllTableModel m_model;
};

} // namespace ui
