#include "ui/links/link_pane.h"

#include "ui/links/story_facts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/words.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace ui {

namespace {

constexpr std::chrono::milliseconds Pause{150};

} // namespace

LinkPane::LinkPane(QWidget *parent)
    : QWidget(parent)
    , m_verdict(new MessageBar(this))
    , m_stack(new QStackedWidget(this))
    , m_none(new EmptyState(this))
    , m_facts(new FactsView(this))
    , m_busy(new BusyLine(this))
{
    build();
    m_pause.setSingleShot(true);
    m_pause.setInterval(Pause);
    connect(&m_pause, &QTimer::timeout, this, &LinkPane::ask);
    connect(m_facts, &FactsView::targetActivated, this, &LinkPane::targetActivated);
    connect(m_busy, &BusyLine::cancelRequested, this, &LinkPane::cancel);
    showFacts();
}

LinkPane::~LinkPane() = default;

void LinkPane::build()
{
    setObjectName(QStringLiteral("detail/link/view"));
    m_verdict->setObjectName(QStringLiteral("detail/link/verdict"));
    m_verdict->setClosable(false);
    m_facts->setObjectName(QStringLiteral("detail/link/facts"));
    m_facts->setAccessibleName(tr("Link"));
    m_none->setObjectName(QStringLiteral("detail/link/none"));
    m_none->setMessage(tr("Not a link"),
                       tr("This event holds its own data; it does not point to another."));
    m_busy->setObjectName(QStringLiteral("detail/link/busy"));
    m_stack->addWidget(m_none);
    m_stack->addWidget(m_facts);
    setFocusProxy(m_facts);

    m_bar = new QVBoxLayout;
    m_bar->addWidget(m_verdict);
    m_bar->addStretch();
    m_content = new QBoxLayout(QBoxLayout::TopToBottom);
    m_content->setSpacing(0);
    m_content->addLayout(m_bar);
    m_content->addWidget(m_stack, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_content, 1);
    column->addWidget(m_busy);
}

void LinkPane::arrange()
{
    const bool isLow = width() > 3 * height();
    const bool hasVerdict = m_verdict->isVisibleTo(this);
    m_content->setDirection(isLow ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_content->setStretch(0, isLow && hasVerdict ? 1 : 0);
    m_content->setStretch(1, 1);
    if (hasVerdict)
        m_bar->setContentsMargins(measures::PaneMargin,
                                  measures::ControlSpacing,
                                  isLow ? measures::ControlSpacing : measures::PaneMargin,
                                  0);
    else
        m_bar->setContentsMargins({});
}

void LinkPane::setEvent(core::Client *client, const std::optional<core::ResolvedEvent> &event)
{
    const core::RecordedEvent *link = event ? followedLink(*event) : nullptr;
    const bool isSame = link && m_link && client == m_client && m_link->stream == link->stream
                        && m_link->revision == link->revision;
    m_client = client;
    m_link = link ? std::optional(*link) : std::nullopt;
    if (!isSame) {
        drop();
        m_story.reset();
        m_verdict->clear();
        askSoon();
    }
    showFacts();
}

bool LinkPane::cancel()
{
    if (!m_chain && !m_pause.isActive())
        return false;
    drop();
    showCancelled();
    return true;
}

void LinkPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    askSoon();
}

void LinkPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    drop();
}

void LinkPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void LinkPane::askSoon()
{
    if (isVisible() && m_link && m_client && !m_story && !m_chain)
        m_pause.start();
}

void LinkPane::ask()
{
    if (!m_link || !m_client)
        return;
    m_verdict->clear();
    arrange();
    m_chain = std::make_unique<core::LinkChain>(*m_client,
                                                core::LinkTarget{m_link->stream, m_link->revision});
    connect(m_chain.get(), &core::LinkChain::finished, this, &LinkPane::onFinished);
    m_busy->start(tr("Following the link"));
    m_chain->start();
}

void LinkPane::drop()
{
    m_pause.stop();
    m_busy->stop();
    m_chain.reset();
}

void LinkPane::onFinished(const core::Result<core::LinkStory> &story)
{
    m_busy->stop();
    m_chain.release()->deleteLater(); // it is telling us this
    if (!story) {
        m_verdict->showError(tr("The link could not be followed."), story.error());
        addAskButton(tr("Try Again"));
        arrange();
        return;
    }
    m_story = *story;
    showVerdict();
    showFacts();
    Q_EMIT followed({m_link->stream, m_link->revision}, m_story->end());
}

void LinkPane::showCancelled()
{
    m_verdict->showMessage(Tone::Accent,
                           tr("The link was not followed to its end."),
                           tr("You stopped it. What the link says is below."));
    addAskButton(tr("Follow It"));
    arrange();
}

void LinkPane::addAskButton(const QString &text)
{
    QPushButton *again = m_verdict->addButton(text);
    again->setObjectName(QStringLiteral("detail/link/again-button"));
    connect(again, &QPushButton::clicked, this, &LinkPane::ask);
}

void LinkPane::showVerdict()
{
    const StoryVerdict verdict = verdictOf(*m_story);
    m_verdict->showMessage(verdict.tone, verdict.title, verdict.text);
    if (m_story->hops.size() < 2)
        return;
    const core::LinkHop &last = m_story->hops.constLast();
    const bool isThere = last.state == core::LinkState::Found;
    QPushButton *open
        = m_verdict->addButton(isThere ? tr("Go to the Event") : tr("Open the Target's Stream"));
    open->setObjectName(QStringLiteral("detail/link/open-button"));
    open->setToolTip(placeText(last.stream, last.revision));
    connect(
        open, &QPushButton::clicked, this, [this, target = FactTarget{last.stream, last.revision}] {
            Q_EMIT targetActivated(target);
        });
}

void LinkPane::showFacts()
{
    m_stack->setCurrentWidget(m_link ? static_cast<QWidget *>(m_facts) : m_none);
    arrange();
    if (!m_link) {
        m_facts->setFacts({});
        return;
    }
    // What was read for the chain is exact, where a list over HTTP may not be.
    const bool isRead = m_story && m_story->hops.constFirst().event;
    FactGroup link = linkFacts(isRead ? *m_story->hops.constFirst().event : *m_link);
    if (!m_story) {
        m_facts->setFacts({link});
        return;
    }
    QList<FactGroup> groups;
    const FactGroup asked = askedFacts(m_story->asked);
    const bool isBroken = core::isBrokenEnd(m_story->end());
    if (m_story->hops.size() > 1)
        groups << chainFacts(*m_story);
    if (isBroken) // then how that was found comes first
        groups << asked;
    link.isBesideNext = m_story->hops.size() > 1;
    groups << link;
    if (m_story->hops.size() > 1)
        groups << targetFacts(*m_story);
    if (!isBroken)
        groups << asked;
    m_facts->setFacts(groups);
}

} // namespace ui
