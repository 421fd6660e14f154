// Answers "why is this event not in that stream of links?".
// Lives on the thread of its Client; nothing blocks.
#pragma once

#include "core/links/link_place.h"
#include "core/links/projected_stream.h"
#include "core/model/link_target.h"
#include "core/model/projection_status.h"

#include <functional>

namespace core {

struct WhyNotAnswer {
    enum class Verdict {
        IsThere,           ///< at `at`
        NotProjected,      ///< the projection leaves it out; `notProjected` says why
        ProjectionMissing, ///< there is no such projection
        ProjectionStopped,
        ProjectionFaulted,
        ProjectionBehind, ///< it has not come to the event yet
        CutOff,           ///< its link would stand in front of the first that is left
        NotThere,         ///< it should be there and is not
        EventMissing,     ///< there is no such event to ask about
        Denied,           ///< the event or the stream of links may not be read
        NotKnown,         ///< reads cannot tell, and how the projection stands could not be asked
    };
    Verdict verdict = Verdict::NotKnown;
    QString why;                ///< a few sentences
    std::optional<Revision> at; ///< of the link
    std::optional<NotProjected> notProjected;
    std::optional<ProjectionStatus> projection;
    int reads = 0;          ///< that looking for the place of the link took
    bool isScanned = false; ///< the stream of links was read through
    QStringList asked;      ///< what was asked of the server, a sentence each

    friend bool operator==(const WhyNotAnswer &, const WhyNotAnswer &) = default;
};

/// As scripts read it: "is-there", "no-separator", "projection-behind", ...
[[nodiscard]] QString whyNotText(const WhyNotAnswer &answer);

/// Asks how a projection stands; nothing where there is none of the name.
using AskProjection
    = std::function<Call(const QString &name, Client::Callback<std::optional<ProjectionStatus>>)>;

/// One job: make it, connect, start(). Deleting it cancels silently.
///
/// The stream of links is first searched (LinkPlace). Where the order of its links does not tell
/// that the projection has gone past the event, it matters how the projection stands. Where that
/// may not be asked, the stream that servers keep a projection's definition in tells whether it is
/// there and enabled; it is for administrators, and says nothing of faults.
class WhyNot final : public QObject
{
    Q_OBJECT

public:
    WhyNot(Client &client, LinkTarget event, const StreamName &links, QObject *parent = nullptr);
    ~WhyNot() override;

    /// Before start().
    void setCorrelationNames(const CorrelationNames &names) { m_names = names; }
    /// Instead of the client.
    void setAskProjection(AskProjection ask) { m_askProjection = std::move(ask); }

    void start();

Q_SIGNALS:
    /// While the stream of links is read through.
    void scanned(quint64 done, quint64 total);
    /// Once.
    void finished(const core::Result<core::WhyNotAnswer> &answer);

private:
    using Verdict = WhyNotAnswer::Verdict;

    void onEvent(const Result<LookAnswer> &answer);
    void judge(const RecordedEvent &event);
    void search(const WantedLink &wanted);
    void onPlace(const Result<FoundPlace> &place);
    void onNotFound(const FoundPlace &place);
    void askLinks();
    void judgeOrder(const FoundPlace &place);
    void judgeWithoutOrder();
    void askStatus();
    void onStatus(const Result<std::optional<ProjectionStatus>> &status);
    void judgeStatus(const ProjectionStatus &status);
    void readDefinition();
    void onDefinition(const Result<LookAnswer> &answer);
    void end(Verdict verdict, const QString &why);

    Client &m_client;
    const LinkTarget m_event;
    const StreamName m_links;
    const std::optional<ProjectedStream> m_projected;
    CorrelationNames m_names;
    AskProjection m_askProjection;
    std::optional<Position> m_position; ///< of the event
    QString m_seen; ///< of the stream of links: a sentence that the answer begins with
    WhyNotAnswer m_answer;
    std::unique_ptr<LinkPlace> m_place;
    std::unique_ptr<ShortLook> m_look;
    Call m_call;
};

} // namespace core
