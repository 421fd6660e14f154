// What stands in the tab of a connection until it is connected: the step, since when, what went
// wrong and what to check. GUI thread.
#pragma once

#include "ui/widgets/empty_state.h"

namespace ui {

class Connection;

class ConnectingPage final : public QWidget
{
    Q_OBJECT

public:
    ConnectingPage(Connection &connection, QWidget *parent);

Q_SIGNALS:
    /// The person wants another connection instead.
    void otherRequested();
    /// What comes before the client has to be done again.
    void retryRequested();
    /// The connection itself is to be changed.
    void editRequested();

private:
    void refresh();
    void showProgress();
    void showFailure();

    Connection &m_connection;
    EmptyState *m_state;
    bool m_showsFailure = false;
    bool m_showsProgress = false;
};

} // namespace ui
