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
    if (!truncateBefore || truncateBefore->of(metadata.json) == "0" || m_written == MostWrites) {
        finish(core::Done{});
        return;
    }
    QByteArray json = metadata.json;
    json.replace(truncateBefore->begin, truncateBefore->end - truncateBefore->begin, "0");
    ++m_written;
    m_call = m_client.setMetadata(m_stream,
                                  json,
                                  core::ExpectedRevision::sinceLast(metadata.revision),
                                  [this](const core::Result<core::WriteOutcome> &result) {
                                      if (result)
                                          takeOutcome(*result);
                                      else
                                          finish(result.error());
                                  });
}

void StreamUndelete::takeOutcome(const core::WriteOutcome &outcome)
{
    if (std::holds_alternative<core::Written>(outcome)) {
        askMetadata();
        return;
    }
    if (const auto *unknown = std::get_if<core::OutcomeUnknown>(&outcome)) {
        finish(unknown->reason);
        return;
    }
    finish(core::Error{core::ErrorCode::WrongExpectedRevision,
                       tr("Somebody else changed the metadata of %1 at the same time; nothing was "
                          "overwritten.")
                           .arg(m_stream.text()),
                       {}});
}

void StreamUndelete::finish(const core::Result<core::Done> &result)
{
    const Done done = std::move(m_done);
    deleteLater();
    done(result);
}

} // namespace ui
