#include "core/transport/http/atom_feed.h"

#include "core/text/json_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>

namespace core {

namespace {

/// Feeds are flat; whatever is deeper was not made by a server.
constexpr int DeepestFeed = 32;

/// ".../2/backward/20" begins at "2".
QByteArray pageStart(const QByteArray &uri)
{
    const QByteArrayList parts = uri.split('?').constFirst().split('/');
    return parts.size() < 3 ? QByteArray() : parts[parts.size() - 3];
}

bool readLink(JsonReader &reader, AtomFeed &feed)
{
    std::optional<QByteArray> uri;
    std::optional<QByteArray> relation;
    const bool isRead = reader.readObject([&](const QByteArray &key) {
        if (key == "uri")
            return reader.readUtf8(uri);
        if (key == "relation")
            return reader.readUtf8(relation);
        return reader.skip();
    });
    if (!isRead)
        return false;
    if (relation == "next")
        feed.older = pageStart(uri.value_or(QByteArray()));
    else if (relation == "previous")
        feed.newer = pageStart(uri.value_or(QByteArray()));
    return true;
}

/// Reads one entry, whose members come in any order.
class EntryReader
{
public:
    explicit EntryReader(JsonReader &reader)
        : m_reader(reader)
    {}

    bool read(AtomEntry &entry)
    {
        if (!m_reader.readObject([this](const QByteArray &key) { return readMember(key); }))
            return false;
        if (m_title.isEmpty() || !m_updated)
            return m_reader.fail(QStringLiteral("An entry has no title or no time."));
        entry.title = m_title;
        entry.updated = *m_updated;
        entry.linkMetadata = m_linkMetadata;
        entry.isLink = m_linkMetadata || (!m_id && m_summary == u"$>");
        if (!m_id)
            return true;
        if (!m_revision || !m_stream || !m_positionRevision || !m_positionStream)
            return m_reader.fail(QStringLiteral("An entry tells only a part of its event."));
        m_event.place = {*m_stream, *m_revision};
        m_event.id = *m_id;
        m_event.metadata = m_metadata.value_or(QByteArray());
        entry.event = m_event;
        entry.position = AtomPlace{*m_positionStream, *m_positionRevision};
        return true;
    }

private:
    bool readMember(const QByteArray &key)
    {
        if (key == "title")
            return m_reader.readText(m_title);
        if (key == "updated")
            return readTime();
        if (key == "summary")
            return m_reader.readText(m_summary);
        if (key == "eventType")
            return m_reader.readText(m_event.type);
        if (key == "isJson")
            return m_reader.readBool(m_event.isJson);
        if (key == "data")
            return m_reader.readUtf8(m_event.data);
        if (key == "metaData")
            return m_reader.readUtf8(m_metadata);
        if (key == "linkMetaData")
            return m_reader.readUtf8(m_linkMetadata);
        return readPlaceMember(key);
    }

    bool readPlaceMember(const QByteArray &key)
    {
        if (key == "eventId")
            return readId();
        if (key == "eventNumber")
            return readRevision(m_revision);
        if (key == "streamId")
            return readStream(m_stream);
        if (key == "positionEventNumber")
            return readRevision(m_positionRevision);
        if (key == "positionStreamId")
            return readStream(m_positionStream);
        return m_reader.skip();
    }

    bool readTime()
    {
        std::optional<QByteArray> text;
        if (!m_reader.readUtf8(text))
            return false;
        m_updated = parseAtomTime(text.value_or(QByteArray()));
        return m_updated || m_reader.fail(QStringLiteral("This is no time."));
    }

    bool readId()
    {
        QString text;
        if (!m_reader.readText(text))
            return false;
        m_id = EventId::parse(text);
        return m_id || m_reader.fail(QStringLiteral("This is no event id."));
    }

    bool readRevision(std::optional<Revision> &revision)
    {
        QByteArrayView digits;
        if (!m_reader.readNumber(digits))
            return false;
        revision = Revision::parse(QString::fromLatin1(digits));
        return revision || m_reader.fail(QStringLiteral("This is no revision."));
    }

    bool readStream(std::optional<StreamName> &stream)
    {
        QString text;
        if (!m_reader.readText(text))
            return false;
        if (text.isEmpty())
            return m_reader.fail(QStringLiteral("A stream has no name."));
        stream = StreamName(text);
        return true;
    }

