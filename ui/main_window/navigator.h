// The left pane: the streams of the connection in front, with what is pinned and recent.
// GUI thread.
#pragma once

#include "core/base/ids.h"

#include <QStackedWidget>

#include <map>

namespace core {
class Settings;
}

namespace ui {

class Connection;
class StreamIndex;
class StreamListPane;

class Navigator final : public QStackedWidget
{
    Q_OBJECT

public:
    Navigator(core::Settings &settings, QWidget *parent);

    /// `index` must outlive the connection's entry.
    void addConnection(Connection *connection, StreamIndex &index);
    void removeConnection(const Connection *connection);
    /// Null: none is in front.
    void showConnection(const Connection *connection);
    void showCurrent(const Connection *connection, const core::StreamName &stream);

    /// Metadata streams are no streams of a person's: they are neither recent nor pinned.
    void noteOpened(const Connection *connection, const core::StreamName &stream);
    void setPinned(const Connection *connection, const core::StreamName &stream, bool pinned);
    [[nodiscard]] QList<core::StreamName> pinned(const Connection *connection) const;
    [[nodiscard]] bool isPinned(const Connection *connection, const core::StreamName &stream) const;

Q_SIGNALS:
    void streamRequested(ui::Connection *connection, const core::StreamName &stream);
    void appendRequested(ui::Connection *connection, const core::StreamName &stream);

private:
    struct Entry {
        StreamListPane *pane = nullptr;
        QList<core::StreamName> pinned;
        QList<core::StreamName> recent; ///< as they are shown: rows do not jump under the hand
        QList<core::StreamName> used;   ///< the same, the one opened last first
    };

    void remember(const Connection *connection, const Entry &entry);

    core::Settings &m_settings;
    QWidget *m_nothing;
    std::map<const Connection *, Entry> m_entries;
};

} // namespace ui
