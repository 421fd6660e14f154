// What is kept of a tab: what it shows and of what, its switches, and where it has been.
// A value: any thread.
#pragma once

#include "core/model/link_target.h"
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

    friend bool operator==(const TabMemory &, const TabMemory &) = default;
};

struct KeptTab {
    enum class Kind {
        Events,
        Audit,       ///< of the links in a stream
        Causes,      ///< of an event, by its revision
        Projections, ///< of the server: without an address
    };

    Address address;
    TabMemory memory = {}; ///< the switches are those of events
    Kind kind = Kind::Events;

    /// That of causes.
    [[nodiscard]] core::LinkTarget event() const;
    /// One tab shows both: the same stream, of causes the same event.
    [[nodiscard]] bool isSameTab(const KeptTab &other) const;

    /// "stream=order-42&revision=17&live=1", "page=audit&stream=orders", without what is as in a
    /// new tab. Name and place are apart: a stream may be called like an address.
    [[nodiscard]] QString toText() const;
    /// What cannot be read is as in a new tab of events; a text that names no stream is taken for
    /// an address.
    [[nodiscard]] static KeptTab parse(const QString &text);

    friend bool operator==(const KeptTab &, const KeptTab &) = default;
};

} // namespace ui
