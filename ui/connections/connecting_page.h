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
    /// `what`: the address that opens here with the connection; empty: it goes without saying.
    ConnectingPage(Connection &connection, const QString &what, QWidget *parent);

Q_SIGNALS:
    /// The person wants another connection instead.
    void otherRequested();
    /// The connection is to be tried again.
    void retryRequested();
    /// The connection itself is to be changed.
    void editRequested();

private:
    void refresh();
    void showProgress();
    void showFailure();
    [[nodiscard]] QString withWhatOpens(const QString &text) const;

    Connection &m_connection;
    const QString m_what;
    EmptyState *m_state;
    bool m_showsFailure = false;
    bool m_showsProgress = false;
};

} // namespace ui
