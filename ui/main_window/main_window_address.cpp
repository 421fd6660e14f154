// What the address field is given: a connection, an event, a stream, or a bare id to look for.
#include "core/client/connection_string.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/top_bar.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/workspace.h"
#include "ui/streams/stream_index.h"
#include "ui/widgets/busy_line.h"

#include <QApplication>
#include <QMenu>

namespace ui {

namespace {

/// Where it was not looked.
QString gapIn(const IdLookup::Found &found, qsizetype categoriesLeftOut)
{
    if (found.error)
        return MainWindow::tr(" · not all could be looked up: %1").arg(found.error->message);
    if (categoriesLeftOut > 0)
        return MainWindow::tr(" · looked in the %L1 largest of %L2 categories")
            .arg(IdLookup::CategoriesAsked)
            .arg(IdLookup::CategoriesAsked + categoriesLeftOut);
    return {};
}

} // namespace

void MainWindow::openAddress(const QString &text)
{
    endLookup();
    Connection *connection = m_connections.front();
    const StreamIndex *index = connection ? m_connections.indexOf(connection) : nullptr;
    const auto isKnown = [index](const core::StreamName &stream) {
        return index && index->streams().contains(stream);
    };
    if (text.contains(QStringLiteral("://")) && !isKnown(core::StreamName(text.trimmed()))) {
        const auto parsed = core::parseConnectionString(text.trimmed());
        if (parsed)
            openServer(parsed->settings, {});
        else
            m_status->say(parsed.error().message);
        return;
    }
    if (!index) {
        m_status->say(tr("No connection is open to look for %1 in.").arg(text.trimmed()));
        return;
    }
    const auto address = Address::parse(text, isKnown);
    if (!address)
        return;
    const bool isBareId = !address->revision && !address->position && address->moment.isEmpty()
                          && !address->stream.isSystem() && !isKnown(address->stream)
                          && connection->state() == Connection::State::Connected;
    if (isBareId)
        lookUp(connection, *address);
    else
        m_travel->goTo(connection, *address);
}

void MainWindow::lookUp(Connection *connection, const Address &address)
{
    const QString id = address.stream.text();
    const IdLookup::Candidates candidates
        = IdLookup::candidatesFor(id, m_connections.indexOf(connection)->streams());
    m_lookingFor->start(tr("Looking for %1").arg(id));
    m_lookup = std::make_unique<IdLookup>(
        *connection->client(),
        candidates.streams,
        [this, connection, address, leftOut = candidates.categoriesLeftOut](
            const IdLookup::Found &found) {
            m_lookup.release()->deleteLater(); // it is telling this
            endLookup();
            showFound(connection, address, found, leftOut);
        });
    connect(m_lookup.get(),
            &IdLookup::progressed,
            m_lookingFor,
            [this, id, count = candidates.streams.size()](qsizetype asked) {
                m_lookingFor->setText(tr("Looking for %1").arg(id)
                                      + tr(" · %L1 of %L2 names").arg(asked).arg(count));
            });
}

void MainWindow::endLookup()
{
    m_lookup.reset();
    m_lookingFor->stop();
}

/// What is not there is opened by its name: the tab says what is known of it. Where the person does
/// not wait for it any more, nothing comes to the front by itself.
void MainWindow::showFound(Connection *connection,
                           const Address &address,
                           const IdLookup::Found &found,
                           qsizetype categoriesLeftOut)
{
    const QString id = address.stream.text();
    const bool isNone = found.streams.isEmpty();
    const QPointer<Connection> where(connection);
    if (isNone && found.error) {
        m_status->say(
            tr("%1 could not be looked up: %2").arg(id, found.error->message),
            [this, where, address] {
                if (where && where->client())
                    lookUp(where, address);
            },
            tr("Try Again"),
            Tone::Danger);
        return;
    }
    const bool isAwaited
        = focusWidget() == m_topBar->address() && !QApplication::activeModalWidget();
    const bool isOne = found.streams.size() <= 1;
    const Address first = isNone ? address : Address{found.streams.constFirst()};
    std::function<void()> show = m_travel->wayTo(connection, first);
    if (!isOne)
        show = [this, where, streams = found.streams] { offerFound(where, streams); };
    const QString what = isNone  ? tr("Nothing is called %1").arg(id)
                         : isOne ? tr("Found %1").arg(first.stream.text())
                                 : tr("%1 streams of this id").arg(found.streams.size());
    m_status->say(what + gapIn(found, categoriesLeftOut),
                  isAwaited && isOne ? nullptr : show,
                  isOne ? tr("Open") : tr("Choose…"));
    if (isAwaited)
        show();
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
            m_travel->enter(where, {stream});
        });
    }
    menu->setActiveAction(menu->actions().constFirst());
    menu->popup(m_topBar->address()->mapToGlobal(m_topBar->address()->rect().bottomLeft()));
}

} // namespace ui
