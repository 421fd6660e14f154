#include "core/sandbox/http_routes.h"

#include <QRegularExpression>
#include <QStringDecoder>

namespace core::sandbox {

namespace {

using Kind = Route::Kind;
using Types = Route::Types;

struct Pattern {
    const char *method;
    const char *path;
    Kind kind;
    Types types;
};

const Pattern Patterns[] = {
    {"POST", "/streams/{stream}", Kind::Append, Types::Posted},
    {"DELETE", "/streams/{stream}", Kind::Delete, Types::DeleteReply},
    {"POST", "/streams/{stream}/incoming/{id}", Kind::AppendIdempotent, Types::PostedIdempotent},
    {"POST", "/streams/{stream}/", Kind::WithoutSlash, Types::Posted},
    {"DELETE", "/streams/{stream}/", Kind::WithoutSlash, Types::DeleteReply},
    {"GET", "/streams/{stream}/", Kind::WithoutSlash, Types::DeleteReply},
    {"GET", "/streams/{stream}", Kind::StreamBackwards, Types::Feed},
    {"GET", "/streams/{stream}/{from}", Kind::Event, Types::Entry},
    {"GET", "/streams/{stream}/{from}/{count}", Kind::StreamBackwards, Types::Feed},
    {"GET", "/streams/{stream}/{from}/backward/{count}", Kind::StreamBackwards, Types::Feed},
    {"GET", "/streams/{stream}/{from}/forward/{count}", Kind::StreamForwards, Types::Feed},

    {"POST", "/streams/{stream}/metadata", Kind::MetadataAppend, Types::Posted},
    {"POST", "/streams/{stream}/metadata/", Kind::WithoutSlash, Types::Posted},
    {"GET", "/streams/{stream}/metadata", Kind::MetadataEvent, Types::Entry},
    {"GET", "/streams/{stream}/metadata/", Kind::WithoutSlash, Types::Entry},
    {"GET", "/streams/{stream}/metadata/{from}", Kind::MetadataEvent, Types::Entry},
    {"GET", "/streams/{stream}/metadata/{from}/{count}", Kind::MetadataBackwards, Types::Feed},
    {"GET",
     "/streams/{stream}/metadata/{from}/backward/{count}",
     Kind::MetadataBackwards,
     Types::Feed},
    {"GET",
     "/streams/{stream}/metadata/{from}/forward/{count}",
     Kind::MetadataForwards,
     Types::Feed},

    {"GET", "/streams/$all", Kind::LogBackwards, Types::Feed},
    {"GET", "/streams/$all/", Kind::WithoutSlash, Types::Feed},
    {"GET", "/streams/$all/{from}/{count}", Kind::LogBackwards, Types::Feed},
    {"GET", "/streams/$all/{from}/backward/{count}", Kind::LogBackwards, Types::Feed},
    {"GET", "/streams/$all/{from}/forward/{count}", Kind::LogForwards, Types::Feed},
    {"GET", "/streams/$all/filtered", Kind::FilteredBackwards, Types::Feed},
    {"GET", "/streams/$all/filtered/{from}/{count}", Kind::FilteredBackwards, Types::Feed},
    {"GET", "/streams/$all/filtered/{from}/backward/{count}", Kind::FilteredBackwards, Types::Feed},
    {"GET", "/streams/$all/filtered/{from}/forward/{count}", Kind::FilteredForwards, Types::Feed},

    {"GET", "/info", Kind::Info, Types::Node},
    {"GET", "/ping", Kind::Ping, Types::Node},
    {"GET", "/gossip", Kind::Gossip, Types::Node},

    {"GET", "/projections/{from}", Kind::ProjectionList, Types::Json},
    {"GET", "/projection/{stream}", Kind::ProjectionStatistics, Types::Json},
    {"GET", "/projection/{stream}/statistics", Kind::ProjectionStatistics, Types::Json},
    {"GET", "/projection/{stream}/state", Kind::ProjectionState, Types::Json},
    {"GET", "/projection/{stream}/result", Kind::ProjectionState, Types::Json},
    {"GET", "/projection/{stream}/query", Kind::ProjectionQuery, Types::Script},
    {"POST", "/projection/{stream}/command/{id}", Kind::ProjectionCommand, Types::Json},
};

void setPart(Route &route, const QByteArray &name, const QByteArray &value)
{
    if (name == "{stream}")
        route.stream = value;
    else if (name == "{from}")
        route.from = value;
    else if (name == "{count}")
        route.count = value;
    else
        route.id = value;
}

/// How literally a pattern says what the path says, part by part; empty if it does not match.
QByteArray fill(const Pattern &pattern, const QByteArrayList &parts, Route &route)
{
    const QByteArrayList wanted = QByteArray(pattern.path).split('/');
    if (wanted.size() != parts.size())
        return {};
    QByteArray literal;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool isPlace = wanted.at(i).startsWith('{');
        if (isPlace ? parts.at(i).isEmpty() : wanted.at(i) != parts.at(i))
            return {};
        if (isPlace)
            setPart(route, wanted.at(i), parts.at(i));
        literal += isPlace ? '0' : '1';
    }
    return literal;
}

/// Unescaped; a "%" that begins no escape stays, and where the bytes are not UTF-8 all escapes do.
QByteArray unescaped(const QByteArray &part)
{
    static const QRegularExpression stray(QStringLiteral("%(?![0-9A-Fa-f]{2})"));
    const QString escaped = QString::fromUtf8(part).replace(stray, QStringLiteral("%25"));
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(QByteArray::fromPercentEncoding(escaped.toUtf8()));
    return decoder.hasError() ? part : text.toUtf8();
}

/// The parts between slashes, without those that mean "here" and "one up". Real servers unescape
/// twice, first all but the slash: "%252F" is a slash to them (seen on 23.10 and 24.10).
QByteArrayList partsOf(const QByteArray &path)
{
    QByteArrayList parts;
    for (QByteArray part : path.split('/')) {
        part.replace("%2F", "%252F").replace("%2f", "%252f");
        const QByteArray once = unescaped(part);
        if (once == ".." && parts.size() > 1)
            parts.removeLast();
        else if (once != "." && once != "..")
            parts << unescaped(once);
    }
    return parts;
}

} // namespace

MediaTypes Route::mediaTypes(const Profile &profile) const
{
    switch (types) {
    case Types::Feed:
        return feedTypes(profile);
    case Types::Entry:
        return entryTypes(profile);
    case Types::Posted:
    case Types::DeleteReply:
        return postedTypes(profile);
    case Types::PostedIdempotent:
        return idempotentPostTypes(profile);
    case Types::Json:
        return jsonTypes();
    case Types::Script:
        return scriptTypes();
    case Types::Node:
        break;
    }
    return nodeTypes();
}

RouteMatch matchRoute(const QByteArray &method, const QByteArray &path)
{
    RouteMatch match;
    QByteArray best;
    const QByteArrayList parts = partsOf(path);
    for (const Pattern &pattern : Patterns) {
        Route route;
        route.kind = pattern.kind;
        route.types = pattern.types;
        const QByteArray literal = fill(pattern, parts, route);
        if (literal.isEmpty())
            continue;
        if (!match.methods.contains(pattern.method))
            match.methods << pattern.method;
        if (method == pattern.method && literal > best) {
            best = literal;
            match.route = route;
        }
    }
    return match;
}

} // namespace core::sandbox
