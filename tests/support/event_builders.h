// Events for tests, said in a line: anEvent("order-1").at(7).ofType("OrderPlaced").
// Values: any thread.
#pragma once

#include "core/model/new_event.h"
#include "core/model/recorded_event.h"

#include <QString>

class EventBuilder
{
public:
    explicit EventBuilder(const char *stream)
    {
        m_event.stream = core::StreamName(QString::fromLatin1(stream));
        m_event.id = core::EventId::random();
        m_event.type = QStringLiteral("TestHappened");
        m_event.contentType = core::ContentType::Json;
        m_event.data = QByteArrayLiteral("{}");
    }

    EventBuilder &at(quint64 revision)
    {
        m_event.revision = {revision};
        return *this;
    }
    EventBuilder &atPosition(quint64 position)
    {
        m_event.position = core::Position{position, position};
        return *this;
    }
    EventBuilder &ofType(const char *type)
    {
        m_event.type = QString::fromLatin1(type);
        return *this;
    }
    EventBuilder &holding(const QByteArray &data)
    {
        m_event.data = data;
        return *this;
    }
    EventBuilder &asBytes()
    {
        m_event.contentType = core::ContentType::Bytes;
        return *this;
    }

    operator core::RecordedEvent() const { return m_event; }
    operator core::ResolvedEvent() const { return {m_event, std::nullopt}; }

private:
    core::RecordedEvent m_event;
};

[[nodiscard]] inline EventBuilder anEvent(const char *stream = "order-1")
{
    return EventBuilder(stream);
}

/// Events with the revisions from `first` on; their positions are ten times as large.
[[nodiscard]] inline core::EventBatch
someEvents(quint64 first, quint64 count, const char *stream = "order-1")
{
    core::EventBatch events;
    for (quint64 i = first; i < first + count; ++i)
        events.append(anEvent(stream).at(i).atPosition(i * 10));
    return events;
}

[[nodiscard]] inline core::NewEvent aNewEvent(const char *type = "TestHappened")
{
    return {core::EventId::random(),
            QString::fromLatin1(type),
            core::ContentType::Json,
            QByteArrayLiteral("{}"),
            {}};
}
