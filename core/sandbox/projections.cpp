#include "core/sandbox/projections.h"

#include "core/base/event_time.h"
#include "core/sandbox/json_object.h"
#include "core/sandbox/stream_metadata_rules.h"

namespace core::sandbox {

namespace {

/// The numbers by which the links' metadata names the projection that wrote them.
enum class ProjectionId {
    Streams = 1,
    StreamsByCategory,
    ByCategory,
    ByEventType,
    ByCorrelationId
};

QByteArray targetOf(const ProjectionEvent &event)
{
    return QByteArray::number(event.revision) + '@' + event.stream;
}

/// Text before the first "-"; system streams have no category.
QByteArray categoryOf(const QByteArray &stream)
{
    const qsizetype separator = stream.indexOf('-');
    return separator > 0 && !stream.startsWith('$') ? stream.left(separator) : QByteArray();
}

/// The text of a value, numbers and truth values included, as the server turns them into text.
std::optional<QByteArray> scalarText(const QByteArray &value)
{
    if (value.startsWith('"'))
        return jsonText(value);
    if (value == "null" || value.startsWith('{') || value.startsWith('['))
        return std::nullopt;
    if (value == "true" || value == "false")
        return value == "true" ? "True" : "False";
    return value;
}

std::optional<QByteArray> correlationOf(const QByteArray &metadata)
{
    if (!metadata.contains("correlationId") && !metadata.contains("\\u"))
        return std::nullopt;
    const auto members = jsonMembers(metadata);
    const auto value = members ? jsonValue(*members, "$correlationId") : std::nullopt;
    return value ? scalarText(*value) : std::nullopt;
}

/// A projection sees the target of a link that can be resolved, and the place of the link.
class Emitter
{
public:
    explicit Emitter(const ProjectionSource &source)
        : m_source(source)
        , m_seen(source.target ? *source.target : source.event)
        , m_correlation(correlationOf(m_seen.metadata))
        , m_isResolved(source.target.has_value())
    {
        const QByteArray &stream = source.event.stream;
        const bool isMetadata = isMetadataStream(stream);
        m_originalStream = isMetadata ? originalStreamOf(stream) : stream;
        m_isDeletion = isMetadata ? m_seen.type == MetadataType
                                        && retentionFrom(m_seen.data, true).isSoftDeleted()
                                  : m_seen.type == StreamDeletedType;
    }

    std::vector<Projected> all()
    {
        // System streams are not projected, nor is their metadata.
        if (m_originalStream.startsWith('$'))
            return {};
        streams();
        streamsByCategory();
        byCategory();
        byEventType();
        byCorrelationId();
        return std::move(m_out);
    }

private:
    void streams()
    {
        if (m_source.event.revision == 0)
            emitEvent(ProjectionId::Streams, "$streams", LinkType, targetOf(m_source.event));
    }

    void streamsByCategory()
    {
        const QByteArray category = categoryOf(m_source.event.stream);
        if (m_source.event.revision == 0 && !category.isEmpty())
            emitEvent(ProjectionId::StreamsByCategory,
                      "$category-" + category,
                      StreamReferenceType,
                      m_source.event.stream);
    }

    void byCategory()
    {
        const QByteArray stream = m_isDeletion ? m_originalStream : m_source.event.stream;
        const QByteArray category = categoryOf(stream);
        if (category.isEmpty())
            return;
        QByteArray extra = ",\"$o\":" + jsonQuoted(stream);
        if (m_isDeletion)
            extra += ",\"$deleted\":-1";
        emitEvent(ProjectionId::ByCategory, "$ce-" + category, LinkType, linkTarget(), extra);
    }

    void byEventType()
    {
        if (m_isResolved || m_seen.type == LinkType)
            return;
        // The server names the original stream also for the events of a metadata stream.
        emitEvent(ProjectionId::ByEventType,
                  m_isDeletion ? QByteArray("$et-$deleted") : "$et-" + m_seen.type,
                  LinkType,
                  QByteArray::number(m_seen.revision) + '@' + m_originalStream,
                  m_isDeletion ? ",\"$deleted\":-1" : "");
    }

    void byCorrelationId()
    {
        if (m_isResolved || !m_correlation || m_seen.type == LinkType)
            return;
        const EventTime created{m_source.createdTicks};
        const QByteArray extra
            = ",\"$eventTimestamp\":\"" + created.toIso().left(26).toLatin1() + "Z\"";
        emitEvent(
            ProjectionId::ByCorrelationId, "$bc-" + *m_correlation, LinkType, linkTarget(), extra);
    }

    /// Links are flattened by copying what they say.
    [[nodiscard]] QByteArray linkTarget() const
    {
        return m_seen.type == LinkType ? m_seen.data : targetOf(m_seen);
    }

    void emitEvent(ProjectionId projection,
                   const QByteArray &stream,
                   const QByteArray &type,
                   const QByteArray &data,
                   const QByteArray &extra = {})
    {
        const QByteArray position = QByteArray::number(m_source.position);
        QByteArray metadata = "{\"$v\":\"" + QByteArray::number(static_cast<int>(projection))
                              + ":-1:1:4\",\"$c\":" + position + ",\"$p\":" + position + extra
                              + ",\"$causedBy\":\"" + m_seen.id.toString().toLatin1() + '"';
        if (m_correlation && m_seen.isJson)
            metadata += ",\"$correlationId\":" + jsonQuoted(*m_correlation);
        metadata += '}';
        m_out.push_back(
            {stream, {EventId::random(), type, false, data, metadata, m_source.createdTicks}});
    }

    const ProjectionSource &m_source;
    const ProjectionEvent &m_seen;
    std::optional<QByteArray> m_correlation;
    bool m_isResolved;
    QByteArray m_originalStream;
    bool m_isDeletion = false;
    std::vector<Projected> m_out;
};

} // namespace

std::vector<Projected> project(const ProjectionSource &source)
{
    return Emitter(source).all();
}

} // namespace core::sandbox
