// Deleting streams, and bringing them back.
// GUI thread.
#pragma once

#include "core/base/result.h"
#include "core/links/projected_stream.h"
#include "core/model/replies.h"
#include "core/model/requests.h"

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace ui {

class Connection;
class StatusLine;
class StreamUndelete;
class Travel;
class Workspace;

/// Owns the undeletes under way, each with its own Cancel. A deletion belongs to its dialog.
class DeletionDesk final : public QObject
{
    Q_OBJECT

public:
    struct Parts {
        const Workspace &workspace;
        StatusLine &status;
        Travel &travel;
        QWidget &window;
        std::function<core::CorrelationNames()> names; ///< that the person has set
    };

    explicit DeletionDesk(const Parts &parts);

    /// Asks first. Nothing where the connection has no client, here and below.
    void remove(Connection *connection, const core::StreamName &stream, core::DeleteMode mode);
    /// Once at a time: who asks again while it is under way is told so, with its Cancel.
    void undelete(Connection *connection, const core::StreamName &stream);
    /// Stops the undelete that was begun last; false if none is under way.
    bool cancel();

Q_SIGNALS:
    /// Another user is to delete.
    void credentialsRequested(ui::Connection *connection);
    /// It is read-only, and that is to be changed.
    void editRequested(ui::Connection *connection);

private:
    struct Undelete {
        QPointer<Connection> connection;
        core::StreamName stream;
        QPointer<StreamUndelete> work; ///< null once its connection was closed
    };

    void sayReadOnly(Connection *connection);
    void onDeleted(Connection *connection, const core::StreamName &stream, core::DeleteMode how);
    QPointer<StreamUndelete> begin(Connection *connection, const core::StreamName &stream);
    void onUndeleted(Connection *connection,
                     const core::StreamName &stream,
                     const core::Result<core::WriteOutcome> &result);

    Parts m_parts;
    QList<Undelete> m_undeletes; ///< that are under way, the last one last
};

} // namespace ui
