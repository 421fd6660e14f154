#include "core/transport/http/http_replies.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <initializer_list>

namespace core {

namespace {

std::optional<QJsonObject> parseObject(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return std::nullopt;
    return document.object();
}

/// The first of these that is there: versions name the same thing differently.
QJsonValue firstOf(const QJsonObject &object, std::initializer_list<QLatin1String> names)
{
    for (const QLatin1String name : names) {
        const QJsonValue value = object.value(name);
        if (!value.isUndefined() && !value.isNull())
            return value;
    }
    return QJsonValue(QJsonValue::Undefined);
}

/// In the words of all versions: 5 had masters and slaves.
NodeState toNodeState(const QString &text)
{
    if (text == u"Leader" || text == u"Master")
        return NodeState::Leader;
    if (text == u"Follower" || text == u"Slave")
        return NodeState::Follower;
    if (text == u"ReadOnlyReplica")
        return NodeState::ReadOnlyReplica;
    if (text == u"Unknown")
        return NodeState::Unknown;
    return NodeState::Other;
}

} // namespace

std::optional<HttpInfo> decodeInfo(const QByteArray &body)
{
    const auto object = parseObject(body);
    if (!object)
        return std::nullopt;
    HttpInfo info;
    info.version
        = firstOf(*object, {QLatin1String("dbVersion"), QLatin1String("esVersion")}).toString();
    info.state = object->value(QLatin1String("state")).toString();
    const QJsonValue atomPub
        = object->value(QLatin1String("features")).toObject().value(QLatin1String("atomPub"));
    if (atomPub.isBool())
        info.hasAtomPub = atomPub.toBool();
    if (info.version.isEmpty() && info.state.isEmpty())
        return std::nullopt; // somebody else's JSON
    return info;
}

std::optional<GossipReply> decodeHttpGossip(const QByteArray &body)
{
    const auto object = parseObject(body);
    if (!object || !object->value(QLatin1String("members")).isArray())
        return std::nullopt;
    GossipReply nodes;
    const QJsonArray members = object->value(QLatin1String("members")).toArray();
    for (const auto &value : members) {
        const QJsonObject member = value.toObject();
        ClusterNode node;
        node.address.host
            = firstOf(member, {QLatin1String("httpEndPointIp"), QLatin1String("externalHttpIp")})
                  .toString();
        node.address.port = quint16(
            firstOf(member, {QLatin1String("httpEndPointPort"), QLatin1String("externalHttpPort")})
                .toInt());
        node.stateText = member.value(QLatin1String("state")).toString();
        node.state = toNodeState(node.stateText);
        node.isAlive = member.value(QLatin1String("isAlive")).toBool();
        nodes.append(node);
    }
    return nodes;
}

} // namespace core
