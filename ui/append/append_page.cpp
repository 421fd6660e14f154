#include "ui/append/append_page.h"

#include "ui/append/append_footer.h"
#include "ui/append/append_form.h"
#include "ui/append/append_words.h"
#include "ui/append/events_between.h"
#include "ui/append/json_shape.h"
#include "ui/append/seen_types.h"
#include "ui/append/sent_event_search.h"
#include "ui/prompts/prompts.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"

#include <QKeyEvent>
#include <QPushButton>

namespace ui {

namespace {

/// What the values were is another event; metadata mostly tells what events have in common.
core::NewEvent likeBefore(core::NewEvent event)
{
    event.id = core::EventId::random();
    if (event.contentType != core::ContentType::Json)
        event.data.clear();
    else if (const auto shape = jsonShape(event.data))
        event.data = *shape;
    return event;
}

} // namespace

AppendPage::AppendPage(core::Client &client,
                       core::StreamName stream,
                       Prompts &prompts,
                       QWidget *parent)
    : Page(parent)
    , m_client(client)
    , m_stream(std::move(stream))
    , m_pristine{emptyEvent()}
    , m_limitBytes(appendLimitBytes({}))
    , m_prompts(prompts)
    , m_heading(new ElidedLabel(this))
    , m_status(new ElidedLabel(this))
    , m_form(new AppendForm(m_stream, this))
    , m_lock(new MessageBar(this))
    , m_bar(new MessageBar(this))
    , m_busy(new BusyLine(this))
    , m_footer(new AppendFooter(this))
    , m_seen(new SeenTypes(client, m_stream, this))
{
    setObjectName(QStringLiteral("append/page"));
    setAccessibleName(tr("New event in %1").arg(m_stream.text()));
    layOut();
    m_form->setEvents(m_pristine);
    m_footer->setTransport(m_client.settings().transport);

    connect(m_seen, &SeenTypes::changed, this, [this] { m_form->setSeenTypes(m_seen); });
    connect(m_form, &AppendForm::changed, this, &AppendPage::onDraftChanged);
    connect(m_form, &AppendForm::removeRequested, this, &AppendPage::removeEventAt);
    connect(m_footer, &AppendFooter::sendRequested, this, &AppendPage::send);
    connect(m_footer, &AppendFooter::nextRequested, this, &AppendPage::startNext);
    connect(m_busy, &BusyLine::cancelRequested, this, &AppendPage::stopWaiting);
    setState(State::Editing);
    readHead();
    readLimit();
}

AppendPage::~AppendPage() = default;

QString AppendPage::title() const
{
    return hasUnsentText() ? tr("New in %1 ●").arg(m_stream.text())
                           : tr("New in %1").arg(m_stream.text());
}

QString AppendPage::manualTitle() const
{
    return QStringLiteral("Writing events");
}

DraftAbilities AppendPage::abilities() const
{
    const bool isEditing = m_state == State::Editing;
    return {.send = isEditing && !m_isLocked,
            .edit = isEditing,
            .removeEvent = isEditing && m_form->eventCount() > 1,
            .goOn = m_state == State::Written};
}

void AppendPage::fillFrom(const core::RecordedEvent &event)
{
    m_pristine
        = {{core::EventId::random(), event.type, event.contentType, event.data, event.metadata}};
    m_form->setEvents(m_pristine);
}

void AppendPage::send()
{
    if (m_state != State::Editing || m_isLocked)
        return;
    const EventDraft draft = m_form->draft();
    if (const QList<DraftProblem> problems = checkDraft(draft); !problems.isEmpty()) {
        complain(problems.constFirst());
        return;
    }
    const auto change = changeOnTheWay(draft, m_client.settings().transport);
    if (change && mustBeAccepted(*change, draft.altered))
        showChange(draft, *change);
    else
        sendDraft(draft);
}

void AppendPage::startNext()
{
    if (m_state != State::Written)
        return;
    m_pristine = {likeBefore(m_sent.events.constLast())};
    m_bar->clear();
    setState(State::Editing);
    m_form->setEvents(m_pristine);
    m_form->focusFirstEmpty();
}

bool AppendPage::cancel()
{
    const bool isWaiting = static_cast<bool>(m_stopped);
    stopWaiting();
    return isWaiting;
}

void AppendPage::addEvent()
{
    m_form->addEvent();
}

void AppendPage::removeEvent()
{
    removeEventAt(m_form->currentEvent());
}

void AppendPage::removeEventAt(qsizetype index)
{
    if (!abilities().removeEvent)
        return;
    const core::NewEvent event = m_form->draft().events.at(index);
    if (sameText({event}, {emptyEvent()})) {
        m_form->removeEvent(index);
        return;
    }
    const QString type = event.type.isEmpty() ? tr("no type yet") : event.type;
    m_prompts.confirm(this,
                      {.title = tr("Remove event %1 (%2) from the write?").arg(index + 1).arg(type),
                       .text = tr("What you typed in it will be lost."),
                       .acceptText = tr("Remove Event"),
                       .isDestructive = true},
                      [this, index](bool accepted) {
                          if (accepted && abilities().removeEvent)
                              m_form->removeEvent(index);
                      });
}

void AppendPage::editMetadata()
{
    m_form->editMetadata();
}

void AppendPage::setLocked(const QString &why)
{
    if (m_isLocked != why.isEmpty() && m_lock->title() == why)
        return;
    m_isLocked = !why.isEmpty();
    m_lock->clear();
    if (m_isLocked) {
        m_lock->showMessage(Tone::Warning, why, tr("What you type is kept as a draft."));
        QPushButton *unlock = m_lock->addButton(tr("Change…"));
        unlock->setObjectName(QStringLiteral("append/unlock-button"));
        unlock->setAccessibleName(tr("Change what may be written"));
        connect(unlock, &QPushButton::clicked, this, &AppendPage::unlockRequested);
    }
    setState(m_state);
}

void AppendPage::openFind()
{
    m_form->openFind();
}

void AppendPage::findNext(bool backwards)
{
    m_form->findNext(backwards);
}

bool AppendPage::closeFind()
{
    return m_form->closeFind();
}

void AppendPage::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::ControlModifier))
        send();
    else if (event->key() == Qt::Key_Escape && m_stopped)
        stopWaiting();
    else if (event->key() == Qt::Key_Escape && m_state == State::Editing && m_bar->isVisible())
        m_bar->clear();
    else
        Page::keyPressEvent(event);
}

