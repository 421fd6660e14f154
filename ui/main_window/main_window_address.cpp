// What the address field is given: a connection, an event, a stream, or a bare id to look for.
#include "core/client/connection_string.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/id_lookup.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/top_bar.h"
#include "ui/main_window/workspace.h"
#include "ui/streams/stream_index.h"

#include <QMenu>

namespace ui {

void MainWindow::openAddress(const QString &text)
{
    m_lookup.reset();
    if (text.contains(QStringLiteral("://"))) {
        const auto parsed = core::parseConnectionString(text.trimmed());
        if (parsed)
            openServer(parsed->settings, {});
        else
            m_status->say(parsed.error().message);
        return;
    }
    Connection *connection = m_front;
    const StreamIndex *index = connection ? m_connections.indexOf(connection) : nullptr;
    if (!index) {
        m_status->say(tr("No connection is open to look for %1 in.").arg(text.trimmed()));
        return;
    }
    const auto isKnown
        = [index](const core::StreamName &stream) { return index->streams().contains(stream); };
    const auto address = Address::parse(text, isKnown);
    if (!address)
        return;
    const bool isBareId = !address->revision && !address->position && address->moment.isEmpty()
                          && !address->stream.isSystem() && !isKnown(address->stream)
                          && connection->state() == Connection::State::Connected;
    if (isBareId)
        lookUp(connection, *address);
    else
        goTo(connection, *address);
}

/// What is not there is opened by its name: the tab says what is known of it.
void MainWindow::lookUp(Connection *connection, const Address &address)
{
    const QString id = address.stream.text();
    m_status->say(tr("Looking for %1").arg(id));
    const QList<core::StreamName> candidates
        = IdLookup::candidatesFor(id, m_connections.indexOf(connection)->streams());
    m_lookup = std::make_unique<IdLookup>(
        *connection->client(),
        candidates,
        [this, connection, address](const QList<core::StreamName> &found) {
            m_lookup.release()->deleteLater(); // it is telling this
            if (found.size() > 1) {
                m_status->say(tr("%1 streams of this id").arg(found.size()));
                offerFound(connection, found);
                return;
            }
            m_status->say(found.isEmpty() ? tr("Nothing is called %1").arg(address.stream.text())
                                          : tr("Opened %1").arg(found.constFirst().text()));
            goTo(connection, found.isEmpty() ? address : Address{found.constFirst()});
        });
}

void MainWindow::offerFound(Connection *connection, const QList<core::StreamName> &found)
{
    auto *menu = new QMenu(m_topBar->address());
    menu->setObjectName(QStringLiteral("address/found"));
    menu->setAccessibleName(tr("Streams of this id"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPointer<Connection> where(connection);
    for (const core::StreamName &stream : found) {
        const QString text = QString(stream.text()).replace(u'&', QStringLiteral("&&"));
        connect(menu->addAction(text), &QAction::triggered, this, [this, where, stream] {
            goTo(where, {stream});
            m_workspace->focusPage();
        });
    }
    menu->setActiveAction(menu->actions().constFirst());
    menu->popup(m_topBar->address()->mapToGlobal(m_topBar->address()->rect().bottomLeft()));
}

} // namespace ui
