// The table of commands around the stream in front.
#include "ui/main_window/action_texts.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/deletion_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/workspace.h"
#include "ui/streams/stream_index.h"

#include <QClipboard>
#include <QGuiApplication>

namespace ui {

void MainWindow::addStreamActions()
{
    const auto add = [this](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::Stream;
        m_actions.add(spec, std::move(handler));
    };
    add({.id = id("stream.open"),
         .text = tr("Open Stream…"),
         .shortcuts = keys({"Ctrl+L"}),
         .asksForMore = true},
        [this](bool) { m_address->begin(m_workspace->currentStream().text()); });
    add({.id = id("stream.go-to"),
         .text = tr("Go to Revision, Position or Moment…"),
         .shortcuts = keys({"Ctrl+G"}),
         .asksForMore = true},
        [this](bool) { m_address->begin(m_workspace->currentStream().text() + u'@'); });
    add({.id = id("stream.reload"), .text = tr("Read Again"), .shortcuts = keys({"F5"})},
        [this](bool) {
            if (Page *page = m_workspace->currentPage())
                page->reload();
            StreamIndex *index = m_connections.indexOf(m_connections.front());
            if (index && m_workspace->currentEvents())
                index->reload();
        });
    add({.id = id("stream.pin"), .text = tr("Pin Stream"), .group = 1, .isCheckable = true},
        [this](bool checked) {
            m_navigator->setPinned(m_connections.front(), m_workspace->currentStream(), checked);
        });
    add({.id = id("stream.copy-name"), .text = tr("Copy Stream Name"), .group = 1}, [this](bool) {
        QGuiApplication::clipboard()->setText(m_workspace->currentStream().text());
    });
    const auto remove = [this](core::DeleteMode mode) {
        return [this, mode](bool) {
            m_deletion->remove(
                m_workspace->currentConnection(), m_workspace->currentStream(), mode);
        };
    };
    add({.id = id("stream.delete"),
         .text = tr("Delete Stream…"),
         .group = 2,
         .icon = QStringLiteral("trash-2"),
         .asksForMore = true},
        remove(core::DeleteMode::Soft));
    add({.id = id("stream.undelete"), .text = tr("Undelete Stream"), .group = 2}, [this](bool) {
        m_deletion->undelete(m_workspace->currentConnection(), m_workspace->currentStream());
    });
    add({.id = id("stream.tombstone"),
         .text = tr("Delete Stream for Good…"),
         .group = 2,
         .asksForMore = true},
        remove(core::DeleteMode::Tombstone));
}

} // namespace ui
