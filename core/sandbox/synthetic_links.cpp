#include "core/sandbox/synthetic_links.h"

#include "core/base/event_time.h"

#include <QtEndian>

namespace core::sandbox {

namespace {

constexpr qint64 RepeatEvery = 10'007;
/// 2026-01-02T03:04:05Z; an event a millisecond from there on.
constexpr qint64 FirstCreated = 1'767'323'045 * EventTime::TicksPerSecond;
constexpr qint64 TicksBetween = EventTime::TicksPerSecond / 1000;
/// In the positions, so that targets stand before their links.
constexpr qint64 BytesBetween = 200;

enum TypeId : qint64 { LinkTypeId = -1, EventTypeId = -2, MetadataTypeId = -3 };
constexpr char EventType[] = "SyntheticHappened";

using Part = SyntheticStream::Part;

/// Number of the synthetic stream, kind of the part and target, below zero.
qint64 idOf(size_t index, const Part &part)
{
    return -1 - (static_cast<qint64>(index) << 40 | qint64(part.kind) << 36 | part.target);
}

struct IdParts {
    size_t index = 0;
    Part part;
};

IdParts partsOf(qint64 id)
{
    const qint64 packed = -1 - id;
    const auto kind = static_cast<Part::Kind>(packed >> 36 & 15);
    return {static_cast<size_t>(packed >> 40), {kind, packed & ((qint64(1) << 36) - 1)}};
}

QByteArray eventId(const Part &part, qint64 revision)
{
    QByteArray id(16, '\0');
    qToBigEndian(quint64(part.kind) << 60 | 0x4000U | quint64(part.target) << 20, id.data());
    qToBigEndian(quint64(revision) | quint64(1) << 63, id.data() + 8);
    return id;
}

qint64 typeIdOf(Part::Kind kind)
{
    switch (kind) {
    case Part::Kind::Links:
        return LinkTypeId;
    case Part::Kind::Target:
        return EventTypeId;
    case Part::Kind::Metadata:
        return MetadataTypeId;
    }
    Q_UNREACHABLE();
}

} // namespace

SyntheticStream::SyntheticStream(QByteArray name, qint64 links, qint64 targets)
    : m_name(std::move(name))
    , m_targetPrefix((m_name.startsWith("$ce-") ? m_name.mid(4) : m_name) + '-')
    , m_links(links)
    , m_targets(std::min(links, targets))
{}

SyntheticFate SyntheticStream::fateOf(qint64 target)
{
    const qint64 part = target % 100;
    if (part < 70)
        return SyntheticFate::Whole;
    if (part < 80)
        return SyntheticFate::TruncatedBefore;
    if (part < 85)
        return SyntheticFate::MaxCount;
    if (part < 90)
        return SyntheticFate::SoftDeleted;
    if (part < 93)
        return SyntheticFate::Tombstoned;
    return part < 95 ? SyntheticFate::NeverWritten : SyntheticFate::Short;
}

qint64 SyntheticStream::eventsOf(qint64 target) const
{
    const qint64 linked = (m_links - target + m_targets - 1) / m_targets;
    switch (fateOf(target)) {
    case SyntheticFate::NeverWritten:
        return 0;
    case SyntheticFate::Short:
        return linked - linked / 10;
    default:
        return linked;
    }
}

RetentionRules SyntheticStream::rulesOf(qint64 target) const
{
    switch (fateOf(target)) {
    case SyntheticFate::TruncatedBefore:
        return {eventsOf(target) / 2, {}, {}};
    case SyntheticFate::MaxCount:
        return {{}, std::max<qint64>(1, eventsOf(target) / 4), {}};
    case SyntheticFate::SoftDeleted:
        return {DeletedRevision, {}, {}};
    default:
        return {};
    }
}

/// Empty where the stream has none.
QByteArray SyntheticStream::metadataOf(qint64 target) const
{
    const RetentionRules rules = rulesOf(target);
    if (rules.truncateBefore)
        return "{\"$tb\":" + QByteArray::number(*rules.truncateBefore) + '}';
    if (rules.maxCount)
        return "{\"$maxCount\":" + QByteArray::number(*rules.maxCount) + '}';
    return {};
}

std::optional<SyntheticStream::Part> SyntheticStream::partOf(const QByteArray &name) const
{
    if (name == m_name)
        return Part{Part::Kind::Links, 0};
    const bool isMetadata = isMetadataStream(name);
    const QByteArrayView bare = QByteArrayView(name).sliced(isMetadata ? 2 : 0);
    if (!bare.startsWith(m_targetPrefix))
        return std::nullopt;
    const QByteArrayView number = bare.sliced(m_targetPrefix.size());
    const bool isDigits
        = std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool isCanonical = !number.isEmpty() && (number.size() == 1 || number.front() != '0');
    bool isNumber = false;
    const qint64 target = number.toLongLong(&isNumber);
    if (!isDigits || !isCanonical || !isNumber || target >= m_targets)
        return std::nullopt;
    return Part{isMetadata ? Part::Kind::Metadata : Part::Kind::Target, target};
}

QByteArray SyntheticStream::nameOf(const Part &part) const
{
    if (part.kind == Part::Kind::Links)
        return m_name;
    const QByteArray target = m_targetPrefix + QByteArray::number(part.target);
    return part.kind == Part::Kind::Metadata ? metadataStreamOf(target) : target;
}

StreamView SyntheticStream::viewOf(const Part &part) const
{
    StreamView view;
    const bool isTombstoned
        = part.kind != Part::Kind::Links && fateOf(part.target) == SyntheticFate::Tombstoned;
    view.isTombstoned = isTombstoned;
    switch (part.kind) {
    case Part::Kind::Links:
        view.last = m_links - 1;
        break;
    case Part::Kind::Target:
        view.last = isTombstoned ? DeletedRevision : eventsOf(part.target) - 1;
        view.rules = rulesOf(part.target);
        break;
    case Part::Kind::Metadata:
        view.last = metadataOf(part.target).isEmpty() ? NoRevision : 0;
        view.rules = retentionOfMetadataStreams();
        break;
    }
    return view;
}

StoredEvent SyntheticStream::event(const Part &part, qint64 revision) const
{
    const bool isLink = part.kind == Part::Kind::Links;
    const qint64 order = isLink ? revision : revision * m_targets + part.target;
    return {1 + 2 * order * BytesBetween + (isLink ? BytesBetween : 0),
            0,
            revision,
            typeIdOf(part.kind),
            eventId(part, revision),
            encodeBody(proposed(part, revision), FirstCreated + order * TicksBetween)};
}

ProposedEvent SyntheticStream::proposed(const Part &part, qint64 revision) const
{
    ProposedEvent event;
    event.type = SyntheticStreams::typeName(typeIdOf(part.kind));
    if (part.kind == Part::Kind::Metadata) {
        event.isJson = true;
        event.data = metadataOf(part.target);
        return event;
    }
    if (part.kind == Part::Kind::Target) {
        event.isJson = true;
        event.data = "{\"n\":" + QByteArray::number(revision) + '}';
        return event;
    }
    const bool isRepeat = revision >= m_targets && revision % RepeatEvery == 0;
    const qint64 meant = isRepeat ? revision - m_targets : revision;
    const QByteArray target = nameOf({Part::Kind::Target, meant % m_targets});
    const QByteArray position = QByteArray::number(1 + 2 * revision * BytesBetween);
    event.data = QByteArray::number(meant / m_targets) + '@' + target;
    event.metadata = "{\"$v\":\"3:-1:1:4\",\"$c\":" + position + ",\"$p\":" + position
                     + ",\"$o\":\"" + target + "\"}";
    return event;
}

void SyntheticStreams::add(QByteArray name, qint64 links, qint64 targets)
{
    m_streams.emplace_back(std::move(name), links, targets);
}

std::optional<StreamView> SyntheticStreams::stream(const QByteArray &name) const
{
    for (size_t index = 0; index < m_streams.size(); ++index) {
        const auto part = m_streams[index].partOf(name);
        if (!part)
            continue;
        StreamView view = m_streams[index].viewOf(*part);
        view.id = idOf(index, *part);
        return view;
    }
    return std::nullopt;
}

QByteArray SyntheticStreams::streamName(qint64 stream) const
{
    const auto [index, part] = partsOf(stream);
    return m_streams[index].nameOf(part);
}

QByteArray SyntheticStreams::typeName(qint64 type)
{
    switch (type) {
    case LinkTypeId:
        return LinkType;
    case MetadataTypeId:
        return MetadataType;
    default:
        return EventType;
    }
}

std::vector<StoredEvent> SyntheticStreams::events(qint64 stream,
                                                  const RevisionRange &range,
                                                  qint64 limit,
                                                  bool backwards) const
{
    const auto [index, part] = partsOf(stream);
    const SyntheticStream &source = m_streams[index];
    std::vector<StoredEvent> events;
    const qint64 count = std::clamp<qint64>(range.last - range.first + 1, 0, limit);
    events.reserve(static_cast<size_t>(count));
    for (qint64 i = 0; i < count; ++i) {
        events.push_back(source.event(part, backwards ? range.last - i : range.first + i));
        events.back().stream = stream;
    }
    return events;
}

} // namespace core::sandbox
