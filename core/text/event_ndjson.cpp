#include "core/text/event_ndjson.h"

#include <QHash>

#include <algorithm>

namespace core {

namespace {

/// Its data may be as deep as a document may be; the event and its link stand around that.
constexpr int LineDepthLimit = JsonDepthLimit + 2;

/// How a line begins that appendNdjson() wrote.
constexpr QByteArrayView OwnForm("{\"stream\":\"");

QByteArrayView contentTypeText(ContentType type)
{
    return type == ContentType::Json ? "application/json" : "application/octet-stream";
}

/// Whether the bytes can stand in a line as they are. A byte order mark is legal only in front of a
/// document, and would not be in front any more.
bool fitsIntoLine(QByteArrayView bytes)
{
    return !bytes.contains('\n') && !bytes.contains('\r') && !bytes.startsWith("\xef\xbb\xbf")
           && isJson(bytes);
}

void appendBytes(QByteArray &line, QByteArrayView key, const QByteArray &bytes, bool asJson)
{
    line += ",\"";
    line += key;
    if (asJson && fitsIntoLine(bytes)) {
        line += "\":";
        line += bytes;
    } else {
        line += "Base64\":\"";
        line += bytes.toBase64();
        line += '"';
    }
}

void appendPosition(QByteArray &line, const std::optional<Position> &position)
{
    if (!position) {
        line += "null";
        return;
    }
    line += "{\"commit\":";
    line += QByteArray::number(position->commit);
    line += ",\"prepare\":";
    line += QByteArray::number(position->prepare);
    line += '}';
}

/// Plain ASCII that needs no escape, or null where there is none.
void appendText(QByteArray &line, const QString &text)
{
    if (text.isEmpty())
        line += "null";
    else
        line += '"' + text.toLatin1() + '"';
}

/// All fields of an event up to its metadata; the object is left open.
void appendFields(QByteArray &line, const RecordedEvent &event)
{
    line += "{\"stream\":";
    line += toJsonString(event.stream.text());
    line += ",\"revision\":";
    line += QByteArray::number(event.revision.value);
    line += ",\"position\":";
    appendPosition(line, event.position);
    line += ",\"id\":";
    appendText(line, event.id.isNull() ? QString() : event.id.toString());
    line += ",\"type\":";
    line += toJsonString(event.type);
    if (event.isUnanswered) {
        line += ",\"contentType\":null,\"created\":null,\"exact\":false,\"answered\":false";
        return;
    }
    line += ",\"contentType\":\"";
    line += contentTypeText(event.contentType);
    line += "\",\"created\":";
    appendText(line, event.created.toIso());
    appendBytes(line, "data", event.data, event.contentType == ContentType::Json);
    appendBytes(line, "metadata", event.metadata, true);
    if (!event.isExact())
        line += ",\"exact\":false";
}

/// Reads the members of one line into a NewEvent. A step returns whether to go on; where not,
/// m_error says why.
class LineReader
{
public:
    explicit LineReader(QByteArrayView line)
        : m_line(line)
        , m_isOwnForm(line.startsWith(OwnForm))
    {}

    std::variant<NewEvent, JsonNote> read()
    {
        if (!readMembers() || !readType() || !readId()
            || !readBytes(QStringLiteral("data"), m_event.data)
            || !readBytes(QStringLiteral("metadata"), m_event.metadata) || !readContentType()) {
            return m_error;
        }
        return m_event;
    }

private:
    bool fail(qsizetype at, const QString &sentence)
    {
        m_error = {sentence, at};
        return false;
    }

    bool readMembers()
    {
        static const QStringList Known{QStringLiteral("type"),
                                       QStringLiteral("id"),
                                       QStringLiteral("contentType"),
                                       QStringLiteral("data"),
                                       QStringLiteral("dataBase64"),
                                       QStringLiteral("metadata"),
                                       QStringLiteral("metadataBase64")};
        const auto members = jsonMembers(m_line, LineDepthLimit);
        if (const auto *error = std::get_if<JsonNote>(&members))
            return fail(error->at, error->text);
        for (const JsonMember &member : std::get<QList<JsonMember>>(members)) {
            // An id that a server did not tell is printed as null, and made up here.
            const bool isUntold
                = member.key == QStringLiteral("id") && member.kind == JsonToken::Kind::Null;
            if (member.key == QStringLiteral("answered") && member.kind == JsonToken::Kind::False) {
                return fail(member.value.begin,
                            QStringLiteral("Over HTTP the server gave no answer for this event: "
                                           "there is nothing to write."));
            }
            if (!Known.contains(member.key) || isUntold)
                continue;
            if (m_members.contains(member.key)) {
                return fail(member.keyRange.begin,
                            QStringLiteral("\"%1\" stands here a second time.").arg(member.key));
            }
            m_members.insert(member.key, member);
        }
        return true;
    }

