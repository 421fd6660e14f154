// Looks for text in a payload: a field, how many there are, next and previous.
// GUI thread.
#pragma once

#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QLineEdit;

namespace ui {

class CodeEditor;
class HexView;

/// Hidden until open(). Searches whichever of the two views is seen, a to z of either case alike;
/// in bytes what was typed is also taken as hexadecimal digits.
class FindBar final : public QWidget
{
    Q_OBJECT

public:
    /// `path` is the first part of the object names ("detail/data").
    FindBar(const QString &path, CodeEditor &editor, HexView &hex, QWidget *parent);

    /// Whether text that the editor does not hold is there all the same, over a line that was
    /// broken to be shown. It answers later, unless what it returned is dropped; null: no line was
    /// broken.
    using LookOverBreaks = std::function<std::unique_ptr<QObject>(
        const QString &text, const std::function<void(bool isThere)> &answer)>;
    void setLookOverBreaks(LookOverBreaks look);

    /// Shows the bar and takes the focus; text that is selected in the editor is looked for.
    void open();
    /// Goes round at the ends. Opens the bar where nothing is looked for yet.
    void step(bool backwards);
    /// The views hold something else now: marks again, moves nothing.
    void refresh();
    /// Hides the bar and its marks. False if it was hidden.
    bool dismiss();

    /// "2 of 12", "Not found".
    [[nodiscard]] QString words() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onTyped();
    void onMarked();
    void onTaken();
    void tellCount(int count);
    void tellNone();
    [[nodiscard]] bool isHexSeen() const;
    void tell(int at);

    CodeEditor &m_editor;
    HexView &m_hex;
    LookOverBreaks m_lookOverBreaks;
    std::unique_ptr<QObject> m_looking; ///< for this text in this payload, until there is another
    QLineEdit *m_text;
    QLabel *m_words;
    bool m_hasFound = false;  ///< by the last step
    bool m_wasMissed = false; ///< by it, in the part that was there
};

} // namespace ui
