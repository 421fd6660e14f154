#include "ui/main_window/address_desk.h"

#include "core/client/connection_string.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/open_connections.h"
#include "ui/main_window/status_line.h"
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
        return AddressDesk::tr(" · not all could be looked up: %1").arg(found.error->message);
    if (categoriesLeftOut > 0)
        return AddressDesk::tr(" · looked in the %L1 largest of %L2 categories")
            .arg(IdLookup::CategoriesAsked)
            .arg(IdLookup::CategoriesAsked + categoriesLeftOut);
    return {};
}

} // namespace

AddressDesk::AddressDesk(const Parts &parts)
    : QObject(&parts.field)
    , m_parts(parts)
{
    m_parts.field.setNames([this] { return names(); });
    connect(&m_parts.field, &AddressField::submitted, this, &AddressDesk::open);
    connect(&m_parts.field, &QLineEdit::textEdited, this, &AddressDesk::endLookup);
    connect(&m_parts.workspace, &Workspace::currentPageChanged, this, &AddressDesk::endLookup);
    connect(&m_parts.busy, &BusyLine::cancelRequested, this, &AddressDesk::cancel);
}

QStringList AddressDesk::names() const
{
    QStringList names{QStringLiteral("$all")};
    if (const StreamIndex *index = m_parts.connections.indexOf(m_parts.connections.front())) {
        for (const core::StreamName &stream : index->streams())
            names.append(stream.text());
    }
    names.sort();
    return names;
}

void AddressDesk::open(const QString &text)
{
    endLookup();
    Connection *connection = m_parts.connections.front();
    const StreamIndex *index = m_parts.connections.indexOf(connection);
    const auto isKnown = [index](const core::StreamName &stream) {
        return index && index->streams().contains(stream);
    };
    if (text.contains(QStringLiteral("://")) && !isKnown(core::StreamName(text.trimmed()))) {
        openConnectionString(text.trimmed());
        return;
    }
    if (!index) {
        m_parts.status.say(tr("No connection is open to look for %1 in.").arg(text.trimmed()));
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
        m_parts.travel.goTo(connection, *address);
}

void AddressDesk::openConnectionString(const QString &text)
{
    const auto parsed = core::parseConnectionString(text);
    if (parsed)
        Q_EMIT serverRequested(parsed->settings);
    else
        m_parts.status.say(parsed.error().message);
}

void AddressDesk::lookUp(Connection *connection, const Address &address)
{
    const QString id = address.stream.text();
    const IdLookup::Candidates candidates
        = IdLookup::candidatesFor(id, m_parts.connections.indexOf(connection)->streams());
    m_parts.busy.start(tr("Looking for %1").arg(id));
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
            this,
            [this, id, count = candidates.streams.size()](qsizetype asked) {
                m_parts.busy.setText(tr("Looking for %1").arg(id)
                                     + tr(" · %L1 of %L2 names").arg(asked).arg(count));
            });
}

void AddressDesk::endLookup()
{
    m_lookup.reset();
    m_parts.busy.stop();
}

bool AddressDesk::cancel()
{
    if (!m_lookup)
        return false;
    endLookup();
    m_parts.status.say(tr("The search was cancelled"));
    return true;
}

/// What is not there is opened by its name: the tab says what is known of it. Where the person does
/// not wait for it any more, nothing comes to the front by itself.
void AddressDesk::showFound(Connection *connection,
                            const Address &address,
                            const IdLookup::Found &found,
                            qsizetype categoriesLeftOut)
{
    const QString id = address.stream.text();
    const bool isNone = found.streams.isEmpty();
    const QPointer<Connection> where(connection);
    if (isNone && found.error) {
        m_parts.status.say(
            tr("%1 could not be looked up: %2").arg(id, found.error->message),
            [this, where, address] {
                if (where && where->client())
                    lookUp(where, address);
            },
            tr("Try Again"),
            Tone::Danger);
        return;
    }
    const bool isAwaited = m_parts.field.window()->focusWidget() == &m_parts.field
                           && !QApplication::activeModalWidget();
    const bool isOne = found.streams.size() <= 1;
    const Address first = isNone ? address : Address{found.streams.constFirst()};
    std::function<void()> show = m_parts.travel.wayTo(connection, first);
    if (!isOne)
        show = [this, where, streams = found.streams] { offerFound(where, streams); };
    const QString what = isNone  ? tr("Nothing is called %1").arg(id)
                         : isOne ? tr("Found %1").arg(first.stream.text())
                                 : tr("%1 streams of this id").arg(found.streams.size());
    m_parts.status.say(what + gapIn(found, categoriesLeftOut),
                       isAwaited && isOne ? nullptr : show,
                       isOne ? tr("Open") : tr("Choose…"));
    if (isAwaited)
        show();
}

void AddressDesk::offerFound(Connection *connection, const QList<core::StreamName> &found)
{
    auto *menu = new QMenu(&m_parts.field);
    menu->setObjectName(QStringLiteral("address/found"));
    menu->setAccessibleName(tr("Streams of this id"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPointer<Connection> where(connection);
    for (const core::StreamName &stream : found) {
        const QString text = QString(stream.text()).replace(u'&', QStringLiteral("&&"));
        connect(menu->addAction(text), &QAction::triggered, this, [this, where, stream] {
            m_parts.travel.enter(where, {stream});
        });
    }
    menu->setActiveAction(menu->actions().constFirst());
    menu->popup(m_parts.field.mapToGlobal(m_parts.field.rect().bottomLeft()));
}

} // namespace ui
