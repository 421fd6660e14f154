#include "ui/main_window/other_writer.h"

namespace ui {

OtherWriter::OtherWriter(std::unique_ptr<core::Client> client,
                         core::StreamName stream,
                         Done done,
                         QObject *parent)
    : QObject(parent)
    , m_stream(std::move(stream))
    , m_done(std::move(done))
    , m_event{core::EventId::random(),
              QStringLiteral("SomethingHappened"),
              core::ContentType::Json,
              QByteArrayLiteral("{\"by\":\"somebody else\"}"),
              QByteArrayLiteral("{\"writtenBy\":\"somebody else\"}")}
    , m_client(std::move(client))
{
    setObjectName(QStringLiteral("other-writer"));
    m_last = m_client->read({.stream = m_stream,
                             .from = core::FromEnd{},
                             .direction = core::Direction::Backwards,
                             .count = 1});
    connect(
        m_last.get(), &core::EventFeed::batchReady, this, [this](const core::EventBatch &events) {
            const core::RecordedEvent &last = events.constFirst().shown();
            if (last.type.startsWith(u'$'))
                return;
            m_event.type = last.type;
            m_event.contentType = last.contentType;
            m_event.data = last.data;
        });
    // A stream that cannot be read can still be written to.
    connect(m_last.get(), &core::EventFeed::finished, this, &OtherWriter::write);
    m_last->grant(2); // one more than there is: the end itself is read only while there is credit
}

OtherWriter::~OtherWriter() = default;

void OtherWriter::write()
{
    m_call = m_client->append(
        {.stream = m_stream, .expected = core::ExpectedRevision::any(), .events = {m_event}},
        [this](const core::Result<core::WriteOutcome> &result) {
            m_done(result);
            deleteLater();
        });
}

} // namespace ui
