// The table of commands of help: the manual, at what the person is busy with; what helps those who
// help.
#include "ui/event_detail/event_detail_pane.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/main_window.h"
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
#include <QWhatsThisClickedEvent>

namespace ui {

void MainWindow::addHelpActions()
{
    const auto add = [this](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::Help;
        m_actions.add(spec, std::move(handler));
    };
    add({.id = id("help.manual"), .text = tr("Manual"), .shortcuts = keys({"F1"})},
        [this](bool) { openManual(); });
    add({.id = id("help.diagnostics"), .text = tr("Copy Diagnostics"), .group = 1}, [this](bool) {
        QGuiApplication::clipboard()->setText(m_parts.diagnostics());
        m_status->say(tr("Diagnostics copied"));
    });
    add({.id = id("help.about"), .text = tr("About Tributary"), .group = 2},
        [this](bool) { aboutTributary(); });
}

void MainWindow::openManual(const QString &title)
{
    if (!m_manual)
        m_manual = std::make_unique<ManualWindow>(manualText());
    m_manual->open(title.isEmpty() ? manualTitle() : title);
}

/// What stands over the window asks for the manual so: see setHelpSection().
bool MainWindow::event(QEvent *event)
{
    if (event->type() != QEvent::WhatsThisClicked)
        return QMainWindow::event(event);
    openManual(static_cast<QWhatsThisClickedEvent *>(event)->href());
    return true;
}

/// Of the section about the pane that has the keyboard, as the manual calls it.
QString MainWindow::manualTitle() const
{
    const QWidget *focused = focusWidget();
    const auto isIn = [focused](const QWidget *pane) {
        return focused && (pane == focused || pane->isAncestorOf(focused));
    };
    if (isIn(m_address) || isIn(m_navigator))
        return QStringLiteral("Finding a stream");
    if (isIn(m_detail))
        return QStringLiteral("The detail of an event");
    if (isIn(m_wireLog))
        return QStringLiteral("The wire log");
    const Page *page = m_workspace->currentPage();
    return page ? page->manualTitle() : QString();
}

void MainWindow::aboutTributary()
{
    auto *box = new QMessageBox(this);
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
