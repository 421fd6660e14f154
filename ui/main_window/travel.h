// Going to places: forward to somewhere new, back and forward again within the history of a tab.
// GUI thread.
#pragma once

#include "core/model/recorded_event.h"
#include "ui/main_window/navigation_history.h"

#include <QObject>

#include <functional>
#include <optional>

namespace ui {

class AddressField;
class Navigator;
class Workspace;

/// Owns nothing: the histories belong to the tabs. Whatever brings another tab to the front goes
/// through it, so that the way back is known.
class Travel final : public QObject
{
    Q_OBJECT

public:
    Travel(Workspace &workspace, Navigator &navigator, AddressField &address, QObject *parent);

    /// Nothing where the connection has no client, here and below.
    void goTo(Connection *connection, const Address &address);
    /// The same, and the keyboard goes there.
    void enter(Connection *connection, const Address &address);
    void goBack();
    void goForward();
    /// To a new draft, like `model` where one is given; its stream's tab stands behind it.
    void goToDraft(Connection *connection,
                   const core::StreamName &stream,
                   const std::optional<core::RecordedEvent> &model = std::nullopt);
    /// The way back from the tab that `show` brings to the front leads here.
    void leaveBy(const std::function<void()> &show);

    /// For the status line: shows the place or page again. Holds as long as this.
    [[nodiscard]] std::function<void()> wayTo(Connection *connection, const Address &address);
    [[nodiscard]] std::function<void()> wayTo(QWidget *page);

Q_SIGNALS:
    /// What is in front, or what lies behind and ahead of it, may be other than before.
    void moved();

private:
    void leaveFor(const Place &to, void (NavigationHistory::*keep)(const Place &));
    void show(const Place &place);

    Workspace &m_workspace;
    Navigator &m_navigator;
    AddressField &m_address;
};

} // namespace ui
