#include "core/text/json_reader.h"

#include "core/text/json_text.h"

namespace core {

using Kind = JsonToken::Kind;

JsonReader::JsonReader(QByteArrayView source, int depthLimit)
    : m_source(source)
    , m_scanner(source, depthLimit)
{}

bool JsonReader::fail(const QString &what)
{
    if (m_wrong.isEmpty())
        m_wrong = QStringLiteral("byte %1: %2").arg(m_token.range.begin).arg(what);
    return false;
}

bool JsonReader::next()
{
    if (std::exchange(m_isAhead, false) || m_scanner.next(m_token))
        return true;
    const auto &error = m_scanner.error();
    m_token.range = {error ? error->at : m_source.size(), m_source.size()};
    return fail(error ? error->text : QStringLiteral("The end comes too early."));
}

bool JsonReader::open(Kind kind)
{
    if (!next())
        return false;
    if (m_token.kind == kind)
        return true;
    return fail(kind == Kind::ObjectBegin ? QStringLiteral("An object is expected.")
                                          : QStringLiteral("A list is expected."));
}

bool JsonReader::readKey(QByteArray &key, bool &isOver)
{
    if (!next())
        return false;
    isOver = m_token.kind == Kind::ObjectEnd;
    if (!isOver)
        key = jsonStringUtf8(m_token.range.of(m_source));
    return true;
}

bool JsonReader::skip()
{
    if (!next())
        return false;
    if (m_token.kind != Kind::ObjectBegin && m_token.kind != Kind::ArrayBegin)
        return true;
    const int depth = m_token.depth;
    do {
        if (!next())
            return false;
    } while (m_token.depth != depth);
    return true;
}

bool JsonReader::readEnd()
{
    JsonToken token;
    if (!m_scanner.next(token) && !m_scanner.error())
        return true;
    return fail(QStringLiteral("Nothing may follow."));
}

bool JsonReader::readBool(bool &value)
{
    if (!next())
        return false;
    if (m_token.kind != Kind::True && m_token.kind != Kind::False)
        return fail(QStringLiteral("true or false is expected."));
    value = m_token.kind == Kind::True;
    return true;
}

bool JsonReader::readNumber(QByteArrayView &value)
{
    if (!next())
        return false;
    if (m_token.kind != Kind::Number)
        return fail(QStringLiteral("A number is expected."));
    value = m_token.range.of(m_source);
    return true;
}

bool JsonReader::readString(QByteArrayView &token)
{
    if (!next())
        return false;
    token = {};
    if (m_token.kind == Kind::String)
        token = m_token.range.of(m_source);
    else if (m_token.kind != Kind::Null)
        return fail(QStringLiteral("A string is expected."));
    return true;
}

bool JsonReader::readText(QString &value)
{
    QByteArrayView token;
    if (!readString(token))
        return false;
    value = token.isNull() ? QString() : jsonStringText(token);
    return true;
}

bool JsonReader::readUtf8(std::optional<QByteArray> &value)
{
    QByteArrayView token;
    if (!readString(token))
        return false;
    value.reset();
    if (!token.isNull())
        value = jsonStringUtf8(token);
    return true;
}

} // namespace core
