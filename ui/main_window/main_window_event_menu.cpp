// Menus at the event in front: what can be copied of it, what can be done with it.
#include "ui/event_detail/event_detail_pane.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/workspace.h"

#include <QMenu>

namespace ui {

namespace {

QMenu *makeMenu(const char *name, const QString &spoken, QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(QLatin1String(name));
    menu->setAccessibleName(spoken);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    return menu;
}

} // namespace

void MainWindow::openCopyMenu()
{
    QMenu *menu = makeMenu("event/copy-menu", tr("Copy as"), this);
    for (const char *id :
         {"event.copy-payload", "event.copy-id", "event.copy-address", "event.copy-json"})
        menu->addAction(m_actions.action(QLatin1String(id)));
    menu->setActiveAction(menu->actions().constFirst());
    const Page *page = m_workspace->currentPage();
    const auto place = page ? page->placeOfCurrent() : std::nullopt;
    menu->popup(place.value_or(m_detail->mapToGlobal(QPoint())));
}

void MainWindow::openEventMenu(const QPoint &place)
{
    QMenu *menu = makeMenu("event/menu", tr("Event"), this);
    for (const char *id : {"event.copy-payload",
                           "event.copy-id",
                           "event.copy-address",
                           "event.copy-json",
                           "event.save-payload",
                           "",
                           "event.follow-link",
                           "event.explain-link",
                           "event.linked-from",
                           "event.why-not",
                           "event.causes",
                           "",
                           "event.new-like"}) {
        if (*id == '\0')
            menu->addSeparator();
        else
            menu->addAction(m_actions.action(QLatin1String(id)));
    }
    menu->popup(place);
}

} // namespace ui
