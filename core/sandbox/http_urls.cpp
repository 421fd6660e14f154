#include "core/sandbox/http_urls.h"

#include <QByteArrayList>

namespace core::sandbox {

namespace {

/// A host with the port behind it, if there is one.
struct HostAndPort {
    QByteArray host;
    QByteArray port;
};

HostAndPort split(const QByteArray &text)
{
    const qsizetype colon = text.lastIndexOf(':');
    const bool isInsideBrackets = text.indexOf(']', colon) >= 0;
    if (colon < 0 || isInsideBrackets)
        return {text, {}};
    return {text.left(colon), text.mid(colon + 1)};
}

QByteArray urlOf(const QByteArray &scheme, const HostAndPort &where)
{
    const QByteArray usual = scheme == "https" ? "443" : "80";
    const bool tellsPort = !where.port.isEmpty() && where.port != usual;
    return scheme + "://" + where.host.toLower() + (tellsPort ? ':' + where.port : QByteArray());
}

HostAndPort hostOf(const HttpRequest &request, quint16 port)
{
    const QByteArray host = request.header("Host");
    return host.isEmpty() ? HostAndPort{"127.0.0.1", QByteArray::number(port)} : split(host);
}

QByteArray schemeOf(const HttpRequest &request)
{
    return request.isOverTls ? "https" : "http";
}

QByteArray firstOf(const QByteArray &values)
{
    return values.split(',').first().trimmed();
}

bool isPort(const QByteArray &text)
{
    bool isNumber = false;
    text.toUShort(&isNumber);
    return isNumber;
}

} // namespace

QByteArray serverUrlOf(const HttpRequest &request, quint16 port)
{
    return urlOf(schemeOf(request), hostOf(request, port));
}

QByteArray baseUrlOf(const HttpRequest &request, quint16 port)
{
    HostAndPort where = hostOf(request, port);
    const QByteArray forwardedPort = firstOf(request.header("X-Forwarded-Port"));
    if (isPort(forwardedPort))
        where.port = forwardedPort;
    const QByteArray scheme = firstOf(request.header("X-Forwarded-Proto"));
    const HostAndPort forwarded = split(firstOf(request.header("X-Forwarded-Host")));
    if (!forwarded.host.isEmpty())
        where.host = forwarded.host;
    if (isPort(forwarded.port))
        where.port = forwarded.port;
    QByteArray prefix = request.header("X-Forwarded-Prefix");
    if (!prefix.isEmpty() && !prefix.startsWith('/'))
        prefix.prepend('/');
    return urlOf(scheme.isEmpty() ? schemeOf(request) : scheme, where) + prefix;
}

QByteArray escapedName(const QByteArray &name)
{
    return name.toPercentEncoding();
}

std::optional<QByteArray> pathForLocation(const QByteArray &path)
{
    QByteArray out;
    for (qsizetype i = 0; i < path.size(); ++i) {
        bool isEscape = false;
        const QByteArray escape = path.mid(i, 3);
        const auto code = static_cast<quint8>(escape.mid(1).toUShort(&isEscape, 16));
        isEscape = isEscape && escape.size() == 3 && escape.startsWith('%');
        const auto byte = static_cast<char>(code);
        if (isEscape && code >= 0x80)
            return std::nullopt;
        if (isEscape && code >= 0x20 && code != 0x7f && !QByteArrayView("%/\\?#").contains(byte)) {
            out += byte;
            i += 2;
        } else {
            out += path.at(i);
        }
    }
    return out;
}

std::optional<QByteArray> queryValue(const QByteArray &query, const QByteArray &name)
{
    for (const QByteArray &part : query.split('&')) {
        const qsizetype equals = part.indexOf('=');
        const QByteArray key = equals < 0 ? part : part.left(equals);
        if (QByteArray::fromPercentEncoding(key).compare(name, Qt::CaseInsensitive) != 0)
            continue;
        QByteArray value = equals < 0 ? QByteArray() : part.mid(equals + 1);
        return QByteArray::fromPercentEncoding(value.replace('+', ' '));
    }
    return std::nullopt;
}

} // namespace core::sandbox
