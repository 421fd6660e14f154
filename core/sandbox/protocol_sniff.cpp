#include "core/sandbox/protocol_sniff.h"

#include <optional>

namespace core::sandbox {

namespace {

constexpr char Preface[] = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
constexpr quint8 HandshakeRecord = 22;
constexpr quint8 ClientHello = 1;
constexpr quint32 AlpnExtension = 16;
constexpr qsizetype RecordHead = 5;
constexpr qsizetype VersionAndRandom = 2 + 32;

/// Takes big-endian numbers and runs of bytes from the front; fails once and for all at the end.
class Cursor
{
public:
    explicit Cursor(QByteArrayView bytes)
        : m_bytes(bytes)
    {}

    quint32 number(int width)
    {
        quint32 value = 0;
        for (const char byte : take(width))
            value = value << 8 | static_cast<quint8>(byte);
        return value;
    }

    QByteArrayView take(qsizetype count)
    {
        if (count > m_bytes.size()) {
            m_failed = true;
            m_bytes = {};
            return {};
        }
        const QByteArrayView taken = m_bytes.first(count);
        m_bytes = m_bytes.sliced(count);
        return taken;
    }

    [[nodiscard]] bool atEnd() const { return m_bytes.isEmpty(); }
    [[nodiscard]] bool hasFailed() const { return m_failed; }

private:
    QByteArrayView m_bytes;
    bool m_failed = false;
};

/// The content of the ALPN extension; empty if the client offers none. Nothing if the hello is
/// broken.
std::optional<QByteArrayView> alpnOf(QByteArrayView hello)
{
    Cursor cursor(hello);
    if (cursor.number(1) != ClientHello)
        return std::nullopt;
    cursor.take(3);
    cursor.take(VersionAndRandom);
    cursor.take(cursor.number(1)); // session
    cursor.take(cursor.number(2)); // ciphers
    cursor.take(cursor.number(1)); // compressions
    if (cursor.hasFailed())
        return std::nullopt;
    if (cursor.atEnd())
        return QByteArrayView();
    Cursor extensions(cursor.take(cursor.number(2)));
    while (!extensions.atEnd()) {
        const quint32 type = extensions.number(2);
        const QByteArrayView content = extensions.take(extensions.number(2));
        if (type == AlpnExtension && !extensions.hasFailed())
            return content;
    }
    return cursor.hasFailed() || extensions.hasFailed() ? std::nullopt
                                                        : std::optional(QByteArrayView());
}

} // namespace

Protocol sniffPlain(QByteArrayView bytes)
{
    const QByteArrayView preface(Preface);
    const qsizetype compared = qMin(bytes.size(), preface.size());
    if (bytes.first(compared) != preface.first(compared))
        return Protocol::Http1;
    return compared == preface.size() ? Protocol::Http2 : Protocol::Unclear;
}

Protocol sniffTls(QByteArrayView bytes)
{
    if (!bytes.isEmpty() && static_cast<quint8>(bytes.front()) != HandshakeRecord)
        return Protocol::Refused;
    if (bytes.size() < RecordHead)
        return Protocol::Unclear;
    const qsizetype record = Cursor(bytes.sliced(3)).number(2);
    if (bytes.size() < RecordHead + record && bytes.size() < MaxSniffedBytes)
        return Protocol::Unclear;
    const auto offers = alpnOf(bytes.sliced(RecordHead, qMin(record, bytes.size() - RecordHead)));
    if (!offers)
        return Protocol::Refused;
    bool offersHttp1 = false;
    bool offersHttp2 = false;
    Cursor cursor(*offers);
    cursor.take(2);
    while (!cursor.atEnd()) {
        const QByteArrayView name = cursor.take(cursor.number(1));
        offersHttp1 = offersHttp1 || name == QByteArrayView("http/1.1");
        offersHttp2 = offersHttp2 || name == QByteArrayView("h2");
    }
    return offersHttp2 && !offersHttp1 ? Protocol::Http2 : Protocol::Http1;
}

} // namespace core::sandbox
