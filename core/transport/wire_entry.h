// One call on the wire, as the wire log keeps it: what was asked, what came back, how long it took.
// A value: any thread.
#pragma once

#include "core/base/event_time.h"
#include "core/model/server_info.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <functional>

namespace core {

/// Secrets are replaced by a placeholder before an entry is made; none ever gets in here.
struct WireEntry {
    enum class Wire { Grpc, Http };

    Wire wire = Wire::Grpc;
    EventTime started; ///< UTC
    qint64 microseconds = 0;
    NodeAddress node;
    bool tls = false;
    /// "GET", "POST", ..., or the RPC: "event_store.client.streams.Streams/Append".
    QString method;
    /// The path and query as sent, still percent-encoded; or the stream that the RPC is about.
    QString target;
    /// "201 Created", "OK", "NOT_FOUND"; "no answer: ..." where there was none; "cancelled".
    QString status;
    bool failed = false;
    qint64 bytesSent = 0;     ///< of bodies and messages
    qint64 bytesReceived = 0; ///< of bodies and messages
    /// Header lines "name: value", without secrets. Empty lists over gRPC but for our own metadata.
    QList<QByteArray> requestHeaders;
    QList<QByteArray> answerHeaders;
    /// The body over HTTP; the message as JSON over gRPC. Cut after `BodyLimit` bytes.
    QByteArray request;
    QByteArray answer;
    bool requestCut = false;
    bool answerCut = false;

    static constexpr qsizetype BodyLimit = 16 * 1024;
};

/// Takes what was called; on the io thread of the client that called, when the call has ended.
using WireSink = std::function<void(const WireEntry &)>;

} // namespace core

Q_DECLARE_METATYPE(core::WireEntry)
