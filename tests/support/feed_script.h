// A server of feeds in the hands of a test: it keeps what is asked and answers when it is told to.
// The test's thread.
#pragma once

#include "core/transport/http/feed_context.h"
#include "core/transport/transport.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace fake {

/// One entry of a feed, as embed=body shows it.
struct Entry {
    quint64 revision = 0;   ///< where it stands
    QByteArray data = "{}"; ///< JSON, unless `isBytes`
    bool isBytes = false;   ///< then the data is not listed
    QByteArray link = {};   ///< "7@target": a resolved link to that event
    bool isBroken = false;  ///< with `link`: the target cannot be had
    QByteArray type = "TestHappened";
    QByteArray stream = "s";

    [[nodiscard]] QByteArray json() const;
};

/// A feed of entries given oldest first; `older` and `newer` are where its neighbours begin.
[[nodiscard]] QByteArray feedJson(const QList<Entry> &oldestFirst,
                                  const QByteArray &older,
                                  const QByteArray &newer,
                                  bool headOfStream = false,
                                  const QByteArray &stream = "s");
/// Entries of these revisions.
[[nodiscard]] QList<Entry> entries(quint64 first, quint64 count);

class FeedScript
{
public:
    /// What a read is given in the place of a link.
    [[nodiscard]] core::FeedContext context(const QString &stream = QStringLiteral("s"));

    /// Asked for and neither answered nor cancelled, in order.
    [[nodiscard]] QStringList open() const;
    [[nodiscard]] const core::HttpRequest &request(qsizetype index = 0) const;
    /// Whether its target begins so.
    [[nodiscard]] bool asks(const QByteArray &begin, qsizetype index = 0) const;
    [[nodiscard]] QByteArray option(const QByteArray &name, qsizetype index = 0) const;
    /// All that was ever asked for.
    [[nodiscard]] const QStringList &targets() const { return m_targets; }
    [[nodiscard]] qsizetype mostOpen() const { return m_mostOpen; }

    /// Answer one of the open requests: the first.
    void answer(const QByteArray &body, const QByteArray &etag = {}, qsizetype index = 0);
    void answerBytes(const QByteArray &body, qsizetype index = 0);
    void refuse(int status, qsizetype index = 0);
    void fail(core::ErrorCode code, qsizetype index = 0);
    /// Says as much as that an answer comes.
    void begin(qsizetype index = 0);

private:
    struct Exchange {
        core::HttpRequest request;
        std::function<void(const core::HttpOutcome &)> callback;
        bool isOver = false;
        bool hasBegun = false;
    };
    class Handle;

    [[nodiscard]] std::shared_ptr<Exchange> take(qsizetype index);
    [[nodiscard]] QList<std::shared_ptr<Exchange>> openOnes() const;
    void finish(qsizetype index, const core::HttpOutcome &outcome);

    QList<std::shared_ptr<Exchange>> m_exchanges;
    QStringList m_targets;
    qsizetype m_mostOpen = 0;
};

/// Everything that a read has told, in words: "confirmed", "0", "caught up", "last 4", "end".
struct ReadLog {
    QStringList said;
    core::EventBatch events;
    std::optional<core::TransportError> failure;

    [[nodiscard]] core::ReadHandlers handlers();
    /// The revisions of the events told.
    [[nodiscard]] QList<quint64> revisions() const;
};

} // namespace fake
