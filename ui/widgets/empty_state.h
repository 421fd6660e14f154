// What stands in a pane that has nothing to show: why, and what can be done about it.
// GUI thread.
#pragma once

#include "ui/theme/emphasis.h"
#include "ui/theme/palette_colors.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui {

class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// Replaces title, text and buttons. `text` may be empty.
    void setMessage(const QString &title, const QString &text = {});
    /// Replaces the text alone.
    void setText(const QString &text);
    /// An icon of resources/icons above the title; an empty name shows none.
    void setIcon(const QString &name, Tone tone = Tone::Dim);
    /// Adds a button below the text; it goes with the message.
    QPushButton *addButton(const QString &text, Emphasis emphasis = Emphasis::Plain);

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;
    /// No: its text has room enough, and to measure it for each width that a pane tries on makes
    /// large windows slow to resize.
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void color();

    QString m_iconName;
    Tone m_iconTone = Tone::Dim;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QVBoxLayout *m_buttons;
};

} // namespace ui