    JsonReader &m_reader;
    QString m_title;
    QString m_summary;
    std::optional<EventTime> m_updated;
    AtomEvent m_event;
    std::optional<EventId> m_id;
    std::optional<Revision> m_revision;
    std::optional<StreamName> m_stream;
    std::optional<Revision> m_positionRevision;
    std::optional<StreamName> m_positionStream;
    std::optional<QByteArray> m_metadata;
    std::optional<QByteArray> m_linkMetadata;
};

bool readEntries(JsonReader &reader, QList<AtomEntry> &entries)
{
    entries.clear(); // of duplicate keys the last counts
    return reader.readList([&reader, &entries] {
        AtomEntry entry;
        if (!EntryReader(reader).read(entry))
            return false;
        entries.append(std::move(entry));
        return true;
    });
}

/// Takes the digits in front; nothing where there are fewer than `fewest` or more than `most`.
std::optional<qint64> takeNumber(QByteArrayView &text, int fewest, int most)
{
    qsizetype count = 0;
    qint64 value = 0;
    while (count < text.size() && count < most && text[count] >= '0' && text[count] <= '9')
        value = value * 10 + (text[count++] - '0');
    if (count < fewest)
        return std::nullopt;
    text = text.sliced(count);
    return value;
}

bool takeSign(QByteArrayView &text, char sign)
{
    if (!text.startsWith(sign))
        return false;
    text = text.sliced(1);
    return true;
}

/// The decimals of a second as ticks; what is finer than a tick is not looked at.
std::optional<qint64> takeDecimals(QByteArrayView &text)
{
    if (!takeSign(text, '.'))
        return 0;
    const qsizetype before = text.size();
    const auto value = takeNumber(text, 1, 7);
    if (!value)
        return std::nullopt;
    qint64 ticks = *value;
    for (qsizetype digits = before - text.size(); digits < 7; ++digits)
        ticks *= 10;
    (void)takeNumber(text, 0, 12);
    return ticks;
}

} // namespace

std::variant<AtomFeed, QString> parseAtomFeed(const QByteArray &json)
{
    JsonReader reader(json, DeepestFeed);
    AtomFeed feed;
    bool hasEntries = false;
    const bool isRead = reader.readObject([&](const QByteArray &key) {
        if (key == "streamId")
            return reader.readText(feed.stream);
        if (key == "headOfStream")
            return reader.readBool(feed.headOfStream);
        if (key == "links")
            return reader.readList([&] { return readLink(reader, feed); });
        if (key != "entries")
            return reader.skip();
        hasEntries = true;
        return readEntries(reader, feed.entries);
    });
    if (!isRead || !reader.readEnd())
        return reader.wrong();
    if (!hasEntries)
        return QStringLiteral("it is no list of events");
    return feed;
}

std::optional<EventTime> momentOfAtomEntry(const QByteArray &json)
{
    JsonReader reader(json, JsonDepthLimit); // the payload is in it
    std::optional<QByteArray> updated;
    const bool isRead = reader.readObject([&](const QByteArray &key) {
        return key == "updated" ? reader.readUtf8(updated) : reader.skip();
    });
    if (!isRead || !updated)
        return std::nullopt;
    return parseAtomTime(*updated);
}

std::optional<EventTime> parseAtomTime(QByteArrayView text)
{
    using namespace std::chrono;
    static constexpr std::array<char, 6> Before{'\0', '-', '-', 'T', ':', ':'};
    std::array<qint64, 6> parts{};
    for (size_t i = 0; i < parts.size(); ++i) {
        if (Before[i] != '\0' && !takeSign(text, Before[i]))
            return std::nullopt;
        const int digits = i == 0 ? 4 : 2;
        const auto part = takeNumber(text, digits, digits);
        if (!part)
            return std::nullopt;
        parts[i] = *part;
    }
    const auto decimals = takeDecimals(text);
    const year_month_day date{
        year(int(parts[0])), month(unsigned(parts[1])), day(unsigned(parts[2]))};
    const bool isTime = date.ok() && parts[3] < 24 && parts[4] < 60 && parts[5] <= 60;
    if (!decimals || !isTime || text != QByteArrayView("Z"))
        return std::nullopt;
    const qint64 days = sys_days(date).time_since_epoch().count();
    const qint64 seconds = ((days * 24 + parts[3]) * 60 + parts[4]) * 60 + parts[5];
    return EventTime{seconds * EventTime::TicksPerSecond + *decimals};
}

std::optional<Position> parseFeedPosition(QByteArrayView text)
{
    constexpr qsizetype Digits = 16;
    const auto isHex = [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; };
    if (text.size() != 2 * Digits || !std::all_of(text.begin(), text.end(), isHex))
        return std::nullopt;
    bool isCommit = false;
    bool isPrepare = false;
    const QByteArray digits = text.toByteArray();
    const Position position{digits.left(Digits).toULongLong(&isCommit, 16),
                            digits.mid(Digits).toULongLong(&isPrepare, 16)};
    if (!isCommit || !isPrepare)
        return std::nullopt;
    return position;
}

QByteArray feedPositionText(Position position)
{
    const auto digits
        = [](quint64 part) { return QByteArray::number(part, 16).rightJustified(16, '0'); };
    return digits(position.commit) + digits(position.prepare);
}

} // namespace core
