#include "core/transport/http/http_replies.h"

#include "core/text/json_text.h"

#include <initializer_list>

namespace core {

namespace {

using Path = QList<QByteArray>;

/// The value as it stands in the source; empty where there is none, or null.
QByteArrayView valueAt(const QByteArray &source, const Path &path)
{
    const auto range = findJson(source, path);
    if (!range || range->of(source) == QByteArrayView("null"))
        return {};
    return range->of(source);
}

/// The text of the first of these that is there: versions name the same thing differently.
QString textAt(const QByteArray &source, std::initializer_list<Path> paths)
{
    for (const Path &path : paths) {
        const QByteArrayView value = valueAt(source, path);
        if (!value.isEmpty())
            return value.startsWith('"') ? jsonStringText(value) : QString();
    }
    return {};
}

quint16 portAt(const QByteArray &source, std::initializer_list<Path> paths)
{
    for (const Path &path : paths) {
        const QByteArrayView value = valueAt(source, path);
        if (!value.isEmpty())
            return value.toByteArray().toUShort();
    }
    return 0;
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
    HttpInfo info;
    info.version = textAt(body, {{"dbVersion"}, {"esVersion"}});
    info.state = textAt(body, {{"state"}});
    if (info.version.isEmpty() && info.state.isEmpty())
        return std::nullopt; // no JSON, or somebody else's
    const QByteArrayView atomPub = valueAt(body, {"features", "atomPub"});
    if (atomPub == QByteArrayView("true") || atomPub == QByteArrayView("false"))
        info.hasAtomPub = atomPub == QByteArrayView("true");
    return info;
}

std::optional<GossipReply> decodeHttpGossip(const QByteArray &body)
{
    if (!valueAt(body, {"members"}).startsWith('['))
        return std::nullopt;
    GossipReply nodes;
    for (int i = 0;; ++i) {
        const QByteArray member = valueAt(body, {"members", QByteArray::number(i)}).toByteArray();
        if (member.isEmpty())
            return nodes;
        ClusterNode node;
        node.address.host = textAt(member, {{"httpEndPointIp"}, {"externalHttpIp"}});
        node.address.port = portAt(member, {{"httpEndPointPort"}, {"externalHttpPort"}});
        node.stateText = textAt(member, {{"state"}});
        node.state = toNodeState(node.stateText);
        node.isAlive = valueAt(member, {"isAlive"}) == QByteArrayView("true");
        nodes.append(node);
    }
}

} // namespace core
