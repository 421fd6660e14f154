#include "app/application.h"

#include "app/log_setup.h"
#include "app/screenshot.h"
#include "core/sandbox/sandbox.h"
#include "core/transport/any_transport.h"

#include <QPointer>
#include <QStandardPaths>

namespace app {

namespace {

std::unique_ptr<ui::DraftStore> draftsOfUser()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    return std::make_unique<ui::DraftStore>(folder + QStringLiteral("/drafts"));
}

// What the sandbox opens with: a stream, a broken link in front, everything.
ui::MainWindow::FirstTabs sampleTabs()
{
    return ui::MainWindow::FirstTabs::at(core::sampleHighlights(), 1);
}

} // namespace

Application::Application(const CommandLine &line)
    : m_line(line)
    // A picture shows the same on every machine: nothing remembered goes into it.
    , m_settings(line.screenshotFile.isEmpty() ? core::Settings::ofUser()
                                               : core::Settings::inMemory())
    , m_drafts(line.screenshotFile.isEmpty() ? draftsOfUser() : nullptr)
    , m_window({m_settings,
                m_secrets,
                m_prompts,
                m_theme,
                [this](const core::ConnectionSettings &settings, const QString &connectionName) {
                    return std::make_unique<core::Client>(
                        settings, core::anyTransportFactory(m_wireLog.sinkFor(connectionName)));
                },
                [this](ui::Connection *connection) { startSandbox(connection); },
                [] { return diagnostics(); },
                m_wireLog,
                m_drafts.get()})
{
    m_theme.choose(
        ui::themeChoiceFrom(m_line.theme.isEmpty() ? m_settings.theme.get() : m_line.theme));
    m_theme.setDenseRows(m_settings.hasDenseRows.get());
    if (m_line.size.isValid())
        m_window.resize(m_line.size);
    if (!m_line.screenshotFile.isEmpty())
        new Screenshot(m_window, m_line.screenshotFile, this);
    m_window.show();
    openFirst();
}

Application::~Application() = default;

void Application::openFirst()
{
    const bool isAskedForNothing
        = m_line.connection.isEmpty() && m_line.addresses.isEmpty() && !m_line.wantsSandbox;
    if (isAskedForNothing && m_window.openRemembered())
        return;
    if (m_line.connection.isEmpty()) {
        m_window.openSandbox(m_line.addresses.isEmpty()
                                 ? sampleTabs()
                                 : ui::MainWindow::FirstTabs::at(m_line.addresses));
        return;
    }
    const auto parsed = core::parseConnectionString(m_line.connection);
    if (parsed) // the command line has checked it
        m_window.openServer(parsed->settings, ui::MainWindow::FirstTabs::at(m_line.addresses));
}

void Application::startSandbox(ui::Connection *connection)
{
    const QPointer<ui::Connection> waiting(connection);
    m_sandbox.start(m_line.sandboxFile, [this, waiting](const core::Result<QString> &started) {
        if (!waiting)
            return;
        const auto settings = started ? core::parseConnectionString(*started)
                                      : core::Result<core::ParsedConnection>(started.error());
        if (settings)
            m_window.startPrepared(waiting, settings->settings);
        else
            waiting->fail(settings.error());
    });
}

} // namespace app
