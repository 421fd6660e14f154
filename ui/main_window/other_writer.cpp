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
    m_last = std::make_unique<core::ShortLook>(
        *m_client,
        core::ShortLook::lastOf(m_stream),
        [this](const core::Result<core::LookAnswer> &answer) {
            if (answer && !answer->events.isEmpty())
                takeShape(answer->events.constFirst().shown());
            write(); // a stream that cannot be read can still be written to
        });
}

OtherWriter::~OtherWriter() = default;

void OtherWriter::takeShape(const core::RecordedEvent &last)
{
    if (last.type.startsWith(u'$'))
        return;
    m_event.type = last.type;
    m_event.contentType = last.contentType;
    m_event.data = last.data;
}

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
