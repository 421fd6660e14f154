#include "ui/main_window/link_desk.h"

#include "core/links/link_text.h"
#include "core/links/projected_stream.h"
#include "ui/connections/connection.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/links/link_pane.h"
#include "ui/links/linked_from_pane.h"
#include "ui/links/story_facts.h"
#include "ui/links/why_not_dialog.h"
#include "ui/main_window/navigator.h"

namespace ui {

namespace {

constexpr qsizetype SeenKept = 50;

} // namespace

LinkDesk::LinkDesk(const Parts &parts)
    : QObject(&parts.window)
    , m_parts(parts)
    , m_link(new LinkPane(&parts.detail))
    , m_linkedFrom(new LinkedFromPane(&parts.detail))
{
    m_parts.detail.addPart(m_link, tr("Link"));
    m_parts.detail.addPart(m_linkedFrom, tr("Linked From"));
    connect(m_link, &LinkPane::targetActivated, this, [this](const FactTarget &target) {
        goTo(m_connection, target);
    });
    connect(m_link, &LinkPane::followed, this, &LinkDesk::linkFollowed);
    connect(m_linkedFrom, &LinkedFromPane::targetActivated, this, [this](const FactTarget &target) {
        goTo(m_connection, target);
    });
    connect(m_linkedFrom, &LinkedFromPane::whyNotRequested, this, &LinkDesk::askWhyNot);
}

void LinkDesk::setEvent(Connection *connection, const std::optional<core::ResolvedEvent> &event)
{
    m_connection = connection;
    m_event = event;
    if (event && event->original().isLink() && !event->original().stream.isAll()) {
        QList<core::StreamName> seen = m_seen.take(connection);
        const core::StreamName &stream = event->original().stream;
        if (!seen.contains(stream))
            seen.prepend(stream);
        if (seen.size() > SeenKept)
            seen.removeLast();
        m_seen.insert(connection, seen);
    }
    core::Client *client = connection ? connection->client() : nullptr;
    m_link->setEvent(client, event);
    m_linkedFrom->setEvent(client, event, otherLinkStreams(), m_parts.names());
}

void LinkDesk::forget(const Connection *connection)
{
    m_seen.remove(connection);
    if (m_connection == connection)
        setEvent(nullptr, std::nullopt);
}

bool LinkDesk::cancel()
{
    return m_link->cancel() || m_linkedFrom->cancel();
}

QWidget *LinkDesk::linkPart() const
{
    return m_link;
}

QWidget *LinkDesk::linkedFromPart() const
{
    return m_linkedFrom;
}

bool LinkDesk::isLink() const
{
    return m_event && followedLink(*m_event);
}

bool LinkDesk::isLinkStream(const Connection *connection, const core::StreamName &stream) const
{
    return core::ProjectedStream::parse(stream) || m_seen.value(connection).contains(stream);
}

std::optional<Address> LinkDesk::linkedPlace() const
{
    if (!isLink())
        return std::nullopt;
    if (m_event->link && m_event->event)
        return Address{m_event->event->stream, m_event->event->revision};
    const core::RecordedEvent &link = m_event->original();
    if (const auto target = core::LinkTarget::parse(link.data); target && link.isLink())
        return Address{target->stream, target->revision};
    const core::LinkText text = core::LinkText::of(link);
    if (text.form == core::LinkText::Form::Reference)
        return Address{text.stream};
    return std::nullopt;
}

void LinkDesk::askWhyNot()
{
    if (!m_event || !m_connection)
        return;
    const core::RecordedEvent &event = m_event->shown();
    openWhyNot(m_connection, core::addressText(event.stream, event.revision), {});
}

void LinkDesk::askWhyNotIn(Connection *connection, const core::StreamName &links)
{
    if (connection)
        openWhyNot(connection, {}, links);
}

void LinkDesk::openWhyNot(Connection *connection,
                          const QString &event,
                          const core::StreamName &links)
{
    if (!connection->client())
        return;
    const auto parse = [](const QString &text) -> std::optional<core::LinkTarget> {
        const auto address = Address::parse(text, [](const core::StreamName &) { return false; });
        if (!address || !address->revision)
            return std::nullopt;
        return core::LinkTarget{address->stream, *address->revision};
    };
    auto *dialog = new WhyNotDialog(*connection->client(),
                                    connection->name(),
                                    {event, links, suggestions(), m_parts.names()},
                                    parse,
                                    &m_parts.window);
    const QPointer<Connection> where(connection);
    connect(dialog, &WhyNotDialog::targetActivated, this, [this, where](const FactTarget &target) {
        goTo(where, target);
    });
    dialog->show();
}

void LinkDesk::goTo(Connection *connection, const FactTarget &target)
{
    if (connection)
        Q_EMIT placeRequested(connection, {target.stream, target.revision});
}

/// Besides those that are worked out from an event.
QList<core::StreamName> LinkDesk::otherLinkStreams() const
{
    QList<core::StreamName> streams;
    for (const core::StreamName &stream :
         m_parts.navigator.pinned(m_connection) + m_seen.value(m_connection)) {
        const bool isSearched = !stream.isAll() && !core::ProjectedStream::parse(stream);
        if (isSearched && !streams.contains(stream))
            streams.append(stream);
    }
    return streams;
}

QList<core::StreamName> LinkDesk::suggestions() const
{
    QList<core::StreamName> streams;
    if (m_event) {
        for (const core::ProjectedStream &into :
             core::projectedStreams(m_event->shown(), m_parts.names()))
            streams.append(into.stream());
    }
    for (const core::StreamName &stream : m_seen.value(m_connection) + otherLinkStreams()) {
        if (!streams.contains(stream))
            streams.append(stream);
    }
    return streams;
}

} // namespace ui
