// The names and numbers of the store: stream name, event id, revision, position.
// Values: any thread.
#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <array>
#include <compare>
#include <optional>

namespace core {

/// The name of a stream. On the wire it is UTF-8 bytes; any character may occur in it.
class StreamName
{
public:
    StreamName() = default;
    explicit StreamName(QString text)
        : m_text(std::move(text))
    {}

    /// The pseudo stream of all events, read by position instead of revision.
    [[nodiscard]] static StreamName all();

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] QByteArray utf8() const { return m_text.toUtf8(); }
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    [[nodiscard]] bool isAll() const;
    /// Names that start with "$", metadata streams included.
    [[nodiscard]] bool isSystem() const { return m_text.startsWith(u'$'); }
    /// Names that start with "$$": the metadata stream of another stream.
    [[nodiscard]] bool isMetadata() const { return m_text.startsWith(QStringLiteral("$$")); }
    /// The stream that holds this stream's metadata.
    [[nodiscard]] StreamName metadataStream() const;
    /// Text before the first "-", as the server's $by_category splits by default; empty if there is
    /// none.
    [[nodiscard]] QString category() const;

    friend bool operator==(const StreamName &, const StreamName &) = default;
    friend auto operator<=>(const StreamName &a, const StreamName &b)
    {
        return a.m_text.compare(b.m_text) <=> 0;
    }
    friend size_t qHash(const StreamName &name, size_t seed = 0)
    {
        return ::qHash(name.m_text, seed);
    }

private:
    QString m_text;
};

/// The number of an event in its stream; the first event is number 0.
struct Revision {
    quint64 value = 0;

    /// Decimal digits only; nothing above 2^63 - 1, the largest that a server keeps.
    [[nodiscard]] static std::optional<Revision> parse(QStringView text);
    [[nodiscard]] QString toString() const { return QString::number(value); }

    friend auto operator<=>(const Revision &, const Revision &) = default;
    friend size_t qHash(Revision revision, size_t seed = 0)
    {
        return ::qHash(revision.value, seed);
    }
};

/// A place in the log of all events: commit and prepare, equal for ordinary writes.
struct Position {
    quint64 commit = 0;
    quint64 prepare = 0;

    /// "COMMIT:PREPARE", or one number for both.
    [[nodiscard]] static std::optional<Position> parse(QStringView text);
    [[nodiscard]] QString toString() const;

    friend auto operator<=>(const Position &, const Position &) = default;
};

/// The id of an event: a UUID, kept in the byte order of RFC 4122.
class EventId
{
public:
    using Bytes = std::array<quint8, 16>;

    EventId() = default;
    explicit EventId(const Bytes &bytes)
        : m_bytes(bytes)
    {}

    /// A new random id (version 4).
    [[nodiscard]] static EventId random();
    /// 8-4-4-4-12 hexadecimal digits of either case, with or without braces; anything else is
    /// nothing.
    [[nodiscard]] static std::optional<EventId> parse(QStringView text);
    /// From the two halves of the wire's structured form (big-endian).
    [[nodiscard]] static EventId fromHalves(qint64 most, qint64 least);

    [[nodiscard]] const Bytes &bytes() const { return m_bytes; }
    [[nodiscard]] qint64 mostSignificantBits() const;
    [[nodiscard]] qint64 leastSignificantBits() const;
    [[nodiscard]] bool isNull() const { return m_bytes == Bytes{}; }
    /// Lower case, with hyphens, without braces.
    [[nodiscard]] QString toString() const;

    friend auto operator<=>(const EventId &, const EventId &) = default;
    friend size_t qHash(const EventId &id, size_t seed = 0)
    {
        return qHashBits(id.m_bytes.data(), id.m_bytes.size(), seed);
    }

private:
    Bytes m_bytes{};
};

} // namespace core

Q_DECLARE_METATYPE(core::StreamName)
Q_DECLARE_METATYPE(core::Revision)
Q_DECLARE_METATYPE(core::Position)
Q_DECLARE_METATYPE(core::EventId)
