#include "core/base/ids.h"

#include <QUuid>
#include <QtEndian>

#include <algorithm>
#include <limits>

namespace core {

namespace {

/// QString::toULongLong accepts signs and spaces; the store's numbers have neither.
std::optional<quint64> parseDigits(QStringView text)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    bool ok = false;
    const quint64 value = text.toULongLong(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

} // namespace

StreamName StreamName::all()
{
    return StreamName(QStringLiteral("$all"));
}

bool StreamName::isAll() const
{
    return m_text == QStringLiteral("$all");
}

StreamName StreamName::metadataStream() const
{
    return StreamName(QStringLiteral("$$") + m_text);
}

QString StreamName::category() const
{
    const qsizetype separator = m_text.indexOf(u'-');
    return separator > 0 ? m_text.left(separator) : QString();
}

std::optional<Revision> Revision::parse(QStringView text)
{
    const auto value = parseDigits(text);
    if (!value || *value > quint64(std::numeric_limits<qint64>::max()))
        return std::nullopt;
    return Revision{*value};
}

std::optional<Position> Position::parse(QStringView text)
{
    const qsizetype colon = text.indexOf(u':');
    const auto commit = parseDigits(colon < 0 ? text : text.left(colon));
    const auto prepare = colon < 0 ? commit : parseDigits(text.mid(colon + 1));
    if (!commit || !prepare)
        return std::nullopt;
    return Position{*commit, *prepare};
}

QString Position::toString() const
{
    return QString::number(commit) + u':' + QString::number(prepare);
}

EventId EventId::random()
{
    Bytes bytes;
    const QByteArray uuid = QUuid::createUuid().toRfc4122();
    std::copy_n(uuid.begin(), bytes.size(), bytes.begin());
    return EventId(bytes);
}

std::optional<EventId> EventId::parse(QStringView text)
{
    if (text.size() == 38 && text.front() == u'{' && text.back() == u'}')
        text = text.mid(1, 36);
    if (text.size() != 36)
        return std::nullopt;
    Bytes bytes{};
    size_t digits = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (c != u'-')
                return std::nullopt;
            continue;
        }
        int nibble = 0;
        if (c >= u'0' && c <= u'9')
            nibble = c - u'0';
        else if (c >= u'a' && c <= u'f')
            nibble = c - u'a' + 10;
        else if (c >= u'A' && c <= u'F')
            nibble = c - u'A' + 10;
        else
            return std::nullopt;
        quint8 &byte = bytes[digits / 2];
        byte = quint8((byte << 4) | nibble);
        ++digits;
    }
    return EventId(bytes);
}

EventId EventId::fromHalves(qint64 most, qint64 least)
{
    Bytes bytes;
    qToBigEndian(most, bytes.data());
    qToBigEndian(least, bytes.data() + 8);
    return EventId(bytes);
}

qint64 EventId::mostSignificantBits() const
{
    return qFromBigEndian<qint64>(m_bytes.data());
}

qint64 EventId::leastSignificantBits() const
{
    return qFromBigEndian<qint64>(m_bytes.data() + 8);
}

QString EventId::toString() const
{
    static constexpr char16_t Digits[] = u"0123456789abcdef";
    QString text(36, u'-');
    qsizetype at = 0;
    for (size_t i = 0; i < m_bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            ++at;
        text[at++] = Digits[m_bytes[i] >> 4];
        text[at++] = Digits[m_bytes[i] & 0x0f];
    }
    return text;
}

} // namespace core
