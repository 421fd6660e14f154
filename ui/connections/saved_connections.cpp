#include "ui/connections/saved_connections.h"

#include "core/base/ensure.h"
#include "core/client/connection_string.h"

#include <QUuid>

#include <algorithm>

namespace ui {

namespace {

struct ColorKey {
    core::ConnectionColor color;
    const char *key;
};
constexpr ColorKey ColorKeys[] = {
    {core::ConnectionColor::Teal, "teal"},
    {core::ConnectionColor::Green, "green"},
    {core::ConnectionColor::Blue, "blue"},
    {core::ConnectionColor::Violet, "violet"},
    {core::ConnectionColor::Amber, "amber"},
    {core::ConnectionColor::Red, "red"},
};

struct GuardKey {
    core::Guard guard;
    const char *key;
};
constexpr GuardKey GuardKeys[] = {
    {core::Guard::Ask, "ask"},
    {core::Guard::ReadOnly, "read-only"},
    {core::Guard::Free, "free"},
};

QString toKey(core::ConnectionColor color)
{
    const auto *found = std::find_if(std::begin(ColorKeys),
                                     std::end(ColorKeys),
                                     [color](const ColorKey &each) { return each.color == color; });
    return QString::fromLatin1(found->key);
}

core::ConnectionColor colorOf(const QString &key)
{
    const auto *found
        = std::find_if(std::begin(ColorKeys), std::end(ColorKeys), [&key](const ColorKey &each) {
              return key == QLatin1String(each.key);
          });
    return found == std::end(ColorKeys) ? core::ConnectionColor::Teal : found->color;
}

QString toKey(core::Guard guard)
{
    const auto *found = std::find_if(std::begin(GuardKeys),
                                     std::end(GuardKeys),
                                     [guard](const GuardKey &each) { return each.guard == guard; });
    return QString::fromLatin1(found->key);
}

/// What is not understood asks: the careful way that still works.
core::Guard guardOf(const QString &key)
{
    const auto *found
        = std::find_if(std::begin(GuardKeys), std::end(GuardKeys), [&key](const GuardKey &each) {
              return key == QLatin1String(each.key);
          });
    return found == std::end(GuardKeys) ? core::Guard::Ask : found->guard;
}

QString addressOf(const core::ConnectionSettings &settings)
{
    core::ConnectionSettings bare = settings;
    bare.credentials.reset();
    return core::toSafeString(bare);
}

QString userOf(const core::ConnectionSettings &settings)
{
    return settings.credentials ? settings.credentials->user : QString();
}

bool sharesHost(const core::ConnectionSettings &a, const core::ConnectionSettings &b)
{
    return std::any_of(a.hosts.begin(), a.hosts.end(), [&b](const core::NodeAddress &host) {
        return std::any_of(b.hosts.begin(), b.hosts.end(), [&host](const core::NodeAddress &other) {
            return host.port == other.port
                   && host.host.compare(other.host, Qt::CaseInsensitive) == 0;
        });
    });
}

} // namespace

SavedConnections::SavedConnections(core::Settings &settings)
    : m_settings(settings)
{}

QString SavedConnections::newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QList<core::ConnectionProfile> SavedConnections::all() const
{
    QList<core::ConnectionProfile> profiles;
    for (const QString &id : m_settings.savedConnections.get()) {
        if (const auto profile = find(id))
            profiles.append(*profile);
    }
    return profiles;
}

std::optional<core::ConnectionProfile> SavedConnections::find(const QString &id) const
{
    if (!m_settings.savedConnections.get().contains(id))
        return std::nullopt;
    auto profile = read(m_settings.savedConnection(id));
    if (profile)
        profile->id = id;
    return profile;
}

std::optional<core::ConnectionProfile> SavedConnections::read(const core::SavedConnection &saved)
{
    const auto parsed = core::parseConnectionString(saved.address.get());
    if (!parsed)
        return std::nullopt;
    core::ConnectionProfile profile;
    profile.name = saved.name.get();
    profile.color = colorOf(saved.color.get());
    profile.guard = guardOf(saved.guard.get());
    profile.keepsPassword = saved.keepsPassword.get();
    core::ConnectionSettings &settings = profile.settings;
    settings = parsed->settings;
    if (const QString user = saved.user.get(); !user.isEmpty())
        settings.credentials = core::Credentials{user, {}};
    if (saved.transport.get() == QStringLiteral("http"))
        settings.transport = core::TransportKind::Http;
    if (const QString identity = saved.trustedIdentity.get(); !identity.isEmpty())
        settings.trustedIdentity = identity;
    settings.longPoll = std::chrono::seconds(qMax(1, saved.longPollSeconds.get()));
    return profile;
}

std::optional<core::ConnectionProfile>
SavedConnections::leadingTo(const core::ConnectionSettings &settings) const
{
    for (const core::ConnectionProfile &profile : all()) {
        if (addressOf(profile.settings) == addressOf(settings)
            && userOf(profile.settings) == userOf(settings)
            && profile.settings.transport == settings.transport)
            return profile;
    }
    return std::nullopt;
}

void SavedConnections::treatAsKept(core::ConnectionProfile &profile) const
{
    bool isFirst = true;
    for (const core::ConnectionProfile &kept : all()) {
        if (!sharesHost(kept.settings, profile.settings))
            continue;
        if (isFirst || (kept.isProduction() && !profile.isProduction())) {
            profile.name = kept.name;
            profile.color = kept.color;
        }
        profile.guard = isFirst ? kept.guard : qMax(profile.guard, kept.guard);
        isFirst = false;
    }
}

void SavedConnections::save(const core::ConnectionProfile &profile)
{
    ENSURE(!profile.id.isEmpty(), return );
    write(profile, m_settings.savedConnection(profile.id));
    QStringList ids = m_settings.savedConnections.get();
    if (!ids.contains(profile.id))
        m_settings.savedConnections.set(ids << profile.id);
}

void SavedConnections::write(const core::ConnectionProfile &profile, core::SavedConnection &&saved)
{
    const core::ConnectionSettings &settings = profile.settings;
    saved.name.set(profile.name);
    saved.address.set(addressOf(settings));
    saved.user.set(userOf(settings));
    saved.keepsPassword.set(profile.keepsPassword);
    saved.transport.set(settings.transport == core::TransportKind::Http ? QStringLiteral("http")
                                                                        : QStringLiteral("grpc"));
    saved.trustedIdentity.set(settings.trustedIdentity.value_or(QString()));
    saved.longPollSeconds.set(static_cast<int>(settings.longPoll.count()));
    saved.color.set(toKey(profile.color));
    saved.guard.set(toKey(profile.guard));
}

void SavedConnections::forget(const QString &id)
{
    m_settings.forgetConnection(id);
}

core::ConnectionProfile withoutPassword(core::ConnectionProfile profile)
{
    if (profile.settings.credentials)
        profile.settings.credentials->password.clear();
    return profile;
}

bool isReachedAlike(const core::ConnectionProfile &a, const core::ConnectionProfile &b)
{
    return withoutPassword(a).settings == withoutPassword(b).settings;
}

} // namespace ui
