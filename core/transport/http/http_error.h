// From an HTTP answer, or none, to an error for people, and to what is certain about a write.
// Pure functions: any thread.
#pragma once

#include "core/model/replies.h"
#include "core/transport/http/http_message.h"
#include "core/transport/transport.h"
#include "core/transport/transport_operation.h"

#include <QList>

namespace core {

/// What else a sentence about a failure needs.
struct HttpSituation {
    TransportOperation operation = TransportOperation::Ask;
    StreamName stream; ///< empty where the request names none
    /// A password, a certificate or a trusted identity was to be sent.
    bool withIdentity = false;
};

/// The error of an answer that is not what was asked for: of a read, or of a write that was refused
/// for certain.
[[nodiscard]] TransportError toTransportError(const HttpAnswer &answer,
                                              const HttpSituation &situation);
/// The error of an exchange without an answer.
[[nodiscard]] TransportError toTransportError(const HttpFailure &failure,
                                              const HttpSituation &situation);

/// What a write comes to that was not confirmed: a wrong revision, a certain refusal, or an outcome
/// unknown. `ids` are those of the events sent; none for a delete.
[[nodiscard]] TransportResult<WriteOutcome> toWriteResult(const HttpOutcome &outcome,
                                                          const HttpSituation &situation,
                                                          const ExpectedRevision &expected,
                                                          const QList<EventId> &ids);

/// An answer that cannot be what the wire promises; `what` says in a few words what is wrong.
[[nodiscard]] TransportError
unreadableAnswer(const QString &what, const HttpAnswer &answer, const HttpSituation &situation);

} // namespace core
