// A connection, as it is written in one line: kurrentdb://user:password@host:port?options.
// Values and pure functions: any thread.
#pragma once

#include "core/base/result.h"
#include "core/model/connection_settings.h"

#include <QString>
#include <QStringList>

#include <variant>

namespace core {

struct ParsedConnection {
    ConnectionSettings settings;
    QStringList
        warnings; ///< unknown keys, a gossipTimeout that looks like seconds; sentences for people
};

/// Why a string is not a connection: the sentence names the part, `offset` and `length` mark it in
/// the text. The sentence never repeats a password.
struct ConnectionStringError {
    QString message;
    qsizetype offset = 0;
    qsizetype length = 0;
};

/// Parses by the policy of protocol.md section 1.3. Names and files are not looked up.
/// The error's detail says where ("at character 12").
[[nodiscard]] Result<ParsedConnection> parseConnectionString(const QString &text);

/// The same, with the place of the error as numbers, for a field that marks it.
[[nodiscard]] std::variant<ParsedConnection, ConnectionStringError>
parseConnectionStringAt(const QString &text);

/// The connection as a string, in canonical form, with "***" for a password.
[[nodiscard]] QString toSafeString(const ConnectionSettings &settings);

} // namespace core
