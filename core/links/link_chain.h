// Follows one link to its end, asking the server at each hop, and tells what was asked.
// Lives on the thread of its Client; nothing blocks.
#pragma once

#include "core/client/short_look.h"
#include "core/links/link_metadata.h"
#include "core/links/target_verdict.h"

#include <QSet>
#include <QStringList>

#include <vector>

namespace core {

/// An entry of a chain.
struct LinkHop {
    StreamName stream;
    Revision revision;
    LinkState state = LinkState::Link;
    /// The event that stands there, where it could be had: a link for all but the last.
    std::optional<RecordedEvent> event = std::nullopt;
    TruncatedBy truncatedBy = TruncatedBy::Nothing;
    /// The stream that this link says was deleted; it is no broken link then.
    std::optional<StreamName> deleted = std::nullopt;

    friend bool operator==(const LinkHop &, const LinkHop &) = default;
};

/// A link told whole. The first hop is what was asked for, the last one is the end.
struct LinkStory {
    QList<LinkHop> hops;
    QString why;       ///< how the end was established: a sentence or two
    QStringList asked; ///< each question to the server with its answer, a sentence each

    [[nodiscard]] LinkState end() const { return hops.constLast().state; }
    /// The stream of which the first hop says that it was deleted, if it does.
    [[nodiscard]] std::optional<StreamName> deletedStream() const
    {
        return hops.constFirst().deleted;
    }

    friend bool operator==(const LinkStory &, const LinkStory &) = default;
};

/// One job: make it, connect finished(), start(). Deleting it cancels silently. Any event may be
/// asked for: one that is no link makes a chain of itself, and one that is not there a chain whose
/// state says why.
///
/// A server resolves one hop and does not ask for a right to the target; so a target that it gave
/// is found even where reading it directly is denied. Where a link in the middle may not be read,
/// its text, which came with the hop before, still tells where it leads.
class LinkChain final : public QObject
{
    Q_OBJECT

public:
    LinkChain(Client &client, LinkTarget asked, QObject *parent = nullptr);
    ~LinkChain() override;

    void start();

Q_SIGNALS:
    /// Once. An error is one that says nothing about the link: a lost connection, wrong
    /// credentials.
    void finished(const core::Result<core::LinkStory> &story);

private:
    void visit(const LinkTarget &target);
    void look();
    void onLook(const Result<LookAnswer> &answer);
    void onLookFailed(const Error &error);
    void takeEvent(const ResolvedEvent &found);
    void followText(const RecordedEvent &link, bool isAsking);
    void followResolved(const RecordedEvent &target);
    void askState();
    void onState(const Result<StreamState> &state);
    void lookInside(const StreamFacts &facts);

    bool enter(const LinkTarget &target);
    void note(const QString &sentence);
    void end(LinkState state, const QString &why);
    void end(const TargetVerdict &verdict);
    void fail(const Error &error);

    [[nodiscard]] LinkHop &current() { return m_hops.back(); }
    [[nodiscard]] LinkTarget place() const;

    Client &m_client;
    const LinkTarget m_asked;
    LinkStory m_story; ///< without its hops
    std::vector<LinkHop> m_hops;
    QSet<std::pair<StreamName, Revision>> m_visited;
    std::unique_ptr<ShortLook> m_look;
    Call m_call;
};

} // namespace core
