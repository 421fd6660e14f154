#include "core/model/connection_settings.h"

namespace core {

QString identityWords(const ConnectionSettings &settings)
{
    if (settings.trustedIdentity && settings.transport == TransportKind::Http)
        return QStringLiteral("This connection's trusted name is %1.")
            .arg(settings.trustedIdentity->section(u';', 0, 0).trimmed());
    if (settings.credentials)
        return QStringLiteral("This connection's user is %1.").arg(settings.credentials->user);
    if (!settings.userCertFile.isEmpty())
        return QStringLiteral("This connection is whom its client certificate names.");
    return QStringLiteral("This connection has no user.");
}

} // namespace core
