#include "core/sandbox/event_wire.h"

#include <QtEndian>

#include <google/protobuf/io/coded_stream.h>

#include <array>

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

void putNumber(std::string &out, quint32 field, quint64 value)
{
    putTag(out, field, Varint);
    putVarint(out, value);
}

void putMapEntry(std::string &out, const QByteArray &key, const QByteArray &value)
{
    std::string entry;
    putBytes(entry, 1, key);
    putBytes(entry, 2, value);
    putDelimited(out, 6, entry.data(), entry.size());
}

/// The inside of a UUID message; a small text, so it lives on the stack.
struct EncodedUuid {
    std::array<char, 48> bytes{};
    size_t size = 0;
};

void putHex(EncodedUuid &out, const QByteArray &id)
{
    constexpr char Digits[] = "0123456789abcdef";
    for (qsizetype i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            out.bytes[out.size++] = '-';
        const auto byte = static_cast<quint8>(id.at(i));
        out.bytes[out.size++] = Digits[byte >> 4];
        out.bytes[out.size++] = Digits[byte & 15];
    }
}

EncodedUuid encodeUuid(const QByteArray &id, UuidForm form)
{
    EncodedUuid out;
    if (form == UuidForm::Text) {
        out.bytes[out.size++] = static_cast<char>(tag(2, Delimited));
        out.bytes[out.size++] = 36;
        putHex(out, id);
        return out;
    }
    std::array<quint8, 24> halves{};
    quint8 *end = halves.data();
    for (quint32 half = 0; half < 2; ++half) {
        *end++ = static_cast<quint8>(tag(half + 1, Varint));
        const auto value = qFromBigEndian<quint64>(id.constData() + 8 * half);
        end = CodedOutputStream::WriteVarint64ToArray(value, end);
    }
    const auto length = static_cast<size_t>(end - halves.data());
    out.bytes[out.size++] = static_cast<char>(tag(1, Delimited));
    out.bytes[out.size++] = static_cast<char>(length);
    std::copy_n(halves.begin(), length, out.bytes.begin() + 2);
    out.size += length;
    return out;
}

/// A RecordedEvent: the fields 1 to 5 depend on how and where it is read, the body never changes.
class EncodedHalf
{
public:
    EncodedHalf(const EventOnWire &half, const ReadEventForm &form)
        : m_half(half)
    {
        if (!half.event)
            return;
        m_uuid = encodeUuid(half.event->id, form.uuid);
        m_position
            = form.withPositions ? static_cast<quint64>(half.event->position) : UnknownPosition;
        m_revision = static_cast<quint64>(half.event->revision);
        m_nameSize = static_cast<size_t>(half.stream.size());
        m_inner = sizeOfDelimited(m_uuid.size) + sizeOfDelimited(sizeOfDelimited(m_nameSize))
                  + (m_revision != 0 ? 1 + sizeOfVarint(m_revision) : 0)
                  + 2 * (1 + sizeOfVarint(m_position))
                  + static_cast<size_t>(half.event->body.size());
    }

    [[nodiscard]] size_t size() const { return m_half.event ? sizeOfDelimited(m_inner) : 0; }

    void put(std::string &out, quint32 field) const
    {
        if (!m_half.event)
            return;
        putTag(out, field, Delimited);
        putVarint(out, m_inner);
        putDelimited(out, 1, m_uuid.bytes.data(), m_uuid.size);
        putTag(out, 2, Delimited);
        putVarint(out, sizeOfDelimited(m_nameSize));
        putBytes(out, 3, m_half.stream);
        if (m_revision != 0)
            putNumber(out, 3, m_revision);
        putNumber(out, 4, m_position);
        putNumber(out, 5, m_position);
        out.append(m_half.event->body.constData(), static_cast<size_t>(m_half.event->body.size()));
    }

private:
    const EventOnWire &m_half;
    EncodedUuid m_uuid;
    quint64 m_position = 0;
    quint64 m_revision = 0;
    size_t m_nameSize = 0;
    size_t m_inner = 0;
};

/// The last of the fields of that number; empty if there is none.
QByteArray fieldOf(const QByteArray &body, quint32 field)
{
    QByteArray value;
    google::protobuf::io::CodedInputStream in(reinterpret_cast<const quint8 *>(body.constData()),
                                              static_cast<int>(body.size()));
    while (const quint32 found = in.ReadTag()) {
        int length = 0;
        if (!in.ReadVarintSizeAsInt(&length))
            break;
        if (found == tag(field, Delimited))
            value = body.mid(in.CurrentPosition(), length);
        if (!in.Skip(length))
            break;
    }
    return value;
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

qint64 createdOf(const QByteArray &body)
{
    // The entry of the moment is the second one: its key, then the number as text.
    static const QByteArray start = QByteArray("\x0a\x07") + "created" + '\x12';
    const qsizetype at = body.indexOf(start);
    if (at < 0)
        return 0;
    const qsizetype value = at + start.size();
    return body.mid(value + 1, static_cast<quint8>(body.at(value))).toLongLong();
}

bool isJsonOf(const QByteArray &body)
{
    return fieldOf(body, 6).endsWith("application/json"); // the content type is the last entry
}

void encodeReadEvent(const EventOnWire &event,
                     const EventOnWire &link,
                     const ReadEventForm &form,
                     std::string &out)
{
    const EncodedHalf eventHalf(event, form);
    const EncodedHalf linkHalf(link, form);
    const auto position = static_cast<quint64>((link.event ? link : event).event->position);
    const size_t size = eventHalf.size() + linkHalf.size()
                        + (form.withPositions ? 1 + sizeOfVarint(position) : sizeOfDelimited(0));
    out.clear();
    out.reserve(sizeOfDelimited(size));
    putTag(out, 1, Delimited);
    putVarint(out, size);
    eventHalf.put(out, 1);
    linkHalf.put(out, 2);
    if (form.withPositions)
        putNumber(out, 3, position);
    else
        putDelimited(out, 4, "", 0);
}

} // namespace core::sandbox
