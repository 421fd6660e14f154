#include "core/transport/http/http_wire_entry.h"

namespace core {

namespace {

/// The line as the log keeps it: whatever could open a door is hidden.
QByteArray logLine(const HttpHeader &header)
{
    const QByteArray name = header.name.toLower();
    if (name == "authorization" || name == "proxy-authorization") {
        const qsizetype space = header.value.indexOf(' ');
        return header.name + ": " + header.value.left(space + 1) + WireEntry::Hidden;
    }
    if (name == "set-cookie" || name == "cookie")
        return header.name + ": " + WireEntry::Hidden;
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

WireEntry toWireEntry(const HttpTransferRequest &request, const ConnectionSettings &settings)
{
    WireEntry entry;
    entry.wire = WireEntry::Wire::Http;
    entry.serial = WireEntry::nextSerial();
    entry.isRunning = true;
    entry.started = EventTime::now();
    entry.node = request.node;
    entry.setTls(settings);
    if (!request.withCertificate) {
        entry.userCertFile.clear();
        entry.userKeyFile.clear();
    }
    entry.method = QString::fromLatin1(request.method);
    entry.target = QString::fromLatin1(request.target);
    entry.status = QStringLiteral("running");
    entry.bytesSent = request.body.size();
    entry.requestHeaders = logLines(request.headers);
    entry.request = request.body.left(WireEntry::BodyLimit);
    entry.requestCut = request.body.size() > WireEntry::BodyLimit;
    return entry;
}

void addEnd(WireEntry &entry, const HttpTransferEnd &end)
{
    const bool isAnswered = end.code == CURLE_OK;
    entry.isRunning = false;
    if (isAnswered)
        entry.status = QStringLiteral("%1 %2")
                           .arg(end.answer.status)
                           .arg(QString::fromLatin1(end.answer.reason))
                           .trimmed();
    else
        entry.status = QStringLiteral("no answer: ") + end.text;
    entry.failed = !isAnswered || end.answer.status >= 400;
    if (!end.mayHaveLeft)
        entry.bytesSent = 0;
    entry.bytesReceived = end.answer.body.size();
    entry.answerHeaders = logLines(end.answer.headers);
    entry.answer = end.answer.body.left(WireEntry::BodyLimit);
    entry.answerCut = end.answer.body.size() > WireEntry::BodyLimit;
}

} // namespace core
