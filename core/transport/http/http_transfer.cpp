#include "core/transport/http/http_transfer.h"

#include <QUrl>

#include <algorithm>
#include <limits>
#include <mutex>
#include <utility>

namespace core {

namespace {

CURL *newTransfer()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    return curl_easy_init();
}

curl_blob toBlob(const QByteArray &text)
{
    // curl wants a pointer to non-const, and copies from it.
    return {const_cast<char *>(text.constData()), size_t(text.size()), CURL_BLOB_COPY};
}

long toMilliseconds(std::chrono::milliseconds time)
{
    return long(std::min<qint64>(time.count(), std::numeric_limits<long>::max()));
}

long toSeconds(std::chrono::milliseconds time)
{
    return long(std::max<qint64>(1, std::chrono::ceil<std::chrono::seconds>(time).count()));
}

QByteArray urlOf(const NodeAddress &node, bool tls, const QByteArray &target)
{
    const QByteArray ace = QUrl::toAce(node.host); // empty for names that DNS may still know
    const NodeAddress address{ace.isEmpty() ? node.host : QString::fromLatin1(ace), node.port};
    return (tls ? "https://" : "http://") + address.toString().toUtf8() + target;
}

bool hasHeader(const QList<HttpHeader> &headers, const QByteArray &name)
{
    return std::any_of(headers.cbegin(), headers.cend(), [&name](const HttpHeader &header) {
        return header.name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

HttpTransfer::HttpTransfer(CurlLoop &loop,
                           const HttpSecurity &security,
                           HttpTransferRequest request,
                           Done done)
    : m_loop(loop)
    , m_request(std::move(request))
    , m_done(std::move(done))
    , m_easy(newTransfer())
{
    setAddress(security);
    setRequest();
    setHeaders();
    setSecurity(security);
    setLimits(security);
    setReceivers();
    m_loop.start(m_easy, [this](CURLcode code) { finish(code); });
}

HttpTransfer::~HttpTransfer()
{
    m_loop.stop(m_easy);
    curl_easy_cleanup(m_easy);
    curl_slist_free_all(m_headers);
}

void HttpTransfer::setAddress(const HttpSecurity &security)
{
    const QByteArray url = urlOf(m_request.node, security.tls, m_request.target);
    curl_easy_setopt(m_easy, CURLOPT_URL, url.constData());
    // Names of streams are paths to the server alone: "..", "%2F" and the like go as they are.
    curl_easy_setopt(m_easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(m_easy, CURLOPT_PROTOCOLS_STR, security.tls ? "https" : "http");
    curl_easy_setopt(m_easy, CURLOPT_PROXY, ""); // as over gRPC: the environment decides nothing
    curl_easy_setopt(m_easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
}

void HttpTransfer::setRequest()
{
    if (m_request.method == "GET" && m_request.body.isEmpty()) {
        curl_easy_setopt(m_easy, CURLOPT_HTTPGET, 1L);
        return;
    }
    if (m_request.method == "POST" || !m_request.body.isEmpty()) {
        // Not copied; it lives as long as this does.
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDS, m_request.body.constData());
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(m_request.body.size()));
    }
    if (m_request.method != "POST")
        curl_easy_setopt(m_easy, CURLOPT_CUSTOMREQUEST, m_request.method.constData());
}

void HttpTransfer::setHeaders()
{
    const auto add = [this](const QByteArray &line) {
        m_headers = curl_slist_append(m_headers, line.constData());
    };
    for (const HttpHeader &header : m_request.headers)
        add(header.name + (header.value.isEmpty() ? QByteArray(";") : ": " + header.value));
    // What curl would send of its own accord.
    for (const char *name : {"Accept", "Content-Type", "Expect"}) {
        if (!hasHeader(m_request.headers, name))
            add(QByteArray(name) + ':');
    }
    curl_easy_setopt(m_easy, CURLOPT_HTTPHEADER, m_headers);
    curl_easy_setopt(m_easy, CURLOPT_USERAGENT, "Tributary/" TRIBUTARY_VERSION);
}

void HttpTransfer::setSecurity(const HttpSecurity &security)
{
    if (!security.tls)
        return;
    if (!security.files.authority.isEmpty()) {
        const curl_blob authority = toBlob(security.files.authority);
        curl_easy_setopt(m_easy, CURLOPT_CAINFO_BLOB, &authority);
        curl_easy_setopt(m_easy, CURLOPT_CAPATH, nullptr); // that authority and no other
    }
    if (m_request.withCertificate && !security.files.certificate.isEmpty()) {
        const curl_blob certificate = toBlob(security.files.certificate);
        const curl_blob key = toBlob(security.files.key);
        curl_easy_setopt(m_easy, CURLOPT_SSLCERT_BLOB, &certificate);
        curl_easy_setopt(m_easy, CURLOPT_SSLKEY_BLOB, &key);
    }
    curl_easy_setopt(m_easy, CURLOPT_SSL_VERIFYPEER, security.verify ? 1L : 0L);
    curl_easy_setopt(m_easy, CURLOPT_SSL_VERIFYHOST, security.verify ? 2L : 0L);
}

void HttpTransfer::setLimits(const HttpSecurity &security)
{
    curl_easy_setopt(m_easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_easy, CURLOPT_QUICK_EXIT, 1L); // a cancel does not wait for a slow DNS
    curl_easy_setopt(m_easy, CURLOPT_TIMEOUT_MS, toMilliseconds(m_request.timeout));
    curl_easy_setopt(m_easy, CURLOPT_CONNECTTIMEOUT_MS, toMilliseconds(m_request.connectTimeout));
    if (m_request.ownConnection) {
        curl_easy_setopt(m_easy, CURLOPT_FRESH_CONNECT, 1L);
        curl_easy_setopt(m_easy, CURLOPT_FORBID_REUSE, 1L);
    }
    if (security.keepAliveInterval) {
        curl_easy_setopt(m_easy, CURLOPT_TCP_KEEPALIVE, 1L);
        curl_easy_setopt(m_easy, CURLOPT_TCP_KEEPIDLE, toSeconds(*security.keepAliveInterval));
        curl_easy_setopt(
            m_easy,
            CURLOPT_TCP_KEEPINTVL,
            toSeconds(security.keepAliveTimeout.value_or(*security.keepAliveInterval)));
    }
}

void HttpTransfer::setReceivers()
{
    curl_easy_setopt(m_easy, CURLOPT_ERRORBUFFER, &m_errorText);
    curl_easy_setopt(m_easy, CURLOPT_HEADERFUNCTION, &HttpTransfer::onHeader);
    curl_easy_setopt(m_easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_WRITEFUNCTION, &HttpTransfer::onBody);
    curl_easy_setopt(m_easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_PREREQFUNCTION, &HttpTransfer::onConnected);
    curl_easy_setopt(m_easy, CURLOPT_PREREQDATA, this);
}

size_t HttpTransfer::onHeader(char *data, size_t size, size_t count, void *self)
{
    static_cast<HttpTransfer *>(self)->takeHeaderLine(
        QByteArray(data, qsizetype(size * count)).trimmed());
    return size * count;
}

void HttpTransfer::takeHeaderLine(const QByteArray &line)
{
    if (line.startsWith("HTTP/")) { // the first line, also of the one that follows a 1xx
        const QList<QByteArray> words = line.split(' ');
        m_end.answer.status = words.value(1).toInt();
        m_end.answer.reason = words.mid(2).join(' ');
        m_end.answer.headers.clear();
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon > 0)
        m_end.answer.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
}

size_t HttpTransfer::onBody(char *data, size_t size, size_t count, void *self)
{
    auto *const transfer = static_cast<HttpTransfer *>(self);
    QByteArray &body = transfer->m_end.answer.body;
    const qsizetype bytes = qsizetype(size) * qsizetype(count);
    if (body.size() + bytes > transfer->m_request.largestAnswerBytes) {
        transfer->m_end.isTooLarge = true;
        return 0; // curl breaks off
    }
    body.append(data, bytes);
    return size * count;
}

int HttpTransfer::onConnected(void *self, char *, char *, int, int)
{
    static_cast<HttpTransfer *>(self)->m_end.wasConnected = true;
    return CURL_PREREQFUNC_OK;
}

void HttpTransfer::finish(CURLcode code)
{
    m_end.code = code;
    if (code != CURLE_OK)
        m_end.text = QString::fromUtf8(m_errorText[0] ? m_errorText : curl_easy_strerror(code));
    long sent = 0;
    curl_easy_getinfo(m_easy, CURLINFO_REQUEST_SIZE, &sent);
    m_end.mayHaveLeft = sent > 0;
    long osError = 0;
    curl_easy_getinfo(m_easy, CURLINFO_OS_ERRNO, &osError);
    m_end.osError = int(osError);
    m_end.answer.node = m_request.node;
    const HttpTransferEnd end = std::exchange(m_end, {});
    const Done done = m_done;
    done(end); // may destroy this
}

} // namespace core
