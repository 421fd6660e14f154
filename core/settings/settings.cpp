#include "core/settings/settings.h"

#include <QCryptographicHash>
#include <QHash>
#include <QMutex>
#include <QSettings>
#include <QThreadPool>
#include <QUrl>

#include <functional>
#include <utility>

namespace core {

namespace {

QSettings openFile()
{
    return QSettings(QStringLiteral("tributary"), QStringLiteral("tributary"));
}

class MemoryStore : public SettingsStore
{
public:
    MemoryStore() = default;
    explicit MemoryStore(QHash<QString, QVariant> values)
        : m_values(std::move(values))
    {}

    [[nodiscard]] QVariant value(const QString &key) const override { return m_values.value(key); }
    void setValue(const QString &key, const QVariant &value) override
    {
        m_values.insert(key, value);
    }
    void removeGroup(const QString &group) override
    {
        m_values.removeIf(
            [&group](const auto &entry) { return entry.key().startsWith(group + u'/'); });
    }

private:
    QHash<QString, QVariant> m_values;
};

/// Read once; written on a thread of its own, since a file may be slow. The last changes are on the
/// disk when the store is gone.
class UserStore final : public MemoryStore
{
public:
    UserStore()
        : MemoryStore(readAll())
    {
        m_thread.setMaxThreadCount(1);
    }

    void setValue(const QString &key, const QVariant &value) override
    {
        MemoryStore::setValue(key, value);
        write([key, value](QSettings &file) { file.setValue(key, value); });
    }
    void removeGroup(const QString &group) override
    {
        MemoryStore::removeGroup(group);
        write([group](QSettings &file) { file.remove(group); });
    }

private:
    using Change = std::function<void(QSettings &)>;

    static QHash<QString, QVariant> readAll()
    {
        const QSettings file = openFile();
        QHash<QString, QVariant> values;
        for (const QString &key : file.allKeys())
            values.insert(key, file.value(key));
        return values;
    }

    /// Many changes that come at once are one writing of the file.
    void write(Change change)
    {
        const QMutexLocker lock(&m_mutex);
        m_waiting.append(std::move(change));
        if (m_waiting.size() == 1)
            m_thread.start([this] { writeWaiting(); });
    }

    void writeWaiting()
    {
        QList<Change> changes;
        {
            const QMutexLocker lock(&m_mutex);
            changes = std::exchange(m_waiting, {});
        }
        QSettings file = openFile(); // writes when it goes
        for (const Change &change : std::as_const(changes))
            change(file);
    }

    QMutex m_mutex;
    QList<Change> m_waiting;
    QThreadPool m_thread; ///< goes first, and waits for what it does
};

// A connection's name may hold anything; a key may not.
QString keyOf(const QString &connection)
{
    const QByteArray hash = QCryptographicHash::hash(connection.toUtf8(), QCryptographicHash::Sha1);
    return QString::fromLatin1(hash.toHex().left(16));
}

QString groupOf(const QString &savedConnection)
{
    return QStringLiteral("connection-") + savedConnection;
}

} // namespace

Settings::Settings(std::unique_ptr<SettingsStore> store)
    : m_store(std::move(store))
    , theme(*m_store, QStringLiteral("look/theme"), QStringLiteral("system"))
    , hasDenseRows(*m_store, QStringLiteral("look/dense-rows"), false)
    , windowGeometry(*m_store, QStringLiteral("window/geometry-1"), {})
    , columnSizes(*m_store, QStringLiteral("window/columns"), {})
    , sizesBeside(*m_store, QStringLiteral("window/detail-beside"), {})
    , sizesBelow(*m_store, QStringLiteral("window/detail-below"), {})
    , isNavigatorShown(*m_store, QStringLiteral("window/navigator"), true)
    , isDetailShown(*m_store, QStringLiteral("window/detail"), true)
    , isWireLogShown(*m_store, QStringLiteral("window/wireLog"), false)
    , correlationName(
          *m_store, QStringLiteral("links/correlation-name"), QStringLiteral("$correlationId"))
    , causationName(
          *m_store, QStringLiteral("links/causation-name"), QStringLiteral("$causationId"))
    , recentConnections(*m_store, QStringLiteral("connections/recent"), {})
    , openConnections(*m_store, QStringLiteral("connections/open"), {})
    , savedConnections(*m_store, QStringLiteral("connections/saved"), {})
{}

Settings Settings::ofUser()
{
    return Settings(std::make_unique<UserStore>());
}

Settings Settings::inMemory()
{
    return Settings(std::make_unique<MemoryStore>());
}

SavedConnection Settings::savedConnection(const QString &id)
{
    const QString group = groupOf(id) + u'/';
    const auto text = [this, &group](const char *key, const QString &fallback) {
        return Setting<QString>(*m_store, group + QString::fromLatin1(key), fallback);
    };
    const QString none;
    return {
        .name = text("name", none),
        .address = text("address", none),
        .user = text("user", none),
        .keepsPassword = {*m_store, group + QStringLiteral("keeps-password"), false},
        .transport = text("transport", QStringLiteral("grpc")),
        .trustedIdentity = text("trusted-identity", none),
        .longPollSeconds = {*m_store, group + QStringLiteral("long-poll-seconds"), 20},
        .color = text("color", none),
        .guard = text("guard", QStringLiteral("ask")),
    };
}

void Settings::forgetConnection(const QString &id)
{
    QStringList ids = savedConnections.get();
    ids.removeAll(id);
    savedConnections.set(ids);
    m_store->removeGroup(groupOf(id));
}

Setting<QStringList> Settings::pinnedStreams(const QString &connection)
{
    return {*m_store, QStringLiteral("streams/%1/pinned").arg(keyOf(connection)), {}};
}

Setting<QStringList> Settings::openTabs(const QString &connection)
{
    return {*m_store, QStringLiteral("tabs/%1/open").arg(keyOf(connection)), {}};
}

Setting<int> Settings::frontTab(const QString &connection)
{
    return {*m_store, QStringLiteral("tabs/%1/front").arg(keyOf(connection)), -1};
}

Setting<QStringList> Settings::recentStreams(const QString &connection)
{
    return {*m_store, QStringLiteral("streams/%1/recent").arg(keyOf(connection)), {}};
}

Setting<bool> Settings::newestFirst(const StreamName &stream)
{
    const QString category = stream.category();
    const QString &name = category.isEmpty() ? stream.text() : category;
    const QByteArray key = QUrl::toPercentEncoding(name);
    return {*m_store, QStringLiteral("events/newest-first/") + QString::fromLatin1(key), false};
}

} // namespace core
