// What came of sending, told in the page's bar: a part of AppendPage.
#include "core/base/ensure.h"
#include "ui/append/append_footer.h"
#include "ui/append/append_form.h"
#include "ui/append/append_page.h"
#include "ui/append/append_words.h"
#include "ui/append/events_between.h"
#include "ui/append/sent_event_search.h"
#include "ui/prompts/prompts.h"
#include "ui/theme/emphasis.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/words.h"

#include <QPushButton>

namespace ui {

void AppendPage::onOutcome(const core::Result<core::WriteOutcome> &result)
{
    if (!result) {
        onRefused(result.error());
        return;
    }
    const core::WriteOutcome &outcome = result.value();
    if (const auto *written = std::get_if<core::Written>(&outcome)) {
        // Only an empty write has none.
        ENSURE(written->revision, return );
        onWritten(*written->revision);
    } else if (const auto *conflict = std::get_if<core::WrongRevision>(&outcome))
        onConflict(*conflict);
    else if (const auto *unknown = std::get_if<core::OutcomeUnknown>(&outcome))
        onUnknown(unknown->reason);
}

void AppendPage::onWritten(core::Revision revision)
{
    using Kind = core::ExpectedRevision::Kind;
    m_bar->clear();
    const qsizetype count = m_sent.events.size();
    const bool isRepeat = m_knownLast && revision <= *m_knownLast;
    // The next event follows the last one, where the condition was about the stream's end.
    const Kind kind = m_sent.expected->kind();
    if (kind == Kind::Exact || kind == Kind::NoStream)
        m_form->setExpected(core::ExpectedRevision::exact(isRepeat ? *m_knownLast : revision));
    setState(State::Written);
    const QString place = revision.toString();
    m_status->setText(isRepeat    ? tr("There already, at %1").arg(place)
                      : count > 1 ? tr("%1 written, the last at %2").arg(eventsText(count), place)
                                  : tr("Written at %1").arg(place));
    leadTo(m_footer->firstButton());
    if (!isRepeat)
        m_knownLast = revision;
    Q_EMIT appended(m_stream, revision, count);
    if (isRepeat)
        sayRepeat(revision);
}

void AppendPage::sayRepeat(core::Revision revision)
{
    const QString place = revision.toString();
    m_bar->showMessage(Tone::Good,
                       tr("The server recognised a repeat: nothing was written twice."),
                       tr("%1 has stood at %2 since it was sent before.")
                           .arg(m_sent.events.constLast().type, place));
    Q_EMIT said(tr("A repeat: it stands at %1 already").arg(place));
}

void AppendPage::onConflict(const core::WrongRevision &conflict)
{
    setState(State::Editing);
    m_knownLast = conflict.actual;
    const auto between = writtenBetween(conflict);
    m_bar->showMessage(
        Tone::Warning,
        between ? tr("Not written: somebody else wrote first.")
                : tr("Not written: the stream is not where it was expected."),
        QStringList{conflictText(conflict), conflictReason(conflict)}.join(u' ').trimmed());
    if (between) {
        auto *events = new EventsBetween(m_client, m_stream, *between, m_bar);
        connect(events, &EventsBetween::eventRequested, this, &AppendPage::eventRequested);
        m_bar->setContent(events);
    }
    QPushButton *onTop = addBarButton(appendOnTopText(conflict.actual, m_sent.events.size()),
                                      "append/on-top-button");
    setEmphasis(onTop, Emphasis::Primary);
    connect(m_form, &AppendForm::changed, onTop, [this, onTop, actual = conflict.actual] {
        onTop->setText(appendOnTopText(actual, m_form->draft().events.size()));
    });
    connect(onTop, &QPushButton::clicked, this, [this, actual = conflict.actual] {
        sendExpecting(core::ExpectedRevision::sinceLast(actual));
    });
    connect(addBarButton(tr("Keep as a Draft"), "append/keep-button"),
            &QPushButton::clicked,
            this,
            [this] {
                m_bar->clear();
                m_form->focusFirstEmpty();
            });
    connect(addBarButton(tr("Write Without a Check…"), "append/unchecked-button"),
            &QPushButton::clicked,
            this,
            &AppendPage::askToWriteUnchecked);
    leadTo(onTop);
    const QString actual = conflict.actual ? conflict.actual->toString() : tr("no events");
    Q_EMIT said(conflict.expected.kind() == core::ExpectedRevision::Kind::Exact
                    ? tr("Not written: expected %1, actual %2")
                          .arg(conflict.expected.revision().toString(), actual)
                    : tr("Not written: the stream is at %1").arg(actual),
                Tone::Warning);
}

void AppendPage::sendExpecting(const core::ExpectedRevision &expected)
{
    m_form->setExpected(expected);
    send();
}

void AppendPage::askToWriteUnchecked()
{
    const Question question{
        .title = tr("Append to %1 without a check?").arg(m_stream.text()),
        .text = tr("The event is written after whatever others wrote in the meantime, and should "
                   "the answer be lost, a repeat is recognised only while the server remembers the "
                   "id."),
        .acceptText = tr("Append Without a Check"),
        .isDestructive = true,
    };
    m_prompts.confirm(this, question, [this](bool accepted) {
        if (accepted)
            sendExpecting(core::ExpectedRevision::any());
    });
}

void AppendPage::onUnknown(const core::Error &reason)
{
    m_unknownBecause = reason;
    showUnknown();
    Q_EMIT said(
        tr("Outcome unknown: %1 to %2").arg(m_sent.events.constLast().type, m_stream.text()),
        Tone::Warning);
}

void AppendPage::showUnknown()
{
    setState(State::Unknown);
    m_bar->showError(tr("Sent, but not answered: it may or may not have been written."),
                     m_unknownBecause);
    showUnknownButtons();
}

void AppendPage::showUnknownButtons()
{
    QPushButton *check = addBarButton(tr("Check the Stream"), "append/check-button");
    setEmphasis(check, Emphasis::Primary);
    connect(check, &QPushButton::clicked, this, &AppendPage::checkStream);
    QPushButton *again = addBarButton(tr("Send Again With the Same Id"), "append/again-button");
    connect(again, &QPushButton::clicked, this, &AppendPage::sendAgain);
    connect(addBarButton(tr("Edit as a New Event"), "append/edit-as-new-button"),
            &QPushButton::clicked,
            this,
            [this] {
                QList<core::NewEvent> events = m_sent.events;
                for (core::NewEvent &event : events)
                    event.id = core::EventId::random();
                m_bar->clear();
                m_form->setEvents(events);
                setState(State::Editing);
                m_form->focusFirstEmpty();
            });
    leadTo(check);
}

void AppendPage::sendAgain()
{
    // The end as it is now tells a repeat from a first time.
    wait(tr("Reading the end of %1").arg(m_stream.text()), [this] { showUnknown(); });
    m_call = m_client.streamState(m_stream, [this](const core::Result<core::StreamState> &state) {
        endWait();
        if (state)
            m_knownLast = state->last;
        const EventDraft draft = m_sent;
        sendDraft(draft);
    });
}

void AppendPage::checkStream()
{
    const QString id = m_sent.events.constLast().id.toString();
    wait(tr("Looking for %1 in %2").arg(id, m_stream.text()), [this] {
        m_search.reset();
        showUnknown();
    });
    m_search = std::make_unique<SentEventSearch>(m_client, m_sent.toRequest());
    connect(m_search.get(), &SentEventSearch::found, this, &AppendPage::onFound);
    connect(m_search.get(), &SentEventSearch::notFound, this, &AppendPage::onNotFound);
    connect(m_search.get(), &SentEventSearch::untold, this, [this](const QString &why) {
        endWait();
        m_bar->showMessage(Tone::Warning,
                           tr("Whether it was written cannot be told."),
                           why + u' ' + repeatWords());
        showUnknownButtons();
    });
    connect(m_search.get(), &SentEventSearch::failed, this, [this](const core::Error &error) {
        endWait();
        m_bar->showError(tr("The stream could not be checked: the outcome is still unknown."),
                         error);
        showUnknownButtons();
    });
}

void AppendPage::onFound(core::Revision revision)
{
    endWait();
    m_knownLast.reset(); // read, not answered: nothing was repeated
    onWritten(revision);
}

/// What sending the same once more would do.
QString AppendPage::repeatWords() const
{
    using Kind = core::ExpectedRevision::Kind;
    return m_sent.expected->kind() == Kind::Any || m_sent.expected->kind() == Kind::StreamExists
               ? tr("Without an exact condition a repeat is recognised only while the server "
                    "remembers the id.")
               : tr("A repeat with the same id writes it once at most.");
}

void AppendPage::onNotFound(const QString &where)
{
    endWait();
    m_bar->showMessage(
        Tone::Warning,
        tr("Not written so far."),
        tr("The event is not in %1. Should it still be on its way, it can be written "
           "later. %2")
            .arg(where, repeatWords()));
    showUnknownButtons();
}

void AppendPage::onRefused(const core::Error &error)
{
    if (error.code == core::ErrorCode::StreamDeleted) {
        proveDeletion(error);
        return;
    }
    setState(State::Editing);
    if (error.code == core::ErrorCode::Cancelled) { // by the person, before it left
        m_form->focusFirstEmpty();
        Q_EMIT said(tr("Kept back; nothing was sent"));
        return;
    }
    showRefusal(error);
    if (error.code == core::ErrorCode::WouldBeAltered)
        offerToSendAnyway(m_sent);
    connect(addBarButton(tr("Try Again"), "append/try-again-button"),
            &QPushButton::clicked,
            this,
            &AppendPage::send);
    Q_EMIT said(tr("Not written: %1").arg(error.message), Tone::Warning);
}

void AppendPage::showRefusal(const core::Error &error)
{
    if (!isDenied(error)) {
        m_bar->showError(tr("Not written."), error);
        return;
    }
    core::Error told = error;
    told.message = core::identityWords(m_client.settings()) + u' ' + error.message;
    m_bar->showError(tr("Not written."), told);
    if (m_offersCredentials)
        connect(addBarButton(tr("Use Other Credentials…"), "append/credentials-button"),
                &QPushButton::clicked,
                this,
                &AppendPage::credentialsRequested);
}

/// What HTTP cannot carry as it is; told before anything is sent.
void AppendPage::showChange(const EventDraft &draft, const core::PayloadChange &change)
{
    const bool isImpossible = change.kind == core::PayloadChange::Kind::NotText;
    m_bar->showMessage(
        Tone::Warning,
        isImpossible ? tr("Not sent: HTTP cannot carry it.")
                     : tr("Not sent yet: over HTTP it would not be stored as it is written here."),
        tr("Several events in one write, or one with metadata, go through a form that the server "
           "reads and writes again: %1. One by one and without metadata, or over gRPC, every byte "
           "is "
           "kept.")
            .arg(change.text));
    if (!isImpossible)
        offerToSendAnyway(draft);
    QPushButton *keep = addBarButton(tr("Keep as a Draft"), "append/keep-button");
    connect(keep, &QPushButton::clicked, this, [this] {
        m_bar->clear();
        m_form->focusFirstEmpty();
    });
    keep->setFocus();
    Q_EMIT said(tr("Not sent: it would be changed on the way"), Tone::Warning);
}

void AppendPage::offerToSendAnyway(const EventDraft &draft)
{
    EventDraft accepted = draft;
    accepted.altered = core::AlteredPayloads::Accept;
    connect(addBarButton(tr("Send Anyway"), "append/send-anyway-button"),
            &QPushButton::clicked,
            this,
            [this, accepted] { sendDraft(accepted); });
}

void AppendPage::proveDeletion(const core::Error &error)
{
    // "Deleted" is no proof of a tombstone: a soft-deleted stream answers the same to "exists".
    const auto tellRefusal = [this, error] {
        setState(State::Editing);
        m_bar->showError(tr("Not written: the server calls %1 deleted.").arg(m_stream.text()),
                         error);
    };
    wait(tr("Reading how %1 was deleted").arg(m_stream.text()), tellRefusal);
    m_call = m_client.streamState(
        m_stream, [this, tellRefusal](const core::Result<core::StreamState> &state) {
            endWait();
            if (state)
                showDeleted(*state);
            else
                tellRefusal();
        });
}

void AppendPage::showDeleted(const core::StreamState &state)
{
    setState(State::Editing);
    const DeletedWords words = deletedWords(m_stream, state);
    m_bar->showMessage(Tone::Danger, words.title, words.text);
    Q_EMIT said(tr("Not written: %1").arg(words.title), Tone::Warning);
    if (state.kind != core::StreamState::Kind::SoftDeleted)
        return;
    connect(addBarButton(tr("Append and Bring It Back"), "append/bring-back-button"),
            &QPushButton::clicked,
            this,
            [this] { sendExpecting(core::ExpectedRevision::noStream()); });
}

} // namespace ui
