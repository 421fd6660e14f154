// Why a command failed: one JSON object for stderr, and the exit code.
// A value: any thread.
#pragma once

#include "app/cli/exit_code.h"
#include "core/base/error.h"
#include "core/model/replies.h"

#include <QByteArray>
#include <QList>

namespace app {

struct Failure {
    /// A member of the object; the value is JSON.
    struct Fact {
        QByteArray key;
        QByteArray json;
    };

    ExitCode exitCode = ExitCode::Other;
    QString code;    ///< for scripts: "stream-not-found"
    QString message; ///< for people
    QList<Fact> facts;

    [[nodiscard]] QByteArray toLine() const;
};

/// The command line itself, or an input that it names, is not acceptable; nothing was sent.
[[nodiscard]] Failure usageFailure(const QString &message, QList<Failure::Fact> facts = {});

[[nodiscard]] Failure failureOf(const core::Error &error, const core::StreamName &stream);
[[nodiscard]] Failure failureOf(const core::WrongRevision &refusal, const core::StreamName &stream);
[[nodiscard]] Failure failureOf(const core::OutcomeUnknown &outcome,
                                const core::StreamName &stream);

/// For an error that says "not found" or "deleted", when the stream's state has been looked at.
[[nodiscard]] Failure
failureOf(const core::Error &error, const core::StreamName &stream, const core::StreamState &state);

} // namespace app
