#include "tests/contract/golden_http.h"

#include <QJsonDocument>

#include <curl/curl.h>

#include <memory>

namespace {

/// Longer than a server that has stumbled keeps silent.
constexpr long TimeoutSeconds = 40;

QStringList comparedHeaders()
{
    return {QStringLiteral("content-type"),
            QStringLiteral("cache-control"),
            QStringLiteral("vary"),
            QStringLiteral("etag"),
            QStringLiteral("location"),
            QStringLiteral("es-currentversion"),
            QStringLiteral("kurrent-currentversion"),
            QStringLiteral("www-authenticate")};
}

size_t takeBody(char *data, size_t size, size_t count, void *answer)
{
    static_cast<GoldenHttp::Answer *>(answer)->body.append(data,
                                                           qsizetype(size) * qsizetype(count));
    return size * count;
}

size_t takeHeader(char *data, size_t size, size_t count, void *answer)
{
    const QString line = QString::fromUtf8(data, qsizetype(size) * qsizetype(count)).trimmed();
    const qsizetype colon = line.indexOf(u':');
    const QString name = line.left(colon).toLower();
    if (colon > 0 && comparedHeaders().contains(name))
        static_cast<GoldenHttp::Answer *>(answer)->headers.insert(name,
                                                                  line.mid(colon + 1).trimmed());
    return size * count;
}

QString textOf(const QJsonObject &object, const QString &key)
{
    return object.value(key).toString();
}

/// "number;type" without what differs from process to process.
QString withoutType(const QString &eTag)
{
    const qsizetype separator = eTag.indexOf(u';');
    return separator < 0 ? eTag : eTag.left(separator);
}

QJsonObject comparableHeaders(QJsonObject headers)
{
    headers.remove(QStringLiteral("content-length"));
    if (headers.contains(QStringLiteral("etag")))
        headers.insert(QStringLiteral("etag"),
                       withoutType(textOf(headers, QStringLiteral("etag"))));
    return headers;
}

QJsonValue bodyAsRecorded(const QJsonValue &recorded, const QByteArray &body)
{
    if (recorded.isObject())
        return QJsonDocument::fromJson(body).object();
    if (recorded.isArray())
        return QJsonDocument::fromJson(body).array();
    return QString::fromUtf8(body);
}

} // namespace

GoldenHttp::GoldenHttp(QString server)
    : m_server(std::move(server))
{}

QList<QByteArray> GoldenHttp::headerLines(const QJsonObject &step, const GoldenValues &values) const
{
    const QJsonObject headers = step.value(QStringLiteral("headers")).toObject();
    QList<QByteArray> lines;
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        QString value = goldenText(header.value().toString(), values);
        if (header.key().toLower() == QStringLiteral("if-none-match") && m_typeOfETag)
            value = withoutType(value) + *m_typeOfETag;
        lines << (header.key() + QStringLiteral(": ") + value).toUtf8();
    }
    // What curl would say by itself was not said.
    for (const char *name : {"accept", "content-type", "user-agent", "expect"}) {
        if (!headers.contains(QLatin1String(name)))
            lines << QByteArray(name) + ':';
    }
    return lines;
}

GoldenHttp::Answer GoldenHttp::ask(const QJsonObject &step, const GoldenValues &values)
{
    const QString request = goldenText(textOf(step, QStringLiteral("http")), values);
    const qsizetype space = request.indexOf(u' ');
    const QByteArray method = request.left(space).toUtf8();
    const QByteArray url = (QStringLiteral("http://") + m_server + request.mid(space + 1)).toUtf8();
    const QByteArray body = goldenText(textOf(step, QStringLiteral("body")), values).toUtf8();

    Answer answer;
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                   &curl_easy_cleanup);
    curl_slist *lines = nullptr;
    for (const QByteArray &line : headerLines(step, values))
        lines = curl_slist_append(lines, line.constData());
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> owned(lines,
                                                                            &curl_slist_free_all);
    curl_easy_setopt(curl.get(), CURLOPT_URL, url.constData());
    curl_easy_setopt(curl.get(), CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, TimeoutSeconds);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    if (step.contains(QStringLiteral("body")) || method == "POST") {
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.constData());
    }
    curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, method.constData());
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, lines);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &answer);
    const CURLcode code = curl_easy_perform(curl.get());
    if (code != CURLE_OK)
        answer.failure = QString::fromUtf8(curl_easy_strerror(code));
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    const QString eTag = textOf(answer.headers, QStringLiteral("etag"));
    if (!eTag.isEmpty())
        m_typeOfETag = eTag.mid(withoutType(eTag).size());
    return answer;
}

QString GoldenHttp::compare(const QJsonObject &step, const Answer &answer, GoldenMatch &match)
{
    const QJsonObject recorded = step.value(QStringLiteral("response")).toObject();
    const QString request = textOf(step, QStringLiteral("http")) + QStringLiteral(": ");
    if (!answer.failure.isEmpty())
        return request + answer.failure;
    const int status = recorded.value(QStringLiteral("status")).toInt();
    if (status != answer.status)
        return request
               + QStringLiteral("status: recorded %1, got %2 (%3)")
                     .arg(QString::number(status),
                          QString::number(answer.status),
                          QString::fromUtf8(answer.body.left(200)));
    QString difference
        = match.compare(comparableHeaders(recorded.value(QStringLiteral("headers")).toObject()),
                        comparableHeaders(answer.headers),
                        QStringLiteral("headers"));
    const QJsonValue body = recorded.value(QStringLiteral("body"));
    if (difference.isEmpty())
        difference = match.compare(body, bodyAsRecorded(body, answer.body), QStringLiteral("body"));
    return difference.isEmpty() ? difference : request + difference;
}
