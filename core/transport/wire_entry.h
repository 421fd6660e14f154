// One call on the wire, as the wire log keeps it: what was asked, what came back, how long it took.
// A value: any thread.
#pragma once

#include "core/base/event_time.h"
#include "core/model/connection_settings.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <atomic>
#include <functional>

namespace core {

/// Secrets are replaced by a placeholder before an entry is made; none ever gets in here.
struct WireEntry {
    enum class Wire { Grpc, Http };

    Wire wire = Wire::Grpc;
    /// Of nextSerial() where a call is told more than once: what is told last replaces what was
    /// told before. 0: told once.
    qint64 serial = 0;
    bool isRunning = false; ///< it is told again, under its serial, when it has ended
    EventTime started;      ///< UTC
    qint64 microseconds = 0;
    /// The connection's name; the wire log sets it.
    QString connection;
    NodeAddress node;
    bool tls = false;
    // How the server is believed and who we are to it, by setTls(): a command that repeats the call
    // needs it. The files are named, never read.
    bool tlsVerifyCert = true;
    QString tlsCaFile;
    QString userCertFile;
    QString userKeyFile;
    /// "GET", "POST", ..., or the RPC: "event_store.client.streams.Streams/Append".
    QString method;
    /// The path and query as sent, still percent-encoded; or the stream that the RPC is about.
    QString target;
    /// "201 Created", "OK", "NOT_FOUND"; "no answer: ..." where there was none; "cancelled";
    /// "running".
    QString status;
    bool failed = false;
    qint64 bytesSent = 0;     ///< of bodies and messages
    qint64 bytesReceived = 0; ///< of bodies and messages
    /// Header lines "name: value", without secrets. Empty lists over gRPC but for our own metadata.
    QList<QByteArray> requestHeaders;
    QList<QByteArray> answerHeaders;
    /// The body over HTTP; over gRPC the messages as protobuf's JSON, one a line. Cut after
    /// `BodyLimit` bytes; of many answers over gRPC the first few are kept.
    QByteArray request;
    QByteArray answer;
    bool requestCut = false;
    bool answerCut = false;

    static constexpr qsizetype BodyLimit = 16 * 1024;
    /// Stands where a secret stood: "authorization: Basic (hidden)".
    static constexpr const char *Hidden = "(hidden)";

    /// Unique in the program. Any thread.
    [[nodiscard]] static qint64 nextSerial()
    {
        static std::atomic<qint64> last = 0;
        return ++last;
    }
    void setTls(const ConnectionSettings &settings)
    {
        tls = settings.tls;
        tlsVerifyCert = settings.tlsVerifyCert;
        tlsCaFile = settings.tlsCaFile;
        userCertFile = settings.userCertFile;
        userKeyFile = settings.userKeyFile;
    }
};

/// Takes what was called; on the io thread of the client that called, when the call has ended, and
/// before that where it is told as running.
using WireSink = std::function<void(const WireEntry &)>;

} // namespace core

Q_DECLARE_METATYPE(core::WireEntry)
