// A connection as a person knows it: its name, its colour, what guards it, and how it is reached.
// A value: any thread.
#pragma once

#include "core/model/connection_settings.h"

#include <QString>

namespace core {

/// What stands between a person's hand and a write; the later, the more.
enum class Guard {
    Free,     ///< a write is sent
    Ask,      ///< each write is sent after a question
    ReadOnly, ///< no write is sent
};

/// What a connection wears. Red is kept for production, and always comes with that word.
enum class ConnectionColor { Teal, Green, Blue, Violet, Amber, Red };

struct ConnectionProfile {
    QString id; ///< made once, never shown; keys what is kept. Empty: not saved
    QString name;
    ConnectionColor color = ConnectionColor::Teal;
    Guard guard = Guard::Ask;
    ConnectionSettings settings; ///< of a saved one: without the password
    bool keepsPassword = false;  ///< in the keyring, under `id`

    [[nodiscard]] bool isProduction() const { return color == ConnectionColor::Red; }
    friend bool operator==(const ConnectionProfile &, const ConnectionProfile &) = default;
};

} // namespace core
