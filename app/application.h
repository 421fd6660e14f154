// The composition root: makes the parts, hands each what it needs, owns their lives.
// GUI thread.
#pragma once

#include "app/command_line.h"
#include "app/keychain_store.h"
#include "app/sandbox_host.h"
#include "core/settings/settings.h"
#include "core/wire_log/wire_log.h"
#include "ui/append/draft_store.h"
#include "ui/main_window/main_window.h"
#include "ui/prompts/dialog_prompts.h"
#include "ui/theme/theme.h"

namespace app {

class Application final : public QObject
{
    Q_OBJECT

public:
    explicit Application(const CommandLine &line);
    ~Application() override;

private:
    void startSandbox(ui::Connection *connection);
    void openFirst();

    const CommandLine m_line;
    core::Settings m_settings;
    KeychainStore m_secrets;
    ui::Theme m_theme;
    ui::DialogPrompts m_prompts;
    std::unique_ptr<ui::DraftStore> m_drafts; ///< none in a run that takes a picture
    SandboxHost m_sandbox;
    core::WireLog m_wireLog;
    ui::MainWindow m_window; ///< goes first: it uses all of the above
};

} // namespace app
