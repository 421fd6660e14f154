// The line below a draft: what would go over the wire, and the buttons.
// GUI thread.
#pragma once

#include "core/model/connection_settings.h"
#include "ui/append/event_draft.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

class ElidedLabel;

class AppendFooter final : public QWidget
{
    Q_OBJECT

public:
    explicit AppendFooter(QWidget *parent);

    void setTransport(core::TransportKind transport);
    /// "gRPC Append, 1 event, 61 of 1,048,576 bytes"; over HTTP also what would change on the way.
    void showPreview(const EventDraft &draft, qint64 limitBytes);
    void setCanSend(bool can);
    void setCanGoOn(bool can);
    /// What the keyboard comes to first: the button that can be pressed now.
    [[nodiscard]] QWidget *firstButton() const;

Q_SIGNALS:
    void sendRequested();
    void nextRequested();

private:
    core::TransportKind m_transport = core::TransportKind::Grpc;
    QToolButton *m_toggle;
    ElidedLabel *m_line;
    QLabel *m_details;
    QPushButton *m_next;
    QPushButton *m_send;
};

} // namespace ui
