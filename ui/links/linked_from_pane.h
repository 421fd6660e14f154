// Into which streams an event is linked, and its stream's events. A part of the event's detail.
// GUI thread.
#pragma once

#include "core/links/backlinks.h"
#include "ui/widgets/facts_view.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QPushButton;
class QStackedWidget;

namespace ui {

class BusyLine;
class EmptyState;
class MessageBar;

/// The server is asked while the pane is looked at, and only then. The streams of the system
/// projections are looked into at once, which is cheap; others are read through when the person
/// wants it.
class LinkedFromPane final : public QWidget
{
    Q_OBJECT

public:
    explicit LinkedFromPane(QWidget *parent);
    ~LinkedFromPane() override;

    /// Of a link that was followed it is about the target. `others`: streams that may hold links to
    /// it besides those of the system projections.
    void setEvent(core::Client *client,
                  const std::optional<core::ResolvedEvent> &event,
                  const QList<core::StreamName> &others,
                  const core::CorrelationNames &names = {});
    /// Gives up what is being asked. False if nothing was.
    bool cancel();

    /// What was looked into so far.
    [[nodiscard]] const QList<core::Backlink> &found() const { return m_found; }

Q_SIGNALS:
    void targetActivated(const ui::FactTarget &target);
    void whyNotRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void askSoon();
    void ask();
    void askLinkStreams();
    void searchOthers();
    void run(std::unique_ptr<core::Backlinks> job, void (LinkedFromPane::*again)());
    [[nodiscard]] QList<core::StreamName> unsearched() const;
    void drop();
    void addAgainButton(const QString &text);
    void onFinished(const core::Result<QList<core::Backlink>> &backlinks);
    void refresh();

    QPointer<core::Client> m_client;
    std::optional<core::LinkTarget> m_event;
    core::CorrelationNames m_names;
    QList<core::StreamName> m_others; ///< that can be searched
    QList<core::Backlink> m_found;
    bool m_isAsked = false; ///< the projections' streams have been looked into
    core::StreamName m_linkStreamsOf;
    std::optional<QList<core::StreamName>> m_linkStreams;
    qsizetype m_eventsLookedAt = 0; ///< of that stream, for their types and correlation ids

    MessageBar *m_message;
    QStackedWidget *m_stack;
    EmptyState *m_none;
    FactsView *m_facts;
    QPushButton *m_search;
    QPushButton *m_whyNot;
    BusyLine *m_busy;
    QTimer m_pause; ///< so that going through rows does not ask about each
    std::unique_ptr<core::Backlinks> m_job;
    void (LinkedFromPane::*m_again)() = nullptr; ///< what begins that job anew
    std::unique_ptr<core::ShortLook> m_look;
};

} // namespace ui
