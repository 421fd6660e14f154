// A tab in which an event is written: the draft, its sending, and what came of it.
// GUI thread.
#pragma once

#include "core/client/client.h"
#include "ui/append/append_words.h"
#include "ui/append/draft_store.h"
#include "ui/theme/palette_colors.h"
#include "ui/widgets/page.h"

#include <memory>

class QPushButton;

namespace core {
struct PayloadChange;
}

namespace ui {

class AppendFooter;
class AppendForm;
class BusyLine;
class ElidedLabel;
class MessageBar;
class Prompts;
class SeenTypes;
class SentEventSearch;
struct DraftProblem;

/// What can be done with a draft as it stands.
struct DraftAbilities {
    bool send = false;
    bool edit = false;
    bool removeEvent = false; ///< one of several
    bool goOn = false;        ///< with the next event

    friend bool operator==(const DraftAbilities &, const DraftAbilities &) = default;
};

/// The condition is preset from the stream's head when the page is made, and frozen there. Nothing
/// typed is lost by any outcome: a repeat sends the same id, and an event whose outcome is unknown
/// cannot be changed before that is settled.
class AppendPage final : public Page
{
    Q_OBJECT

public:
    AppendPage(core::Client &client, core::StreamName stream, Prompts &prompts, QWidget *parent);
    ~AppendPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] core::StreamName stream() const override { return m_stream; }
    [[nodiscard]] QString manualTitle() const override;
    [[nodiscard]] DraftAbilities abilities() const;
    /// Something was typed, or sent without an answer, that closing the page would lose.
    [[nodiscard]] bool hasUnsentText() const;
    /// What closing the page would lose, kept or not.
    [[nodiscard]] DraftLoss loss() const;
    /// Takes type, content and metadata of an event, with a new id.
    void fillFrom(const core::RecordedEvent &event);

    /// Keeps what is typed in the store from now on, so that it outlives the page. The store must
    /// outlive it, too.
    void keepIn(DraftStore &store, const DraftHome &home);
    /// The same for a draft that was kept before: goes on where that ended. One that was begun on
    /// another server says so, and has its condition from this one.
    void goOnWith(DraftStore &store, const KeptDraft &kept, const DraftHome &home);
    /// Its connection has another name from now on.
    void fileUnder(const QString &connection);
    /// The store has what is typed: closing the page loses nothing.
    [[nodiscard]] bool isKept() const { return m_isKept; }
    /// Empty unless it is kept in a store.
    [[nodiscard]] QString draftKey() const { return m_keptAs.key; }
    /// What was typed is given up.
    void discard();

    void send();
    /// Stops waiting for the server's answer to what was sent or asked about it. False if nothing
    /// is waited for.
    bool cancel() override;
    void openFind();
    void findNext(bool backwards);
    /// False if nothing was looked for.
    bool closeFind();
    /// A new draft of the same type, metadata and shape of its data, with a new id; only after the
    /// event was written.
    void startNext();
    /// Goes to the next part of the draft; false where the last one, or backwards the first, had
    /// the keyboard.
    bool focusNextPart(int step);
    void addEvent();
    /// Takes the event that is shown out of the write; asks first where something was typed.
    void removeEvent();
    void editMetadata();
    /// Why nothing can be sent now, said above the draft, which stays as it is; empty: it can.
    void setLocked(const QString &why);
    /// Where sending is not permitted it offers to go on as somebody else.
    void setOffersCredentials(bool offers) { m_offersCredentials = offers; }

Q_SIGNALS:
    /// What locks it is to be changed.
    void unlockRequested();
    void credentialsRequested();
    /// The last of so many events stands there.
    void appended(const core::StreamName &stream, core::Revision revision, qsizetype events);
    void titleChanged(const QString &title);
    void abilitiesChanged();
    void streamRequested(const core::StreamName &stream);
    void eventRequested(const core::StreamName &stream, core::Revision revision);
    /// One line for the status line: what happened last.
    void said(const QString &text, ui::Tone tone = Tone::Text);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class State {
        Editing,
        Sending,
        Unknown, ///< sent, not answered: may have been written
        Written,
    };

    void layOut();
    [[nodiscard]] QList<QWidget *> parts() const;
    /// What the last request held may have been written.
    [[nodiscard]] bool wasSent() const;
    void readHead();
    void readLimit();
    void onDraftChanged();
    void setState(State state);
    void keepDraft();
    void onSaved(const QString &key, const QString &problem);

    void removeEventAt(qsizetype index);
    void complain(const DraftProblem &problem);
    void showChange(const EventDraft &draft, const core::PayloadChange &change);
    void sendDraft(const EventDraft &draft);
    /// Says what is waited for, with a way to stop; `stopped` tells the person what that leaves.
    void wait(const QString &what, std::function<void()> stopped);
    void endWait();
    void stopWaiting();
    void onOutcome(const core::Result<core::WriteOutcome> &result);
    void onWritten(core::Revision revision);
    void sayRepeat(core::Revision revision);
    void sendAgain();
    void onConflict(const core::WrongRevision &conflict);
    void onUnknown(const core::Error &reason);
    void showUnknown();
    void onRefused(const core::Error &error);
    void showRefusal(const core::Error &error);
    void offerToSendAnyway(const EventDraft &draft);
    void proveDeletion(const core::Error &error);
    void showDeleted(const core::StreamState &state);
    void sendExpecting(const core::ExpectedRevision &expected);
    void askToWriteUnchecked();

    void showUnknownButtons();
    void checkStream();
    void onFound(core::Revision revision);
    void onNotFound(const QString &where);
    [[nodiscard]] QString repeatWords() const;

    QPushButton *addBarButton(const QString &text, const char *name);
    /// The keyboard goes there, unless this page is behind another.
    void leadTo(QWidget *field);

    core::Client &m_client;
    core::StreamName m_stream;
    State m_state = State::Editing;
    bool m_isLocked = false;
    bool m_offersCredentials = false;
    QList<core::NewEvent> m_pristine;
    EventDraft m_sent;               ///< what the last request held
    core::Error m_unknownBecause;    ///< why there was no answer to it
    std::function<void()> m_stopped; ///< set while something is waited for
    /// The stream's end as it was last told before that request: what is answered at or below it
    /// was there already.
    std::optional<core::Revision> m_knownLast;
    qint64 m_limitBytes;
    QString m_title;
    DraftAbilities m_abilities; ///< as they were last told

    Prompts &m_prompts;
    ElidedLabel *m_heading;
    ElidedLabel *m_status;
    AppendForm *m_form;
    MessageBar *m_lock;
    MessageBar *m_bar;
    BusyLine *m_busy;
    AppendFooter *m_footer;
    SeenTypes *m_seen;
    QPointer<DraftStore> m_store;
    DraftHome m_home;
    KeptDraft m_keptAs; ///< as the store has it
    bool m_isKept = false;
    core::Call m_headCall;
    core::Call m_infoCall;
    std::unique_ptr<SentEventSearch> m_search;
    core::Call m_call; ///< the write, or the read that explains what came of it
};

} // namespace ui
