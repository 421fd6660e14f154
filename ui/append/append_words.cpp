#include "ui/append/append_words.h"

#include <QCoreApplication>

namespace ui {

using core::ExpectedRevision;
using core::StreamState;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AppendWords)
};

QString expectedText(const ExpectedRevision &expected)
{
    switch (expected.kind()) {
    case ExpectedRevision::Kind::Exact:
        return Words::tr("Expected %1").arg(expected.revision().toString());
    case ExpectedRevision::Kind::NoStream:
        return Words::tr("Expected no events");
    case ExpectedRevision::Kind::StreamExists:
        return Words::tr("Expected the stream to exist");
    case ExpectedRevision::Kind::Any:
        break;
    }
    return Words::tr("Expected nothing in particular");
}

} // namespace

QString conditionWords(const ExpectedRevision &expected)
{
    switch (expected.kind()) {
    case ExpectedRevision::Kind::Exact:
        return Words::tr("the last event is still %1").arg(expected.revision().toString());
    case ExpectedRevision::Kind::NoStream:
        return Words::tr("there are no events yet");
    case ExpectedRevision::Kind::StreamExists:
        return Words::tr("the stream exists");
    case ExpectedRevision::Kind::Any:
        break;
    }
    return Words::tr("always, without a check");
}

QString wireWords(const ExpectedRevision &expected)
{
    switch (expected.kind()) {
    case ExpectedRevision::Kind::Exact:
        return QStringLiteral("revision %1").arg(expected.revision().toString());
    case ExpectedRevision::Kind::NoStream:
        return QStringLiteral("no stream, -1");
    case ExpectedRevision::Kind::StreamExists:
        return QStringLiteral("stream exists, -4");
    case ExpectedRevision::Kind::Any:
        break;
    }
    return QStringLiteral("any, -2");
}

QString conditionHint(const ExpectedRevision &expected)
{
    switch (expected.kind()) {
    case ExpectedRevision::Kind::Exact:
        return expected.revision().value != 0
                   ? QString()
                   : Words::tr("0 is the number of the first event: this writes only if the "
                               "stream's last event is number 0. It does not mean empty.");
    case ExpectedRevision::Kind::NoStream:
        return Words::tr("True also where there is only metadata, and once after a soft delete.");
    case ExpectedRevision::Kind::StreamExists:
        return Words::tr("Metadata is enough.");
    case ExpectedRevision::Kind::Any:
        break;
    }
    return Words::tr("A repeat is recognised only while the server remembers the id.");
}

std::optional<ExpectedRevision> presetFor(const StreamState &state)
{
    switch (state.kind) {
    case StreamState::Kind::Alive:
    case StreamState::Kind::AllTruncated:
        if (state.last)
            return ExpectedRevision::exact(*state.last);
        return {};
    case StreamState::Kind::NotFound:
    case StreamState::Kind::MetadataOnly:
    case StreamState::Kind::SoftDeleted:
    case StreamState::Kind::Tombstoned:
    case StreamState::Kind::NotFoundOrDenied:
        break;
    }
    return ExpectedRevision::noStream();
}

QString stateHint(const core::StreamName &stream, const StreamState &state)
{
    const QString &name = stream.text();
    switch (state.kind) {
    case StreamState::Kind::Alive:
        return {};
    case StreamState::Kind::AllTruncated:
        return state.last ? Words::tr("No readable events; the last number was %1. Expect %1.")
                                .arg(state.last->toString())
                          : Words::tr("No readable events, and the server does not tell the last "
                                      "revision.");
    case StreamState::Kind::NotFound:
        return Words::tr("%1 does not exist yet: this will be its first event.").arg(name);
    case StreamState::Kind::MetadataOnly:
        return Words::tr("%1 has metadata but no event yet.").arg(name);
    case StreamState::Kind::SoftDeleted:
        return Words::tr("%1 is soft-deleted: an append brings it back, counting on from its last "
                         "event.")
            .arg(name);
    case StreamState::Kind::Tombstoned:
        return Words::tr("%1 was deleted for good: nothing can be written to it any more.")
            .arg(name);
    case StreamState::Kind::NotFoundOrDenied:
        break;
    }
    return Words::tr("%1 was not found, or it is soft-deleted and its metadata may not be read.")
        .arg(name);
}

