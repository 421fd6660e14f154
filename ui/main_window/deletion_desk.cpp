#include "ui/main_window/deletion_desk.h"

#include "ui/connections/connection.h"
#include "ui/events/events_page.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/workspace.h"
#include "ui/streams/delete_stream_dialog.h"
#include "ui/streams/stream_undelete.h"
#include "ui/widgets/message_bar.h"

#include <QPushButton>

#include <algorithm>

namespace ui {

DeletionDesk::DeletionDesk(const Parts &parts)
    : QObject(&parts.window)
    , m_parts(parts)
{}

void DeletionDesk::remove(Connection *connection,
                          const core::StreamName &stream,
                          core::DeleteMode mode)
{
    if (!connection || !connection->client() || stream.isEmpty())
        return;
    if (connection->guard() == core::Guard::ReadOnly) {
        sayReadOnly(connection); // what cannot be sent is not filled in first
        return;
    }
    auto *dialog = new DeleteStreamDialog(*connection->client(),
                                          stream,
                                          mode,
                                          {connection->fullName(), connection->isProduction()},
                                          &m_parts.window,
                                          m_parts.names());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOffersCredentials(!connection->isSandbox());
    const QPointer<Connection> where(connection);
    connect(dialog, &DeleteStreamDialog::credentialsRequested, this, [this, where] {
        if (where)
            Q_EMIT credentialsRequested(where);
    });
    connect(dialog,
            &DeleteStreamDialog::deleted,
            this,
            [this, where](const core::StreamName &deleted, core::DeleteMode how) {
                onDeleted(where, deleted, how);
            });
    dialog->open();
}

void DeletionDesk::sayReadOnly(Connection *connection)
{
    const QPointer<Connection> where(connection);
    m_parts.status.say(
        tr("%1 is read-only").arg(connection->name()),
        [this, where] {
            if (where)
                Q_EMIT editRequested(where);
        },
        tr("Change…"));
}

void DeletionDesk::onDeleted(Connection *connection,
                             const core::StreamName &stream,
                             core::DeleteMode how)
{
    m_parts.status.say(how == core::DeleteMode::Soft ? tr("Deleted %1").arg(stream.text())
                                                     : tr("Deleted %1 for good").arg(stream.text()),
                       m_parts.travel.wayTo(connection, {stream}));
    if (EventsPage *page = m_parts.workspace.eventsOf(connection, stream))
        page->reload();
}

void DeletionDesk::undelete(Connection *connection, const core::StreamName &stream)
{
    if (!connection || !connection->client() || stream.isEmpty())
        return;
    const auto isIt = [connection, &stream](const Undelete &each) {
        return each.work && each.connection == connection && each.stream == stream;
    };
    const auto known = std::find_if(m_undeletes.cbegin(), m_undeletes.cend(), isIt);
    m_parts.status.say(
        tr("Undeleting %1").arg(stream.text()),
        [work = known == m_undeletes.cend() ? begin(connection, stream) : known->work] {
            if (work)
                work->cancel();
        },
        tr("Cancel"));
}

QPointer<StreamUndelete> DeletionDesk::begin(Connection *connection, const core::StreamName &stream)
{
    const QPointer<Connection> where(connection);
    auto *work = new StreamUndelete(
        *connection->client(),
        stream,
        [this, where, stream](const core::Result<core::WriteOutcome> &result) {
            m_undeletes.removeIf([&](const Undelete &each) {
                return each.connection == where && each.stream == stream;
            });
            onUndeleted(where, stream, result);
        },
        connection);
    m_undeletes.append({where, stream, work});
    return work;
}

bool DeletionDesk::cancel()
{
    m_undeletes.removeIf([](const Undelete &each) { return !each.work; });
    if (m_undeletes.isEmpty())
        return false;
    m_undeletes.constLast().work->cancel();
    return true;
}

void DeletionDesk::onUndeleted(Connection *connection,
                               const core::StreamName &stream,
                               const core::Result<core::WriteOutcome> &result)
{
    EventsPage *page = connection ? m_parts.workspace.eventsOf(connection, stream) : nullptr;
    if (result && std::holds_alternative<core::Written>(*result)) {
        m_parts.status.say(tr("Undeleted %1").arg(stream.text()),
                           m_parts.travel.wayTo(connection, {stream}));
        if (page)
            page->reload();
        return;
    }
    const auto *unknown = result ? std::get_if<core::OutcomeUnknown>(&*result) : nullptr;
    const QString title
        = unknown ? tr("Sent, but not answered: %1 may or may not be undeleted").arg(stream.text())
                  : tr("%1 is not undeleted").arg(stream.text());
    m_parts.status.say(title,
                       m_parts.travel.wayTo(connection, {stream}),
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
        undelete(m_parts.workspace.currentConnection(), stream);
    });
}

} // namespace ui
