// The list of all settings. Never a secret.
// Lives on the thread that made it.
#pragma once

#include "core/base/ids.h"
#include "core/settings/saved_connection.h"
#include "core/settings/setting.h"

#include <QByteArray>
#include <QStringList>

#include <memory>

namespace core {

class Settings
{
public:
    explicit Settings(std::unique_ptr<SettingsStore> store);
    /// Kept in the person's configuration folder.
    [[nodiscard]] static Settings ofUser();
    /// Forgotten at the end: for tests and pictures.
    [[nodiscard]] static Settings inMemory();

private:
    std::unique_ptr<SettingsStore> m_store;

public:
    /// "system", "light" or "dark".
    Setting<QString> theme;
    Setting<bool> hasDenseRows;
    Setting<QByteArray> windowGeometry;
    /// Sizes of the panes: navigator and the rest; the rest with the detail beside or below.
    Setting<QByteArray> columnSizes;
    Setting<QByteArray> sizesBeside;
    Setting<QByteArray> sizesBelow;
    Setting<bool> isNavigatorShown;
    Setting<bool> isDetailShown;
    Setting<bool> isWireLogShown;
    /// Under which names metadata holds the correlation and the causation id.
    Setting<QString> correlationName;
    Setting<QString> causationName;
    /// Hosts and options without credentials, the last one first.
    Setting<QStringList> recentConnections;

    /// What was open when the window was closed, the connection in front last: "sandbox",
    /// "kept:ID", or the id under which one that is not listed is written down.
    Setting<QStringList> openConnections;
    /// The tabs of one of those, in their order: name, place and switches as fields of a text.
    [[nodiscard]] Setting<QStringList> openTabs(const QString &connection);
    /// Index of the one in front.
    [[nodiscard]] Setting<int> frontTab(const QString &connection);

    /// Ids of the connections that are kept, in the order they are listed.
    Setting<QStringList> savedConnections;
    [[nodiscard]] SavedConnection savedConnection(const QString &id);
    void forgetConnection(const QString &id);

    /// Names of streams, by the id or the name of their connection.
    [[nodiscard]] Setting<QStringList> pinnedStreams(const QString &connection);
    [[nodiscard]] Setting<QStringList> recentStreams(const QString &connection);

    /// Whether the newest event stands on top: the same for all streams of a category, which for a
    /// stream without one is its whole name.
    [[nodiscard]] Setting<bool> newestFirst(const StreamName &stream);
};

} // namespace core
