#include "ui/append/draft_check.h"

#include <QCoreApplication>
#include <QVersionNumber>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DraftCheck)
};

} // namespace

QList<DraftProblem> checkDraft(const EventDraft &draft)
{
    QList<DraftProblem> problems;
    if (!draft.expected)
        problems << DraftProblem{
            DraftField::Expected,
            Words::tr("The revision that the last event should have is missing."),
        };
    if (draft.event.type.isEmpty())
        problems << DraftProblem{DraftField::Type, Words::tr("The event has no type.")};
    if (draft.event.id.isNull())
        problems << DraftProblem{DraftField::Id, Words::tr("The event has no id.")};
    if (draft.event.contentType == core::ContentType::Json) {
        if (draft.event.data.isEmpty())
            problems << DraftProblem{DraftField::Data,
                                     Words::tr("The data is empty, and that is "
                                               "not JSON.")};
        else if (const auto problem = findJsonProblem(draft.event.data))
            problems << DraftProblem{DraftField::Data, problem->text, problem->at};
    }
    return problems;
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

qint64 appendBytes(const core::NewEvent &event)
{
    return event.data.size() + event.metadata.size() + 2 * event.type.size();
}

qint64 appendLimitBytes(const QString &serverVersion)
{
    const bool isLarge = QVersionNumber::fromString(serverVersion) >= QVersionNumber(25, 1);
    return (isLarge ? qint64{256} : qint64{1}) * 1024 * 1024;
}

} // namespace ui
