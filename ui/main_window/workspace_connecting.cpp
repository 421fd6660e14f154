// Tabs of connections under way: a part of Workspace.
#include "ui/connections/connecting_page.h"
#include "ui/connections/connection.h"
#include "ui/main_window/workspace.h"

#include <QTabWidget>

namespace ui {

void Workspace::openConnecting(Connection *connection)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        QWidget *shown = m_tabs->widget(i);
        if (qobject_cast<ConnectingPage *>(shown) && connectionOf(shown) == connection) {
            m_tabs->setCurrentIndex(i);
            return;
        }
    }
    auto *page = new ConnectingPage(*connection, m_tabs);
    connect(page, &ConnectingPage::otherRequested, this, &Workspace::connectRequested);
    connect(page, &ConnectingPage::retryRequested, this, [this, connection] {
        Q_EMIT retryRequested(connection);
    });
    connect(page, &ConnectingPage::editRequested, this, [this, connection] {
        Q_EMIT editRequested(connection);
    });
    addPage(page, connection, connection->name());
}

void Workspace::closeConnecting(const Connection *connection)
{
    for (int i = m_tabs->count() - 1; i >= 0; --i) {
        QWidget *page = m_tabs->widget(i);
        if (qobject_cast<ConnectingPage *>(page) && connectionOf(page) == connection)
            removePage(page);
    }
}

} // namespace ui
