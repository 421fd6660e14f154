// A local event store that speaks the real wire and keeps the server's rules: for trying things,
// for tests. Started and stopped on any one thread; it serves on threads of its own.
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace core {

/// Which server's habits the sandbox keeps.
enum class SandboxProfile { V20_10, V23_10, V24_10, V25_1 };

/// A stream of links into many streams, some of them truncated or deleted; computed, not stored.
struct SyntheticLinks {
    QString stream;
    qint64 count = 0;        ///< links; at least one
    qint64 targets = 10'000; ///< streams; no more than there are links
};

struct SandboxOptions {
    quint16 port = 0;                                  ///< 0: any free one
    QString databaseFile = QStringLiteral(":memory:"); ///< a SQLite file, made if it is not there
    SandboxProfile profile = SandboxProfile::V24_10;
    bool withSampleData = false; ///< the shop, written if the database is empty
    QList<SyntheticLinks> syntheticLinks = {};
    bool projections = true; ///< keep $ce-, $et-, $bc-, $category- and $streams up
    std::optional<quint32> maxAppendSize = std::nullopt;      ///< bytes; else the profile's
    std::optional<quint32> maxAppendEventSize = std::nullopt; ///< bytes; else the profile's
    /// PEM files of a certificate and its key: both for TLS, none for plain text.
    QString tlsCertificateFile = {};
    QString tlsKeyFile = {};
};

/// Addresses in the sample data that are worth a first look: a stream, a link that is broken in the
/// stream of its category, everything.
[[nodiscard]] QStringList sampleHighlights();

/// Listens on 127.0.0.1 only, for gRPC and HTTP on the same port. An append is in the file before
/// it is acknowledged.
class Sandbox
{
public:
    /// Opens the database and listens; the error says what could not be opened or used and why.
    [[nodiscard]] static Result<std::shared_ptr<Sandbox>> start(const SandboxOptions &options);
    /// Ends open calls, stops listening, closes the database.
    ~Sandbox();
    Sandbox(const Sandbox &) = delete;
    Sandbox &operator=(const Sandbox &) = delete;

    [[nodiscard]] quint16 port() const;
    /// "esdb://127.0.0.1:PORT?tls=false", with TLS "...?tls=true&tlsVerifyCert=false": whoever has
    /// made a certificate for this need not have had it signed.
    [[nodiscard]] QString connectionString() const;

private:
    class Private;
    explicit Sandbox(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

} // namespace core
