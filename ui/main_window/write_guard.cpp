#include "ui/main_window/write_guard.h"

#include "ui/append/append_words.h"
#include "ui/connections/connection.h"
#include "ui/connections/connection_words.h"
#include "ui/prompts/prompts.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QPointer>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WriteGuard)
};

qint64 bytesOf(const core::AppendRequest &request)
{
    qint64 bytes = 0;
    for (const core::NewEvent &event : request.events)
        bytes += event.data.size() + event.metadata.size();
    return bytes;
}

/// "OrderPlaced", where all are of one type; "3 events" otherwise.
QString whatIsWritten(const core::AppendRequest &request)
{
    return request.events.size() == 1 ? request.events.constFirst().type
                                      : eventsText(request.events.size());
}

core::Error readOnly(const Connection &connection)
{
    return {core::ErrorCode::AccessDenied, readOnlyRefusal(connection.name()), {}};
}

core::Error keptBack()
{
    return {core::ErrorCode::Cancelled, Words::tr("You kept it back; nothing was sent."), {}};
}

} // namespace

Question askBefore(const core::AppendRequest &request, const Connection &connection)
{
    const QString where = connection.fullName();
    const bool isMetadata = request.stream.isMetadata();
    Question question;
    question.isDestructive = connection.isProduction();
    if (isMetadata) {
        question.title = Words::tr("Change the metadata of %1 on %2?")
                             .arg(request.stream.text().mid(2), where);
        question.acceptText = Words::tr("Change the Metadata");
    } else {
        question.title = Words::tr("Append %1 to %2 on %3?")
                             .arg(whatIsWritten(request), request.stream.text(), where);
        question.acceptText = request.events.size() == 1
                                  ? Words::tr("Append 1 Event")
                                  : Words::tr("Append %1 Events").arg(request.events.size());
    }
    question.text = Words::tr("Written only if: %1. %2.")
                        .arg(conditionWords(request.expected), bytesText(bytesOf(request)));
    return question;
}

core::WriteGate makeWriteGate(const Connection &connection, Prompts &prompts, QWidget &window)
{
    return [where = QPointer<const Connection>(&connection), &prompts, &window](
               const core::WriteIntent &intent, const core::WriteDecision &decide) {
        if (!where || where->guard() == core::Guard::Free) {
            decide({});
            return;
        }
        if (where->guard() == core::Guard::ReadOnly) {
            decide(readOnly(*where));
            return;
        }
        const auto *append = std::get_if<core::AppendRequest>(&intent);
        if (!append) {
            decide({});
            return;
        }
        prompts.confirm(&window, askBefore(*append, *where), [decide](bool accepted) {
            decide(accepted ? std::optional<core::Error>() : keptBack());
        });
    };
}

} // namespace ui
