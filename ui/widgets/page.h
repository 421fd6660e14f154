// What stands in a tab, as far as the window asks the same of all of them.
// GUI thread.
#pragma once

#include "core/base/ids.h"

#include <QWidget>

#include <optional>

namespace ui {

class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// For its tab.
    [[nodiscard]] virtual QString title() const = 0;
    /// The one it is about; empty if it is about none.
    [[nodiscard]] virtual core::StreamName stream() const { return {}; }
    /// Of the section of the manual about it.
    [[nodiscard]] virtual QString manualTitle() const { return {}; }
    /// The detail of an event has something to show beside it.
    [[nodiscard]] virtual bool hasDetail() const { return true; }
    /// Below the row of its current event, on the screen; nothing where it has no rows of events.
    [[nodiscard]] virtual std::optional<QPoint> placeOfCurrent() const { return std::nullopt; }

    [[nodiscard]] virtual bool canReload() const { return false; }
    /// Begins anew what it reads; nothing unless canReload().
    virtual void reload() {}
    /// Gives up what is under way. False if nothing was.
    virtual bool cancel() { return false; }
};

} // namespace ui
