#include "app/cli/read_command.h"

#include "core/text/event_ndjson.h"

namespace app {

namespace {

using core::EventFeed;
using namespace std::chrono_literals;

constexpr qint64 CreditEvents = 4096;
constexpr auto ReaderCheckInterval = 1s;

} // namespace

ReadCommand::ReadCommand(const CommandLine &line, ReadOptions options, Output &output)
    : ClientCommand(line, output)
    , m_options(std::move(options))
    , m_wanted(m_options.count)
{
    // A follow may write nothing for hours; the end of its reader is not told otherwise.
    connect(&m_readerCheck, &QTimer::timeout, this, [this] {
        if (this->output().isReaderGone())
            end(ExitCode::Done);
    });
}

void ReadCommand::start()
{
    if (m_options.follow)
        m_readerCheck.start(ReaderCheckInterval);
    if (needsFirstByItself()) {
        readFirst(std::get<core::Position>(m_options.from));
        return;
    }
    const bool isAtEnd = std::holds_alternative<core::FromEnd>(m_options.from)
                         && m_options.direction == core::Direction::Forwards;
    // After the end of a stream there is nothing; a server calls the question an error.
    if (isAtEnd && !m_options.follow && !m_options.stream.isAll()) {
        endWhereStreamExists();
        return;
    }
    readRest();
}

void ReadCommand::interrupt()
{
    end(m_options.follow ? ExitCode::Done : ExitCode::Interrupted);
}

bool ReadCommand::needsFirstByItself() const
{
    const bool isExclusive = m_options.follow || m_options.direction == core::Direction::Backwards;
    return isExclusive && std::holds_alternative<core::Position>(m_options.from);
}

void ReadCommand::readFirst(core::Position position)
{
    m_feed = client().read({.stream = m_options.stream,
                            .from = position,
                            .count = 1,
                            .resolveLinks = m_options.resolveLinks,
                            .filter = m_options.filter,
                            .payloads = m_options.payloads});
    connect(m_feed.get(), &EventFeed::batchReady, this, [=, this](const core::EventBatch &events) {
        onFirst(events, position);
    });
    connect(
        m_feed.get(), &EventFeed::finished, this, [this](const core::Result<core::Done> &result) {
            if (!result) {
                failWith(result.error(), m_options.stream);
                return;
            }
            m_feed.release()->deleteLater();
            readRest();
        });
    m_feed->grant(1);
}

void ReadCommand::onFirst(const core::EventBatch &events, core::Position position)
{
    // With a filter the first match may lie further on.
    if (!events.isEmpty() && events.constFirst().original().position == position)
        onBatch(events.first(1));
}

void ReadCommand::readRest()
{
    if (isOver())
        return;
    if (m_options.follow) {
        run(client().subscribe({.stream = m_options.stream,
                                .after = subscribeAfter(),
                                .resolveLinks = m_options.resolveLinks,
                                .filter = m_options.filter,
                                .payloads = m_options.payloads}));
    } else {
        run(client().read({.stream = m_options.stream,
                           .from = m_options.from,
                           .direction = m_options.direction,
                           .count = m_wanted,
                           .resolveLinks = m_options.resolveLinks,
                           .filter = m_options.filter,
                           .payloads = m_options.payloads}));
    }
}

core::SubscribeAfter ReadCommand::subscribeAfter() const
{
    if (const auto *revision = std::get_if<core::Revision>(&m_options.from)) {
        if (revision->value == 0)
            return core::FromStart{};
        return core::Revision{revision->value - 1};
    }
    if (const auto *position = std::get_if<core::Position>(&m_options.from))
        return *position;
    if (std::holds_alternative<core::FromEnd>(m_options.from))
        return core::FromEnd{};
    return core::FromStart{};
}

void ReadCommand::run(std::unique_ptr<EventFeed> feed)
{
    m_feed = std::move(feed);
    connect(m_feed.get(), &EventFeed::batchReady, this, &ReadCommand::onBatch);
    connect(m_feed.get(), &EventFeed::finished, this, &ReadCommand::onFinished);
    connect(m_feed.get(), &EventFeed::caughtUp, this, [this] {
        note(QStringLiteral("Caught up; what follows is new."));
    });
    connect(m_feed.get(),
            &EventFeed::interrupted,
            this,
            [this](int, std::chrono::milliseconds delay, const core::Error &error) {
                note(QStringLiteral("%1 Trying again in %2 ms.")
                         .arg(error.message, QString::number(delay.count())));
            });
    m_feed->grant(CreditEvents);
}

void ReadCommand::onBatch(const core::EventBatch &events)
{
    if (isOver())
        return;
    const qsizetype size
        = m_wanted && *m_wanted < quint64(events.size()) ? qsizetype(*m_wanted) : events.size();
    for (qsizetype i = 0; i < size; ++i) {
        core::appendNdjson(m_lines, events[i]);
        if (output().flushing() == Output::Flushing::Lines || i + 1 == size) {
            const bool isTaken = print(m_lines);
            m_lines.resize(0);
            if (!isTaken)
                return;
        }
    }
    if (m_wanted)
        *m_wanted -= quint64(size);
    if (m_wanted && *m_wanted == 0) {
        end(ExitCode::Done);
        return;
    }
    m_feed->grant(events.size());
}

void ReadCommand::onFinished(const core::Result<core::Done> &result)
{
    if (result)
        end(ExitCode::Done);
    else
        failWith(result.error(), m_options.stream);
}

void ReadCommand::endWhereStreamExists()
{
    const auto onState = [this](const core::Result<core::StreamState> &state) {
        if (!state) {
            fail(failureOf(state.error(), m_options.stream));
            return;
        }
        if (state->kind == core::StreamState::Kind::Alive
            || state->kind == core::StreamState::Kind::AllTruncated) {
            end(ExitCode::Done);
            return;
        }
        fail(failureOf(core::Error{}, m_options.stream, *state));
    };
    setCall(client().streamState(m_options.stream, onState));
}

} // namespace app
