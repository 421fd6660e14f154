// One connection as it is kept between sessions: plain texts, never a password.
// Lives on the thread of its store.
#pragma once

#include "core/settings/setting.h"

namespace core {

struct SavedConnection {
    Setting<QString> name;
    Setting<QString> address; ///< a connection string without credentials
    Setting<QString> user;
    Setting<bool> keepsPassword;
    Setting<QString> transport;       ///< "grpc" or "http"
    Setting<QString> trustedIdentity; ///< "user; group, group"
    Setting<int> longPollSeconds;
    Setting<QString> color;
    Setting<QString> guard;
};

} // namespace core
