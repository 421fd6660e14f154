// What the address field is given: a connection, an event, a stream, or a bare id to look for.
// GUI thread.
#pragma once

#include "core/model/connection_settings.h"
#include "ui/main_window/address.h"
#include "ui/main_window/id_lookup.h"

#include <QObject>

#include <memory>

namespace ui {

class AddressField;
class BusyLine;
class Connection;
class OpenConnections;
class StatusLine;
class Travel;
class Workspace;

/// Owns the lookup of an id, which ends where something else is typed or another tab comes to the
/// front: what was asked for before is not wanted any more.
class AddressDesk final : public QObject
{
    Q_OBJECT

public:
    struct Parts {
        AddressField &field;
        BusyLine &busy; ///< says that an id is looked for
        StatusLine &status;
        const Workspace &workspace;
        const OpenConnections &connections;
        Travel &travel;
    };

    /// Lives as long as the field.
    explicit AddressDesk(const Parts &parts);

    /// Opens what the text says in the connection in front.
    void open(const QString &text);
    /// Gives up the lookup and says so; false if there is none.
    bool cancel();
    void endLookup();

Q_SIGNALS:
    /// The text was a connection string.
    void serverRequested(const core::ConnectionSettings &settings);

private:
    [[nodiscard]] QStringList names() const;
    void openConnectionString(const QString &text);
    void lookUp(Connection *connection, const Address &address);
    void showFound(Connection *connection,
                   const Address &address,
                   const IdLookup::Found &found,
                   qsizetype categoriesLeftOut);
    void offerFound(Connection *connection, const QList<core::StreamName> &found);

    Parts m_parts;
    std::unique_ptr<IdLookup> m_lookup;
};

} // namespace ui
