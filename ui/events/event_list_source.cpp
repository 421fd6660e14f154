#include "ui/events/event_list_source.h"

namespace ui {

EventListSource::EventListSource(core::Client &client,
                                 const core::StreamName &stream,
                                 const AllTableModel::Limits &limits,
                                 QObject *parent)
    : EventSource(client, stream, parent)
    , m_model(stream, limits, nullptr)
{}

EventListSource::~EventListSource() = default;

std::optional<EventPlaces> EventListSource::places() const
{
    if (m_model.isEmpty())
        return {};
    return EventPlaces{0, static_cast<quint64>(m_model.rowCount()) - 1};
}

quint64 EventListSource::placeOfRow(int row) const
{
    return static_cast<quint64>(m_model.rankOfRow(row));
}

int EventListSource::bringPlace(quint64 place)
{
    const bool isThere = place < static_cast<quint64>(m_model.rowCount());
    return isThere ? m_model.rowOfRank(static_cast<int>(place)) : -1;
}

} // namespace ui
