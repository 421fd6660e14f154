// Gives equal texts one shared QString, since the same few names and types repeat in every read.
// A value without locks: one thread at a time.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <string_view>

namespace core {

/// Bounded: when it is full it forgets everything and starts again, so that a read over millions
/// of streams does not keep their names.
class StringPool
{
public:
    explicit StringPool(qsizetype capacity = 4096)
        : m_capacity(capacity)
    {}

    /// The text of these UTF-8 bytes; shares its storage with an earlier equal one.
    [[nodiscard]] QString intern(std::string_view utf8);
    [[nodiscard]] qsizetype size() const { return m_texts.size(); }

private:
    qsizetype m_capacity;
    QHash<QByteArray, QString> m_texts;
};

} // namespace core
