// An editor for payload text: JSON colours, folding, no keys that the window needs for itself.
// GUI thread.
#pragma once

#include <QByteArray>
#include <QWidget>

class QsciLexerJSON;

namespace ui {

/// Holds UTF-8 exactly as it was given; no line end is ever converted. Never give it a line of more
/// than LongestLine bytes: every paint of one takes seconds.
class CodeEditor final : public QWidget
{
    Q_OBJECT

public:
    enum class Language { PlainText, Json };

    static constexpr qsizetype LongestLine = 20'000;

    CodeEditor(const QString &objectName, const QString &accessibleName, QWidget *parent);
    ~CodeEditor() override;

    void setLanguage(Language language);
    void setReadOnly(bool isReadOnly);
    /// Replaces the text, NUL characters included, and forgets what could be undone.
    void setUtf8(const QByteArray &text);
    [[nodiscard]] QByteArray utf8() const;
    /// Replaces the selection, as typing would; can be undone.
    void insertUtf8(const QByteArray &text);

    /// Underlines the character at this byte.
    void showProblem(qsizetype offset);
    void clearProblem();
    /// Puts the caret at this byte, scrolls there and takes the focus.
    void goToOffset(qsizetype offset);

    /// Some line of this UTF-8 text is too long to be shown.
    [[nodiscard]] static bool hasLongLine(const QByteArray &utf8);

Q_SIGNALS:
    void textChanged();
    /// A paste was left out because of a line that is too long; these are its bytes.
    void longPasteRefused(const QByteArray &utf8);

protected:
    void changeEvent(QEvent *event) override;

private:
    class Scintilla;

    void releaseWindowKeys();
    void applyColors();
    void colorLexer();

    Scintilla *m_text;
    QsciLexerJSON *m_json;
    Language m_language = Language::PlainText;
};

} // namespace ui
