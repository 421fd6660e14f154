// Reads JSON whose shape is known, value by value; what is unexpected ends it with a reason.
// A value: any thread.
#pragma once

#include "core/text/json_scanner.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace core {

/// Every function reads the next value, whatever it is. One that returns false has failed, says why
/// in wrong(), and ends the reading. The source must outlive the reader.
class JsonReader
{
public:
    JsonReader(QByteArrayView source, int depthLimit);

    /// In a few words, with the byte; empty as long as all is well.
    [[nodiscard]] const QString &wrong() const { return m_wrong; }
    /// For what is well-formed, but not what was promised: the value read last is to blame.
    bool fail(const QString &what);

    /// `readMember` is told each key, unescaped, and reads its value.
    template<typename ReadMember>
    [[nodiscard]] bool readObject(ReadMember readMember);
    /// `readElement` reads each element.
    template<typename ReadElement>
    [[nodiscard]] bool readList(ReadElement readElement);
    [[nodiscard]] bool skip();
    /// Nothing may follow the document.
    [[nodiscard]] bool readEnd();

    [[nodiscard]] bool readBool(bool &value);
    /// The digits as they stand there.
    [[nodiscard]] bool readNumber(QByteArrayView &value);
    /// A string, or null, which gives nothing.
    [[nodiscard]] bool readText(QString &value);
    [[nodiscard]] bool readUtf8(std::optional<QByteArray> &value);

private:
    bool next();
    bool open(JsonToken::Kind kind);
    bool readKey(QByteArray &key, bool &isOver);
    bool readString(QByteArrayView &token);

    QByteArrayView m_source;
    JsonScanner m_scanner;
    JsonToken m_token;
    bool m_isAhead = false; ///< m_token is yet to be read
    QString m_wrong;
};

template<typename ReadMember>
bool JsonReader::readObject(ReadMember readMember)
{
    if (!open(JsonToken::Kind::ObjectBegin))
        return false;
    QByteArray key;
    for (bool isOver = false;;) {
        if (!readKey(key, isOver))
            return false;
        if (isOver)
            return true;
        if (!readMember(key))
            return false;
    }
}

template<typename ReadElement>
bool JsonReader::readList(ReadElement readElement)
{
    if (!open(JsonToken::Kind::ArrayBegin))
        return false;
    while (next()) {
        if (m_token.kind == JsonToken::Kind::ArrayEnd)
            return true;
        m_isAhead = true;
        if (!readElement())
            return false;
    }
    return false;
}

} // namespace core
