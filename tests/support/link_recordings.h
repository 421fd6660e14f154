// What a real server was asked in its recorded link cases, to be asked of another one.
// For tests: the thread of the client.
#pragma once

#include "core/client/client.h"

#include <QHash>
#include <QJsonObject>

namespace recordings {

/// The cases "links/..." by their id.
[[nodiscard]] QHash<QString, QJsonObject> linkCases();

/// Carries out the writes of a case and tells the streams that it reads. False if a write failed.
[[nodiscard]] bool
play(core::Client &client, const QJsonObject &recorded, QList<core::StreamName> &streams);

/// A server by its connection string, over this wire.
[[nodiscard]] core::ConnectionSettings settingsOf(const QString &server,
                                                  core::TransportKind transport);

} // namespace recordings
