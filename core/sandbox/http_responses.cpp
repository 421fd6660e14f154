#include "core/sandbox/http_responses.h"

#include <QByteArrayList>

namespace core::sandbox {

namespace {

QByteArray cacheControl(const Caching &caching)
{
    switch (caching.age) {
    case Caching::Age::Forever:
        return "max-age=31536000, private";
    case Caching::Age::Seconds:
        return "max-age=" + QByteArray::number(caching.seconds) + ", private";
    case Caching::Age::None:
        break;
    }
    return "max-age=0, no-cache, must-revalidate";
}

} // namespace

HttpResponse bareResponse(int status)
{
    return {status};
}

HttpResponse textResponse(int status, QByteArray text, HttpHeaders headers)
{
    headers.insert(headers.begin(), {"Content-Type", "text/plain; charset=utf-8"});
    return {status, std::move(headers), std::move(text)};
}

HttpResponse badRequest(const QByteArray &why)
{
    return {400, {{"Content-Type", "text/plain"}}, why};
}

HttpResponse okResponse(const MediaType &type, QByteArray body, const Caching &caching)
{
    HttpHeaders headers = {{"Content-Type", type.contentType()},
                           {"Cache-Control", cacheControl(caching)},
                           {"Vary", "Accept"}};
    if (caching.eTag)
        headers.emplace_back("ETag", '"' + *caching.eTag + '"');
    return {200, std::move(headers), std::move(body)};
}

QByteArray eTagOf(qint64 number, const QByteArray &mediaType)
{
    return QByteArray::number(number) + ';' + QByteArray::number(hashOf(mediaType));
}

std::optional<qint64> numberOfETag(const QByteArray &header, const MediaType &type)
{
    QByteArray value = header;
    while (value.startsWith('"'))
        value.remove(0, 1);
    while (value.endsWith('"'))
        value.chop(1);
    const QByteArrayList parts = value.split(';');
    if (parts.size() != 2 || parts.at(1) != QByteArray::number(hashOf(type.name)))
        return std::nullopt;
    bool isNumber = false;
    const qint64 number = parts.at(0).toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace core::sandbox
