#include "ui/events/event_tab_line.h"

#include "ui/events/event_columns.h"
#include "ui/theme/emphasis.h"
#include "ui/theme/measures.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/search_edit.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>

namespace ui {

namespace {

constexpr int FilterWidth = 180;

QCheckBox *makeSwitch(const QString &text, const QString &toolTip, QWidget *parent)
{
    auto *box = new QCheckBox(text, parent);
    box->setToolTip(toolTip);
    return box;
}

} // namespace

EventTabLine::EventTabLine(bool isAll, QWidget *parent)
    : QWidget(parent)
    , m_isAll(isAll)
    , m_range(new ElidedLabel(this))
    , m_live(new ElidedLabel(this))
    , m_liveButton(new QPushButton(this))
    , m_filter(new SearchEdit(tr("Filter"), this))
    , m_links(makeSwitch(tr("Links"), tr("Show the events that links point to"), this))
    , m_liveSwitch(makeSwitch(tr("Live"), tr("Follow what is being written"), this))
    , m_system(makeSwitch(tr("System"), {}, this))
{
    m_range->setObjectName(QStringLiteral("events/range-label"));
    m_live->setObjectName(QStringLiteral("events/live-label"));
    m_liveButton->setObjectName(QStringLiteral("events/live-button"));
    m_filter->setObjectName(QStringLiteral("events/filter-edit"));
    m_filter->setAccessibleName(tr("Filter by type, or by stream: and the beginning of a name"));
    m_filter->setToolTip(tr("A part of the type, or stream: and the beginning of a stream's name"));
    m_filter->setMaximumWidth(FilterWidth);
    m_links->setObjectName(QStringLiteral("events/links-switch"));
    m_liveSwitch->setObjectName(QStringLiteral("events/live-switch"));
    m_system->setObjectName(QStringLiteral("events/system-switch"));
    m_live->setTone(Tone::Dim);
    setEmphasis(m_liveButton, Emphasis::Link);
    m_liveButton->hide();
    m_system->setVisible(isAll);
    tellSystem();

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(
        measures::PaneMargin, measures::Step, measures::PaneMargin, measures::Step);
    layout->setSpacing(measures::PaneMargin);
    layout->addWidget(m_range, 1);
    layout->addWidget(m_live);
    layout->addWidget(m_liveButton);
    layout->addWidget(m_filter);
    layout->addWidget(m_links);
    layout->addWidget(m_liveSwitch);
    layout->addWidget(m_system);

    connect(m_filter, &SearchEdit::searchChanged, this, &EventTabLine::filterChanged);
    connect(m_filter, &SearchEdit::leftDownwards, this, &EventTabLine::leftDownwards);
    connect(m_links, &QCheckBox::toggled, this, &EventTabLine::linksToggled);
    connect(m_liveSwitch, &QCheckBox::toggled, this, &EventTabLine::liveToggled);
    connect(m_system, &QCheckBox::toggled, this, &EventTabLine::systemToggled);
    connect(m_system, &QCheckBox::toggled, this, &EventTabLine::tellSystem);
    connect(m_liveButton, &QPushButton::clicked, this, [this] {
        const bool isCutOff = m_state.kind == LiveState::Kind::Interrupted
                              || m_state.kind == LiveState::Kind::Ended;
        if (isCutOff)
            Q_EMIT retryRequested();
        else
            Q_EMIT endRequested();
    });
    m_countdown.setInterval(std::chrono::seconds(1));
    connect(&m_countdown, &QTimer::timeout, this, &EventTabLine::tellLive);
}

void EventTabLine::setRangeText(const QString &text)
{
    m_range->setText(text);
}

void EventTabLine::setSwitches(bool links, bool live, bool system)
{
    const QSignalBlocker blockLinks(m_links);
    const QSignalBlocker blockLive(m_liveSwitch);
    const QSignalBlocker blockSystem(m_system);
    m_links->setChecked(links);
    m_liveSwitch->setChecked(live);
    m_system->setChecked(system);
    tellSystem();
}

void EventTabLine::setWhyUnfiltered(const QString &why)
{
    m_whyUnfiltered = why;
    m_system->setEnabled(why.isEmpty());
    tellSystem();
}

void EventTabLine::setLive(const LiveState &state, bool isFollowing, qint64 unseen)
{
    m_state = state;
    m_isFollowing = isFollowing;
    m_unseen = unseen;
    if (state.kind == LiveState::Kind::Interrupted)
        m_countdown.start();
    else
        m_countdown.stop();
    tellLive();
}

void EventTabLine::setFilter(const QString &words)
{
    if (m_filter->text() != words)
        m_filter->setText(words); // where it is typed in, cursor and undo stay
}

void EventTabLine::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void EventTabLine::tellSystem()
{
    m_system->setToolTip(
        !m_whyUnfiltered.isEmpty() ? m_whyUnfiltered
        : m_system->isChecked()
            ? tr("The server's own events are shown")
            : tr("The server's own events are hidden. Check this to see them too"));
    m_system->setAccessibleDescription(m_system->toolTip());
}

void EventTabLine::tellLive()
{
    using Kind = LiveState::Kind;
    const bool isCutOff = m_state.kind == Kind::Interrupted || m_state.kind == Kind::Ended;
    const bool isPaused = m_state.kind != Kind::Off && !m_isFollowing;
    m_live->setTone(isCutOff ? Tone::Warning : Tone::Dim);
    m_live->setText(liveWords());
    m_live->setVisible(!m_live->text().isEmpty());
    m_live->setToolTip(isCutOff ? m_state.error.message : QString());
    m_liveButton->setText(m_state.kind == Kind::Interrupted ? tr("Now")
                          : m_state.kind == Kind::Ended     ? tr("Try Again")
                                                            : tr("Go to End"));
    m_liveButton->setVisible(isCutOff || isPaused);
}

QString EventTabLine::liveWords() const
{
    using namespace std::chrono;
    switch (m_state.kind) {
    case LiveState::Kind::Off:
        return {};
    case LiveState::Kind::Starting:
        return tr("starting to follow");
    case LiveState::Kind::Interrupted: {
        const auto left = ceil<seconds>(m_state.retryAt - steady_clock::now()).count();
        return left > 0 ? tr("cut off · reconnecting in %1 s").arg(left)
                        : tr("cut off · reconnecting");
    }
    case LiveState::Kind::Ended:
        return tr("following ended: %1").arg(m_state.error.message);
    case LiveState::Kind::CatchingUp:
    case LiveState::Kind::Following:
        break;
    }
    if (!m_isFollowing)
        return m_unseen > 0 ? tr("paused · %1 new").arg(QLocale().toString(m_unseen))
                            : tr("paused");
    if (m_state.kind == LiveState::Kind::Following)
        return tr("following");
    if (m_state.behind == 0)
        return tr("catching up");
    return m_isAll
               ? tr("%1 of the log behind").arg(sizeText(static_cast<qsizetype>(m_state.behind)))
               : tr("%1 behind").arg(QLocale().toString(m_state.behind));
}

} // namespace ui
