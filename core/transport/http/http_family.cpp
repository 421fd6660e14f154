#include "core/transport/http/http_family.h"

namespace core {

namespace {

constexpr int FirstKurrentMajor = 25;

} // namespace

HttpFamily familyOfVersion(const QString &version)
{
    bool isNumber = false;
    const int major = version.section(u'.', 0, 0).toInt(&isNumber);
    if (!isNumber)
        return HttpFamily::Unknown;
    return major >= FirstKurrentMajor ? HttpFamily::Kurrent : HttpFamily::EventStore;
}

QList<HttpHeader> optionHeaders(const QList<HttpHeader> &options, HttpFamily family)
{
    QList<HttpHeader> headers;
    for (const HttpHeader &option : options) {
        if (family != HttpFamily::Kurrent)
            headers.append({"ES-" + option.name, option.value});
        if (family != HttpFamily::EventStore)
            headers.append({"Kurrent-" + option.name, option.value});
        // What servers of version 5 call it.
        if (family != HttpFamily::Kurrent && option.name == "RequireLeader")
            headers.append({QByteArrayLiteral("ES-RequireMaster"), option.value});
    }
    return headers;
}

QByteArray mediaType(const QByteArray &kind, HttpFamily family)
{
    const QByteArray vendor = family == HttpFamily::Kurrent ? QByteArrayLiteral("kurrent")
                                                            : QByteArrayLiteral("eventstore");
    return "application/vnd." + vendor + '.' + kind;
}

} // namespace core
