// Finds where in a stream of links the link to one event stands, if it does.
// Lives on the thread of its Client; nothing blocks.
#pragma once

#include "core/client/short_look.h"
#include "core/links/link_metadata.h"

#include <QElapsedTimer>

namespace core {

/// The link that is looked for.
struct WantedLink {
    QByteArray text; ///< its data
    /// Of the event that it is to: projections write it into the link's metadata ("$c", "$p"), in
    /// order. Without it, or where that order is broken, the stream is read through.
    std::optional<Position> source;
};

struct FoundPlace {
    enum class Outcome {
        Found,
        NotThere,    ///< links to events before and after it are; `isScanned`: it was not met
        AfterLast,   ///< the last link is to an event before it
        BeforeFirst, ///< the first link is to an event after it
        NoStream,    ///< there is no such stream of links, or it is deleted, or has no events
        Denied,
        NotSearched, ///< nothing but a scan would tell, and that was left out
    };
    Outcome outcome = Outcome::NotThere;
    std::optional<Revision> at; ///< where it was found
    std::optional<Revision> first;
    std::optional<Revision> last;
    std::optional<Position> lastSource; ///< of the last link
    int reads = 0;
    bool isScanned = false; ///< the stream was read through
    QStringList asked;      ///< sentences

    friend bool operator==(const FoundPlace &, const FoundPlace &) = default;
};

/// One job: make it, connect, start(). Deleting it cancels silently.
class LinkPlace final : public QObject
{
    Q_OBJECT

public:
    /// Reads that a search by position may cost; it is given up for a scan after that.
    static constexpr int MostReads = 30;

    LinkPlace(Client &client,
              const StreamName &links,
              WantedLink wanted,
              QObject *parent = nullptr);
    ~LinkPlace() override;

    /// Before start(): the stream is not read through.
    void leaveOutScan() { m_leavesOutScan = true; }
    void start();

Q_SIGNALS:
    /// While the stream is read through, some ten times a second.
    void scanned(quint64 done, quint64 total);
    /// Once.
    void finished(const core::Result<core::FoundPlace> &place);

private:
    using OnEvents = std::function<void(const EventBatch &)>;

    void ask(const ReadRequest &request, const QString &what, OnEvents onEvents);
    void onLast(const EventBatch &events);
    void onFirst(const EventBatch &events);
    void bisect();
    void onProbe(const EventBatch &events, Revision middle);
    void onPage(const EventBatch &events);
    void scan(const QString &because);
    void onScanned(const EventBatch &events);
    void end(FoundPlace::Outcome outcome, std::optional<Revision> at = {});
    void onFailed(const Error &error);

    [[nodiscard]] bool isWanted(const ResolvedEvent &event) const;

    Client &m_client;
    const StreamName m_links;
    const WantedLink m_wanted;
    FoundPlace m_place;
    /// The link is after the first of these and before the second. The second source is that of the
    /// first link from there on: there may be a hole.
    Revision m_low;
    Revision m_high;
    Position m_lowSource;
    Position m_highSource;
    bool m_leavesOutScan = false;
    quint64 m_done = 0;
    bool m_isOver = false;
    QElapsedTimer m_sinceTold;
    std::unique_ptr<ShortLook> m_look;
    std::unique_ptr<EventFeed> m_feed;
};

} // namespace core
