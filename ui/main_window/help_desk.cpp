#include "ui/main_window/help_desk.h"

#include "ui/actions/action_registry.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/workspace.h"
#include "ui/manual/manual_window.h"
#include "ui/widgets/help_key.h"
#include "ui/wire_log/wire_log_dock.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>

namespace ui {

HelpDesk::HelpDesk(const Parts &parts)
    : QObject(&parts.window)
    , m_parts(parts)
{}

HelpDesk::~HelpDesk() = default;

void HelpDesk::addCommands(ActionRegistry &registry)
{
    registry.add({.id = id("help.manual"),
                  .text = tr("Manual"),
                  .menu = MenuId::Help,
                  .shortcuts = keys({"F1"})},
                 [this](bool) { openManual(); });
    registry.add({.id = id("help.diagnostics"),
                  .text = tr("Copy Diagnostics"),
                  .menu = MenuId::Help,
                  .group = 1},
                 [this](bool) { copyDiagnostics(); });
    registry.add(
        {.id = id("help.about"), .text = tr("About Tributary"), .menu = MenuId::Help, .group = 2},
        [this](bool) { showAbout(); });
}

void HelpDesk::openManual(const QString &title)
{
    if (!m_manual)
        m_manual = std::make_unique<ManualWindow>(manualText());
    m_manual->open(title.isEmpty() ? titleInFront() : title);
}

/// Of the section about the pane that has the keyboard, as the manual calls it.
QString HelpDesk::titleInFront() const
{
    const QWidget *focused = m_parts.window.focusWidget();
    const auto isIn = [focused](const QWidget &pane) {
        return focused && (&pane == focused || pane.isAncestorOf(focused));
    };
    if (isIn(m_parts.address) || isIn(m_parts.navigator))
        return QStringLiteral("Finding a stream");
    if (isIn(m_parts.detail))
        return QStringLiteral("The detail of an event");
    if (isIn(m_parts.wireLog))
        return QStringLiteral("The wire log");
    const Page *page = m_parts.workspace.currentPage();
    return page ? page->manualTitle() : QString();
}

void HelpDesk::copyDiagnostics()
{
    QGuiApplication::clipboard()->setText(m_parts.diagnostics());
    m_parts.status.say(tr("Diagnostics copied"));
}

void HelpDesk::showAbout()
{
    auto *box = new QMessageBox(&m_parts.window);
    box->setObjectName(QStringLiteral("about"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    setHelpSection(box);
    box->setWindowTitle(tr("About Tributary"));
    box->setTextFormat(Qt::PlainText);
    box->setText(QStringLiteral("Tributary " TRIBUTARY_VERSION));
    box->setInformativeText(tr("A browser and editor for event streams of KurrentDB and "
                               "EventStoreDB."));
    box->addButton(tr("Close"), QMessageBox::AcceptRole)
        ->setObjectName(QStringLiteral("about/close"));
    box->open();
}

} // namespace ui
