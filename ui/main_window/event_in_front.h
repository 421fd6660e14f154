// The event in front: shown in the detail, and fetched exactly for what needs its bytes.
// GUI thread.
#pragma once

#include "core/base/error.h"
#include "core/model/recorded_event.h"
#include "ui/widgets/next_turn.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

#include <functional>

namespace ui {

class EventDetailPane;
class LinkDesk;
class OpenConnections;
class StatusLine;
class Travel;
class WindowPanes;
class Workspace;

/// The current event of the tab in front, or of the one behind a draft: its connection is that in
/// front. Keeps which tab that is; the event itself is the tab's.
class EventInFront final : public QObject
{
    Q_OBJECT

public:
    struct Parts {
        Workspace &workspace;
        const OpenConnections &connections;
        EventDetailPane &detail;
        LinkDesk &links;
        WindowPanes &panes;
        StatusLine &status;
        Travel &travel;
    };

    EventInFront(const Parts &parts, QObject *parent);

    /// Null where there is none.
    [[nodiscard]] const core::ResolvedEvent *get() const;
    /// The detail, which shows this event now: it follows in a turn of its own otherwise.
    [[nodiscard]] EventDetailPane &detail();
    /// As far as the detail has followed: it has folds.
    [[nodiscard]] bool canFold() const;
    /// Runs the action once its bytes are there as they are stored.
    void whenExact(const std::function<void(const core::ResolvedEvent &)> &action);
    /// Brings the detail back if it is hidden.
    void showDetail();
    /// The same, with this part in front.
    void showDetailPart(QWidget *part);
    /// Another tab may be in front.
    void refresh();

Q_SIGNALS:
    void changed();

private:
    void take();
    void show();
    void tellInexact(const core::Error &error, bool wasWaitedFor);

    Parts m_parts;
    TurnTask m_showing;
    QPointer<QWidget> m_shownOf; ///< the tab whose current event the detail shows
};

} // namespace ui
