// What a tab of events shows of how its source fares: rows, words instead of them, what failed.
#include "core/links/backlinks.h"
#include "core/links/projected_stream.h"
#include "ui/events/event_source.h"
#include "ui/events/event_tab_line.h"
#include "ui/events/event_table_pane.h"
#include "ui/events/event_table_view.h"
#include "ui/events/events_page.h"
#include "ui/events/no_events_pane.h"
#include "ui/events/stream_words.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/words.h"

#include <QPushButton>
#include <QStackedLayout>

namespace ui {

namespace {

using StateKind = EventSourceState::Kind;

} // namespace

/// In place of rows.
bool EventsPage::hasWords() const
{
    return m_source->state().kind != StateKind::Loading && m_source->model().rowCount() == 0;
}

void EventsPage::onStateChanged()
{
    const StateKind kind = m_source->state().kind;
    const bool isEmpty = m_source->model().rowCount() == 0;
    if (hasWords())
        showWhyEmpty();
    m_stack->setCurrentWidget(hasWords() ? static_cast<QWidget *>(m_empty) : m_pane);
    m_line->setRangeText(rangeText());
    if (kind == StateKind::Nothing)
        m_hasOpened = false; // should it come back
    else
        m_projection.reset(); // it may be another when there is nothing again
    const bool isGoneTo = carryOutWish();
    if (kind == StateKind::Ready && !isEmpty && !std::exchange(m_hasOpened, true)) {
        if (!isGoneTo)
            m_pane->goToEnd();
        Q_EMIT found();
    }
    updateCurrent();
    updateLiveLine();
    Q_EMIT stateChanged();
}

void EventsPage::onReadErrorChanged()
{
    const auto &error = m_source->readError();
    if (error) {
        m_message->showError(tr("Not everything could be read."), *error);
        QPushButton *again = m_message->addButton(tr("Try Again"));
        again->setObjectName(QStringLiteral("events/read-again-button"));
        connect(again, &QPushButton::clicked, this, [this] { m_source->retry(); });
    } else {
        m_message->clear();
    }
    updateLiveLine();
}

void EventsPage::onReadingChanged(bool isReading)
{
    if (isReading) {
        m_loadingDelay.start();
        m_busy->start(tr("Reading %1").arg(m_stream.text()));
        return;
    }
    m_loadingDelay.stop();
    if (!isSearching())
        m_busy->stop();
    m_view->setShowsLoading(false);
}

/// A stream that was deleted ends its subscription: what it is now is found out by reading.
void EventsPage::onTailChanged()
{
    const LiveState &live = m_source->tail().state();
    const bool isDeleted = live.kind == LiveState::Kind::Ended
                           && (live.error.code == core::ErrorCode::StreamDeleted
                               || live.error.code == core::ErrorCode::StreamNotFound);
    if (isDeleted)
        m_source->open();
    updateLiveLine();
}

/// The first rows can come, and the last go, without another state of the source.
void EventsPage::onRowsShown()
{
    if (hasWords() != (m_stack->currentWidget() == m_empty))
        onStateChanged();
    updateCurrent();
    const qint64 shown = shownRows();
    if (shown != std::exchange(m_shown, shown) && shown > 0)
        Q_EMIT eventsShown(shown);
}

/// Of $all only.
QList<core::StreamName> EventsPage::instead() const
{
    return m_stream.isAll() && m_closeNames ? m_closeNames() : QList<core::StreamName>();
}

void EventsPage::refreshOffers()
{
    const EventSourceState &state = m_source->state();
    const bool isShown = m_stack->currentWidget() == m_empty && state.kind == StateKind::Failed;
    if (isShown && instead() != m_offered)
        showWhyEmpty();
}

void EventsPage::showWhyEmpty()
{
    const EventSourceState &state = m_source->state();
    if (state.kind == StateKind::Nothing) {
        if (isNotFound()) {
            showNotFound();
        } else {
            m_empty->showWords(wordsFor(m_stream, state.stream, state.since));
            m_empty->offerLinks(core::linkStreamsOf(m_stream, {}));
        }
    } else if (state.kind == StateKind::Failed) {
        m_empty->showError(wordsFor(m_stream, state.error, m_client.settings()), state.error);
        if (isDenied(state.error) && m_offersCredentials)
            m_empty->offerCredentials();
        if (!m_match.isEmpty())
            m_empty->offerAll();
        m_offered = isDenied(state.error) ? instead() : QList<core::StreamName>();
        m_empty->offerStreams(m_offered);
    } else if (!m_match.isEmpty()) {
        m_empty->showWords({tr("Nothing fits the filter"),
                            tr("No event of %1 fits “%2”.").arg(m_stream.text(), m_match.words()),
                            QStringLiteral("search"),
                            {}});
        m_empty->offerAll();
    } else {
        const QString hidden = showSystem() ? QString() : tr("System events are hidden.");
        m_empty->showWords({tr("No events"), hidden, QStringLiteral("inbox"), {}});
    }
}

bool EventsPage::isNotFound() const
{
    using Kind = core::StreamState::Kind;
    const EventSourceState &state = m_source->state();
    return state.kind == StateKind::Nothing
           && (state.stream.kind == Kind::NotFound || state.stream.kind == Kind::NotFoundOrDenied);
}

void EventsPage::showNotFound()
{
    const auto projected = wordsForProjected(m_stream, m_projection);
    m_empty->showWords(projected ? *projected : wordsFor(m_stream, m_source->state().stream));
    if (m_closeNames && m_source->state().stream.kind == core::StreamState::Kind::NotFound)
        m_empty->offerStreams(m_closeNames());
    if (projected && !m_projection && !m_projectionCall.isPending())
        askProjection();
}

/// Who may not ask, or asks a server without projections, is told what is certain.
void EventsPage::askProjection()
{
    const QString name = core::ProjectedStream::parse(m_stream)->projection();
    m_projectionCall = m_client.projection(
        name, [this](const core::Result<std::optional<core::ProjectionStatus>> &result) {
            if (!result || !*result || !isNotFound())
                return;
            m_projection = *result;
            showNotFound();
        });
}

/// What is shown may be old where it is not followed any more, nor can be read again.
void EventsPage::updateLiveLine()
{
    using Connection = core::ConnectionState::Kind;
    const LiveState &live = m_source->tail().state();
    const Connection connection = m_client.connectionState().kind;
    m_line->setLive(live, m_pane->isFollowing(), m_pane->unseen());
    m_view->setDimmed(live.kind == LiveState::Kind::Interrupted
                      || live.kind == LiveState::Kind::Ended || m_source->readError().has_value()
                      || (connection != Connection::Connected && connection != Connection::Idle));
}

} // namespace ui
