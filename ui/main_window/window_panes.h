// The window's panes: where they stand, how much room each has, the keyboard's way through them.
// GUI thread.
#pragma once

#include "core/settings/setting.h"

#include <QWidget>

class QMainWindow;
class QSplitter;

namespace core {
class Settings;
}

namespace ui {

class AddressField;
class BusyLine;
class EventDetailPane;
class Navigator;
class StatusLine;
class TopBar;
class WireLogDock;
class Workspace;

/// Takes the panes that others have made, and owns them. Their sizes are kept in the settings.
class WindowPanes final : public QWidget
{
    Q_OBJECT

public:
    struct Parts {
        core::Settings &settings;
        AddressField &address; ///< stands in the top bar
        Navigator &navigator;
        Workspace &workspace;
        EventDetailPane &detail;
        WireLogDock &wireLog;
        BusyLine &busy;
        StatusLine &status;
    };

    explicit WindowPanes(const Parts &parts);

    /// Once: puts all in its place in a window of this size. The top bar comes last, since its
    /// buttons are commands, some of which act on the panes.
    void layOut(TopBar *topBar, const QSize &window);
    /// What was kept when the window was closed.
    void restore();
    void keep();
    /// The detail goes beside the table or below it, as the window has room.
    void arrange(const QSize &window);
    /// The page in front has no use for the detail, or has again.
    void makeRoomForPage();

    void showNavigator(bool shown);
    void showDetail(bool shown);
    /// It takes the keyboard, or gives it back.
    void showWireLog(bool shown);
    void focusDetail();
    void focusNext(int step);

    [[nodiscard]] bool isNavigatorShown() const;
    [[nodiscard]] bool isDetailShown() const;
    [[nodiscard]] bool isWireLogShown() const;

Q_SIGNALS:
    /// One of those was shown or hidden.
    void shownChanged();

private:
    void showOrHide(QWidget *pane, bool shown);
    [[nodiscard]] core::Setting<QByteArray> &contentSizes();
    void focus(QWidget *pane);

    Parts m_parts;
    QMainWindow *m_middle; ///< the columns, and what is docked below them
    QSplitter *m_columns;
    QSplitter *m_content;
    bool m_isArranged = false;   ///< the detail has its place, beside the table or below it
    bool m_isDetailAway = false; ///< it makes room for the page in front
};

} // namespace ui
