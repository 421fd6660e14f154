#include "core/engine/soft_deletion.h"

namespace core {

namespace {

/// Walks the top level of a JSON object. It only has to find one member of what the server accepted
/// as JSON; what it cannot read it takes as "not there".
class MemberScan
{
public:
    explicit MemberScan(QByteArrayView json)
        : m_json(json)
    {}

    /// The raw text of a member's value; of the last one where the name occurs twice.
    QByteArrayView find(QByteArrayView name)
    {
        QByteArrayView found;
        if (!take('{'))
            return {};
        while (peek() == '"') {
            const QByteArrayView key = string();
            if (!take(':'))
                return {};
            const QByteArrayView value = this->value();
            if (key == name)
                found = value;
            if (!take(','))
                break;
        }
        return take('}') ? found : QByteArrayView();
    }

private:
    char peek()
    {
        while (m_at < m_json.size() && QByteArrayView(" \t\r\n").contains(m_json[m_at]))
            ++m_at;
        return m_at < m_json.size() ? m_json[m_at] : '\0';
    }
    bool take(char expected)
    {
        if (peek() != expected)
            return false;
        ++m_at;
        return true;
    }
    /// Without the quotes, escapes as they are.
    QByteArrayView string()
    {
        const qsizetype begin = ++m_at;
        while (m_at < m_json.size() && m_json[m_at] != '"')
            m_at += m_json[m_at] == '\\' ? 2 : 1;
        const qsizetype end = std::min(m_at, m_json.size());
        m_at = std::min(m_at + 1, m_json.size());
        return m_json.sliced(begin, end - begin);
    }
    QByteArrayView value()
    {
        (void)peek();
        const qsizetype begin = m_at;
        qsizetype depth = 0;
        while (m_at < m_json.size()) {
            const char c = m_json[m_at];
            if (c == '"') {
                (void)string();
                continue;
            }
            if (depth == 0 && (c == ',' || c == '}'))
                break;
            if (c == '{' || c == '[')
                ++depth;
            else if (c == '}' || c == ']')
                --depth;
            ++m_at;
        }
        return m_json.sliced(begin, m_at - begin).trimmed();
    }

    const QByteArrayView m_json;
    qsizetype m_at = 0;
};

} // namespace

bool saysSoftDeleted(const RecordedEvent &metadata)
{
    return metadata.contentType == ContentType::Json
           && MemberScan(metadata.data).find("$tb") == "9223372036854775807";
}

} // namespace core
