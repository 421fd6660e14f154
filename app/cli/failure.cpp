#include "app/cli/failure.h"

#include "app/cli/json_line.h"
#include "core/text/json_text.h"

namespace app {

namespace {

using core::ErrorCode;
using core::StreamName;
using core::StreamState;
using Facts = QList<Failure::Fact>;

ExitCode exitCodeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Timeout:
    case ErrorCode::Unavailable:
    case ErrorCode::NotLeader:
    case ErrorCode::Tls:
        return ExitCode::Unavailable;
    case ErrorCode::Unauthenticated:
    case ErrorCode::AccessDenied:
        return ExitCode::Denied;
    case ErrorCode::StreamNotFound:
        return ExitCode::StreamNotFound;
    case ErrorCode::StreamDeleted:
        return ExitCode::StreamDeleted;
    case ErrorCode::WrongExpectedRevision:
        return ExitCode::WrongExpectedRevision;
    case ErrorCode::Cancelled:
    case ErrorCode::TooLarge:
    case ErrorCode::InvalidArgument:
    case ErrorCode::WouldBeAltered:
    case ErrorCode::Unsupported:
    case ErrorCode::Protocol:
    case ErrorCode::Unknown:
        break;
    }
    return ExitCode::Other;
}

Failure::Fact textFact(const char *key, QStringView text)
{
    return {key, core::toJsonString(text)};
}

Facts streamFacts(const StreamName &stream)
{
    return stream.isEmpty() ? Facts{} : Facts{textFact("stream", stream.text())};
}

Failure::Fact expectedFact(const core::ExpectedRevision &expected)
{
    const bool isExact = expected.kind() == core::ExpectedRevision::Kind::Exact;
    const QString text = expected.toString();
    return {"expected", isExact ? text.toLatin1() : core::toJsonString(text)};
}

Failure::Fact idsFact(const QList<core::EventId> &ids)
{
    QByteArray json("[");
    for (const core::EventId &id : ids) {
        if (json.size() > 1)
            json += ',';
        json += core::toJsonString(id.toString());
    }
    return {"ids", json + ']'};
}

/// A sentence that begins with a capital and ends with a full stop, whoever wrote it.
QString sentence(const QString &text)
{
    if (text.isEmpty())
        return text;
    const QString begun = text.front().toUpper() + text.mid(1);
    return QStringLiteral(".?!").contains(begun.back()) ? begun : QString(begun + u'.');
}

Failure deleted(const StreamName &stream, const char *deletion, const QString &message)
{
    Facts facts = streamFacts(stream);
    facts.append(textFact("deletion", QString::fromLatin1(deletion)));
    return {ExitCode::StreamDeleted,
            core::errorCodeText(ErrorCode::StreamDeleted),
            message.arg(stream.text()),
            facts};
}

} // namespace

QByteArray Failure::toLine() const
{
    JsonLine line;
    line.text("error", code).text("message", message);
    for (const Fact &fact : facts)
        line.raw(fact.key, fact.json);
    return line.line();
}

Failure usageFailure(const QString &message, QList<Failure::Fact> facts)
{
    return {ExitCode::Usage, QStringLiteral("usage"), message, std::move(facts)};
}

Failure failureOf(const core::Error &error, const StreamName &stream)
{
    Facts facts = streamFacts(stream);
    if (!error.detail.isEmpty())
        facts.append(textFact("detail", error.detail));
    return {
        exitCodeOf(error.code), core::errorCodeText(error.code), sentence(error.message), facts};
}

Failure failureOf(const core::WrongRevision &refusal, const StreamName &stream)
{
    Facts facts = streamFacts(stream);
    facts.append(expectedFact(refusal.expected));
    const QString actual
        = refusal.actual         ? QStringLiteral("its last event is %1").arg(refusal.actual->value)
          : refusal.isActualTold ? QStringLiteral("it has no events")
                                 : QStringLiteral("the server did not say where it is");
    facts.append(
        {"actual", refusal.actual ? refusal.actual->toString().toLatin1() : QByteArray("null")});
    return {ExitCode::WrongExpectedRevision,
            core::errorCodeText(ErrorCode::WrongExpectedRevision),
            QStringLiteral("Nothing was written: \"%1\" is not where it was expected (%2); %3.")
                .arg(stream.text(), refusal.expected.toString(), actual),
            facts};
}

Failure failureOf(const core::OutcomeUnknown &outcome, const StreamName &stream)
{
    Facts facts = streamFacts(stream);
    facts.append(idsFact(outcome.ids));
    facts.append(textFact("reason", core::errorCodeText(outcome.reason.code)));
    if (!outcome.reason.detail.isEmpty())
        facts.append(textFact("detail", outcome.reason.detail));
    const QString advice = outcome.ids.isEmpty()
                               ? QStringLiteral("read the stream to see")
                               : QStringLiteral("read the stream for these ids, or repeat the "
                                                "write with the same ids");
    return {ExitCode::OutcomeUnknown,
            QStringLiteral("outcome-unknown"),
            QStringLiteral("It is not known whether the write was carried out; %1. %2")
                .arg(advice, sentence(outcome.reason.message)),
            facts};
}

Failure failureOf(const core::Error &error, const StreamName &stream, const StreamState &state)
{
    switch (state.kind) {
    case StreamState::Kind::SoftDeleted:
        return deleted(stream,
                       "soft",
                       QStringLiteral("The stream \"%1\" was deleted; a write brings it back."));
    case StreamState::Kind::Tombstoned:
        return deleted(stream,
                       "hard",
                       QStringLiteral("The stream \"%1\" was deleted for good; its name cannot be "
                                      "used again."));
    case StreamState::Kind::NotFound:
    case StreamState::Kind::MetadataOnly:
    case StreamState::Kind::NotFoundOrDenied:
        return {ExitCode::StreamNotFound,
                core::errorCodeText(ErrorCode::StreamNotFound),
                QStringLiteral("There is no stream \"%1\".").arg(stream.text()),
                streamFacts(stream)};
    case StreamState::Kind::Alive:
    case StreamState::Kind::AllTruncated:
        break;
    }
    Failure changed = failureOf(error, stream);
    changed.exitCode = ExitCode::Other;
    changed.message += QStringLiteral(" A moment later the stream was there: try again.");
    return changed;
}

} // namespace app
