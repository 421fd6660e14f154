#include "core/links/target_verdict.h"

#include "core/text/json_text.h"

namespace core {

namespace {

std::optional<qint64> numberAt(const QByteArray &json, const char *key)
{
    const auto range = findJson(json, {QByteArray(key)});
    if (!range)
        return std::nullopt;
    bool isNumber = false;
    const qint64 value = range->of(json).toLongLong(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
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
TargetVerdict truncation(const LinkTarget &target, const StreamFacts &facts)
{
    const auto revision = qint64(target.revision.value);
    const QString stream = quoted(target.stream);
    if (facts.truncateBefore && revision < *facts.truncateBefore)
        return truncated(
            TruncatedBy::TruncateBefore,
            QStringLiteral("The metadata of %1 cuts off what is before its revision %2 "
                           "($tb).")
                .arg(stream, QString::number(*facts.truncateBefore)));
    if (facts.maxCount && facts.last && revision <= qint64(facts.last->value) - *facts.maxCount) {
        const QString why
            = target.stream.isMetadata()
                  ? QStringLiteral(
                        "%1 has the revision %2 by now, and a metadata stream keeps only "
                        "its last event ($maxCount is 1).")
                        .arg(stream, facts.last->toString())
                  : QStringLiteral("%1 keeps its last events only, and %2 is its last ($maxCount "
                                   "is %3).")
                        .arg(stream, facts.last->toString(), QString::number(*facts.maxCount));
        return truncated(TruncatedBy::MaxCount, why);
    }
    if (facts.maxAgeSeconds)
        return truncated(TruncatedBy::MaxAge,
                         QStringLiteral("%1 keeps events for %2 seconds ($maxAge), and this one is "
                                        "older.")
                             .arg(stream, QString::number(*facts.maxAgeSeconds)));
    return truncated(TruncatedBy::Unknown,
                     QStringLiteral("%1 begins later. No rule that is in force and may be read "
                                    "says why; an earlier one may have.")
                         .arg(stream));
}

} // namespace

StreamFacts StreamFacts::of(const StreamName &stream, const StreamState &state)
{
    StreamFacts facts;
    facts.kind = state.kind;
    facts.first = state.first;
    facts.last = state.last;
    if (stream.isMetadata()) {
        facts.maxCount = 1; // metadata streams keep their last event only
        return facts;
    }
    const auto positive = [](std::optional<qint64> number) {
        return number && *number > 0 ? number : std::nullopt;
    };
    facts.truncateBefore = numberAt(state.metadata.json, "$tb");
    facts.maxCount = positive(numberAt(state.metadata.json, "$maxCount"));
    facts.maxAgeSeconds = positive(numberAt(state.metadata.json, "$maxAge"));
    return facts;
}

std::optional<TargetVerdict> verdictOf(const LinkTarget &target, const StreamFacts &facts)
{
    using Kind = StreamState::Kind;
    const QString stream = quoted(target.stream);
    const auto missing = [](const QString &why) {
        return TargetVerdict{LinkState::StreamMissing, TruncatedBy::Nothing, why};
    };
    switch (facts.kind) {
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
    if (facts.last && target.revision > *facts.last)
        return TargetVerdict{LinkState::EventMissing,
                             TruncatedBy::Nothing,
                             QStringLiteral("There is no event %1 in %2, whose last is %3.")
                                 .arg(target.revision.toString(), stream, facts.last->toString())};
    if (facts.kind == Kind::AllTruncated || (facts.first && target.revision < *facts.first))
        return truncation(target, facts);
    return std::nullopt;
}

TargetVerdict missingInside(const LinkTarget &target, const StreamFacts &facts)
{
    if (facts.maxAgeSeconds) {
        StreamFacts byAge;
        byAge.maxAgeSeconds = facts.maxAgeSeconds;
        return truncation(target, byAge);
    }
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
        return verdictOf(target, StreamFacts{.kind = StreamState::Kind::Tombstoned});
    return std::nullopt;
}

} // namespace core
