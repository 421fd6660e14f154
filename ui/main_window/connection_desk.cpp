#include "ui/main_window/connection_desk.h"

#include "core/client/connection_string.h"
#include "ui/connections/connection.h"
#include "ui/connections/credentials_dialog.h"
#include "ui/connections/password_dialog.h"
#include "ui/main_window/open_connections.h"
#include "ui/prompts/prompts.h"
#include "ui/widgets/next_turn.h"

#include <QPointer>

namespace ui {

namespace {

constexpr qsizetype RecentConnectionsKept = 10;

QString secretKey(const core::ConnectionProfile &profile)
{
    return QStringLiteral("connection/") + profile.id;
}

bool lacksPassword(const core::ConnectionSettings &settings)
{
    return settings.credentials && settings.credentials->password.isEmpty();
}

core::ConnectionSettings withoutSecrets(core::ConnectionSettings settings)
{
    settings.credentials.reset();
    return settings;
}

} // namespace

ConnectionDesk::ConnectionDesk(const Parts &parts)
    : QObject(&parts.window)
    , m_parts(parts)
    , m_saved(parts.settings)
{}

core::ConnectionProfile ConnectionDesk::profileFor(const core::ConnectionSettings &settings) const
{
    if (auto known = m_saved.leadingTo(settings)) {
        known->settings = settings;
        return *known;
    }
    core::ConnectionProfile profile;
    profile.name = settings.connectionName.isEmpty() ? settings.hosts.value(0).toString()
                                                     : settings.connectionName;
    profile.settings = settings;
    m_saved.treatAsKept(profile);
    return profile;
}

void ConnectionDesk::begin(Connection *connection)
{
    const core::ConnectionSettings &settings = connection->profile().settings;
    QStringList recent = m_parts.settings.recentConnections.get();
    const QString safe = core::toSafeString(withoutSecrets(settings));
    recent.removeAll(safe);
    recent.prepend(safe);
    m_parts.settings.recentConnections.set(recent.mid(0, RecentConnectionsKept));

    if (!lacksPassword(settings))
        m_parts.connections.start(connection, settings);
    else if (connection->profile().keepsPassword)
        readPassword(connection);
    else
        askPassword(connection, {}, !connection->profile().id.isEmpty());
}

void ConnectionDesk::readPassword(Connection *connection)
{
    connection->prepare(tr("Waiting for the keyring"));
    const int preparation = connection->preparation();
    m_parts.secrets.read(
        connection,
        secretKey(connection->profile()),
        [this, connection, preparation](const core::Result<std::optional<QString>> &kept) {
            if (connection->state() != Connection::State::Preparing
                || connection->preparation() != preparation)
                return; // given up meanwhile
            if (!kept)
                askPassword(connection,
                            kept.error().message + u' '
                                + tr("The password is asked for each time."),
                            false);
            else if (!kept.value())
                askPassword(connection, tr("The keyring has no password for it."), true);
            else
                startWith(connection, *kept.value());
        });
}

void ConnectionDesk::askPassword(Connection *connection, const QString &why, bool mayKeep)
{
    connection->prepare(tr("Waiting for the password"));
    auto *dialog = new PasswordDialog(connection->profile(), why, mayKeep, &m_parts.window);
    connect(connection, &QObject::destroyed, dialog, &QObject::deleteLater);
    connect(dialog, &QDialog::rejected, connection, &Connection::cancel);
    connect(dialog,
            &PasswordDialog::given,
            connection,
            [this, connection](const QString &password, bool keep) {
                if (keep)
                    keepPassword(connection->profile(), password);
                startWith(connection, password);
            });
    dialog->open();
}

void ConnectionDesk::startWith(Connection *connection, const QString &password)
{
    core::ConnectionSettings settings = connection->profile().settings;
    settings.credentials->password = password;
    m_parts.connections.start(connection, settings);
}

ConnectionDialog::Parts ConnectionDesk::dialogParts() const
{
    return {
        m_parts.prompts, m_parts.secrets, m_saved.all(), m_parts.settings.recentConnections.get()};
}

void ConnectionDesk::askForServer()
{
    show(new ConnectionDialog(dialogParts(), &m_parts.window));
}

void ConnectionDesk::edit(Connection *connection)
{
    auto *dialog = new ConnectionDialog(
        dialogParts(), withoutPassword(connection->profile()), &m_parts.window);
    connect(dialog,
            &ConnectionDialog::saveRequested,
            connection,
            [this, connection](const core::ConnectionProfile &profile) {
                change(connection, profile);
            });
    connect(dialog, &ConnectionDialog::forgetRequested, connection, [connection] {
        core::ConnectionProfile profile = connection->profile();
        profile.id.clear();
        profile.keepsPassword = false;
        connection->setProfile(profile);
    });
    show(dialog);
}

void ConnectionDesk::askForCredentials(Connection *connection)
{
    auto *dialog = new CredentialsDialog(connection->profile(), &m_parts.window);
    const QPointer<Connection> asked(connection);
    connect(dialog,
            &CredentialsDialog::given,
            this,
            [this, asked](const core::Credentials &credentials) {
                if (!asked)
                    return;
                core::ConnectionProfile profile = asked->profile();
                profile.settings.credentials = credentials;
                Q_EMIT otherCredentialsGiven(asked, profile);
            });
    connect(connection, &QObject::destroyed, dialog, &QObject::deleteLater);
    dialog->open();
}

void ConnectionDesk::show(ConnectionDialog *dialog)
{
    connect(dialog, &ConnectionDialog::connectRequested, this, &ConnectionDesk::open);
    connect(dialog,
            &ConnectionDialog::saveRequested,
            this,
            [this](const core::ConnectionProfile &profile) { keep(profile); });
    connect(dialog, &ConnectionDialog::forgetRequested, this, &ConnectionDesk::forget);
    // To make it is a turn's work, to lay it out is another's.
    inNextTurn(dialog, [dialog] { dialog->open(); });
}

QList<core::ConnectionProfile> ConnectionDesk::closedOnes() const
{
    QList<core::ConnectionProfile> closed = m_saved.all();
    for (const Connection *connection : m_parts.connections.all())
        closed.removeIf([connection](const core::ConnectionProfile &profile) {
            return profile.id == connection->profile().id;
        });
    return closed;
}

void ConnectionDesk::open(const core::ConnectionProfile &profile)
{
    keep(profile);
    Q_EMIT openRequested(profile);
}

void ConnectionDesk::change(Connection *connection, const core::ConnectionProfile &profile)
{
    const bool isReached = isReachedAlike(connection->profile(), profile);
    const bool hasNewPassword = profile.settings.credentials && !lacksPassword(profile.settings);
    core::ConnectionProfile changed = profile;
    if (isReached && !hasNewPassword)
        changed.settings = connection->profile().settings; // with its password
    if (isReached && !hasNewPassword) {
        connection->setProfile(changed);
        return;
    }
    if (!connection->hasStood()) {
        connection->cancel();
        connection->setProfile(changed);
        begin(connection);
        return;
    }
    core::ConnectionProfile looks = changed;
    looks.settings = connection->profile().settings;
    connection->setProfile(looks);
    Q_EMIT reopenAdvised(connection, changed);
}

void ConnectionDesk::keep(const core::ConnectionProfile &profile)
{
    if (profile.id.isEmpty())
        return;
    const auto before = m_saved.find(profile.id);
    m_saved.save(withoutPassword(profile));
    if (profile.keepsPassword && !lacksPassword(profile.settings))
        keepPassword(profile, profile.settings.credentials->password);
    else if (before && before->keepsPassword && !profile.keepsPassword)
        m_parts.secrets.remove(this, secretKey(*before), [](const core::Result<core::Done> &) {});
}

void ConnectionDesk::keepPassword(const core::ConnectionProfile &profile, const QString &password)
{
    m_parts.secrets.write(
        this, secretKey(profile), password, [this, profile](const core::Result<core::Done> &done) {
            core::ConnectionProfile kept = withoutPassword(profile);
            kept.keepsPassword = done.hasValue();
            if (m_saved.find(kept.id))
                m_saved.save(kept);
            if (!done)
                Q_EMIT said(tr("The password of %1 is not kept. %2")
                                .arg(profile.name, done.error().message));
        });
}

void ConnectionDesk::forget(const QString &id)
{
    const auto profile = m_saved.find(id);
    m_saved.forget(id);
    if (!profile)
        return;
    if (profile->keepsPassword)
        m_parts.secrets.remove(this, secretKey(*profile), [](const core::Result<core::Done> &) {});
    Q_EMIT forgotten(*profile);
    Q_EMIT said(tr("%1 is no longer kept").arg(profile->name));
}

} // namespace ui
