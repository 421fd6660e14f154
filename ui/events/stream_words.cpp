#include "ui/events/stream_words.h"

#include "core/links/projected_stream.h"
#include "core/text/json_text.h"
#include "ui/events/event_columns.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StreamWords", text);
}

/// A whole number as it is written in the metadata; nothing for anything else.
std::optional<core::Revision> numberAt(const QByteArray &json, const QByteArray &key)
{
    const auto range = core::findJson(json, {key});
    return range ? core::Revision::parse(QString::fromUtf8(range->of(json))) : std::nullopt;
}

/// What is gone, by which rule, since when that rule holds at the latest, the way back.
QString truncatedSentence(const QString &name, const QByteArray &metadata, core::EventTime since)
{
    const auto before = numberAt(metadata, "$tb");
    const auto age = numberAt(metadata, "$maxAge");
    QString sentence;
    if (before)
        sentence = tr("All events of %1 are truncated: its metadata says truncate before %2.")
                       .arg(name, QLocale().toString(before->value));
    else if (age)
        sentence
            = tr("All events of %1 have expired: its metadata says that it keeps them for %2 s.")
                  .arg(name, QLocale().toString(age->value));
    else
        sentence = tr("All events of %1 are truncated or have expired.").arg(name);
    if (since.isTold())
        sentence += u' ' + tr("That metadata was written %1.").arg(momentText(since));
    if (before)
        sentence += u' ' + tr("A lower $tb brings those back that the server has not scavenged.");
    return sentence;
}

/// The sentence, and what an append would do now.
QString withNextRevision(const QString &sentence, const core::StreamState &state)
{
    if (!state.last)
        return sentence;
    return tr("%1 The last revision was %2; the next event gets %3.")
        .arg(sentence, state.last->toString(), QString::number(state.last->value + 1));
}

StreamWords
wordsForState(const core::StreamName &stream, const core::StreamState &state, core::EventTime since)
{
    using Kind = core::StreamState::Kind;
    const QString &name = stream.text();
    switch (state.kind) {
    case Kind::NotFound:
        return {tr("No stream of this name"),
                tr("%1 has never been written to.").arg(name),
                QStringLiteral("search"),
                tr("Append Its First Event")};
    case Kind::NotFoundOrDenied:
        return {tr("Not found or soft-deleted"),
                tr("%1 has no events that can be read. Its metadata may not be read either, so "
                   "which of the two it is cannot be told.")
                    .arg(name),
                QStringLiteral("search"),
                tr("Append an Event")};
    case Kind::MetadataOnly:
        return {
            tr("No events yet"),
            tr("%1 has metadata%2 and no event. The first event gets revision 0.")
                .arg(name, since.isTold() ? tr(", written %1,").arg(momentText(since)) : QString()),
            QStringLiteral("inbox"),
            tr("Append Its First Event")};
    case Kind::AllTruncated:
        return {tr("No readable events"),
                withNextRevision(truncatedSentence(name, state.metadata.json, since), state),
                QStringLiteral("inbox"),
                tr("Append an Event")};
    case Kind::SoftDeleted: {
        const QString when = since.isTold() ? tr("Since %1 the").arg(momentText(since)) : tr("The");
        return {tr("Soft-deleted"),
                withNextRevision(
                    tr("%1 events of %2 cannot be read any more. An append brings the stream back, "
                       "without the old events. An undelete brings those back that the server has "
                       "not scavenged.")
                        .arg(when, name),
                    state),
                QStringLiteral("trash-2"),
                tr("Append an Event"),
                tr("Undelete")};
    }
    case Kind::Tombstoned:
        return {tr("Deleted for good"),
                tr("%1 has a tombstone: nothing can be read, and the name can never be used again. "
                   "The server keeps nothing that would tell since when.")
                    .arg(name),
                QStringLiteral("trash-2"),
                {}};
    case Kind::Alive:
        break;
    }
    return {tr("No events"), {}, QStringLiteral("inbox"), tr("Append an Event")};
}

} // namespace

StreamWords
wordsFor(const core::StreamName &stream, const core::StreamState &state, core::EventTime since)
{
    StreamWords words = wordsForState(stream, state, since);
    if (core::ProjectedStream::parse(stream))
        words.appendVerb.clear(); // only the server writes there
    return words;
}

std::optional<StreamWords> wordsForProjected(const core::StreamName &stream,
                                             const std::optional<core::ProjectionStatus> &status)
{
    const auto projected = core::ProjectedStream::parse(stream);
    if (!projected)
        return {};
    const QString writes = tr("%1 is written by the system projection %2")
                               .arg(stream.text(), projected->projection());
    const QString enable = tr("Members of $ops or $admins can enable it; it then links what is "
                              "there already, too.");
    QString text;
    if (!status)
        text = tr("%1, which is off, or has found nothing for it yet. %2").arg(writes, enable);
    else if (status->isRunning())
        text = tr("%1, which runs and has found nothing for it yet.").arg(writes);
    else
        text = tr("%1, which does not run: the server calls it “%3”. %2")
                   .arg(writes, enable, status->status);
    return StreamWords{.title = tr("Nothing is linked here"),
                       .text = text,
                       .icon = QStringLiteral("unlink"),
                       .appendVerb = {},
                       .projectionsVerb = tr("Projections")};
}

std::optional<StreamWords> wordsForGone(const core::StreamName &stream, const EventRow &row)
{
    if (row.state == EventRowState::Gone && row.revision)
        return StreamWords{
            .title = tr("%1 is gone").arg(core::addressText(stream, *row.revision)),
            .text = tr("The server has no event of this revision any more: it was truncated or has "
                       "expired. Links to it are broken."),
            .icon = QStringLiteral("trash-2"),
            .appendVerb = {}};
    if (row.state == EventRowState::GoneRange)
        return StreamWords{
            .title = tr("The first events of %1 are gone").arg(stream.text()),
            .text
            = tr("%1. Links to them are broken.").arg(row.note.left(1).toUpper() + row.note.mid(1)),
            .icon = QStringLiteral("trash-2"),
            .appendVerb = {}};
    return {};
}

StreamWords wordsFor(const core::StreamName &stream,
                     const core::Error &error,
                     const core::ConnectionSettings &settings)
{
    const QString who = core::identityWords(settings) + u' ';
    if (error.code == core::ErrorCode::Unauthenticated)
        return {tr("%1 could not be read").arg(stream.text()),
                who + error.message,
                QStringLiteral("lock"),
                {}};
    if (isDenied(error)) {
        const QString why = stream.isAll()
                                ? tr("The right to read $all is missing. Categories can be read "
                                     "instead, such as $ce-order.")
                                : tr("The right to read this stream is missing; $acl in its "
                                     "metadata says who has it.");
        return {tr("%1 may not be read").arg(stream.text()), who + why, QStringLiteral("lock"), {}};
    }
    return {tr("%1 could not be read").arg(stream.text()),
            error.message,
            QStringLiteral("circle-alert"),
            {}};
}

QString goneReason(const QByteArray &metadata, core::Revision first)
{
    if (numberAt(metadata, "$tb") == first)
        return tr("truncate before %1").arg(QLocale().toString(first.value));
    if (const auto count = numberAt(metadata, "$maxCount"))
        return tr("the stream keeps its last %1").arg(QLocale().toString(count->value));
    if (const auto age = numberAt(metadata, "$maxAge"))
        return tr("the stream keeps its events for %1 s").arg(QLocale().toString(age->value));
    return {};
}

} // namespace ui
