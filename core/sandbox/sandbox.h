// A local event store that speaks the real wire and keeps the server's rules: for trying things,
// for tests. Started and stopped on any one thread; it serves on threads of its own.
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace core {

/// Which server's habits the sandbox keeps.
enum class SandboxProfile { V20_10, V23_10, V24_10 };

/// A stream of links into 10,000 streams, some of them truncated or deleted; computed, not stored.
struct SyntheticLinks {
    QString stream;
    qint64 count = 0; ///< links; at least one
};

struct SandboxOptions {
    quint16 port = 0;                                  ///< 0: any free one
    QString databaseFile = QStringLiteral(":memory:"); ///< a SQLite file, made if it is not there
    SandboxProfile profile = SandboxProfile::V24_10;
    bool withSampleData = false; ///< the shop, written if the database is empty
    QList<SyntheticLinks> syntheticLinks = {};
    bool projections = true;           ///< keep $ce-, $et-, $bc-, $category- and $streams up
    quint32 maxAppendSize = 1'048'576; ///< bytes of one append
    quint32 maxAppendEventSize = 2'147'483'647; ///< bytes of one event
};

/// Addresses in the sample data that are worth a first look: a stream, a link that is broken in the
/// stream of its category, everything.
[[nodiscard]] QStringList sampleHighlights();

/// Listens on 127.0.0.1 only. An append is in the file before it is acknowledged.
class Sandbox
{
public:
    /// Opens the database and listens; the error says what could not be opened and why.
    [[nodiscard]] static Result<std::shared_ptr<Sandbox>> start(const SandboxOptions &options);
    /// Ends open calls, stops listening, closes the database.
    ~Sandbox();
    Sandbox(const Sandbox &) = delete;
    Sandbox &operator=(const Sandbox &) = delete;

    [[nodiscard]] quint16 port() const;
    /// "esdb://127.0.0.1:PORT?tls=false"
    [[nodiscard]] QString connectionString() const;

private:
    class Private;
    explicit Sandbox(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

} // namespace core
