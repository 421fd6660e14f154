// What is kept of a tab of events besides its address: its switches, and where it has been.
// A value: any thread.
#pragma once

#include "ui/main_window/address.h"

#include <QList>
#include <QString>

namespace ui {

struct TabMemory {
    bool resolvesLinks = true;
    bool isLive = false;
    bool showsSystem = false;
    QString filter = {};
    QList<Address> behind = {}; ///< in the same connection, the nearest one last
    QList<Address> ahead = {};

    /// "live=1&behind=order-42%4017", without what is as in a new tab.
    [[nodiscard]] QString toText() const;
    /// What cannot be read is as in a new tab.
    [[nodiscard]] static TabMemory parse(const QString &text);

    friend bool operator==(const TabMemory &, const TabMemory &) = default;
};

struct KeptTab {
    Address address;
    TabMemory memory = {};
};

} // namespace ui
