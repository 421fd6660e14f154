#include "core/settings/settings.h"

#include <QCryptographicHash>
#include <QHash>
#include <QSettings>

namespace core {

namespace {

class UserStore final : public SettingsStore
{
public:
    [[nodiscard]] QVariant value(const QString &key) const override
    {
        return m_settings.value(key);
    }
    void setValue(const QString &key, const QVariant &value) override
    {
        m_settings.setValue(key, value);
    }

private:
    QSettings m_settings{QStringLiteral("tributary"), QStringLiteral("tributary")};
};

class MemoryStore final : public SettingsStore
{
public:
    [[nodiscard]] QVariant value(const QString &key) const override { return m_values.value(key); }
    void setValue(const QString &key, const QVariant &value) override
    {
        m_values.insert(key, value);
    }

private:
    QHash<QString, QVariant> m_values;
};

// A connection's name may hold anything; a key may not.
QString keyOf(const QString &connection)
{
    const QByteArray hash = QCryptographicHash::hash(connection.toUtf8(), QCryptographicHash::Sha1);
    return QString::fromLatin1(hash.toHex().left(16));
}

} // namespace

Settings::Settings(std::unique_ptr<SettingsStore> store)
    : m_store(std::move(store))
    , theme(*m_store, QStringLiteral("look/theme"), QStringLiteral("system"))
    , windowGeometry(*m_store, QStringLiteral("window/geometry-1"), {})
    , isNavigatorShown(*m_store, QStringLiteral("window/navigator"), true)
    , isDetailShown(*m_store, QStringLiteral("window/detail"), true)
    , isWireLogShown(*m_store, QStringLiteral("window/wireLog"), false)
    , recentConnections(*m_store, QStringLiteral("connections/recent"), {})
{}

Settings Settings::ofUser()
{
    return Settings(std::make_unique<UserStore>());
}

Settings Settings::inMemory()
{
    return Settings(std::make_unique<MemoryStore>());
}

Setting<QStringList> Settings::pinnedStreams(const QString &connection)
{
    return {*m_store, QStringLiteral("streams/%1/pinned").arg(keyOf(connection)), {}};
}

Setting<QStringList> Settings::recentStreams(const QString &connection)
{
    return {*m_store, QStringLiteral("streams/%1/recent").arg(keyOf(connection)), {}};
}

} // namespace core
