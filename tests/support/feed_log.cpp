#include "tests/support/feed_log.h"

#include <utility>

using namespace core;

FeedLog::FeedLog(EventFeed &feed)
{
    connect(&feed, &EventFeed::batchReady, this, [this](const EventBatch &batch) {
        events.append(batch);
        m_lines.append(QStringLiteral("events %1..%2")
                           .arg(batch.constFirst().original().revision.value)
                           .arg(batch.constLast().original().revision.value));
    });
    connect(&feed, &EventFeed::firstRevisionKnown, this, [this](Revision first) {
        m_lines.append(QStringLiteral("first ") + first.toString());
    });
    connect(&feed, &EventFeed::lastRevisionKnown, this, [this](Revision last) {
        m_lines.append(QStringLiteral("last ") + last.toString());
    });
    connect(&feed, &EventFeed::confirmed, this, [this] {
        m_lines.append(QStringLiteral("confirmed"));
    });
    connect(
        &feed, &EventFeed::caughtUp, this, [this] { m_lines.append(QStringLiteral("caught up")); });
    connect(&feed, &EventFeed::fellBehind, this, [this] {
        m_lines.append(QStringLiteral("fell behind"));
    });
    connect(&feed, &EventFeed::checkpointReached, this, [this](Position position) {
        m_lines.append(QStringLiteral("checkpoint ") + position.toString());
    });
    connect(
        &feed,
        &EventFeed::interrupted,
        this,
        [this](int attempt, std::chrono::milliseconds delay, const Error &error) {
            lastDelay = delay;
            lastError = error;
            m_lines.append(
                QStringLiteral("interrupted %1: %2").arg(attempt).arg(errorCodeText(error.code)));
        });
    connect(
        &feed, &EventFeed::resumed, this, [this] { m_lines.append(QStringLiteral("resumed")); });
    connect(&feed, &EventFeed::finished, this, [this](const Result<Done> &result) {
        m_isFinished = true;
        if (result) {
            m_lines.append(QStringLiteral("finished"));
            return;
        }
        lastError = result.error();
        m_lines.append(QStringLiteral("finished: ") + errorCodeText(lastError.code));
    });
}

QStringList FeedLog::take()
{
    return std::exchange(m_lines, {});
}
