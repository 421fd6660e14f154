#include "core/transport/http/http_wire_entry.h"

#include <algorithm>

namespace core {

namespace {

/// The line as the log keeps it: whatever could open a door is replaced.
QByteArray logLine(const HttpHeader &header)
{
    const QByteArray name = header.name.toLower();
    if (name == "authorization" || name == "proxy-authorization") {
        const qsizetype space = header.value.indexOf(' ');
        return header.name + ": " + header.value.left(std::max<qsizetype>(space, 0)) + " ***";
    }
    if (name == "set-cookie" || name == "cookie")
        return header.name + ": ***";
    return header.name + ": " + header.value;
}

QList<QByteArray> logLines(const QList<HttpHeader> &headers)
{
    QList<QByteArray> lines;
    for (const HttpHeader &header : headers)
        lines.append(logLine(header));
    return lines;
}

} // namespace

WireEntry toWireEntry(const HttpTransferRequest &request, bool tls)
{
    WireEntry entry;
    entry.wire = WireEntry::Wire::Http;
    entry.node = request.node;
    entry.tls = tls;
    entry.method = QString::fromLatin1(request.method);
    entry.target = QString::fromLatin1(request.target);
    entry.status = QStringLiteral("cancelled");
    entry.requestHeaders = logLines(request.headers);
    entry.request = request.body.left(WireEntry::BodyLimit);
    entry.requestCut = request.body.size() > WireEntry::BodyLimit;
    return entry;
}

void addEnd(WireEntry &entry, const HttpTransferEnd &end)
{
    const bool isAnswered = end.code == CURLE_OK;
    if (isAnswered)
        entry.status = QStringLiteral("%1 %2")
                           .arg(end.answer.status)
                           .arg(QString::fromLatin1(end.answer.reason))
                           .trimmed();
    else
        entry.status = QStringLiteral("no answer: ") + end.text;
    entry.failed = !isAnswered || end.answer.status >= 400;
    entry.bytesReceived = end.answer.body.size();
    entry.answerHeaders = logLines(end.answer.headers);
    entry.answer = end.answer.body.left(WireEntry::BodyLimit);
    entry.answerCut = end.answer.body.size() > WireEntry::BodyLimit;
}

} // namespace core
