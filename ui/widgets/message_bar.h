// A message in the pane where it arose: what happened, what it means, what can be done.
// GUI thread.
#pragma once

#include "core/base/error.h"
#include "ui/theme/emphasis.h"
#include "ui/theme/palette_colors.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace ui {

class FlowLayout;

/// Hidden until something is shown. The title stands in the tone's colour beside its icon; the
/// text, an optional widget and the buttons stand below: they are added once a message is shown.
class MessageBar final : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    /// Replaces whatever was shown. `tone` is Accent (information), Good, Warning or Danger.
    void showMessage(Tone tone, const QString &title, const QString &text = {});
    /// Shows the error's sentence and a "Copy Details" button that copies code, sentence and
    /// detail. `title` says what did not happen: "The stream could not be read."
    void showError(const QString &title, const core::Error &error);
    /// Adds a button; it belongs to the bar and goes with the message.
    QPushButton *addButton(const QString &text, Emphasis emphasis = Emphasis::Plain);
    /// Puts a widget between text and buttons; it belongs to the bar and goes with the message.
    void setContent(QWidget *content);
    /// Whether a cross closes the bar; on by default.
    void setClosable(bool closable);
    [[nodiscard]] bool isClosable() const { return m_isClosable; }

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] Tone tone() const { return m_tone; }

    /// Hides the bar and drops buttons and content.
    void clear();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeParts();
    void dropParts();
    void colorTitle();

    Tone m_tone = Tone::Accent;
    bool m_isClosable = true;
    // Made with the first message: most bars never have one, and every page has a bar.
    QLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QToolButton *m_close = nullptr;
    QVBoxLayout *m_column = nullptr;
    FlowLayout *m_buttons = nullptr;
    QWidget *m_content = nullptr;
};

} // namespace ui
