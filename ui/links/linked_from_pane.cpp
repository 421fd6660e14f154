#include "ui/links/linked_from_pane.h"

#include "ui/links/backlink_facts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace ui {

namespace {

constexpr std::chrono::milliseconds Pause{200};
constexpr quint64 MostLookedAt = 200; ///< events of a stream
constexpr int SearchWidth = 220;

} // namespace

LinkedFromPane::LinkedFromPane(QWidget *parent)
    : QWidget(parent)
    , m_message(new MessageBar(this))
    , m_stack(new QStackedWidget(this))
    , m_none(new EmptyState(this))
    , m_facts(new FactsView(this))
    , m_search(new QPushButton(this))
    , m_whyNot(new QPushButton(tr("Why Is This Not In…"), this))
    , m_busy(new BusyLine(this))
{
    build();
    m_pause.setSingleShot(true);
    m_pause.setInterval(Pause);
    connect(&m_pause, &QTimer::timeout, this, &LinkedFromPane::ask);
    connect(m_facts, &FactsView::targetActivated, this, &LinkedFromPane::targetActivated);
    connect(m_search, &QPushButton::clicked, this, &LinkedFromPane::searchOthers);
    connect(m_whyNot, &QPushButton::clicked, this, &LinkedFromPane::whyNotRequested);
    connect(m_busy, &BusyLine::cancelRequested, this, &LinkedFromPane::cancel);
    refresh();
}

LinkedFromPane::~LinkedFromPane() = default;

void LinkedFromPane::build()
{
    setObjectName(QStringLiteral("detail/linked-from/view"));
    m_message->setObjectName(QStringLiteral("detail/linked-from/message"));
    m_message->setClosable(false);
    m_facts->setObjectName(QStringLiteral("detail/linked-from/facts"));
    m_facts->setAccessibleName(tr("Linked from"));
    m_none->setMessage(tr("No event selected"));
    m_search->setObjectName(QStringLiteral("detail/linked-from/search-button"));
    m_whyNot->setObjectName(QStringLiteral("detail/linked-from/why-not-button"));
    m_whyNot->setAccessibleName(tr("Why is this not in…"));
    m_busy->setObjectName(QStringLiteral("detail/linked-from/busy"));
    m_stack->addWidget(m_none);
    m_stack->addWidget(m_facts);
    setFocusProxy(m_facts);

    auto *bar = new QVBoxLayout;
    bar->setContentsMargins(
        measures::PaneMargin, measures::ControlSpacing, measures::PaneMargin, 0);
    bar->addWidget(m_message);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(measures::PaneMargin,
                                measures::ControlSpacing,
                                measures::PaneMargin,
                                measures::ControlSpacing);
    buttons->setSpacing(measures::ControlSpacing);
    buttons->addWidget(m_search);
    buttons->addWidget(m_whyNot);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_stack, 1);
    column->addLayout(buttons);
    column->addWidget(m_busy);
}

void LinkedFromPane::setEvent(core::Client *client,
                              const std::optional<core::ResolvedEvent> &event,
                              const QList<core::StreamName> &others,
                              const core::CorrelationNames &names)
{
    std::optional<core::LinkTarget> wanted;
    if (event)
        wanted = core::LinkTarget{event->shown().stream, event->shown().revision};
    if (client == m_client && wanted == m_event && names == m_names)
        return;
    drop();
    const core::StreamName stream = wanted ? wanted->stream : core::StreamName();
    if (client != m_client || stream != m_linkStreamsOf || names != m_names)
        m_linkStreams.reset();
    m_linkStreamsOf = stream;
    m_client = client;
    m_event = wanted;
    m_names = names;
    m_others = others;
    m_others.removeAll(stream);
    m_found.clear();
    m_isAsked = false;
    m_message->clear();
    refresh();
    askSoon();
}

bool LinkedFromPane::cancel()
{
    if (!m_job)
        return false;
    drop();
    m_message->showMessage(
        Tone::Accent, tr("Stopped."), tr("What had been looked into until then is below."));
    if (!m_isAsked) // to search others there is a button already
        addAgainButton(tr("Look Again"));
    refresh();
    return true;
}

void LinkedFromPane::addAgainButton(const QString &text)
{
    QPushButton *again = m_message->addButton(text);
    again->setObjectName(QStringLiteral("detail/linked-from/again-button"));
    connect(again, &QPushButton::clicked, this, m_again);
}

void LinkedFromPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    askSoon();
}

void LinkedFromPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    drop();
    refresh(); // what was being searched can be searched once more
}

void LinkedFromPane::askSoon()
{
    if (isVisible() && m_event && m_client && (!m_isAsked || !m_linkStreams) && !m_job)
        m_pause.start();
}

