// A server that is made up while it is read: streams of any length without a byte of storage.
// For tests of tables: the test's thread.
#pragma once

#include "core/client/client.h"
#include "tests/support/fake_transport.h"
#include "tests/support/wait_for.h"
#include "tests/ui/event_samples.h"

#include <algorithm>
#include <functional>

/// One stream (or $all, where revisions stand for positions by hundreds). Reads are answered by
/// serve(), so that a test decides when.
class PretendedStore
{
public:
    using Make = std::function<std::optional<core::ResolvedEvent>(quint64 revision)>;

    explicit PretendedStore(const core::StreamName &stream)
        : m_stream(stream)
        , make([stream](quint64 revision) {
            const core::StreamName home
                = stream.isAll() ? core::StreamName(QStringLiteral("order-42")) : stream;
            return samples::plain(home, revision);
        })
    {}

    /// Answers every read that waits. Gives how many reads of the stream itself there were.
    int serve()
    {
        int served = 0;
        settle();
        for (; m_next < server.reads.size(); ++m_next) {
            const auto read = server.reads.at(m_next);
            if (read->isCancelled)
                continue;
            if (read->request.stream != m_stream) {
                answerOther(*read);
            } else {
                ++served;
                answer(*read);
            }
            settle();
        }
        settle();
        return served;
    }

    /// Reads of the stream so far, whether answered or not.
    [[nodiscard]] qsizetype readsOfStream() const
    {
        return std::count_if(server.reads.cbegin(), server.reads.cend(), [this](const auto &read) {
            return read->request.stream == m_stream;
        });
    }

private:
    const core::StreamName m_stream;

public:
    FakeServer server;
    core::Client client{oneNode(), server.factory(), core::IoThread::Caller};
    Make make;
    quint64 first = 0;
    quint64 end = 0; ///< one after the last revision
    QByteArray metadata;
    std::optional<core::ErrorCode> failure; ///< of reads of the stream

private:
    [[nodiscard]] static core::ConnectionSettings oneNode()
    {
        core::ConnectionSettings settings;
        settings.hosts = {{QStringLiteral("one"), 2113}};
        return settings;
    }

    [[nodiscard]] quint64 startOf(const core::ReadRequest &request) const
    {
        const bool isBackwards = request.direction == core::Direction::Backwards;
        if (std::holds_alternative<core::FromStart>(request.from))
            return first;
        if (std::holds_alternative<core::FromEnd>(request.from))
            return end - 1;
        if (const auto *revision = std::get_if<core::Revision>(&request.from))
            return qMax(revision->value, first);
        const quint64 at = std::get<core::Position>(request.from).commit / 100;
        return isBackwards ? at - 1 : at; // a position is exclusive backwards
    }

    void answer(FakeServer::Read &read)
    {
        if (failure) {
            read.end(fake::failure(*failure));
            return;
        }
        const core::ReadRequest request = read.request;
        const bool isBackwards = request.direction == core::Direction::Backwards;
        core::EventBatch events;
        for (quint64 at = end == first ? end : startOf(request);
             at >= first && at < end && events.size() < qsizetype(request.count.value_or(4096));
             isBackwards ? --at : ++at) {
            if (auto event = make(at))
                events.append(*event);
        }
        if (end == 0 && !m_stream.isAll()) {
            read.end(fake::failure(core::ErrorCode::StreamNotFound));
            return;
        }
        if (!events.isEmpty())
            read.send(events);
        if (!m_stream.isAll())
            read.send(core::read_item::LastRevision{{end - 1}});
        read.end();
    }

    void answerOther(FakeServer::Read &read)
    {
        if (read.request.stream != m_stream.metadataStream() || metadata.isEmpty()) {
            read.end(fake::failure(core::ErrorCode::StreamNotFound));
            return;
        }
        core::ResolvedEvent event = samples::plain(read.request.stream, 0);
        event.event->type = QStringLiteral("$metadata");
        event.event->data = metadata;
        read.send(core::EventBatch{event});
        read.send(core::read_item::LastRevision{{0}});
        read.end();
    }

    qsizetype m_next = 0;
};
