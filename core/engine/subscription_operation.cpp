#include "core/engine/subscription_operation.h"

#include <QRandomGenerator>
#include <QVersionNumber>

#include <algorithm>
#include <utility>

namespace core {

namespace {

/// What passes by itself: a node that dies, is not ready, is the leader no more, or does not
/// answer.
bool isLoss(ErrorCode code)
{
    return code == ErrorCode::Unavailable || code == ErrorCode::NotLeader
           || code == ErrorCode::Timeout || code == ErrorCode::Cancelled;
}

/// How much a server says about having caught up.
enum class Tells { Never, UnlessMissing, Always };

Tells tellsCaughtUp(const QString &version)
{
    const auto number = QVersionNumber::fromString(version);
    if (number < QVersionNumber(23, 10))
        return Tells::Never;
    return number < QVersionNumber(24) ? Tells::UnlessMissing : Tells::Always;
}

} // namespace

SubscriptionOperation::SubscriptionOperation(Connector &connector,
                                             SubscribeRequest request,
                                             FeedSink sink,
                                             QObject *parent)
    : FeedOperation(connector,
                    Connector::Need::Features,
                    request.deadline.value_or(connector.settings().defaultDeadline),
                    std::move(sink),
                    parent)
    , m_policy{.first = connector.settings().discoveryInterval,
               .maxAttempts = connector.settings().maxDiscoverAttempts}
    , m_request(std::move(request))
    , m_pause(this)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        m_step = Step::Connecting;
        start();
    });
}

void SubscriptionOperation::onNode()
{
    if (!std::holds_alternative<FromEnd>(m_request.after)) {
        subscribe();
        return;
    }
    m_step = Step::FindingEnd;
    m_headRead.reset(new ShortRead(
        connector(),
        remaining(),
        ShortRead::lastEvent(m_request.stream),
        [this](const Result<ShortReadReply> &reply) { onEndFound(reply); },
        this));
    m_headRead->start();
}

void SubscriptionOperation::onEndFound(const Result<ShortReadReply> &reply)
{
    if (!reply && reply.error().code != ErrorCode::StreamNotFound) {
        failOrPause(reply.error());
        return;
    }
    // Where nothing can be read, all that comes is new.
    m_request.after = FromStart{};
    if (reply && !reply->events.isEmpty())
        m_request.after = placeOf(reply->events.constLast());
    else if (reply && reply->last)
        m_request.after = *reply->last;
    subscribe();
}

void SubscriptionOperation::subscribe()
{
    m_step = Step::Subscribing;
    openRead([this](Transport &transport, ReadHandlers handlers) {
        return transport.subscribe(m_request, std::move(handlers));
    });
    // Without credit nothing is read, the confirmation neither.
    if (credit() == 0)
        stopDeadline();
}

void SubscriptionOperation::onCreditAgain()
{
    if (m_step == Step::Subscribing)
        startDeadline();
}

void SubscriptionOperation::onItem(ReadItem item)
{
    if (auto *events = std::get_if<EventBatch>(&item)) {
        onEvents(std::move(*events));
        return;
    }
    if (std::holds_alternative<read_item::Confirmed>(item)) {
        onConfirmed();
        return;
    }
    if (std::holds_alternative<read_item::CaughtUp>(item)) {
        sayCaughtUp();
        return;
    }
    if (const auto *checkpoint = std::get_if<read_item::Checkpoint>(&item)) {
        onCheckpoint(checkpoint->position);
        return;
    }
    if (std::holds_alternative<read_item::FellBehind>(item))
        m_isCaughtUp = false;
    tell(std::move(item));
}

void SubscriptionOperation::onConfirmed()
{
    stopDeadline();
    m_step = Step::Confirmed;
    m_attempt = 0;
    if (std::exchange(m_wasConfirmed, true))
        tell(feed_item::Resumed{});
    else
        tell(ReadItem(read_item::Confirmed{}));
    if (tellsCaughtUp(node()->features.version) != Tells::Always)
        findHead();
}

