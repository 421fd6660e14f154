// One request to its answer, over redirects: who we are, where it leads, what the log gets.
// Lives on the io thread.
#pragma once

#include "core/transport/http/http_family.h"
#include "core/transport/http/http_link.h"
#include "core/transport/http/http_redirect.h"
#include "core/transport/http/http_transfer.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QList>
#include <QTimer>

#include <memory>
#include <optional>

namespace core {

/// What the exchanges of a link share.
struct HttpLinkState {
    ConnectionSettings settings;
    NodeAddress node;
    WireSink log;
    HttpSecurity security;
    std::optional<Error> whyUnusable; ///< the settings cannot be used; nothing is sent
    HttpFamily family = HttpFamily::Unknown;
    bool hasAnswered = false;
    std::optional<QList<NodeAddress>> members; ///< by the node's own gossip, once it was asked
    std::optional<bool> hasAtomPub;            ///< by /info, once it was asked
    CurlLoop loop;

    void learn(const HttpInfo &info);
    void learn(const GossipReply &nodes);
};

/// Destroying it cancels: the callback will not run.
class HttpExchange final : public HttpCall
{
public:
    using Callback = std::function<void(const HttpOutcome &)>;

    HttpExchange(HttpLinkState &link, HttpRequest request, Callback callback);
    ~HttpExchange() override;
    HttpExchange(const HttpExchange &) = delete;
    HttpExchange &operator=(const HttpExchange &) = delete;

    [[nodiscard]] bool hasBegun() const override;

private:
    void start();
    void send();
    void onEnd(const HttpTransferEnd &end);

    void follow(const QByteArray &location);
    [[nodiscard]] QString whyNotFollow(const std::optional<HttpPlace> &place) const;
    /// Goes on to m_place, and says who we are if that is a node of the cluster.
    void goOn(bool isOfCluster);
    void askGossip();
    void onGossip(const HttpTransferEnd &end);

    /// A 404 may mean that there is no such stream, or that the node has no streams over HTTP.
    [[nodiscard]] bool isInDoubt(const HttpAnswer &answer) const;
    void askInfo(const HttpAnswer &notFound);
    void onInfo(HttpAnswer notFound, const HttpTransferEnd &end);
    /// A question of ours to the node itself.
    void ask(const QByteArray &target, HttpTransfer::Done done);

    [[nodiscard]] bool isKnownNode(const NodeAddress &node) const;
    [[nodiscard]] HttpTransferRequest wireRequest() const;
    [[nodiscard]] std::chrono::milliseconds timeLeft() const;
    [[nodiscard]] QList<HttpHeader> headers() const;
    [[nodiscard]] QList<HttpHeader> identityHeaders() const;
    [[nodiscard]] HttpFamily family() const;

    void startTransfer(HttpTransferRequest request, HttpTransfer::Done done);
    void report(const HttpTransferEnd &end);
    void tellLog();
    void finish(const HttpOutcome &outcome);
    /// Ends it without an answer, where what was sent so far was certainly not carried out.
    void giveUp(const QString &message, const QByteArray &location);

    HttpLinkState &m_link;
    const HttpRequest m_request;
    Callback m_callback;
    QDeadlineTimer m_due;
    HttpPlace m_place;
    QList<HttpPlace> m_visited;
    bool m_withIdentity = true;
    std::optional<Error> m_refusal; ///< found before anything was sent
    QTimer m_later;                 ///< to refuse, or to tell the log that it takes long
    QElapsedTimer m_elapsed;
    WireEntry m_entry; ///< of the transfer under way
    std::unique_ptr<HttpTransfer> m_transfer;
};

} // namespace core
