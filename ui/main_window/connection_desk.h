// Where connections are asked for, opened, changed and kept: dialogs and passwords.
// GUI thread.
#pragma once

#include "core/client/connection_profile.h"
#include "core/secrets/secret_store.h"
#include "core/settings/settings.h"
#include "ui/connections/connection_dialog.h"
#include "ui/connections/saved_connections.h"

#include <QObject>

class QWidget;

namespace ui {

class Connection;
class OpenConnections;
class Prompts;

class ConnectionDesk final : public QObject
{
    Q_OBJECT

public:
    struct Parts {
        core::Settings &settings;
        core::SecretStore &secrets;
        Prompts &prompts;
        OpenConnections &connections;
        QWidget &window;
    };

    explicit ConnectionDesk(const Parts &parts);

    /// The one that is kept for this place and user; else a new one, which is treated as what is
    /// kept of its hosts, or asks before writing where nothing is.
    [[nodiscard]] core::ConnectionProfile
    profileFor(const core::ConnectionSettings &settings) const;
    /// Finds the password where one is lacking, then connects. Also for one that failed.
    void begin(Connection *connection);

    void askForServer();
    void edit(Connection *connection);
    /// Asks for another user, told by otherCredentialsGiven().
    void askForCredentials(Connection *connection);
    [[nodiscard]] std::optional<core::ConnectionProfile> keptOne(const QString &id) const
    {
        return m_saved.find(id);
    }
    /// The connections that are kept and not open.
    [[nodiscard]] QList<core::ConnectionProfile> closedOnes() const;

Q_SIGNALS:
    void openRequested(const core::ConnectionProfile &profile);
    /// How an open one is reached was changed: that counts when it is opened again.
    void reopenAdvised(ui::Connection *connection, const core::ConnectionProfile &profile);
    /// The connection is to be opened anew with these; they are kept nowhere.
    void otherCredentialsGiven(ui::Connection *connection, const core::ConnectionProfile &profile);
    /// It is not kept any more.
    void forgotten(const core::ConnectionProfile &profile);
    void said(const QString &text);

private:
    [[nodiscard]] ConnectionDialog::Parts dialogParts() const;
    void show(ConnectionDialog *dialog);
    void readPassword(Connection *connection);
    void askPassword(Connection *connection, const QString &why, bool mayKeep);
    void startWith(Connection *connection, const QString &password);
    void open(const core::ConnectionProfile &profile);
    void change(Connection *connection, const core::ConnectionProfile &profile);
    /// Keeps what has an id, the password apart.
    void keep(const core::ConnectionProfile &profile);
    void keepPassword(const core::ConnectionProfile &profile, const QString &password);
    void forget(const QString &id);

    Parts m_parts;
    SavedConnections m_saved;
};

} // namespace ui
