// Which of the API's routes a request takes (protocol.md section 7.1). Names in paths are
// unescaped; a route that says more literally wins.
// Pure functions: any thread.
#pragma once

#include "core/sandbox/media_types.h"

#include <QByteArrayList>

namespace core::sandbox {

struct Route {
    enum class Kind {
        Append,
        AppendIdempotent,
        Delete,
        StreamBackwards,
        StreamForwards,
        Event,
        MetadataAppend,
        MetadataEvent,
        MetadataBackwards,
        MetadataForwards,
        LogBackwards,
        LogForwards,
        FilteredBackwards,
        FilteredForwards,
        WithoutSlash, ///< the same address without the slash at its end is meant
        Info,
        Ping,
        Gossip,
        ProjectionList, ///< `from` says which of them
        ProjectionStatistics,
        ProjectionState, ///< or result
        ProjectionQuery,
        ProjectionCommand,
    };
    /// What it takes and gives.
    enum class Types { Feed, Entry, Posted, PostedIdempotent, DeleteReply, Node, Json, Script };

    Kind kind = Kind::Info;
    Types types = Types::Node;
    QByteArray stream;
    QByteArray from;  ///< an event's number, a position, or "head"; empty if it is not said
    QByteArray count; ///< empty if it is not said
    QByteArray id;

    [[nodiscard]] bool takesBody() const
    {
        return types == Types::Posted || types == Types::PostedIdempotent;
    }
    [[nodiscard]] MediaTypes mediaTypes(const Profile &profile) const;
};

struct RouteMatch {
    std::optional<Route> route;
    QByteArrayList methods; ///< that the path knows; none if there is no such path
};
[[nodiscard]] RouteMatch matchRoute(const QByteArray &method, const QByteArray &path);

} // namespace core::sandbox
