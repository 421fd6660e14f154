#include "core/transport/http/http_redirect.h"

namespace core {

namespace {

/// Everything but what a request line cannot hold, and "%", which is taken as it is.
constexpr auto KeptCharacters = "!\"#$&'()*+,/:;<=>?@[\\]^`{|}%";

QByteArray pathOf(const QByteArray &target)
{
    const qsizetype query = target.indexOf('?');
    return query < 0 ? target : target.left(query);
}

/// The path and query of `written` in the encoding of `asked`, where it begins with that path.
QByteArray encoded(const QByteArray &written, const QByteArray &asked)
{
    const QByteArray askedPath = pathOf(asked);
    const QByteArray once = QByteArray::fromPercentEncoding(askedPath);
    const QByteArray twice = QByteArray::fromPercentEncoding(once);
    for (const QByteArray &shown : {askedPath, once, twice}) {
        if (!written.startsWith(shown))
            continue;
        const QByteArray rest = written.mid(shown.size());
        if (rest.isEmpty() || rest.startsWith('?') || rest.startsWith('/'))
            return askedPath + rest.toPercentEncoding(KeptCharacters);
    }
    return written.toPercentEncoding(KeptCharacters);
}

std::optional<NodeAddress> parseAuthority(const QByteArray &authority, bool tls)
{
    const QByteArray place = authority.mid(authority.lastIndexOf('@') + 1);
    const qsizetype bracket = place.indexOf(']');
    const qsizetype colon = place.indexOf(':', bracket + 1);
    QByteArray host = colon < 0 ? place : place.left(colon);
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.mid(1, host.size() - 2);
    quint16 port = tls ? 443 : 80;
    if (colon >= 0) {
        bool isNumber = false;
        port = place.mid(colon + 1).toUShort(&isNumber);
        if (!isNumber || port == 0)
            return std::nullopt;
    }
    if (host.isEmpty())
        return std::nullopt;
    return NodeAddress{QString::fromUtf8(host), port};
}

} // namespace

std::optional<HttpPlace> redirectTarget(const QByteArray &location, const HttpPlace &asked)
{
    if (location.startsWith('/') && !location.startsWith("//"))
        return HttpPlace{asked.node, asked.tls, encoded(location, asked.target)};
    const QByteArray scheme = location.left(location.indexOf("://")).toLower();
    if (scheme != "http" && scheme != "https")
        return std::nullopt;
    const bool tls = scheme == "https";
    const QByteArray rest = location.mid(scheme.size() + 3);
    qsizetype end = rest.indexOf('/');
    if (end < 0)
        end = rest.size();
    const auto node = parseAuthority(rest.left(end), tls);
    if (!node)
        return std::nullopt;
    const QByteArray target = end < rest.size() ? rest.mid(end) : QByteArrayLiteral("/");
    return HttpPlace{*node, tls, encoded(target, asked.target)};
}

bool isSameNode(const NodeAddress &a, const NodeAddress &b)
{
    return a.port == b.port && a.host.compare(b.host, Qt::CaseInsensitive) == 0;
}

} // namespace core
