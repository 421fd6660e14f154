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
    /// Under its id, which must not be empty.
    void save(const core::ConnectionProfile &profile);
    void forget(const QString &id);

private:
    core::Settings &m_settings;
};

/// Without the password, as it may be kept.
[[nodiscard]] core::ConnectionProfile withoutPassword(core::ConnectionProfile profile);

} // namespace ui
