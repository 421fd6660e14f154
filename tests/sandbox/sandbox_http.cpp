#include "tests/sandbox/sandbox_http.h"

#include <QUuid>

#include <curl/curl.h>

#include <memory>

namespace {

constexpr long TimeoutSeconds = 40;

size_t takeBody(char *data, size_t size, size_t count, void *reply)
{
    static_cast<HttpReply *>(reply)->body.append(data, qsizetype(size) * qsizetype(count));
    return size * count;
}

size_t takeHeader(char *data, size_t size, size_t count, void *reply)
{
    const QByteArray line(data, qsizetype(size) * qsizetype(count));
    const qsizetype colon = line.indexOf(':');
    if (colon > 0)
        static_cast<HttpReply *>(reply)->headers.insert(line.left(colon).toLower(),
                                                        line.mid(colon + 1).trimmed());
    return size * count;
}

} // namespace

SandboxHttp::SandboxHttp(quint16 port)
    : m_base("http://127.0.0.1:" + QByteArray::number(port))
{}

HttpReply SandboxHttp::get(const QByteArray &path, const QByteArrayList &headers) const
{
    return ask("GET", path, nullptr, headers);
}

HttpReply SandboxHttp::post(const QByteArray &path,
                            const QByteArray &body,
                            const QByteArrayList &headers) const
{
    return ask("POST", path, &body, headers);
}

HttpReply SandboxHttp::remove(const QByteArray &path, const QByteArrayList &headers) const
{
    return ask("DELETE", path, nullptr, headers);
}

int SandboxHttp::append(const QByteArray &stream, const QByteArray &json) const
{
    const QByteArray id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    return post("/streams/" + stream,
                json,
                {"Content-Type: application/json", "ES-EventType: T", "ES-EventId: " + id})
        .status;
}

HttpReply SandboxHttp::ask(const QByteArray &method,
                           const QByteArray &path,
                           const QByteArray *body,
                           const QByteArrayList &headers) const
{
    HttpReply reply;
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                   &curl_easy_cleanup);
    curl_slist *lines = curl_slist_append(nullptr, "Expect:");
    for (const QByteArray &line : headers)
        lines = curl_slist_append(lines, line.constData());
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> owned(lines,
                                                                            &curl_slist_free_all);
    const QByteArray url = m_base + path;
    curl_easy_setopt(curl.get(), CURLOPT_URL, url.constData());
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, TimeoutSeconds);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    if (body) {
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body->size()));
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body->constData());
    }
    curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, method.constData());
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, lines);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &reply);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &reply);
    curl_easy_perform(curl.get());
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl.get(), CURLINFO_TOTAL_TIME, &reply.seconds);
    reply.status = static_cast<int>(status);
    return reply;
}
