// The connections that are kept between sessions, as profiles.
// GUI thread.
#pragma once

#include "core/client/connection_profile.h"
#include "core/settings/settings.h"

#include <QList>

#include <optional>

namespace ui {

/// Reads and writes the settings each time; holds nothing itself. Passwords never come here.
class SavedConnections
{
public:
    explicit SavedConnections(core::Settings &settings);

    [[nodiscard]] static QString newId();
    /// In the order they were saved; what cannot be read any more is left out.
    [[nodiscard]] QList<core::ConnectionProfile> all() const;
    [[nodiscard]] std::optional<core::ConnectionProfile> find(const QString &id) const;
    /// One that leads to the same place as the same user.
    [[nodiscard]] std::optional<core::ConnectionProfile>
    leadingTo(const core::ConnectionSettings &settings) const;
    /// Gives a profile that is not kept the name, the colour and the guard of those that lead to
    /// one of its hosts; of several production's colour, and the most careful guard. Another user
    /// or transport makes a server no less dangerous.
    void treatAsKept(core::ConnectionProfile &profile) const;
    /// Under its id, which must not be empty.
    void save(const core::ConnectionProfile &profile);
    void forget(const QString &id);

    /// One that is written down without being listed; it has no id. Nothing where it cannot be
    /// read.
    [[nodiscard]] static std::optional<core::ConnectionProfile>
    read(const core::SavedConnection &saved);
    static void write(const core::ConnectionProfile &profile, core::SavedConnection &&saved);

private:
    core::Settings &m_settings;
};

/// Without the password, as it may be kept.
[[nodiscard]] core::ConnectionProfile withoutPassword(core::ConnectionProfile profile);

/// Whether both lead to the same place, in the same way and as the same user.
[[nodiscard]] bool isReachedAlike(const core::ConnectionProfile &a,
                                  const core::ConnectionProfile &b);

} // namespace ui
