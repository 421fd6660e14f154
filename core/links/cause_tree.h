// What caused what among the events of one correlation, as an indented tree.
// Pure: any thread.
#pragma once

#include "core/links/projected_stream.h"
#include "core/model/recorded_event.h"

#include <QList>

namespace core {

/// A line of the tree.
struct CauseNode {
    enum class Kind {
        Caused,       ///< by the node at `parent`
        Root,         ///< names no cause
        CauseMissing, ///< names a cause that is not among the events
        CycleBroken,  ///< its cause is below it: the circle is cut open here
    };
    RecordedEvent event;
    Kind kind = Kind::Root;
    int depth = 0;       ///< 0: a root, of whatever kind
    int parent = -1;     ///< index of its cause; -1 for a root
    QString causationId; ///< as the metadata has it; empty if it has none

    friend bool operator==(const CauseNode &, const CauseNode &) = default;
};

/// The events as a tree, parents before their children, siblings in the order of the log (of their
/// times where positions are not known). An event names its cause by that one's event id; where
/// several events have it, the earliest counts.
[[nodiscard]] QList<CauseNode> causeTree(const QList<RecordedEvent> &events,
                                         const CorrelationNames &names = {});

} // namespace core
