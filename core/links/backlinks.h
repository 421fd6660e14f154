// Finds the streams that an event is linked into.
// Lives on the thread of its Client; nothing blocks.
#pragma once

#include "core/links/link_place.h"
#include "core/links/projected_stream.h"
#include "core/model/link_target.h"

#include <QPointer>

namespace core {

/// A stream that was looked into.
struct Backlink {
    StreamName stream;
    FoundPlace place;         ///< `at` is the link's revision, where there is one
    bool isProjected = false; ///< a system projection's stream, worked out from the event

    friend bool operator==(const Backlink &, const Backlink &) = default;
};

/// One job: make it, connect, start(). Deleting it cancels silently.
///
/// The streams of the system projections are worked out from the event and checked by bisection;
/// other streams of links (that a person has pinned, that were seen) are read through, one after
/// the other. Where the person has set a name for the correlation id, the $bc- of the id under it
/// is told only with a link. An event that cannot be read is an error: StreamNotFound,
/// StreamDeleted, AccessDenied.
class Backlinks final : public QObject
{
    Q_OBJECT

public:
    Backlinks(Client &client,
              LinkTarget event,
              QList<StreamName> others = {},
              QObject *parent = nullptr);
    ~Backlinks() override;

    /// Before start().
    void setCorrelationNames(const CorrelationNames &names) { m_names = names; }
    /// Before start(): only the other streams are looked into.
    void leaveOutProjected() { m_leavesOutProjected = true; }
    void start();

Q_SIGNALS:
    /// A stream has been looked into, with or without success.
    void looked(const core::Backlink &backlink);
    /// A stream is being read through.
    void scanned(const core::StreamName &stream, quint64 done, quint64 total);
    /// Once, with all that were looked into.
    void finished(const core::Result<QList<core::Backlink>> &backlinks);

private:
    struct Candidate {
        StreamName stream;
        WantedLink wanted;
        bool isProjected = false;
        bool isGuess = false; ///< the server's projection need not go by the name that is set
    };

    void onEvent(const Result<LookAnswer> &answer);
    void addCandidates(const RecordedEvent &event);
    void lookNext();
    void onPlace(const Candidate &candidate, const Result<FoundPlace> &place);

    Client &m_client;
    const LinkTarget m_event;
    const QList<StreamName> m_others;
    CorrelationNames m_names;
    bool m_leavesOutProjected = false;
    QList<Candidate> m_candidates;
    QList<Backlink> m_found;
    std::unique_ptr<ShortLook> m_look;
    std::unique_ptr<LinkPlace> m_place;
};

/// The streams of links that a stream's events are in, as far as its name and these events tell:
/// its $ce-, the $et- of their types, the $bc- of their correlation ids, each once.
[[nodiscard]] QList<StreamName> linkStreamsOf(const StreamName &stream,
                                              const QList<RecordedEvent> &events,
                                              const CorrelationNames &names = {});

} // namespace core
