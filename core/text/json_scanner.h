// Walks JSON as tokens that are ranges of the source; nothing is decoded, rounded or copied.
// A value: any thread.
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QVarLengthArray>

#include <optional>

namespace core {

/// A part of a source, in bytes: [begin, end).
struct JsonRange {
    qsizetype begin = 0;
    qsizetype end = 0;

    [[nodiscard]] QByteArrayView of(QByteArrayView source) const
    {
        return source.sliced(begin, end - begin);
    }
    friend bool operator==(const JsonRange &, const JsonRange &) = default;
};

/// "," and ":" are checked and not told.
struct JsonToken {
    enum class Kind {
        ObjectBegin,
        ObjectEnd,
        ArrayBegin,
        ArrayEnd,
        Key,    ///< with its quotes
        String, ///< with its quotes
        Number,
        True,
        False,
        Null,
    };

    Kind kind = Kind::Null;
    JsonRange range;
    int depth
        = 0; ///< in how many objects and arrays it stands; brackets like their content's owner
    bool hasEscape = false; ///< a key or string with a "\"

    friend bool operator==(const JsonToken &, const JsonToken &) = default;
};

/// What is wrong or strange, and where.
struct JsonNote {
    QString text;     ///< a sentence
    qsizetype at = 0; ///< byte of the source; its size where something is missing at the end

    friend bool operator==(const JsonNote &, const JsonNote &) = default;
};

/// Deeper documents are refused, so that nothing built on the tokens needs a deep stack.
inline constexpr int JsonDepthLimit = 512;

/// Reads RFC 8259 JSON in UTF-8 strictly, with two liberties: a byte order mark in front is
/// skipped, and an escaped surrogate may stand alone. Tokens before an error are good.
class JsonScanner
{
public:
    /// The source must outlive the scanner.
    explicit JsonScanner(QByteArrayView source, int depthLimit = JsonDepthLimit);

    /// False at the end and at the first error; then error() tells which.
    [[nodiscard]] bool next(JsonToken &token);

    [[nodiscard]] const std::optional<JsonNote> &error() const { return m_error; }
    [[nodiscard]] bool hasByteOrderMark() const { return m_hasByteOrderMark; }

private:
    enum class State { Value, FirstKey, AfterKey, FirstElement, AfterValue };

    bool readValue(JsonToken &token);
    bool readKey(JsonToken &token);
    bool readAfterValue(JsonToken &token);
    bool readString(JsonToken &token, JsonToken::Kind kind);
    bool readEscape();
    bool readNumber(JsonToken &token);
    bool readDigits(const char *expectation);
    bool readWord(JsonToken &token, QByteArrayView word, JsonToken::Kind kind);
    bool open(JsonToken &token, char closing);
    bool close(JsonToken &token);
    bool fail(const char *sentence);
    bool give(JsonToken &token, JsonToken::Kind kind, const char *begin);
    void skipSpace();
    [[nodiscard]] bool isAt(char c) const { return m_at < m_end && *m_at == c; }
    [[nodiscard]] int depth() const { return int(m_closings.size()); }

    const char *m_begin;
    const char *m_at;
    const char *m_end;
    int m_depthLimit;
    State m_state = State::Value;
    bool m_hasByteOrderMark = false;
    QVarLengthArray<char, 64> m_closings; ///< what closes each open object and array
    std::optional<JsonNote> m_error;
};

} // namespace core
