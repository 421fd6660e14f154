#include "ui/streams/stream_undelete.h"

#include "core/text/json_text.h"

namespace ui {

namespace {

constexpr int MostWrites = 2;

} // namespace

StreamUndelete::StreamUndelete(core::Client &client,
                               core::StreamName stream,
                               Done done,
                               QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_stream(std::move(stream))
    , m_done(std::move(done))
{
    askMetadata();
}

void StreamUndelete::askMetadata()
{
    m_call = m_client.metadata(m_stream, [this](const core::Result<core::StreamMetadata> &result) {
        if (result)
            takeMetadata(*result);
        else
            finish(result.error());
    });
}

void StreamUndelete::takeMetadata(const core::StreamMetadata &metadata)
{
    const auto truncateBefore = core::findJson(metadata.json, {QByteArrayLiteral("$tb")});
    const QByteArray first = truncateBefore ? truncateBefore->of(metadata.json).toByteArray() : "0";
    if (first == "0") {
        finish(core::WriteOutcome{core::Written{}});
        return;
    }
    if (m_written == MostWrites) {
        finish(core::Error{core::ErrorCode::Unknown,
                           tr("The server took the change, and its metadata still truncates "
                              "before %1.")
                               .arg(QString::fromUtf8(first)),
                           {}});
        return;
    }
    QByteArray json = metadata.json;
    json.replace(truncateBefore->begin, truncateBefore->end - truncateBefore->begin, "0");
    ++m_written;
    m_isSending = true;
    m_call = m_client.setMetadata(m_stream,
                                  json,
                                  core::ExpectedRevision::sinceLast(metadata.revision),
                                  [this](const core::Result<core::WriteOutcome> &outcome) {
                                      m_isSending = false;
                                      takeOutcome(outcome);
                                  });
}

void StreamUndelete::takeOutcome(const core::Result<core::WriteOutcome> &outcome)
{
    if (outcome && std::holds_alternative<core::Written>(*outcome))
        askMetadata();
    else if (outcome && std::holds_alternative<core::WrongRevision>(*outcome))
        finish(core::Error{core::ErrorCode::WrongExpectedRevision,
                           tr("Somebody else changed its metadata at the same time; nothing was "
                              "overwritten."),
                           {}});
    else
        finish(outcome);
}

void StreamUndelete::cancel()
{
    const core::Error reason{
        core::ErrorCode::Cancelled, tr("You stopped waiting for the answer."), {}};
    m_call.cancel();
    if (m_isSending)
        finish(core::WriteOutcome{core::OutcomeUnknown{{}, reason}});
    else
        finish(reason);
}

void StreamUndelete::finish(const core::Result<core::WriteOutcome> &result)
{
    const Done done = std::exchange(m_done, {});
    deleteLater();
    if (done)
        done(core::Result<core::WriteOutcome>(result)); // it may belong to what ends meanwhile
}

} // namespace ui
