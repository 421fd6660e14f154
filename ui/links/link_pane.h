// The link that stands at an event's place, told whole: where it leads, what became of that, how it
// was found. A part of the event's detail. GUI thread.
#pragma once

#include "core/links/link_chain.h"
#include "ui/widgets/facts_view.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QBoxLayout;
class QStackedWidget;
class QVBoxLayout;

namespace ui {

class BusyLine;
class EmptyState;
class MessageBar;

/// The server is asked while the pane is looked at, and only then.
class LinkPane final : public QWidget
{
    Q_OBJECT

public:
    explicit LinkPane(QWidget *parent);
    ~LinkPane() override;

    /// Without a client nothing is asked. The same link told more exactly is not asked about again.
    void setEvent(core::Client *client, const std::optional<core::ResolvedEvent> &event);
    /// Gives up what is being asked. False if nothing was.
    bool cancel();

    /// What was found out of the link that is shown.
    [[nodiscard]] const std::optional<core::LinkStory> &story() const { return m_story; }

Q_SIGNALS:
    void targetActivated(const ui::FactTarget &target);
    /// What became of the link that is shown.
    void followed(const core::LinkTarget &link, core::LinkState end);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void arrange();
    void askSoon();
    void ask();
    void drop();
    void onFinished(const core::Result<core::LinkStory> &story);
    void showFacts();
    void showVerdict();
    void showCancelled();
    void addAskButton(const QString &text);

    QPointer<core::Client> m_client;
    std::optional<core::RecordedEvent> m_link; ///< none: not a link
    std::optional<core::LinkStory> m_story;

    QBoxLayout *m_content = nullptr; ///< the verdict above the rest, or left of it in a low pane
    QVBoxLayout *m_bar = nullptr;
    MessageBar *m_verdict;
    QStackedWidget *m_stack;
    EmptyState *m_none;
    FactsView *m_facts;
    BusyLine *m_busy;
    QTimer m_pause; ///< so that going through rows does not ask about each
    std::unique_ptr<core::LinkChain> m_chain;
};

} // namespace ui