void AppendPage::readHead()
{
    m_status->setText(tr("Reading the end of the stream…"));
    m_headCall
        = m_client.streamState(m_stream, [this](const core::Result<core::StreamState> &state) {
              m_status->setText({});
              if (state) {
                  m_knownLast = state->last;
                  m_form->presetExpected(*state);
                  return;
              }
              m_bar->showError(tr("The end of %1 could not be read.").arg(m_stream.text()),
                               state.error());
              connect(addBarButton(tr("Try Again"), "append/read-again-button"),
                      &QPushButton::clicked,
                      this,
                      [this] {
                          m_bar->clear();
                          readHead();
                      });
          });
}

void AppendPage::readLimit()
{
    m_infoCall = m_client.serverInfo([this](const core::Result<core::ServerInfo> &info) {
        if (!info)
            return;
        m_limitBytes = appendLimitBytes(info->version);
        onDraftChanged();
    });
}

void AppendPage::onDraftChanged()
{
    m_footer->showPreview(m_form->draft(), m_limitBytes);
    keepDraft();
    if (const QString now = title(); now != m_title) {
        m_title = now;
        Q_EMIT titleChanged(now);
    }
    if (const DraftAbilities now = abilities(); now != m_abilities) {
        m_abilities = now;
        Q_EMIT abilitiesChanged();
    }
}

void AppendPage::setState(State state)
{
    m_state = state;
    m_form->setReadOnly(state != State::Editing);
    m_footer->setCanSend(abilities().send);
    m_footer->setCanGoOn(abilities().goOn);
    m_bar->setClosable(state == State::Editing);
    if (state != State::Editing)
        m_headCall.cancel(); // what is sent has its condition
    if (state != State::Written)
        m_status->setText({});
    onDraftChanged();
}

void AppendPage::complain(const DraftProblem &problem)
{
    const bool isData = problem.field == DraftField::Data;
    m_bar->showMessage(Tone::Danger,
                       isData ? tr("Not sent: the data is not JSON.") : tr("Not sent."),
                       problem.text);
    m_form->goTo(problem);
    if (!isData)
        return;
    connect(addBarButton(tr("Go to the Place"), "append/go-to-button"),
            &QPushButton::clicked,
            this,
            [this, problem] { m_form->goTo(problem); });
    connect(addBarButton(tr("Send as Bytes"), "append/send-as-bytes-button"),
            &QPushButton::clicked,
            this,
            [this] {
                m_form->setContentType(core::ContentType::Bytes);
                send();
            });
}

void AppendPage::sendDraft(const EventDraft &draft)
{
    m_form->settle();
    m_sent = draft;
    setState(State::Sending);
    wait(tr("Sending to %1").arg(m_stream.text()), [this] {
        onUnknown({core::ErrorCode::Cancelled, tr("You stopped waiting for the answer."), {}});
    });
    m_call = m_client.append(draft.toRequest(),
                             [this](const core::Result<core::WriteOutcome> &result) {
                                 endWait();
                                 onOutcome(result);
                             });
}

void AppendPage::wait(const QString &what, std::function<void()> stopped)
{
    m_bar->clear();
    m_busy->start(what);
    m_stopped = std::move(stopped);
}

void AppendPage::endWait()
{
    m_busy->stop();
    m_stopped = nullptr;
}

void AppendPage::stopWaiting()
{
    if (!m_stopped)
        return;
    const auto stopped = std::exchange(m_stopped, nullptr);
    m_call.cancel();
    m_busy->stop();
    stopped();
}

QPushButton *AppendPage::addBarButton(const QString &text, const char *name)
{
    QPushButton *button = m_bar->addButton(text);
    button->setObjectName(QString::fromLatin1(name));
    button->setAutoDefault(true); // Enter presses it while it has the focus
    return button;
}

void AppendPage::leadTo(QWidget *field)
{
    if (isVisible())
        field->setFocus();
}

} // namespace ui