void LinkedFromPane::ask()
{
    if (!m_event || !m_client)
        return;
    m_message->clear();
    m_found.clear();
    m_isAsked = false;
    askLinkStreams();
    auto job = std::make_unique<core::Backlinks>(*m_client, *m_event);
    job->setCorrelationNames(m_names);
    run(std::move(job), &LinkedFromPane::ask);
}

void LinkedFromPane::askLinkStreams()
{
    if (m_linkStreams)
        return;
    const core::ReadRequest newest{.stream = m_linkStreamsOf,
                                   .from = core::FromEnd{},
                                   .direction = core::Direction::Backwards,
                                   .count = MostLookedAt};
    m_look = std::make_unique<core::ShortLook>(
        *m_client, newest, [this](const core::Result<core::LookAnswer> &answer) {
            QList<core::RecordedEvent> events;
            if (answer) {
                for (const core::ResolvedEvent &event : answer->events)
                    events.append(event.original());
            }
            m_eventsLookedAt = events.size();
            m_linkStreams = core::linkStreamsOf(m_linkStreamsOf, events, m_names);
            refresh();
        });
}

void LinkedFromPane::searchOthers()
{
    if (!m_event || !m_client || m_job)
        return;
    m_message->clear();
    auto job = std::make_unique<core::Backlinks>(*m_client, *m_event, unsearched());
    job->leaveOutProjected();
    run(std::move(job), &LinkedFromPane::searchOthers);
}

void LinkedFromPane::run(std::unique_ptr<core::Backlinks> job, void (LinkedFromPane::*again)())
{
    m_job = std::move(job);
    m_again = again;
    connect(m_job.get(), &core::Backlinks::looked, this, [this](const core::Backlink &backlink) {
        m_found.append(backlink);
        refresh();
    });
    connect(m_job.get(),
            &core::Backlinks::scanned,
            this,
            [this](const core::StreamName &stream, quint64 done, quint64 total) {
                m_busy->setText(tr("Searching %1: %2 of %3 links")
                                    .arg(stream.text(),
                                         groupedNumber(qint64(done)),
                                         groupedNumber(qint64(total))));
            });
    connect(m_job.get(), &core::Backlinks::finished, this, &LinkedFromPane::onFinished);
    m_busy->start(
        tr("Looking where %1 is linked from").arg(placeText(m_event->stream, m_event->revision)));
    m_job->start();
    refresh();
}

void LinkedFromPane::drop()
{
    m_pause.stop();
    m_busy->stop();
    m_job.reset();
    m_look.reset();
}

void LinkedFromPane::onFinished(const core::Result<QList<core::Backlink>> &backlinks)
{
    m_busy->stop();
    m_job.release()->deleteLater(); // it is telling us this
    m_isAsked = true;
    if (!backlinks) {
        m_message->showError(tr("Where it is linked from could not be found out."),
                             backlinks.error());
        addAgainButton(tr("Try Again"));
    }
    refresh();
}

QList<core::StreamName> LinkedFromPane::unsearched() const
{
    QList<core::StreamName> streams = m_others;
    for (const core::Backlink &backlink : m_found)
        streams.removeAll(backlink.stream);
    return streams;
}

void LinkedFromPane::refresh()
{
    const QList<core::StreamName> others = unsearched();
    m_stack->setCurrentWidget(m_event ? static_cast<QWidget *>(m_facts) : m_none);
    m_whyNot->setVisible(m_event.has_value());
    m_search->setVisible(m_event && m_isAsked && !m_job && !others.isEmpty());
    const QString search = tr("Search %1").arg(namesText(others));
    m_search->setText(fontMetrics().elidedText(search, Qt::ElideMiddle, SearchWidth));
    m_search->setToolTip(search);
    m_search->setAccessibleName(search);
    QList<FactGroup> groups;
    if (m_event) {
        FactGroup projected = projectedFacts(*m_event, m_found);
        if (projected.facts.isEmpty())
            projected.facts << Fact{.name = {},
                                    .value = {},
                                    .note = m_isAsked ? tr("No system projection links it.")
                                                      : tr("Looking…")};
        groups << projected;
        if (const FactGroup searched = searchedFacts(m_found); !searched.facts.isEmpty())
            groups << searched;
    }
    if (m_linkStreams && !m_linkStreams->isEmpty())
        groups << linkStreamFacts(m_linkStreamsOf,
                                  *m_linkStreams,
                                  quint64(m_eventsLookedAt) < MostLookedAt ? 0 : m_eventsLookedAt);
    m_facts->setFacts(groups);
}

} // namespace ui
