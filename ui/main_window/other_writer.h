// Somebody else: writes an event over a connection of its own, as another program would.
// GUI thread.
#pragma once

#include "core/client/short_look.h"

#include <QObject>

#include <functional>

namespace ui {

/// Writes one event, like the last one of the stream, and deletes itself.
class OtherWriter final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const core::Result<core::WriteOutcome> &)>;

    OtherWriter(std::unique_ptr<core::Client> client,
                core::StreamName stream,
                Done done,
                QObject *parent);
    ~OtherWriter() override;

private:
    void takeShape(const core::RecordedEvent &last);
    void write();

    core::StreamName m_stream;
    Done m_done;
    core::NewEvent m_event;
    std::unique_ptr<core::Client> m_client;
    std::unique_ptr<core::ShortLook> m_last;
    core::Call m_call;
};

} // namespace ui
