// A tab: the events of a stream or of $all, with its own line of switches and its states.
// GUI thread.
#pragma once

#include "core/client/client.h"
#include "core/client/short_look.h"
#include "core/moments/moment_search.h"
#include "core/settings/setting.h"
#include "ui/events/event_match.h"
#include "ui/events/event_table_model.h"
#include "ui/events/stream_words.h"
#include "ui/widgets/page.h"

#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <variant>

class QStackedLayout;

namespace ui {

class AllTableModel;
class BusyLine;
class CurrentEvent;
class EventSource;
class EventTablePane;
class EventTableView;
class EventTabLine;
class MessageBar;
class NoEventsPane;

/// Opens at the end. The client must outlive it.
class EventsPage final : public Page
{
    Q_OBJECT

public:
    EventsPage(core::Client &client, core::StreamName stream, QWidget *parent);
    ~EventsPage() override;

    [[nodiscard]] QString title() const override { return m_stream.text(); }
    [[nodiscard]] core::StreamName stream() const override { return m_stream; }
    [[nodiscard]] QString manualTitle() const override;
    [[nodiscard]] std::optional<QPoint> placeOfCurrent() const override;

    /// Makes the event current and shows it, as soon as the stream could be read. Where it is not
    /// known to reach that far, its end is looked for first.
    void goTo(core::Revision revision);
    /// The same in $all, for the first event at or after a position.
    void goTo(core::Position position);
    /// The same for the first event at or after a moment, which core::parseMoment() reads; a time
    /// alone is of the day that is shown. It is looked for by reads, until cancel().
    void goToMoment(const QString &words);
    void setResolveLinks(bool resolve);
    void setLive(bool live);
    /// Of $all only; elsewhere there is nothing to hide.
    void setShowSystem(bool show);
    /// The newest event on top; the current one stays.
    void setNewestFirst(bool newestFirst);
    /// Takes the order of rows from there, and keeps it there when it is turned.
    void keepOrderIn(const core::Setting<bool> &newestFirst);
    [[nodiscard]] bool resolveLinks() const;
    [[nodiscard]] bool isLive() const;
    [[nodiscard]] bool showSystem() const;
    [[nodiscard]] bool isNewestFirst() const;
    /// Shows only what fits the words, see EventMatch; all again where they are empty.
    void setFilter(const QString &words);
    [[nodiscard]] QString filter() const { return m_match.words(); }
    void focusFilter();
    [[nodiscard]] bool canReload() const override { return true; }
    /// The place and the current event stay.
    void reload() override;
    /// Reads again if nothing could be read, given up ones too.
    void retryFailed();
    bool cancel() override;

    /// Nothing while it is still being read.
    [[nodiscard]] const std::optional<core::ResolvedEvent> &currentEvent() const;
    /// Where the selected row has no event any more: what is to be said in place of it.
    [[nodiscard]] const std::optional<StreamWords> &whyGone() const { return m_whyGone; }
    /// Runs the action with the current event as it is stored, at once or when it was fetched.
    void whenExact(const std::function<void(const core::ResolvedEvent &)> &action);
    /// Fetches again what could not be fetched.
    void retryExact();
    /// What the link in front was found to end in.
    void tellLinkEnd(const core::LinkTarget &link, core::LinkState end);
    /// Rows in view whose event is there.
    [[nodiscard]] qint64 shownRows() const;
    [[nodiscard]] QString rangeText() const;

    /// The end is in view, and what comes is followed.
    [[nodiscard]] bool isFollowing() const;
    /// The newest event is the current one.
    [[nodiscard]] bool isAtNewest() const;
    /// The stream is known to be soft-deleted.
    [[nodiscard]] bool canUndelete() const;
    /// Asked for streams that may have been meant where this one does not exist, and for those that
    /// can be read where `$all` is denied.
    void setCloseNames(std::function<QList<core::StreamName>()> names);
    /// Where reading is denied, other credentials can be used.
    void setOffersCredentials(bool offers) { m_offersCredentials = offers; }
    /// More names are known: what is offered in place of events is asked for again.
    void refreshOffers();

