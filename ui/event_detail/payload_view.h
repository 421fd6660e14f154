// The bytes of a payload as JSON, text or hexadecimal digits, with what can be done with them.
// GUI thread; large payloads are examined on another.
#pragma once

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/model/recorded_event.h"
#include "ui/event_detail/payload_text.h"
#include "ui/theme/palette_colors.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QComboBox;
class QPushButton;
class QStackedWidget;

namespace ui {

class BusyLine;
class CodeEditor;
class ElidedLabel;
class FindBar;
class HexView;
class MessageBar;
class Prompts;

/// The form is chosen by the bytes, until the person chooses one: then that is kept where the next
/// payload has it.
class PayloadView final : public QWidget
{
    Q_OBJECT

public:
    /// `path` is the first part of the object names ("detail/data"), `what` names the payload for
    /// people ("Data").
    PayloadView(const QString &path, const QString &what, Prompts &prompts, QWidget *parent);

    /// Not exact: what a list made of the bytes, until the exact ones are set; it can be neither
    /// copied nor saved.
    void setPayload(const QByteArray &bytes,
                    std::optional<core::ContentType> claimed,
                    const QString &fileName,
                    bool isExact = true);
    /// Why the exact bytes did not come, where they are not there.
    void showInexact(const core::Error &error);
    /// Until the next payload: there are no bytes to be had, and why.
    void showUntold(const QString &why);

    [[nodiscard]] PayloadForm form() const { return m_form; }
    /// "JSON, 312 bytes, exact".
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QString notice() const;

    /// See copyBytes(); nothing where the exact bytes are not there.
    void copyPayload() const;
    /// Shows it in this form, where it has that.
    void chooseForm(PayloadForm form);
    /// Folds every object and array of JSON, or unfolds them.
    void setAllFolded(bool folded);
    /// It is shown as JSON, whose lines are whole.
    [[nodiscard]] bool canFold() const;
    /// Lays out no further: the bytes are shown. False if nothing was being laid out.
    bool cancel();
    /// Looks for text in what is shown.
    void openFind();
    void findNext(bool backwards);
    /// False if nothing was looked for.
    bool closeFind();
    /// Asks for a file and writes the exact bytes to it; nothing where they are not there.
    void savePayload();

Q_SIGNALS:
    void exactRequested();
    /// Another payload or form is shown; canFold() may be another.
    void shownChanged();
    /// What became of a payload that was saved.
    void said(const QString &text, ui::Tone tone);

private:
    void examineInBackground();
    void onExamined(const PayloadText &text);
    void showNothing();
    void show(PayloadForm form);
    [[nodiscard]] bool has(PayloadForm form) const;
    [[nodiscard]] qsizetype brokenAt() const;
    [[nodiscard]] std::unique_ptr<QObject>
    lookOverBreaks(const QString &text, const std::function<void(bool isThere)> &answer);
    void showNotice();
    void showExactness();
    void onSaved(const QString &path, const core::Result<core::Done> &result, quint64 serial);

    QByteArray m_bytes;
    std::optional<core::ContentType> m_claimed;
    bool m_isExact = true;
    std::optional<core::Error> m_whyNotExact;
    QString m_whyUntold;
    QString m_fileName;
    PayloadText m_text;
    PayloadForm m_form = PayloadForm::Text;
    std::optional<PayloadForm> m_chosen;
    quint64 m_serial = 0;     ///< of the payload that was set last
    bool m_isShown = true;    ///< it is
    bool m_examining = false; ///< one at a time; the latest payload is next

    Prompts &m_prompts;
    MessageBar *m_notice;
    BusyLine *m_busy;
    QStackedWidget *m_stack;
    CodeEditor *m_editor;
    HexView *m_hex;
    FindBar *m_find;
    ElidedLabel *m_summary;
    QComboBox *m_formCombo;
    QPushButton *m_copy;
    QPushButton *m_save;
};

} // namespace ui
