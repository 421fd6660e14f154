// What can be asked of a projection, and told to it.
// Values: any thread.
#pragma once

#include <QByteArray>
#include <QString>

namespace core {

enum class ProjectionPart { State, Result, Query };

struct ProjectionQuestion {
    QString name;
    ProjectionPart part = ProjectionPart::State;
    QString partition; ///< of the state or the result; empty: the one that belongs to no partition

    friend bool operator==(const ProjectionQuestion &, const ProjectionQuestion &) = default;
};

struct ProjectionText {
    QByteArray bytes; ///< empty where the projection keeps none
    /// As the server sent it. Over gRPC a state comes taken apart: numbers are doubles there and
    /// white space is gone.
    bool isExact = false;

    friend bool operator==(const ProjectionText &, const ProjectionText &) = default;
};

/// Switches a projection; goes through the write gate, since others depend on what it writes.
struct ProjectionCommand {
    enum class Kind {
        Enable,
        Disable, ///< writes a checkpoint first
        Reset,   ///< handles the whole log again, and may write its events anew
    };
    QString name;
    Kind kind = Kind::Enable;

    friend bool operator==(const ProjectionCommand &, const ProjectionCommand &) = default;
};

} // namespace core
