#include "ui/streams/delete_words.h"

#include "core/text/json_text.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>

namespace ui {

using core::DeleteMode;
using core::ExpectedRevision;
using core::StreamState;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DeleteWords)
};

/// Of what can be read; a stream with a $maxCount or $tb has had more.
qint64 eventCount(const StreamState &state)
{
    if (!state.first || !state.last || *state.last < *state.first)
        return 0;
    return static_cast<qint64>(state.last->value - state.first->value) + 1;
}

QString eventsText(qint64 count)
{
    return count == 1 ? Words::tr("1 event") : Words::tr("%1 events").arg(groupedNumber(count));
}

QString verbText(DeleteMode mode, qint64 count)
{
    if (mode == DeleteMode::Tombstone)
        return Words::tr("Delete for Good");
    if (count == 0)
        return Words::tr("Delete the Stream");
    return count == 1 ? Words::tr("Delete 1 Event")
                      : Words::tr("Delete %1 Events").arg(groupedNumber(count));
}

QString sentenceText(const QString &name, DeleteMode mode, const QString &what)
{
    if (mode == DeleteMode::Soft)
        return Words::tr("Delete %1 (%2). It can be written again; its events cannot be read "
                         "unless it is undeleted.")
            .arg(name, what);
    return Words::tr("Delete %1 (%2) for good. The name can never be used again, and its events "
                     "cannot be read by any means that a client has.")
        .arg(name, what);
}

QString metadataWarning(const core::StreamMetadata &metadata)
{
    if (!metadata.revision || metadata.json.isEmpty())
        return {};
    const auto members = core::jsonMembers(metadata.json);
    QStringList keys;
    if (const auto *found = std::get_if<QList<core::JsonMember>>(&members))
        for (const core::JsonMember &member : *found)
            keys << member.key;
    if (keys.isEmpty())
        return std::holds_alternative<core::JsonNote>(members)
                   ? Words::tr("Its metadata (%1) is replaced and does not come back with an "
                               "undelete.")
                         .arg(bytesText(metadata.json.size()))
                   : QString();
    return Words::tr("Its metadata is replaced and does not come back with an undelete: %1.")
        .arg(keys.join(QStringLiteral(", ")));
}

DeletePlan impossible(const QString &sentence)
{
    DeletePlan plan;
    plan.sentence = sentence;
    return plan;
}

DeletePlan planForEvents(const QString &name, DeleteMode mode, const StreamState &state)
{
    const qint64 count = eventCount(state);
    const QString what = state.kind == StreamState::Kind::AllTruncated
                             ? Words::tr("no readable events")
                             : eventsText(count);
    DeletePlan plan{true, sentenceText(name, mode, what), verbText(mode, count), {}, {}, {}};
    if (state.last) {
        plan.expected = ExpectedRevision::exact(*state.last);
        plan.condition
            = Words::tr("Only if the last event is still %1").arg(state.last->toString());
    }
    return plan;
}

} // namespace

DeletePlan planDelete(const core::StreamName &stream, DeleteMode mode, const StreamState &state)
{
    const QString &name = stream.text();
    const bool isSoft = mode == DeleteMode::Soft;
    DeletePlan plan;
    switch (state.kind) {
    case StreamState::Kind::Alive:
    case StreamState::Kind::AllTruncated:
        plan = planForEvents(name, mode, state);
        break;
    case StreamState::Kind::MetadataOnly:
        plan = {true,
                sentenceText(name, mode, Words::tr("no events, only metadata")),
                verbText(mode, 0),
                ExpectedRevision::noStream(),
                Words::tr("Only if there are no events yet"),
                {}};
        break;
    case StreamState::Kind::NotFound:
        if (isSoft)
            return impossible(
                Words::tr("There is no stream named %1: nothing to delete.").arg(name));
        plan = {true,
                Words::tr("There is no stream named %1. Deleting it for good keeps anybody from "
                          "ever writing one of that name.")
                    .arg(name),
                verbText(mode, 0),
                ExpectedRevision::noStream(),
                Words::tr("Only if there are no events yet"),
                {}};
        break;
    case StreamState::Kind::SoftDeleted:
        if (isSoft)
            return impossible(Words::tr("%1 is soft-deleted already.").arg(name));
        plan = {true,
                Words::tr("%1 is soft-deleted. Deleting it for good takes away the way back: it "
                          "cannot be undeleted, and the name can never be used again.")
                    .arg(name),
                verbText(mode, 0),
                ExpectedRevision::noStream(), // refused once an append has brought it back
                Words::tr("Only if it is still soft-deleted"),
                {}};
        break;
    case StreamState::Kind::Tombstoned:
        return impossible(Words::tr("%1 was deleted for good already.").arg(name));
    case StreamState::Kind::NotFoundOrDenied:
        plan = {true,
                Words::tr("%1 was not found, or it is soft-deleted and its metadata may not be "
                          "read. What is deleted cannot be told beforehand.")
                    .arg(name),
                verbText(mode, 0),
                ExpectedRevision::any(),
                {},
                {}};
        break;
    }
    if (isSoft)
        plan.warning = metadataWarning(state.metadata);
    return plan;
}

QString deleteConflictText(const core::WrongRevision &conflict)
{
    const QString actual
        = conflict.actual ? Words::tr("the stream is at %1.").arg(conflict.actual->toString())
          : conflict.isActualTold ? Words::tr("the stream has no events.")
                                  : Words::tr("and the server did not say where the stream is.");
    switch (conflict.expected.kind()) {
    case ExpectedRevision::Kind::Exact:
        return Words::tr("Expected %1, %2").arg(conflict.expected.revision().toString(), actual);
    case ExpectedRevision::Kind::NoStream:
        return Words::tr("Expected no events, %1").arg(actual);
    case ExpectedRevision::Kind::StreamExists:
    case ExpectedRevision::Kind::Any:
        break;
    }
    return Words::tr("Expected a stream to delete, %1").arg(actual);
}

bool isDeletedAs(DeleteMode mode, const StreamState &state)
{
    return state.kind
           == (mode == DeleteMode::Soft ? StreamState::Kind::SoftDeleted
                                        : StreamState::Kind::Tombstoned);
}

} // namespace ui