    /// The text of a string; `text` stays as it is where the key is missing.
    bool readText(const QString &key, QString &text)
    {
        const auto member = m_members.constFind(key);
        if (member == m_members.cend())
            return true;
        if (member->kind != JsonToken::Kind::String) {
            return fail(member->value.begin,
                        QStringLiteral("\"%1\" must be a string in quotes.").arg(key));
        }
        text = jsonStringText(member->value.of(m_line));
        return true;
    }

    [[nodiscard]] qsizetype beginOf(const QString &key) const
    {
        return m_members.value(key).value.begin;
    }

    bool readType()
    {
        const QString key = QStringLiteral("type");
        if (!readText(key, m_event.type))
            return false;
        if (!m_event.type.isEmpty())
            return true;
        return fail(beginOf(key), QStringLiteral("The event has no \"type\"."));
    }

    bool readId()
    {
        const QString key = QStringLiteral("id");
        QString text;
        if (!readText(key, text))
            return false;
        const auto id = m_members.contains(key) ? EventId::parse(text) : EventId::random();
        if (!id || id->isNull()) {
            return fail(beginOf(key),
                        QStringLiteral("\"id\" must be a UUID such as %1, and not all zeros.")
                            .arg(EventId::random().toString()));
        }
        m_event.id = *id;
        return true;
    }

    bool readContentType()
    {
        const QString key = QStringLiteral("contentType");
        QString text = m_members.contains(QStringLiteral("dataBase64"))
                           ? QStringLiteral("application/octet-stream")
                           : QStringLiteral("application/json");
        if (!readText(key, text))
            return false;
        for (const ContentType type : {ContentType::Json, ContentType::Bytes}) {
            if (text.toUtf8() == contentTypeText(type)) {
                m_event.contentType = type;
                return true;
            }
        }
        return fail(beginOf(key),
                    QStringLiteral("\"contentType\" must be \"application/json\" or "
                                   "\"application/octet-stream\"."));
    }

    /// From `key`, the bytes as they stand in the line, or from `key` + "Base64".
    bool readBytes(const QString &key, QByteArray &bytes)
    {
        const QString encodedKey = key + QStringLiteral("Base64");
        const auto raw = m_members.constFind(key);
        const auto encoded = m_members.constFind(encodedKey);
        if (raw != m_members.cend() && encoded != m_members.cend()) {
            return fail(encoded->keyRange.begin,
                        QStringLiteral("There is \"%1\" and \"%2\"; one of them is too many.")
                            .arg(key, encodedKey));
        }
        if (raw != m_members.cend())
            bytes = spliced(*raw).toByteArray();
        QString text;
        if (encoded == m_members.cend())
            return true;
        if (!readText(encodedKey, text))
            return false;
        const auto decoded = QByteArray::fromBase64Encoding(
            text.toUtf8(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return fail(encoded->value.begin,
                        QStringLiteral("\"%1\" is not Base64.").arg(encodedKey));
        bytes = *decoded;
        return true;
    }

    /// In the line's own form what stands between the ":" and the next "," was stored as it is,
    /// with its spaces.
    [[nodiscard]] QByteArrayView spliced(const JsonMember &member) const
    {
        if (!m_isOwnForm)
            return member.value.of(m_line);
        const auto isNoSpace = [](char c) { return c != ' ' && c != '\t'; };
        const auto *end = std::find_if(m_line.begin() + member.value.end, m_line.end(), isNoSpace);
        return JsonRange{m_line.indexOf(':', member.keyRange.end) + 1, end - m_line.begin()}.of(
            m_line);
    }

    QByteArrayView m_line;
    bool m_isOwnForm;
    QHash<QString, JsonMember> m_members;
    NewEvent m_event;
    JsonNote m_error;
};

} // namespace

void appendNdjson(QByteArray &lines, const ResolvedEvent &event)
{
    appendFields(lines, event.shown());
    lines += ",\"link\":";
    if (event.link && event.event) {
        appendFields(lines, *event.link);
        lines += ",\"link\":null}";
    } else {
        lines += "null";
    }
    if (event.isBroken())
        lines += ",\"resolved\":false";
    lines += "}\n";
}

std::variant<NewEvent, JsonNote> newEventFromNdjson(QByteArrayView line)
{
    return LineReader(line).read();
}

Result<QList<NewEvent>> newEventsFromNdjson(QByteArrayView text)
{
    QList<NewEvent> events;
    qsizetype number = 0;
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype lineBreak = text.indexOf('\n', begin);
        const qsizetype end = lineBreak < 0 ? text.size() : lineBreak;
        const QByteArrayView line = text.sliced(begin, end - begin);
        begin = end + 1;
        ++number;
        if (line.trimmed().isEmpty())
            continue;
        const auto read = newEventFromNdjson(line);
        if (const auto *error = std::get_if<JsonNote>(&read)) {
            return Error{ErrorCode::InvalidArgument,
                         QStringLiteral("Line %1, column %2: %3")
                             .arg(QString::number(number),
                                  QString::number(placeOf(line, error->at).column),
                                  error->text),
                         {}};
        }
        events.append(std::get<NewEvent>(read));
    }
    return events;
}

} // namespace core
