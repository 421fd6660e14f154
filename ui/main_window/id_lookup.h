// Finds the streams that a bare id may mean.
// GUI thread.
#pragma once

#include "core/client/client.h"

#include <QObject>
#include <QSet>

#include <functional>
#include <map>
#include <optional>

namespace ui {

/// Asks for the state of each candidate: of the first one alone, which is the answer where it can
/// be read, then of the others, a few at a time. Deleting it cancels; then the callback never runs.
class IdLookup final : public QObject
{
    Q_OBJECT

public:
    /// The most categories that are asked for one id: those with the most streams.
    static constexpr qsizetype CategoriesAsked = 100;

    struct Candidates {
        QList<core::StreamName> streams;
        qsizetype categoriesLeftOut = 0;
    };
    struct Found {
        QList<core::StreamName> streams;  ///< that exist or did, in the order of the candidates
        std::optional<core::Error> error; ///< ended it before all candidates were asked for
    };
    using Done = std::function<void(const Found &found)>;

    IdLookup(core::Client &client, const QList<core::StreamName> &candidates, Done done);
    ~IdLookup() override;

    /// The id as a name, as "<category>-<id>" in each category of the known streams, and as the
    /// stream of a correlation id, "$bc-<id>". A text with a "-" that is no UUID has its category.
    [[nodiscard]] static Candidates candidatesFor(const QString &id,
                                                  const QSet<core::StreamName> &known);

Q_SIGNALS:
    /// So many of the candidates are known about.
    void progressed(qsizetype count);

private:
    void askNext();
    void take(qsizetype candidate, const core::Result<core::StreamState> &result);
    void finish();

    core::Client &m_client;
    const QList<core::StreamName> m_candidates;
    Done m_done;
    qsizetype m_next = 0;
    QSet<qsizetype> m_found;
    std::optional<core::Error> m_error;
    std::map<qsizetype, core::Call> m_asked;
};

} // namespace ui
