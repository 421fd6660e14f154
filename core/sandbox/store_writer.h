// Carries out writes and deletions in the database by the server's rules, and keeps the projections
// up with them. Lives on the store's writing thread.
#pragma once

#include "core/sandbox/database.h"
#include "core/sandbox/expected_revision_rules.h"
#include "core/sandbox/profile.h"
#include "core/sandbox/projections.h"
#include "core/sandbox/recent_ids.h"
#include "core/sandbox/stream_metadata_rules.h"

#include <QHash>
#include <QSet>

#include <deque>
#include <unordered_map>

namespace core::sandbox {

class StoreWriter
{
public:
    struct Options {
        Profile profile;
        bool projections = true;
    };
    StoreWriter(std::shared_ptr<Database> database, Options options);

    /// Nothing has ever been written.
    [[nodiscard]] bool isEmpty() const;

    /// Everything between begin and a successful commit becomes durable together, or not at all.
    bool begin();
    bool commit();
    /// Forgets everything since begin, in the file and in memory.
    void rollBack();

    [[nodiscard]] WriteAnswer write(const Write &write);
    [[nodiscard]] WriteAnswer deleteStream(const Deletion &deletion);

    /// The streams that got events since begin.
    [[nodiscard]] const QSet<QByteArray> &touchedStreams() const { return m_touched; }

private:
    struct Stream {
        qint64 id = 0;
        qint64 last = NoRevision;
        RetentionRules rules;
        bool isChanged = false;
    };
    void loadCounters();
    [[nodiscard]] Stream &stream(const QByteArray &name);
    /// The stream, with a row of its own from now on.
    [[nodiscard]] Stream &existingStream(const QByteArray &name);
    [[nodiscard]] RetentionRules rulesOf(const QByteArray &name);
    [[nodiscard]] StreamFacts factsOf(const QByteArray &name);
    [[nodiscard]] Decision
    decide(const QByteArray &name, qint64 expected, const std::vector<EventId> &ids);
    [[nodiscard]] WriteAnswer refusal(const Decision &decision, const QByteArray &name);
    [[nodiscard]] WriteAnswer repeated(const QByteArray &name, qint64 revision);
    [[nodiscard]] WriteAnswer done(qint64 revision, qint64 position);

    /// Writes an event and gives its position.
    qint64 insert(const QByteArray &name, qint64 revision, const ProposedEvent &event);
    qint64 append(const QByteArray &name, const ProposedEvent &event);
    qint64 insertEmptyWrite();
    void applyMetadata(const QByteArray &metadataStream, const ProposedEvent &event);
    /// A write to a soft-deleted stream: its metadata now says that it begins there.
    void bringBack(const QByteArray &name, qint64 from, std::optional<qint64> created);
    void projectPending();
    [[nodiscard]] std::optional<ProjectionEvent> targetOf(const ProjectionEvent &link);

    [[nodiscard]] qint64 typeId(const QByteArray &type);
    [[nodiscard]] bool isStoredAt(qint64 stream, qint64 revision, const EventId &id);
    [[nodiscard]] QByteArray lastMetadata(const QByteArray &name);
    void writeStreams();

    std::shared_ptr<Database> m_database;
    Options m_options;
    std::unordered_map<QByteArray, Stream> m_streams;
    std::vector<QByteArray> m_changed; ///< streams whose row is not written yet
    QHash<QByteArray, qint64> m_types;
    QSet<QByteArray> m_touched;
    std::deque<ProjectionSource> m_toProject;
    RecentIds m_recent;
    qint64 m_nextPosition = 0;
    qint64 m_nextStream = 1;
    qint64 m_nextType = 1;
};

} // namespace core::sandbox
