// Which events of the log a read of $all gives: never the server's own bookkeeping, and what the
// request's filter allows. Used by one read on the store's threads.
#pragma once

#include "core/sandbox/store_reader.h"

#include <QHash>
#include <QRegularExpression>

#include <vector>

namespace core::sandbox {

class LogFilter
{
public:
    enum class Subject { None, StreamName, EventType };

    LogFilter() = default;
    /// A regular expression wins over prefixes.
    LogFilter(Subject subject, const QString &regex, std::vector<QByteArray> prefixes);

    [[nodiscard]] bool isValid() const { return m_regex.isValid(); }
    [[nodiscard]] bool allows(StoreReader &reader, const StoredEvent &event);

private:
    [[nodiscard]] bool allowsStream(StoreReader &reader, qint64 stream);
    [[nodiscard]] bool allowsType(StoreReader &reader, qint64 type);
    [[nodiscard]] bool matches(const QByteArray &text) const;

    Subject m_subject = Subject::None;
    bool m_hasRegex = false;
    QRegularExpression m_regex;
    std::vector<QByteArray> m_prefixes;
    QHash<qint64, bool> m_streams; ///< what was decided for a stream's number before
    QHash<qint64, bool> m_types;
};

} // namespace core::sandbox
