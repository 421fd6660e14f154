#include "ui/append/draft_check.h"

#include <QCoreApplication>
#include <QVersionNumber>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DraftCheck)
};

/// The sentence, and which of several events it is about.
QString about(const EventDraft &draft, qsizetype event, const QString &sentence)
{
    return draft.events.size() == 1 ? sentence
                                    : Words::tr("Event %1: %2").arg(event + 1).arg(sentence);
}

void checkEvent(const EventDraft &draft, qsizetype index, QList<DraftProblem> *problems)
{
    const core::NewEvent &event = draft.events.at(index);
    const auto add = [&](DraftField field, const QString &sentence, qsizetype at = 0) {
        *problems << DraftProblem{field, index, about(draft, index, sentence), at};
    };
    if (event.type.isEmpty())
        add(DraftField::Type, Words::tr("The event has no type."));
    if (event.id.isNull())
        add(DraftField::Id, Words::tr("The event has no id."));
    for (qsizetype other = 0; other < index; ++other) {
        if (!event.id.isNull() && draft.events.at(other).id == event.id)
            add(DraftField::Id, Words::tr("It has the id of event %1.").arg(other + 1));
    }
    if (event.contentType != core::ContentType::Json)
        return;
    if (event.data.isEmpty())
        add(DraftField::Data, Words::tr("The data is empty, and that is not JSON."));
    else if (const auto problem = findJsonProblem(event.data))
        add(DraftField::Data, problem->text, problem->at);
}

} // namespace

QList<DraftProblem> checkDraft(const EventDraft &draft)
{
    QList<DraftProblem> problems;
    if (!draft.expected)
        problems << DraftProblem{
            .field = DraftField::Expected,
            .text = Words::tr("The revision that the last event should have is missing."),
        };
    for (qsizetype i = 0; i < draft.events.size(); ++i)
        checkEvent(draft, i, &problems);
    return problems;
}

std::optional<core::PayloadChange> changeOnTheWay(const EventDraft &draft,
                                                  core::TransportKind transport)
{
    if (transport == core::TransportKind::Grpc)
        return {};
    const bool alone = core::goesAlone(draft.events);
    std::optional<core::PayloadChange> worst;
    for (qsizetype i = 0; i < draft.events.size(); ++i) {
        auto change = core::changeOnTheWay(draft.events.at(i), alone);
        if (!change || (worst && change->kind <= worst->kind))
            continue;
        if (draft.events.size() > 1)
            change->text = Words::tr("event %1: %2").arg(i + 1).arg(change->text);
        worst = change;
    }
    return worst;
}

bool mustBeAccepted(const core::PayloadChange &change, core::AlteredPayloads altered)
{
    switch (altered) {
    case core::AlteredPayloads::Refuse:
        return true;
    case core::AlteredPayloads::AcceptLayout:
        return change.kind != core::PayloadChange::Kind::LaidOutAnew;
    case core::AlteredPayloads::Accept:
        break;
    }
    return change.kind == core::PayloadChange::Kind::NotText;
}

std::optional<JsonProblem> findJsonProblem(const QByteArray &bytes)
{
    const auto error = core::checkJson(bytes).error;
    if (!error)
        return {};
    const core::TextPlace place = core::placeOf(bytes, error->at);
    return JsonProblem{
        Words::tr("Line %1, column %2: %3").arg(place.line).arg(place.column).arg(error->text),
        error->at,
        place};
}

qint64 appendBytes(const QList<core::NewEvent> &events)
{
    qint64 bytes = 0;
    for (const core::NewEvent &event : events)
        bytes += event.data.size() + event.metadata.size() + 2 * event.type.size();
    return bytes;
}

qint64 appendLimitBytes(const QString &serverVersion)
{
    const bool isLarge = QVersionNumber::fromString(serverVersion) >= QVersionNumber(25, 1);
    return (isLarge ? qint64{256} : qint64{1}) * 1024 * 1024;
}

} // namespace ui
