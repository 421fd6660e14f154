#include "core/transport/http/http_target.h"

namespace core {

namespace {

bool isHexDigit(QByteArrayView text, qsizetype at)
{
    if (at >= text.size())
        return false;
    const char c = text[at];
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

QByteArray streamTarget(const StreamName &stream)
{
    const QByteArray name = stream.utf8();
    QByteArray encoded;
    encoded.reserve(name.size() * 2);
    qsizetype done = 0;
    for (qsizetype at = name.indexOf('%'); at >= 0; at = name.indexOf('%', at + 1)) {
        if (!isHexDigit(name, at + 1) || !isHexDigit(name, at + 2))
            continue;
        encoded += name.mid(done, at - done).toPercentEncoding() + "%2525";
        done = at + 1;
    }
    return "/streams/" + encoded + name.mid(done).toPercentEncoding();
}

QString whyNotAddressable(const StreamName &stream)
{
    const QString &name = stream.text();
    if (name == u"." || name == u"..")
        return QStringLiteral("Over HTTP the name \"%1\" is a step in a path and not a stream; "
                              "connect over gRPC for it.")
            .arg(name);
    if (name.contains(QChar::Null))
        return QStringLiteral("Over HTTP the name of a stream cannot hold the character zero; "
                              "connect over gRPC for it.");
    return {};
}

} // namespace core