QString conflictText(const core::WrongRevision &conflict)
{
    const QString expected = expectedText(conflict.expected);
    return conflict.actual
               ? Words::tr("%1, the stream is at %2.").arg(expected, conflict.actual->toString())
               : Words::tr("%1, the stream has no events.").arg(expected);
}

QString appendOnTopText(const std::optional<core::Revision> &actual, qsizetype events)
{
    if (!actual)
        return Words::tr("Append at 0 (Expect No Events)");
    const quint64 first = actual->value + 1;
    const QString place
        = events > 1
              ? QStringLiteral("%1–%2").arg(first).arg(first + static_cast<quint64>(events) - 1)
              : QString::number(first);
    return Words::tr("Append at %1 (Expect %2)").arg(place, actual->toString());
}

QString conflictReason(const core::WrongRevision &conflict)
{
    if (writtenBetween(conflict))
        return {};
    if (conflict.expected.kind() == ExpectedRevision::Kind::Exact)
        return Words::tr("Nothing came between: the stream is shorter than expected. It may have "
                         "been deleted and begun anew, or this is another server than the one the "
                         "revision comes from.");
    return Words::tr("The server has seen this id before, or the stream is gone.");
}

std::optional<RevisionRange> writtenBetween(const core::WrongRevision &conflict)
{
    if (!conflict.actual)
        return {};
    const core::Revision last = *conflict.actual;
    switch (conflict.expected.kind()) {
    case ExpectedRevision::Kind::Exact:
        if (last <= conflict.expected.revision())
            return {};
        return RevisionRange{{conflict.expected.revision().value + 1}, last};
    case ExpectedRevision::Kind::NoStream:
        return RevisionRange{{0}, last};
    case ExpectedRevision::Kind::StreamExists:
    case ExpectedRevision::Kind::Any:
        break;
    }
    return {};
}

QString lossText(const DraftLoss &loss)
{
    QStringList sentences;
    if (loss.unsent == 1)
        sentences << Words::tr("What you typed has not been sent and will be lost.");
    else if (loss.unsent > 1)
        sentences << Words::tr("%1 drafts have not been sent and will be lost.").arg(loss.unsent);
    QStringList streams;
    for (const core::StreamName &stream : loss.unanswered)
        streams << stream.text();
    streams.removeDuplicates();
    if (!streams.isEmpty())
        sentences << Words::tr("What was sent to %1 may or may not have been written. Closing "
                               "forgets its ids: it can be neither looked for nor sent again as "
                               "the same.")
                         .arg(streams.join(QStringLiteral(", ")));
    return sentences.join(u' ');
}

DeletedWords deletedWords(const core::StreamName &stream, const StreamState &state)
{
    const QString &name = stream.text();
    switch (state.kind) {
    case StreamState::Kind::Tombstoned:
        return {
            Words::tr("%1 was deleted for good.").arg(name),
            Words::tr("Nothing was written, and nothing can be: the name is never free again.")};
    case StreamState::Kind::SoftDeleted:
        return {Words::tr("%1 is soft-deleted.").arg(name),
                Words::tr("Nothing was written, because it does not count as existing. Written on "
                          "another condition, the event brings the stream back.")};
    case StreamState::Kind::NotFoundOrDenied:
        return {Words::tr("The server calls %1 deleted.").arg(name),
                Words::tr("Nothing was written. Whether it is soft-deleted or deleted for good "
                          "cannot be told, because its metadata may not be read.")};
    case StreamState::Kind::NotFound:
    case StreamState::Kind::MetadataOnly:
    case StreamState::Kind::Alive:
    case StreamState::Kind::AllTruncated:
        break;
    }
    return {Words::tr("The server called %1 deleted.").arg(name),
            Words::tr("Nothing was written. The stream has changed since: it can be read now.")};
}

} // namespace ui
