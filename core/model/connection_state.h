// How the connection to a server is, as far as the last calls showed.
// A value: any thread.
#pragma once

#include "core/model/server_info.h"

#include <QMetaType>
#include <QString>

namespace core {

struct ConnectionState {
    enum class Kind {
        Idle,       ///< nothing has been asked yet
        Connecting, ///< looking for a node; `text` says which step
        Connected,
        Lost,   ///< was connected; the next call or the next attempt of a subscription reconnects
        Failed, ///< could not connect; the next call tries again
    };
    Kind kind = Kind::Idle;
    QString text; ///< the step, or the reason, as a sentence
    NodeAddress node;

    friend bool operator==(const ConnectionState &, const ConnectionState &) = default;
};

} // namespace core

Q_DECLARE_METATYPE(core::ConnectionState)
