// What stands in the tab of a connection until it is connected: the step, since when, what went
// wrong and what to check. GUI thread.
#pragma once

#include "ui/widgets/empty_state.h"
#include "ui/widgets/page.h"

namespace ui {

class Connection;

class ConnectingPage final : public Page
{
    Q_OBJECT

public:
    /// What opens here with the connection; empty: that goes without saying.
    struct Awaited {
        QString title = {}; ///< of its tab
        QString name = {};  ///< within a sentence
    };

    ConnectingPage(Connection &connection, Awaited awaited, QWidget *parent);

    [[nodiscard]] QString title() const override;
    /// Gives up the connection.
    bool cancel() override;

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
    const Awaited m_awaited;
    EmptyState *m_state;
    bool m_showsFailure = false;
    bool m_showsProgress = false;
};

} // namespace ui
