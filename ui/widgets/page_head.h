// The top of a page that reports on something: its title, how it stands, its controls, and what
// went wrong. GUI thread.
#pragma once

#include "ui/theme/palette_colors.h"

#include <QWidget>

class QHBoxLayout;

namespace ui {

class ElidedLabel;
class MessageBar;

class PageHead final : public QWidget
{
    Q_OBJECT

public:
    /// `room` begins the names of the parts: "audit" makes "audit/status" and "audit/bar".
    PageHead(const QString &room, const QString &title, QWidget *parent);

    void setStatus(const QString &text, Tone tone = Tone::Dim);
    /// Adds to the row below the status, from the left. One with a stretch takes what is left.
    void addControl(QWidget *control, int stretch = 0);
    [[nodiscard]] MessageBar &bar() { return *m_bar; }

private:
    ElidedLabel *m_status;
    QHBoxLayout *m_controls;
    MessageBar *m_bar;
};

} // namespace ui
