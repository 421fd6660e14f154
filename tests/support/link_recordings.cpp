#include "tests/support/link_recordings.h"

#include "core/client/connection_string.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace recordings {

namespace {

using namespace core;

constexpr int PatienceMs = 30'000;

QString tag()
{
    return QStringLiteral("tag");
}

QJsonObject objectAt(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toObject();
}

QByteArray bytesAt(const QJsonObject &object, const char *key)
{
    const QJsonObject bytes = objectAt(object, key);
    const QString text = bytes.value(QStringLiteral("utf8")).toString();
    if (bytes.contains(QStringLiteral("base64")))
        return QByteArray::fromBase64(bytes.value(QStringLiteral("base64")).toString().toLatin1());
    return QString(text).replace(QStringLiteral("{tag}"), tag()).toUtf8();
}

StreamName streamOf(const QJsonObject &options)
{
    return StreamName(
        QString::fromUtf8(bytesAt(objectAt(options, "stream_identifier"), "stream_name")));
}

AppendRequest appendOf(const QJsonArray &messages)
{
    AppendRequest request;
    for (const QJsonValue &message : messages) {
        const QJsonObject proposed = objectAt(message.toObject(), "proposed_message");
        if (proposed.isEmpty()) {
            request.stream = streamOf(objectAt(message.toObject(), "options"));
            continue;
        }
        const QJsonObject metadata = objectAt(proposed, "metadata");
        const bool isJson = metadata.value(QStringLiteral("content-type")).toString()
                            == QStringLiteral("application/json");
        const QString id = objectAt(proposed, "id").value(QStringLiteral("string")).toString();
        request.events.append({EventId::parse(id).value_or(EventId()),
                               metadata.value(QStringLiteral("type")).toString(),
                               isJson ? ContentType::Json : ContentType::Bytes,
                               bytesAt(proposed, "data"),
                               bytesAt(proposed, "custom_metadata")});
    }
    return request;
}

template<typename Write>
bool isWritten(Write write)
{
    bool isDone = false;
    const Call call = write([&isDone](const Result<WriteOutcome> &result) {
        isDone = result && std::holds_alternative<Written>(*result);
    });
    return QTest::qWaitFor([&call] { return !call.isPending(); }, PatienceMs) && isDone;
}

/// Carries out a write; remembers the stream of a read.
bool playStep(Client &client, const QJsonObject &step, QList<StreamName> &streams)
{
    const QString what = step.value(QStringLiteral("grpc")).toString();
    const QJsonValue request = step.value(QStringLiteral("request"));
    const QJsonObject options = objectAt(request.toObject(), "options");
    if (what == QStringLiteral("Append"))
        return isWritten(
            [&](auto done) { return client.append(appendOf(request.toArray()), done); });
    const auto remove = [&](DeleteMode mode) {
        return isWritten([&](auto done) {
            return client.remove({streamOf(options), {}, mode}, done);
        });
    };
    if (what == QStringLiteral("Delete"))
        return remove(DeleteMode::Soft);
    if (what == QStringLiteral("Tombstone"))
        return remove(DeleteMode::Tombstone);
    if (what == QStringLiteral("Read")) {
        const StreamName stream = streamOf(objectAt(options, "stream"));
        if (!streams.contains(stream))
            streams.append(stream);
    }
    // A case that is only read over HTTP names its stream in the path.
    const QString path = step.value(QStringLiteral("http")).toString();
    if (path.contains(QStringLiteral("/streams/s-{tag}")) && streams.isEmpty())
        streams.append(StreamName(QStringLiteral("s-") + tag()));
    return true;
}

} // namespace

QHash<QString, QJsonObject> linkCases()
{
    QFile file(QStringLiteral(GOLDEN_FILE));
    QHash<QString, QJsonObject> cases;
    if (!file.open(QIODevice::ReadOnly))
        return cases;
    while (!file.atEnd()) {
        const QJsonObject one = QJsonDocument::fromJson(file.readLine()).object();
        const QString id = one.value(QStringLiteral("id")).toString();
        if (id.startsWith(QStringLiteral("links/")))
            cases.insert(id, one);
    }
    return cases;
}

bool play(Client &client, const QJsonObject &recorded, QList<StreamName> &streams)
{
    const QJsonArray steps = recorded.value(QStringLiteral("steps")).toArray();
    for (const QJsonValue &step : steps) {
        if (!playStep(client, step.toObject(), streams))
            return false;
    }
    return true;
}

ConnectionSettings settingsOf(const QString &server, TransportKind transport)
{
    const auto parsed = parseConnectionString(server);
    ConnectionSettings settings = parsed ? parsed->settings : ConnectionSettings();
    settings.transport = transport;
    return settings;
}

} // namespace recordings
