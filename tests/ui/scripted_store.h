// Answers what reaches a FakeServer: reads from streams kept in memory, gossip as a lone leader.
// For tests with IoThread::Caller: the test's thread.
#pragma once

#include "tests/support/fake_transport.h"
#include "tests/support/wait_for.h"

#include <QHash>

#include <algorithm>

/// A stream that is not in `streams` does not exist.
struct ScriptedStore {
    FakeServer server;
    QHash<core::StreamName, QList<core::RecordedEvent>> streams;
    QHash<core::StreamName, core::ErrorCode> failures; ///< reads of these streams fail
    QString failureWords = QStringLiteral("a failure for the test");
    bool areReadsAnswered = true;

    /// Lets everything that is queued happen, and answers reads until none is left.
    void settleAll()
    {
        settle();
        answerGossips();
        while (areReadsAnswered && answerReads())
            settle();
    }

private:
    void answerGossips()
    {
        const auto gossips = server.gossips;
        for (const auto &gossip : gossips)
            gossip->answer(
                core::GossipReply{fake::clusterNode(gossip->node, core::NodeState::Leader)});
    }

    bool answerReads()
    {
        bool answered = false;
        const auto reads = server.reads;
        for (const auto &read : reads) {
            if (read->isEnded || read->isCancelled)
                continue;
            answered = true;
            const core::StreamName &stream = read->request.stream;
            if (const auto failure = failures.constFind(stream); failure != failures.cend())
                read->end(core::TransportError{{*failure, failureWords, {}}, std::nullopt, false});
            else if (!streams.contains(stream))
                read->end(fake::failure(core::ErrorCode::StreamNotFound));
            else
                answer(*read, streams.value(stream));
        }
        return answered;
    }

    static void answer(FakeServer::Read &read, QList<core::RecordedEvent> events)
    {
        const core::ReadRequest &request = read.request;
        if (request.direction == core::Direction::Backwards)
            std::reverse(events.begin(), events.end());
        core::EventBatch batch;
        for (const core::RecordedEvent &event : std::as_const(events)) {
            const auto *from = std::get_if<core::Revision>(&request.from);
            const bool isBefore = from && event.revision < *from;
            const bool isAfter = from && event.revision > *from;
            const bool isLeftOut
                = request.direction == core::Direction::Forwards ? isBefore : isAfter;
            if (!isLeftOut && static_cast<quint64>(batch.size()) < request.count.value_or(~0ull))
                batch.append(core::ResolvedEvent{event, {}});
        }
        if (!batch.isEmpty())
            read.send(batch);
        read.end();
    }
};
