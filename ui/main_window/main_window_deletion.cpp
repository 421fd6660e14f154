// Deleting the stream in front, and bringing one back.
#include "ui/connections/connection.h"
#include "ui/events/events_page.h"
#include "ui/main_window/connection_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/workspace.h"
#include "ui/streams/delete_stream_dialog.h"
#include "ui/streams/stream_undelete.h"
#include "ui/widgets/message_bar.h"

#include <QPushButton>

#include <algorithm>

namespace ui {

void MainWindow::deleteStream(core::DeleteMode mode)
{
    Connection *connection = m_workspace->currentConnection();
    const core::StreamName stream = m_workspace->currentStream();
    if (!connection || !connection->client() || stream.isEmpty())
        return;
    if (connection->guard()
        == core::Guard::ReadOnly) { // what cannot be sent is not filled in first
        m_status->say(
            tr("%1 is read-only").arg(connection->name()),
            [this] { editConnection(); },
            tr("Change…"));
        return;
    }
    auto *dialog = new DeleteStreamDialog(*connection->client(),
                                          stream,
                                          mode,
                                          {connection->fullName(), connection->isProduction()},
                                          this,
                                          correlationNames());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOffersCredentials(!connection->isSandbox());
    const QPointer<Connection> where(connection);
    connect(dialog, &DeleteStreamDialog::credentialsRequested, m_desk, [this, where] {
        if (where)
            m_desk->askForCredentials(where);
    });
    connect(dialog,
            &DeleteStreamDialog::deleted,
            this,
            [this, where](const core::StreamName &deleted, core::DeleteMode how) {
                m_status->say(how == core::DeleteMode::Soft
                                  ? tr("Deleted %1").arg(deleted.text())
                                  : tr("Deleted %1 for good").arg(deleted.text()),
                              m_travel->wayTo(where, {deleted}));
                if (EventsPage *page = m_workspace->eventsOf(where, deleted))
                    page->reload();
            });
    dialog->open();
}

/// Once at a time: who asks again while it is under way is told so, with its Cancel.
void MainWindow::undeleteStream(Connection *connection, const core::StreamName &stream)
{
    if (!connection || !connection->client() || stream.isEmpty())
        return;
    const auto isIt = [connection, &stream](const Undelete &each) {
        return each.work && each.connection == connection && each.stream == stream;
    };
    auto undelete = std::find_if(m_undeletes.cbegin(), m_undeletes.cend(), isIt);
    if (undelete == m_undeletes.cend()) {
        const QPointer<Connection> where(connection);
        auto *work = new StreamUndelete(
            *connection->client(),
            stream,
            [this, where, stream](const core::Result<core::WriteOutcome> &result) {
                endUndelete(where, stream);
                onUndeleted(where, stream, result);
            },
            connection);
        undelete = m_undeletes.insert(m_undeletes.cend(), {where, stream, work});
    }
    m_status->say(
        tr("Undeleting %1").arg(stream.text()),
        [work = undelete->work] {
            if (work)
                work->cancel();
        },
        tr("Cancel"));
}

void MainWindow::endUndelete(const Connection *connection, const core::StreamName &stream)
{
    m_undeletes.removeIf([connection, &stream](const Undelete &each) {
        return !each.work || (each.connection == connection && each.stream == stream);
    });
}

/// The one that was begun last.
bool MainWindow::cancelUndelete()
{
    m_undeletes.removeIf([](const Undelete &each) { return !each.work; });
    if (m_undeletes.isEmpty())
        return false;
    m_undeletes.constLast().work->cancel();
    return true;
}

void MainWindow::onUndeleted(Connection *connection,
                             const core::StreamName &stream,
                             const core::Result<core::WriteOutcome> &result)
{
    EventsPage *page = connection ? m_workspace->eventsOf(connection, stream) : nullptr;
    if (result && std::holds_alternative<core::Written>(*result)) {
        m_status->say(tr("Undeleted %1").arg(stream.text()), m_travel->wayTo(connection, {stream}));
        if (page)
            page->reload();
        return;
    }
    const auto *unknown = result ? std::get_if<core::OutcomeUnknown>(&*result) : nullptr;
    const QString title
        = unknown ? tr("Sent, but not answered: %1 may or may not be undeleted").arg(stream.text())
                  : tr("%1 is not undeleted").arg(stream.text());
    m_status->say(title,
                  m_travel->wayTo(connection, {stream}),
                  tr("Show"),
                  unknown ? Tone::Warning : Tone::Danger);
    if (!page)
        return;
    MessageBar &bar = page->message();
    bar.showError(title + u'.', unknown ? unknown->reason : result.error());
    QPushButton *again = bar.addButton(tr("Try Again"));
    again->setObjectName(QStringLiteral("events/undelete-again-button"));
    // It reads first: what was carried out after all is not sent again.
    connect(again, &QPushButton::clicked, this, [this, page, stream] {
        page->message().clear();
        undeleteStream(m_workspace->currentConnection(), stream);
    });
}

} // namespace ui