    /// For what was done with the stream and went wrong.
    [[nodiscard]] MessageBar &message() const { return *m_message; }
    /// The payload of the current event, exactly, to the clipboard.
    void copyPayload();

Q_SIGNALS:
    /// Another one, or the same one more exactly; none, and whyGone() may be another.
    void currentEventChanged(const std::optional<core::ResolvedEvent> &event);
    /// The current event could not be fetched exactly; see CurrentEvent::failed().
    void exactFailed(const core::Error &error, bool wasWaitedFor);
    void streamRequested(const core::StreamName &stream);
    void eventRequested(const core::StreamName &stream, core::Revision revision);
    void appendRequested(const core::StreamName &stream);
    /// The stream has events: the first are there, where there were none.
    void found();
    /// canUndelete() may be another.
    void stateChanged();
    void undeleteRequested(const core::StreamName &stream);
    void credentialsRequested();
    void projectionsRequested();
    /// Streams that events belong to, or are linked from; each once.
    void streamsMet(const QList<core::StreamName> &streams);
    /// What can be done with the current event is asked for, at this place of the screen.
    void menuRequested(const QPoint &place);
    /// Enter on an event that is no link: the detail is wanted.
    void detailRequested();
    /// Rows came into view; how many there are.
    void eventsShown(qint64 rows);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    /// Where to go once there are rows; words are those of a moment.
    using Wish = std::variant<core::Revision, QString>;

    void build();
    void connectView();
    void connectPane();
    void useSource(std::unique_ptr<EventSource> source);
    void connectSource();

    void onStateChanged();
    [[nodiscard]] bool hasWords() const;
    void onReadErrorChanged();
    void onReadingChanged(bool isReading);
    void onTailChanged();
    void onRowsShown();
    void showWhyEmpty();
    [[nodiscard]] bool isNotFound() const;
    void showNotFound();
    void askProjection();
    void leaveForWish();
    void setWish(const Wish &wish);
    bool carryOutWish();
    bool showRevision(core::Revision revision);
    void lookForEnd(core::Revision wished);
    void onEndFound(core::Revision wished, const core::Result<core::LookAnswer> &answer);
    [[nodiscard]] bool isSearching() const { return m_search || m_endLook; }
    void sayNothingAt(core::Position position);
    void lookForMoment(const QString &words);
    void lookFor(core::EventTime moment);
    void onMomentFound(core::EventTime moment, const core::Result<core::FoundMoment> &result);
    void goToFound(const core::ResolvedEvent &event);
    void sayOfMoment(core::EventTime moment, const core::FoundMoment &found);
    void endSearch();
    [[nodiscard]] QList<core::StreamName> instead() const;
    void updateLiveLine();
    void showSwitches();
    void keepCurrent(const AllTableModel &model);
    void updateCurrent();
    void activateCurrent();

    core::Client &m_client;
    const core::StreamName m_stream;
    std::unique_ptr<EventSource> m_source;
    CurrentEvent *m_current;
    EventTabLine *m_line;
    BusyLine *m_busy;
    MessageBar *m_message;
    QStackedLayout *m_stack;
    EventTablePane *m_pane;
    EventTableView *m_view;
    NoEventsPane *m_empty;
    QTimer m_loadingDelay; ///< before bars are drawn for what is not there yet
    std::optional<Wish> m_wish;
    std::unique_ptr<core::MomentSearch> m_search;
    std::unique_ptr<core::ShortLook> m_endLook; ///< how far the stream reaches
    EventMatch m_match;
    std::optional<core::Setting<bool>> m_keptOrder;
    std::function<QList<core::StreamName>()> m_closeNames;
    QList<core::StreamName> m_offered;
    std::optional<StreamWords> m_whyGone;
    core::Call m_projectionCall;
    std::optional<core::ProjectionStatus> m_projection; ///< that should write this stream
    bool m_offersCredentials = false;
    bool m_hasOpened = false;
    qint64 m_shown = 0;
};

} // namespace ui
