// The manual, at what the person is busy with, and what helps those who help.
// GUI thread.
#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

class QWidget;

namespace ui {

class ActionRegistry;
class AddressField;
class EventDetailPane;
class ManualWindow;
class Navigator;
class StatusLine;
class WireLogDock;
class Workspace;

/// Owns the manual's window once it was opened.
class HelpDesk final : public QObject
{
    Q_OBJECT

public:
    struct Parts {
        const AddressField &address;
        const Navigator &navigator;
        const Workspace &workspace;
        const EventDetailPane &detail;
        const WireLogDock &wireLog;
        StatusLine &status;
        QWidget &window;
        std::function<QString()> diagnostics; ///< to be copied
    };

    explicit HelpDesk(const Parts &parts);
    ~HelpDesk() override;

    void addCommands(ActionRegistry &registry);
    /// At the section of this title; without one, at that about what has the keyboard.
    void openManual(const QString &title = {});

private:
    [[nodiscard]] QString titleInFront() const;
    void copyDiagnostics();
    void showAbout();

    Parts m_parts;
    std::unique_ptr<ManualWindow> m_manual;
};

} // namespace ui
