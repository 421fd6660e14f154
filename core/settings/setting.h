// One thing that is remembered between sessions: its key, its type and its default.
// Lives on the thread of its store.
#pragma once

#include <QString>
#include <QVariant>

namespace core {

/// Where settings are kept.
class SettingsStore
{
public:
    virtual ~SettingsStore() = default;

    /// Invalid where nothing has been kept under the key.
    [[nodiscard]] virtual QVariant value(const QString &key) const = 0;
    virtual void setValue(const QString &key, const QVariant &value) = 0;
    /// Forgets every key below "group/".
    virtual void removeGroup(const QString &group) = 0;
};

template<typename T>
class Setting
{
public:
    Setting(SettingsStore &store, QString key, T fallback)
        : m_store(&store)
        , m_key(std::move(key))
        , m_fallback(std::move(fallback))
    {}

    /// What was kept, or the default where nothing was or it cannot be made one of this type.
    [[nodiscard]] T get() const
    {
        const QVariant kept = m_store->value(m_key);
        return kept.canConvert<T>() ? kept.value<T>() : m_fallback;
    }
    void set(const T &value) { m_store->setValue(m_key, QVariant::fromValue(value)); }

private:
    SettingsStore *m_store;
    QString m_key;
    T m_fallback;
};

} // namespace core
