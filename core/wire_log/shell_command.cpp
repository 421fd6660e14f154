#include "core/wire_log/shell_command.h"

#include <QFile>
#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace core {

namespace {

/// Larger answers than this grpcurl only takes when told so.
constexpr qint64 UsualGrpcurlLimit = qint64(4) * 1024 * 1024;
constexpr int LargestAnswer = 17 * 1024 * 1024;

bool isPlain(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
           || QByteArrayView("_@%+=:,./-").contains(c);
}

/// Can be pasted between quotes: no key presses, nothing that a terminal obeys or hides.
bool isPrintable(const QByteArray &bytes)
{
    if (!bytes.isValidUtf8())
        return false;
    const auto codes = QString::fromUtf8(bytes).toUcs4();
    return std::all_of(codes.begin(), codes.end(), [](uint code) {
        const QChar::Category category = QChar::category(char32_t(code));
        const bool isHidden = category == QChar::Other_Control || category == QChar::Other_Format;
        return code == '\n' || !isHidden;
    });
}

/// The format that lets printf write these bytes.
QString printfFormat(const QByteArray &bytes)
{
    QByteArray format;
    for (const char c : bytes) {
        const auto byte = uchar(c);
        const bool isOption = c == '-' && format.isEmpty();
        if (c == '%')
            format += "%%";
        else if (byte < 0x20 || byte >= 0x7f || c == '\'' || c == '\\' || isOption)
            format += '\\' + QByteArray::number(byte, 8).rightJustified(3, '0');
        else
            format += c;
    }
    return u'\'' + QString::fromLatin1(format) + u'\'';
}

QString word(const QString &text)
{
    return shellWord(text.toUtf8());
}

QString hostOf(const NodeAddress &node)
{
    const QByteArray ace = QUrl::toAce(node.host); // empty for names that DNS may still know
    return NodeAddress{ace.isEmpty() ? node.host : QString::fromLatin1(ace), node.port}.toString();
}

/// "name: value" in its parts.
std::pair<QByteArray, QByteArray> split(const QByteArray &header)
{
    const qsizetype colon = header.indexOf(':');
    return {header.left(colon).trimmed(), header.mid(colon + 1).trimmed()};
}

bool isSecret(const QByteArray &name)
{
    return name.toLower() == "authorization" || name.toLower() == "proxy-authorization";
}

QString joined(const QStringList &parts)
{
    return parts.join(QStringLiteral(" \\\n  "));
}

Error notWhole()
{
    return {ErrorCode::TooLarge,
            QStringLiteral("This request was longer than the log keeps (%1 KiB), so it cannot be "
                           "copied as a command.")
                .arg(WireEntry::BodyLimit / 1024),
            {}};
}

/// What curl and grpcurl have to know of certificates; their options differ by a dash.
QStringList tlsOptions(const WireEntry &entry, const QString &dashes)
{
    QStringList options;
    if (!entry.tls)
        return options;
    if (!entry.tlsVerifyCert)
        options.append(dashes + QStringLiteral("insecure"));
    else if (!entry.tlsCaFile.isEmpty())
        options.append(dashes + QStringLiteral("cacert ") + word(entry.tlsCaFile));
    if (!entry.userCertFile.isEmpty())
        options.append(dashes + QStringLiteral("cert ") + word(entry.userCertFile));
    if (!entry.userKeyFile.isEmpty())
        options.append(dashes + QStringLiteral("key ") + word(entry.userKeyFile));
    return options;
}

/// An empty body is one, where the method means to send something.
bool hasBody(const WireEntry &entry)
{
    return !entry.request.isEmpty() || entry.method == QStringLiteral("POST")
           || entry.method == QStringLiteral("PUT");
}

QString curlHeader(const QByteArray &header)
{
    const auto [name, value] = split(header);
    if (isSecret(name))
        return value.startsWith("Bearer") ? QStringLiteral("-H 'Authorization: Bearer TOKEN'")
                                          : QStringLiteral("--user USER:PASSWORD");
    // With nothing behind the colon curl would take the header for one to be left out.
    const QByteArray ending = value.isEmpty() ? QByteArray(";") : ": " + value;
    return QStringLiteral("-H ") + shellWord(name + ending);
}

/// Those of the request, and the ones that curl would add by itself taken away.
QStringList curlHeaders(const WireEntry &entry)
{
    QStringList options;
    bool hasType = false;
    bool hasAccept = false;
    for (const QByteArray &header : entry.requestHeaders) {
        const QByteArray name = split(header).first.toLower();
        hasType = hasType || name == "content-type";
        hasAccept = hasAccept || name == "accept";
        if (name != "host" && name != "content-length")
            options.append(curlHeader(header));
    }
    if (!hasAccept)
        options.append(QStringLiteral("-H Accept:"));
    if (!hasType && hasBody(entry))
        options.append(QStringLiteral("-H Content-Type:"));
    return options;
}

QStringList curlMethod(const WireEntry &entry)
{
    if (entry.method == QStringLiteral("HEAD"))
        return {QStringLiteral("--head")};
    const bool isUsual = entry.method == QStringLiteral("GET") && entry.request.isEmpty();
    return isUsual ? QStringList() : QStringList{QStringLiteral("-X ") + word(entry.method)};
}

/// The file, made of core/proto, that describes the RPC's service.
QByteArray protosetFor(const QString &rpc)
{
    // "event_store.client.streams.Streams/Read" is in streams.proto.
    const QString package = rpc.section(u'/', 0, 0).section(u'.', -2, -2);
    QFile file(QStringLiteral(":/protosets/%1.pb.gz").arg(package));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString grpcurlHeader(const QByteArray &header)
{
    if (isSecret(split(header).first))
        return QStringLiteral("-H \"authorization: Basic $(printf %s 'USER:PASSWORD' | base64)\"");
    return QStringLiteral("-H ") + shellWord(header);
}

} // namespace

QString shellWord(const QByteArray &bytes)
{
    if (!bytes.isEmpty() && std::all_of(bytes.begin(), bytes.end(), isPlain))
        return QString::fromLatin1(bytes);
    if (!isPrintable(bytes))
        return QStringLiteral("\"$(printf %1)\"").arg(printfFormat(bytes));
    QString text = QString::fromUtf8(bytes);
    text.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + text + u'\'';
}

Result<QString> asCurl(const WireEntry &entry)
{
    if (entry.wire != WireEntry::Wire::Http)
        return Error{ErrorCode::Unsupported,
                     QStringLiteral("curl does not speak gRPC; copy the call as grpcurl."),
                     {}};
    if (entry.requestCut)
        return notWhole();
    QStringList parts{QStringLiteral("curl -i")};
    if (entry.tls) // there HTTP/2 means gRPC to some servers
        parts.append(QStringLiteral("--http1.1"));
    // curl would otherwise take brackets for patterns and ".." for a way up.
    parts.append(QStringLiteral("--globoff --path-as-is"));
    parts += tlsOptions(entry, QStringLiteral("--"));
    parts += curlMethod(entry);
    parts += curlHeaders(entry);
    if (hasBody(entry)) {
        if (isPrintable(entry.request)) {
            parts.append(QStringLiteral("--data-raw ") + shellWord(entry.request));
        } else {
            parts.first().prepend(QStringLiteral("printf %1 | ").arg(printfFormat(entry.request)));
            parts.append(QStringLiteral("--data-binary @-"));
        }
    }
    const QString scheme = entry.tls ? QStringLiteral("https://") : QStringLiteral("http://");
    parts.append(word(scheme + hostOf(entry.node) + entry.target));
    return joined(parts);
}

Result<QString> asGrpcurl(const WireEntry &entry)
{
    const QByteArray protoset = protosetFor(entry.method);
    if (entry.wire != WireEntry::Wire::Grpc || protoset.isEmpty())
        return Error{ErrorCode::Unsupported,
                     QStringLiteral("grpcurl does not speak HTTP; copy the call as curl."),
                     {}};
    if (entry.requestCut)
        return notWhole();
    QStringList parts{QStringLiteral("printf %s %1 | base64 -d | gunzip | grpcurl%2")
                          .arg(QString::fromLatin1(protoset.toBase64()),
                               entry.tls ? QString() : QStringLiteral(" -plaintext"))};
    parts.append(QStringLiteral("-protoset /dev/stdin"));
    parts += tlsOptions(entry, QStringLiteral("-"));
    if (entry.bytesReceived > UsualGrpcurlLimit)
        parts.append(QStringLiteral("-max-msg-sz %1").arg(LargestAnswer));
    for (const QByteArray &header : entry.requestHeaders)
        parts.append(grpcurlHeader(header));
    QByteArray messages = entry.request;
    parts.append(QStringLiteral("-d ") + shellWord(messages.replace('\n', ' ')));
    parts.append(word(hostOf(entry.node)) + u' ' + word(entry.method));
    return joined(parts);
}

} // namespace core
