#include "core/links/target_verdict.h"

#include "core/text/json_text.h"

namespace core {

namespace {

/// The rules of a stream's metadata, as servers read them (protocol.md section 5).
struct Retention {
    std::optional<qint64> truncateBefore;
    std::optional<qint64> maxCount;
    std::optional<qint64> maxAgeSeconds;
};

std::optional<qint64> numberAt(const QByteArray &json, const char *key)
{
    const auto range = findJson(json, {QByteArray(key)});
    if (!range)
        return std::nullopt;
    bool isNumber = false;
    const qint64 value = range->of(json).toLongLong(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

Retention retentionOf(const StreamName &stream, const StreamState &state)
{
    if (stream.isMetadata())
        return {{}, 1, {}}; // metadata streams keep their last event only
    const auto positive = [](std::optional<qint64> number) {
        return number && *number > 0 ? number : std::nullopt;
    };
    const QByteArray &json = state.metadata.json;
    return {numberAt(json, "$tb"),
            positive(numberAt(json, "$maxCount")),
            positive(numberAt(json, "$maxAge"))};
}

QString quoted(const StreamName &stream)
{
    return u'"' + stream.text() + u'"';
}

TargetVerdict truncated(TruncatedBy by, const QString &why)
{
    return {LinkState::EventTruncated, by, why};
}

/// Why an event in front of the first readable one is gone.
TargetVerdict truncation(const LinkTarget &target, const StreamState &state)
{
    const Retention rules = retentionOf(target.stream, state);
    const auto revision = qint64(target.revision.value);
    const QString stream = quoted(target.stream);
    if (rules.truncateBefore && revision < *rules.truncateBefore)
        return truncated(
            TruncatedBy::TruncateBefore,
            QStringLiteral("The metadata of %1 cuts off what is before its revision %2 "
                           "($tb).")
                .arg(stream, QString::number(*rules.truncateBefore)));
    if (rules.maxCount && state.last && revision <= qint64(state.last->value) - *rules.maxCount) {
        const QString why
            = target.stream.isMetadata()
                  ? QStringLiteral(
                        "%1 has the revision %2 by now, and a metadata stream keeps only "
                        "its last event ($maxCount is 1).")
                        .arg(stream, state.last->toString())
                  : QStringLiteral("%1 keeps its last events only, and %2 is its last ($maxCount "
                                   "is %3).")
                        .arg(stream, state.last->toString(), QString::number(*rules.maxCount));
        return truncated(TruncatedBy::MaxCount, why);
    }
    if (rules.maxAgeSeconds)
        return truncated(TruncatedBy::MaxAge,
                         QStringLiteral("%1 keeps events for %2 seconds ($maxAge), and this one is "
                                        "older.")
                             .arg(stream, QString::number(*rules.maxAgeSeconds)));
    return truncated(TruncatedBy::Unknown,
                     QStringLiteral("%1 begins later. No rule that is in force and may be read "
                                    "says why; an earlier one may have.")
                         .arg(stream));
}

} // namespace

std::optional<TargetVerdict> verdictOf(const LinkTarget &target, const StreamState &state)
{
    using Kind = StreamState::Kind;
    const QString stream = quoted(target.stream);
    const auto missing = [](const QString &why) {
        return TargetVerdict{LinkState::StreamMissing, TruncatedBy::Nothing, why};
    };
    switch (state.kind) {
    case Kind::NotFound:
        return missing(QStringLiteral("There is no stream %1, and no metadata of it.").arg(stream));
    case Kind::MetadataOnly:
        return missing(QStringLiteral("The stream %1 has metadata, but no event was written to it.")
                           .arg(stream));
    case Kind::NotFoundOrDenied:
        return missing(QStringLiteral("There is no stream %1. Whether it was deleted cannot be "
                                      "told, since its metadata may not be read.")
                           .arg(stream));
    case Kind::SoftDeleted:
        return TargetVerdict{LinkState::StreamDeleted,
                             TruncatedBy::Nothing,
                             QStringLiteral("The stream %1 was deleted: its metadata says so. It "
                                            "can be written again; its old events stay away.")
                                 .arg(stream)};
    case Kind::Tombstoned:
        return TargetVerdict{
            LinkState::StreamTombstoned,
            TruncatedBy::Nothing,
            QStringLiteral("The stream %1 was deleted for good: the server says so "
                           "when it is read.")
                .arg(stream)};
    case Kind::Alive:
    case Kind::AllTruncated:
        break;
    }
    if (state.last && target.revision > *state.last)
        return TargetVerdict{LinkState::EventMissing,
                             TruncatedBy::Nothing,
                             QStringLiteral("There is no event %1 in %2, whose last is %3.")
                                 .arg(target.revision.toString(), stream, state.last->toString())};
    if (state.kind == Kind::AllTruncated || (state.first && target.revision < *state.first))
        return truncation(target, state);
    return std::nullopt;
}

TargetVerdict missingInside(const LinkTarget &target, const StreamState &state)
{
    const Retention rules = retentionOf(target.stream, state);
    if (rules.maxAgeSeconds)
        return truncation(target, {state.kind, state.first, {}, state.metadata});
    return {LinkState::EventMissing,
            TruncatedBy::Nothing,
            QStringLiteral("%1 has events before and after it, but not this one.")
                .arg(quoted(target.stream))};
}

std::optional<TargetVerdict> verdictOf(const LinkTarget &target, const Error &error)
{
    if (error.code == ErrorCode::AccessDenied)
        return TargetVerdict{LinkState::Denied,
                             TruncatedBy::Nothing,
                             QStringLiteral("The stream %1 may not be read with these credentials.")
                                 .arg(quoted(target.stream))};
    if (error.code == ErrorCode::StreamDeleted)
        return verdictOf(target, StreamState{StreamState::Kind::Tombstoned, {}, {}, {}});
    return std::nullopt;
}

} // namespace core
