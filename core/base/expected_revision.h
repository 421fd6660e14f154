// What a write expects of its stream: the condition under which the server may carry it out.
// A value: any thread.
#pragma once

#include "core/base/ids.h"

#include <optional>

namespace core {

class ExpectedRevision
{
public:
    enum class Kind {
        Any,          ///< no check; a repeat is recognised only while the server remembers the ids
        NoStream,     ///< there are no events yet
        StreamExists, ///< there is an event or metadata
        Exact,        ///< the last event has this revision
    };

    ExpectedRevision() = default;

    [[nodiscard]] static ExpectedRevision any() { return {Kind::Any, {}}; }
    [[nodiscard]] static ExpectedRevision noStream() { return {Kind::NoStream, {}}; }
    [[nodiscard]] static ExpectedRevision streamExists() { return {Kind::StreamExists, {}}; }
    [[nodiscard]] static ExpectedRevision exact(Revision revision)
    {
        return {Kind::Exact, revision};
    }
    /// The condition "nothing has been written since": exact for a last revision, no stream without
    /// one.
    [[nodiscard]] static ExpectedRevision sinceLast(std::optional<Revision> last)
    {
        return last ? exact(*last) : noStream();
    }

    [[nodiscard]] Kind kind() const { return m_kind; }
    /// Only where kind() is Exact.
    [[nodiscard]] Revision revision() const
    {
        Q_ASSERT(m_kind == Kind::Exact);
        return m_revision;
    }
    /// "any", "no-stream", "stream-exists" or the number, as on the command line.
    [[nodiscard]] QString toString() const
    {
        switch (m_kind) {
        case Kind::Any:
            return QStringLiteral("any");
        case Kind::NoStream:
            return QStringLiteral("no-stream");
        case Kind::StreamExists:
            return QStringLiteral("stream-exists");
        case Kind::Exact:
            break;
        }
        return m_revision.toString();
    }

    friend bool operator==(const ExpectedRevision &, const ExpectedRevision &) = default;

private:
    ExpectedRevision(Kind kind, Revision revision)
        : m_kind(kind)
        , m_revision(revision)
    {}

    Kind m_kind = Kind::Any;
    Revision m_revision;
};

} // namespace core