void SubscriptionOperation::onEvents(EventBatch events)
{
    // A server that begins a little earlier than asked must not show an event twice.
    const auto fresh = std::find_if(events.cbegin(), events.cend(), [this](const ResolvedEvent &e) {
        return !hasDelivered(e);
    });
    if (fresh != events.cbegin())
        events.remove(0, fresh - events.cbegin());
    if (events.isEmpty())
        return;
    m_request.after = placeOf(events.constLast());
    deliver(std::move(events));
    sayIfCaughtUp();
}

void SubscriptionOperation::onCheckpoint(Position position)
{
    const auto *after = std::get_if<Position>(&m_request.after);
    if (!after || *after < position)
        m_request.after = position;
    tell(ReadItem(read_item::Checkpoint{position}));
    sayIfCaughtUp();
}

void SubscriptionOperation::onEnd(const std::optional<TransportError> &failure)
{
    const Error error = failure ? errorOf(*failure)
                                : Error{ErrorCode::Unavailable,
                                        QStringLiteral("The server ended the subscription"),
                                        {}};
    if (failure && m_step == Step::Subscribing && isSentAgain(*failure))
        return;
    const bool isSentOn = failure && failure->error.code == ErrorCode::NotLeader && failure->leader
                          && connector().moveTo(*failure->leader, *node());
    if (!isSentOn)
        noteLoss(error);
    failOrPause(error);
}

void SubscriptionOperation::onFailed(const Error &error)
{
    if (error.code != ErrorCode::Timeout || m_step != Step::Subscribing) {
        failOrPause(error);
        return;
    }
    failOrPause({ErrorCode::Timeout,
                 QStringLiteral("%1 did not confirm the subscription within %2 ms")
                     .arg(node()->name())
                     .arg(deadline().count()),
                 {}});
}

void SubscriptionOperation::failOrPause(const Error &error)
{
    stopDeadline();
    closeRead();
    m_headRead.reset();
    if (m_wasConfirmed && isLoss(error.code) && !m_policy.givesUpBefore(m_attempt + 1))
        pause(error);
    else
        finish(error);
}

void SubscriptionOperation::pause(const Error &error)
{
    m_head.reset();
    m_isCaughtUp = false;
    forgetLeader();
    ++m_attempt;
    const auto delay = m_policy.delay(m_attempt, QRandomGenerator::global()->generateDouble());
    m_step = Step::Pausing;
    m_pause.start(delay);
    tell(feed_item::Interrupted{m_attempt, delay, error});
}

void SubscriptionOperation::findHead()
{
    m_head.reset();
    ReadRequest last = ShortRead::lastEvent(m_request.stream);
    last.filter = m_request.filter;
    m_headRead.reset(new ShortRead(
        connector(),
        deadline(),
        std::move(last),
        [this](const Result<ShortReadReply> &reply) { onHeadFound(reply); },
        this));
    m_headRead->start();
}

void SubscriptionOperation::onHeadFound(const Result<ShortReadReply> &reply)
{
    if (!reply) {
        // Any other failure the subscription meets itself, or it matters less than the events.
        if (reply.error().code == ErrorCode::StreamNotFound)
            sayCaughtUp();
        return;
    }
    if (tellsCaughtUp(node()->features.version) == Tells::UnlessMissing)
        return;
    if (reply->events.isEmpty()) {
        sayCaughtUp();
        return;
    }
    m_head = reply->events.constLast();
    sayIfCaughtUp();
}

void SubscriptionOperation::sayIfCaughtUp()
{
    if (m_head && hasDelivered(*m_head))
        sayCaughtUp();
}

void SubscriptionOperation::sayCaughtUp()
{
    m_head.reset();
    if (!std::exchange(m_isCaughtUp, true))
        tell(ReadItem(read_item::CaughtUp{}));
}

bool SubscriptionOperation::hasDelivered(const ResolvedEvent &event) const
{
    const RecordedEvent &original = event.original();
    if (const auto *position = std::get_if<Position>(&m_request.after))
        return original.position && *original.position <= *position;
    if (const auto *revision = std::get_if<Revision>(&m_request.after))
        return original.revision <= *revision;
    return false;
}

SubscribeAfter SubscriptionOperation::placeOf(const ResolvedEvent &event) const
{
    const RecordedEvent &original = event.original();
    if (!m_request.stream.isAll())
        return original.revision;
    if (original.position)
        return *original.position;
    return m_request.after;
}

} // namespace core
