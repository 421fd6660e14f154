#include "core/sandbox/event_wire.h"

#include <google/protobuf/io/coded_stream.h>

namespace core::sandbox {

namespace {

using google::protobuf::io::CodedOutputStream;

enum WireType : quint32 { Varint = 0, Delimited = 2 };

constexpr quint64 UnknownPosition = std::numeric_limits<quint64>::max();

constexpr quint32 tag(quint32 field, WireType type)
{
    return field << 3 | type;
}

size_t sizeOfVarint(quint64 value)
{
    return CodedOutputStream::VarintSize64(value);
}

/// All field numbers used here are below 16: a tag is one byte.
size_t sizeOfDelimited(size_t length)
{
    return 1 + sizeOfVarint(length) + length;
}

void putVarint(std::string &out, quint64 value)
{
    quint8 buffer[10];
    const quint8 *end = CodedOutputStream::WriteVarint64ToArray(value, buffer);
    out.append(reinterpret_cast<const char *>(buffer), static_cast<size_t>(end - buffer));
}

void putTag(std::string &out, quint32 field, WireType type)
{
    out.push_back(static_cast<char>(tag(field, type)));
}

void putDelimited(std::string &out, quint32 field, const char *data, size_t length)
{
    putTag(out, field, Delimited);
    putVarint(out, length);
    out.append(data, length);
}

void putBytes(std::string &out, quint32 field, const QByteArray &bytes)
{
    putDelimited(out, field, bytes.constData(), static_cast<size_t>(bytes.size()));
}

void putMapEntry(std::string &out, const QByteArray &key, const QByteArray &value)
{
    std::string entry;
    putBytes(entry, 1, key);
    putBytes(entry, 2, value);
    putDelimited(out, 6, entry.data(), entry.size());
}

EventId idOf(const QByteArray &bytes)
{
    EventId::Bytes raw{};
    std::copy_n(bytes.cbegin(), qMin<qsizetype>(bytes.size(), 16), raw.begin());
    return EventId(raw);
}

std::string encodeUuid(const QByteArray &id, UuidForm form)
{
    std::string out;
    const EventId value = idOf(id);
    if (form == UuidForm::Text) {
        putBytes(out, 2, value.toString().toLatin1());
        return out;
    }
    std::string halves;
    putTag(halves, 1, Varint);
    putVarint(halves, static_cast<quint64>(value.mostSignificantBits()));
    putTag(halves, 2, Varint);
    putVarint(halves, static_cast<quint64>(value.leastSignificantBits()));
    putDelimited(out, 1, halves.data(), halves.size());
    return out;
}

/// The fields 1 to 5 of a RecordedEvent, which depend on how and where it is read.
std::string encodeHead(const EventOnWire &half, const ReadEventForm &form)
{
    std::string out;
    const std::string uuid = encodeUuid(half.event->id, form.uuid);
    putDelimited(out, 1, uuid.data(), uuid.size());
    std::string identifier;
    putBytes(identifier, 3, half.stream);
    putDelimited(out, 2, identifier.data(), identifier.size());
    if (half.event->revision != 0) {
        putTag(out, 3, Varint);
        putVarint(out, static_cast<quint64>(half.event->revision));
    }
    const quint64 position
        = form.withPositions ? static_cast<quint64>(half.event->position) : UnknownPosition;
    putTag(out, 4, Varint);
    putVarint(out, position);
    putTag(out, 5, Varint);
    putVarint(out, position);
    return out;
}

size_t sizeOfHalf(const std::string &head, const EventOnWire &half)
{
    return half.event ? sizeOfDelimited(head.size() + static_cast<size_t>(half.event->body.size()))
                      : 0;
}

void putHalf(std::string &out, quint32 field, const std::string &head, const EventOnWire &half)
{
    if (!half.event)
        return;
    putTag(out, field, Delimited);
    putVarint(out, head.size() + static_cast<size_t>(half.event->body.size()));
    out.append(head);
    out.append(half.event->body.constData(), static_cast<size_t>(half.event->body.size()));
}

QByteArray fieldOf(const QByteArray &body, quint32 field)
{
    google::protobuf::io::CodedInputStream in(reinterpret_cast<const quint8 *>(body.constData()),
                                              static_cast<int>(body.size()));
    while (const quint32 found = in.ReadTag()) {
        int length = 0;
        if (!in.ReadVarintSizeAsInt(&length))
            break;
        if (found == tag(field, Delimited))
            return body.mid(in.CurrentPosition(), length);
        if (!in.Skip(length))
            break;
    }
    return {};
}

} // namespace

QByteArray encodeBody(const ProposedEvent &event, qint64 createdTicks)
{
    std::string out;
    out.reserve(static_cast<size_t>(event.data.size() + event.metadata.size()) + 128);
    putMapEntry(out, "type", event.type);
    putMapEntry(out, "created", QByteArray::number(createdTicks));
    putMapEntry(
        out, "content-type", event.isJson ? "application/json" : "application/octet-stream");
    if (!event.metadata.isEmpty())
        putBytes(out, 7, event.metadata);
    if (!event.data.isEmpty())
        putBytes(out, 8, event.data);
    return QByteArray(out.data(), static_cast<qsizetype>(out.size()));
}

QByteArray dataOf(const QByteArray &body)
{
    return fieldOf(body, 8);
}

QByteArray metadataOf(const QByteArray &body)
{
    return fieldOf(body, 7);
}

void encodeReadEvent(const EventOnWire &event,
                     const EventOnWire &link,
                     const ReadEventForm &form,
                     std::string &out)
{
    const std::string eventHead = event.event ? encodeHead(event, form) : std::string();
    const std::string linkHead = link.event ? encodeHead(link, form) : std::string();
    std::string position;
    if (form.withPositions) {
        putTag(position, 3, Varint);
        putVarint(position, static_cast<quint64>((link.event ? link : event).event->position));
    } else {
        putDelimited(position, 4, "", 0);
    }
    const size_t size = sizeOfHalf(eventHead, event) + sizeOfHalf(linkHead, link) + position.size();
    out.clear();
    out.reserve(sizeOfDelimited(size));
    putTag(out, 1, Delimited);
    putVarint(out, size);
    putHalf(out, 1, eventHead, event);
    putHalf(out, 2, linkHead, link);
    out.append(position);
}

} // namespace core::sandbox
