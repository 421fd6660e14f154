#include "core/sandbox/node_documents.h"

#include "core/base/event_time.h"
#include "core/sandbox/http_urls.h"
#include "core/sandbox/iso_moment.h"

namespace core::sandbox {

namespace {

constexpr char Address[] = "127.0.0.1";

JsonValue text(const QByteArray &value)
{
    return JsonValue::ofText(value);
}

JsonValue number(qint64 value)
{
    return JsonValue::ofNumber(value);
}

JsonValue typesOf(const std::vector<QByteArray> &types)
{
    std::vector<JsonValue> items;
    items.reserve(types.size());
    for (const QByteArray &type : types)
        items.push_back(text(type));
    return JsonValue::array(std::move(items));
}

QByteArray versionOf(const HttpContext &context)
{
    return QByteArray::fromStdString(context.profile.version);
}

JsonValue memberOf(const HttpContext &context, StoreReader &reader)
{
    const qint64 end = reader.nextPosition();
    return JsonValue::object({{"instanceId", text(context.instanceId)},
                              {"timeStamp", text(momentOf(EventTime::now().ticks))},
                              {"state", text("Leader")},
                              {"isAlive", JsonValue::ofBool(true)},
                              {"internalTcpIp", text(Address)},
                              {"internalTcpPort", number(0)},
                              {"internalSecureTcpPort", number(0)},
                              {"externalTcpIp", text(Address)},
                              {"externalTcpPort", number(0)},
                              {"externalSecureTcpPort", number(0)},
                              {"internalHttpEndPointIp", text(Address)},
                              {"internalHttpEndPointPort", number(context.port)},
                              {"httpEndPointIp", text(Address)},
                              {"httpEndPointPort", number(context.port)},
                              {"lastCommitPosition", number(reader.lastPosition())},
                              {"writerCheckpoint", number(end)},
                              {"chaserCheckpoint", number(end)},
                              {"epochPosition", number(0)},
                              {"epochNumber", number(0)},
                              {"epochId", text(context.instanceId)},
                              {"nodePriority", number(0)},
                              {"isReadOnlyReplica", JsonValue::ofBool(false)},
                              {"esVersion", text(versionOf(context))}});
}

} // namespace

HttpResponse infoResponse(const HttpContext &context, const MediaType &type)
{
    std::vector<JsonValue::Member> members;
    if (context.profile.kurrentNames)
        members.emplace_back("dbVersion", text(versionOf(context)));
    members.emplace_back("esVersion", text(versionOf(context)));
    members.emplace_back("state", text("leader"));
    members.emplace_back(
        "features",
        JsonValue::object({{"projections", JsonValue::ofBool(context.hasProjections)},
                           {"userManagement", JsonValue::ofBool(false)},
                           {"atomPub", JsonValue::ofBool(true)}}));
    members.emplace_back(
        "authentication",
        JsonValue::object({{"type", text("insecure")}, {"properties", JsonValue::array({})}}));
    return {200,
            {{"Content-Type", type.contentType()}},
            printJson(JsonValue::object(std::move(members)))};
}

HttpResponse pingResponse(const MediaType &type)
{
    const QByteArray said = "Ping request successfully handled";
    QByteArray body;
    if (type.form == MediaForm::Text)
        body = "Text: " + said;
    else if (type.form == MediaForm::Xml)
        body = R"(<?xml version="1.0" encoding="utf-8"?><TextMessage)"
               R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance")"
               R"( xmlns:xsd="http://www.w3.org/2001/XMLSchema"><Text>)"
               + said + "</Text></TextMessage>";
    else
        body = printJson(JsonValue::object({{"text", text(said)}, {"label", text("Http")}}));
    return {200, {{"Content-Type", type.contentType()}}, body};
}

HttpResponse gossipResponse(const HttpContext &context, StoreReader &reader)
{
    const JsonValue gossip
        = JsonValue::object({{"members", JsonValue::array({memberOf(context, reader)})},
                             {"serverIp", text(Address)},
                             {"serverPort", number(context.port)}});
    return okResponse({MediaForm::Json, "application/json"}, printJson(gossip), {});
}

QByteArray descriptionOf(const QByteArray &stream, const Profile &profile)
{
    const QByteArray own
        = profile.kurrentNames ? "application/vnd.kurrent." : "application/vnd.eventstore.";
    const QByteArray href = "/streams/" + escapedName(stream);
    std::vector<QByteArray> forms = {"application/atom+xml", own + "atom+json"};
    if (profile.kurrentNames)
        forms.emplace_back("application/vnd.eventstore.atom+json");
    const JsonValue self = JsonValue::object(
        {{"href", text(href)}, {"supportedContentTypes", typesOf({own + "streamdesc+json"})}});
    const JsonValue feed
        = JsonValue::object({{"href", text(href)}, {"supportedContentTypes", typesOf(forms)}});
    return printJson(JsonValue::object(
        {{"title", text("Description document for '" + stream + '\'')},
         {"description",
          text("The description document will be presented when no accept header is present or "
               "it was requested")},
         {"_links",
          JsonValue::object(
              {{"self", self}, {"stream", feed}, {"streamSubscription", JsonValue()}})}}));
}

} // namespace core::sandbox
