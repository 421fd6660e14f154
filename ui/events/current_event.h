// The event that is looked at, first as the list has it, then exactly.
// GUI thread.
#pragma once

#include "ui/events/page_read.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace ui {

/// Over gRPC a list is exact and nothing is fetched.
class CurrentEvent final : public QObject
{
    Q_OBJECT

public:
    CurrentEvent(core::Client &client, QObject *parent);

    /// What the list has. Where that is not all, the rest is fetched once the person has stayed for
    /// a moment.
    void show(const std::optional<core::ResolvedEvent> &listed);
    [[nodiscard]] const std::optional<core::ResolvedEvent> &shown() const { return m_event; }

    /// Runs the action with the event as it is stored: at once, or when it has been fetched. It is
    /// dropped if that fails, or cannot be, or another event is shown before.
    void whenExact(const std::function<void(const core::ResolvedEvent &)> &action);
    /// Fetches again what could not be fetched.
    void retry();

Q_SIGNALS:
    void changed();
    /// What is shown stays as the list has it, and what waited for it is dropped.
    void failed(const core::Error &error, bool wasWaitedFor);

private:
    void fetch();
    void take(const core::Result<PageReply> &result);

    core::Client &m_client;
    std::optional<core::ResolvedEvent> m_listed;
    std::optional<core::ResolvedEvent> m_event;
    QList<std::function<void(const core::ResolvedEvent &)>> m_waiting;
    QTimer m_pause;
    PageReadPtr m_read;
};

/// Whether the list told all that can be had: payload, metadata, the link, the moment.
[[nodiscard]] bool isComplete(const core::ResolvedEvent &event);

} // namespace ui
