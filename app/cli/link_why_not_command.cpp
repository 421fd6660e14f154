#include "app/cli/link_why_not_command.h"

#include "app/cli/json_line.h"
#include "core/text/json_text.h"

namespace app {

namespace {

constexpr qint64 TellEveryMs = 1000;

QByteArray projectionJson(const core::ProjectionStatus &status)
{
    return JsonLine()
        .text("name", status.name)
        .text("status", status.status)
        .text("reason", status.reason)
        .position(status.position)
        .object();
}

QByteArray answerJson(const LinkWhyNotOptions &asked, const core::WhyNotAnswer &answer)
{
    JsonLine json;
    json.text("stream", asked.event.stream.text())
        .number("revision", std::optional(asked.event.revision))
        .text("links", asked.links.text())
        .text("verdict", core::whyNotText(answer))
        .text("why", answer.why);
    if (answer.at)
        json.number("at", answer.at);
    if (answer.notProjected && answer.notProjected->belongs)
        json.text("belongs", answer.notProjected->belongs->text());
    if (answer.projection)
        json.raw("projection", projectionJson(*answer.projection));
    return json.number("reads", qint64(answer.reads))
        .raw("scanned", answer.isScanned ? "true" : "false")
        .raw("asked",
             jsonArray(answer.asked, [](const QString &s) { return core::toJsonString(s); }))
        .line();
}

} // namespace

LinkWhyNotCommand::LinkWhyNotCommand(const CommandLine &line,
                                     const LinkWhyNotOptions &options,
                                     Output &output)
    : ClientCommand(line, output)
    , m_asked(options)
    , m_job(client(), options.event, options.links)
{
    connect(&m_job, &core::WhyNot::scanned, this, &LinkWhyNotCommand::onScanned);
    connect(&m_job, &core::WhyNot::finished, this, &LinkWhyNotCommand::onFinished);
}

void LinkWhyNotCommand::start()
{
    m_sinceTold.start();
    m_job.start();
}

void LinkWhyNotCommand::onScanned(quint64 done, quint64 total)
{
    if (m_sinceTold.elapsed() < TellEveryMs)
        return;
    m_sinceTold.start();
    note(QStringLiteral("%1 of %2 links read.").arg(done).arg(total));
}

void LinkWhyNotCommand::onFinished(const core::Result<core::WhyNotAnswer> &answer)
{
    if (!answer) {
        fail(failureOf(answer.error(), m_asked.event.stream));
        return;
    }
    if (print(answerJson(m_asked, *answer)))
        end(ExitCode::Done);
}

} // namespace app
