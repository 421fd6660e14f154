// Finds the streams that a bare id may mean.
// GUI thread.
#pragma once

#include "core/client/client.h"

#include <QObject>
#include <QSet>

#include <functional>
#include <map>

namespace ui {

/// Asks for the state of each candidate, a few at a time. Deleting it cancels; then the callback
/// never runs.
class IdLookup final : public QObject
{
    Q_OBJECT

public:
    /// What exists or did, in the order of the candidates.
    using Done = std::function<void(const QList<core::StreamName> &found)>;

    IdLookup(core::Client &client, const QList<core::StreamName> &candidates, Done done);
    ~IdLookup() override;

    /// The id as a name, as "<category>-<id>" in each category of the known streams, and as the
    /// stream of a correlation id, "$bc-<id>".
    [[nodiscard]] static QList<core::StreamName> candidatesFor(const QString &id,
                                                               const QSet<core::StreamName> &known);

private:
    void askNext();
    void take(qsizetype candidate, const core::Result<core::StreamState> &result);

    core::Client &m_client;
    const QList<core::StreamName> m_candidates;
    Done m_done;
    qsizetype m_next = 0;
    QSet<qsizetype> m_found;
    std::map<qsizetype, core::Call> m_asked;
};

} // namespace ui
