// Links of the event in front: the parts of its detail that tell of them, and what is asked.
// GUI thread.
#pragma once

#include "core/links/link_state.h"
#include "core/links/projected_stream.h"
#include "core/model/link_target.h"
#include "core/model/recorded_event.h"
#include "ui/main_window/address.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>

namespace ui {

class Connection;
class EventDetailPane;
struct FactTarget;
class LinkedFromPane;
class LinkPane;
class Navigator;

class LinkDesk final : public QObject
{
    Q_OBJECT

public:
    struct Parts {
        EventDetailPane &detail;
        const Navigator &navigator;
        QWidget &window;
        std::function<core::CorrelationNames()> names; ///< that the person has set
    };

    explicit LinkDesk(const Parts &parts);

    void setEvent(Connection *connection, const std::optional<core::ResolvedEvent> &event);
    /// The names of correlation and cause are others now.
    void takeNames() { setEvent(m_connection, m_event); }
    /// It is about to be closed.
    void forget(const Connection *connection);
    /// Gives up what is being asked. False if nothing was.
    bool cancel();

    [[nodiscard]] QWidget *linkPart() const;
    [[nodiscard]] QWidget *linkedFromPart() const;

    /// The event in front is a link or a stream reference.
    [[nodiscard]] bool isLink() const;
    /// A link was met in it, or a system projection writes it.
    [[nodiscard]] bool isLinkStream(const Connection *connection,
                                    const core::StreamName &stream) const;
    /// Where the link in front leads, as far as its text or the server has told.
    [[nodiscard]] std::optional<Address> linkedPlace() const;

    /// Why the event in front is not in some stream of links.
    void askWhyNot();
    /// Why some event is not in this one.
    void askWhyNotIn(Connection *connection, const core::StreamName &links);

Q_SIGNALS:
    void placeRequested(ui::Connection *connection, const ui::Address &address);
    /// What became of the link in front.
    void linkFollowed(const core::LinkTarget &link, core::LinkState end);

private:
    void goTo(Connection *connection, const FactTarget &target);
    void openWhyNot(Connection *connection, const QString &event, const core::StreamName &links);
    [[nodiscard]] QList<core::StreamName> otherLinkStreams() const;
    [[nodiscard]] QList<core::StreamName> suggestions() const;

    Parts m_parts;
    LinkPane *m_link;
    LinkedFromPane *m_linkedFrom;
    QPointer<Connection> m_connection;
    std::optional<core::ResolvedEvent> m_event;
    QHash<const Connection *, QList<core::StreamName>> m_seen; ///< streams with links, newest first
};

} // namespace ui
