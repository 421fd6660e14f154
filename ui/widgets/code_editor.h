// An editor for payload text: JSON colours, folding, no keys that the window needs for itself.
// GUI thread.
#pragma once

#include "ui/widgets/next_turn.h"

#include <QByteArray>
#include <QList>
#include <QWidget>

class QsciLexerJSON;

namespace ui {

class ScintillaEdit;

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
    /// Replaces the text, NUL characters included, and forgets what could be undone. Where it is
    /// only read the first part of a large one is there at once, the rest after it in short turns:
    /// see taken().
    void setUtf8(const QByteArray &text);
    /// As it was given, and edited since.
    [[nodiscard]] QByteArray utf8() const;
    /// Some of what was given is not there to be seen and found yet.
    [[nodiscard]] bool isTaking() const { return m_taking.isAsked(); }
    /// Replaces the selection, as typing would; can be undone.
    void insertUtf8(const QByteArray &text);

    /// Underlines the character at this byte.
    void showProblem(qsizetype offset);
    void clearProblem();
    /// Puts the caret at this byte, scrolls there and takes the focus.
    void goToOffset(qsizetype offset);

    /// Marks every occurrence, a to z of either case alike, and counts them; an empty text takes
    /// the marks away. -1 where the text is too long to be marked as one types. Of a large text the
    /// first part is marked at once, the rest after it in short turns: see marked().
    int markAll(const QString &text);
    /// Of the last markAll(), so far.
    [[nodiscard]] int markedCount() const { return static_cast<int>(m_marked.size()); }
    [[nodiscard]] bool isMarking() const { return m_marking.isAsked(); }
    /// Selects the next occurrence and shows it, folded or not; goes round at the ends. Its
    /// foundNumber(); 0 if there is none.
    int findNext(const QString &text, bool backwards);
    /// Of what was found last, among those marked, from 1 (1 where it is not marked).
    [[nodiscard]] int foundNumber() const;
    /// Empty where it goes over a line's end.
    [[nodiscard]] QString selectedText() const;
    /// The next search begins where the selection does.
    void collapseSelection();

    /// Every object and array in one line, or each over its own again.
    void setAllFolded(bool folded);
    /// It is not folded away; the first line is 0.
    [[nodiscard]] bool isLineSeen(int line) const;

    /// Some line of this UTF-8 text is too long to be shown.
    [[nodiscard]] static bool hasLongLine(const QByteArray &utf8);

Q_SIGNALS:
    void textChanged();
    /// The last of a large text is there.
    void taken();
    /// All that markAll() was asked for is marked now.
    void marked();
    /// A paste was left out because of a line that is too long; these are its bytes.
    void longPasteRefused(const QByteArray &utf8);

protected:
    void changeEvent(QEvent *event) override;

private:
    // code_editor_find.cpp
    static constexpr int HitIndicator = 9;
    static constexpr int CurrentHitIndicator = 10;
    [[nodiscard]] qsizetype search(const QByteArray &text, qsizetype from, qsizetype to);
    void markMore();

    void take(qsizetype bytes);
    void takeMore();
    void colorMore();
    void releaseWindowKeys();
    void applyColors();
    void colorLexer();

    ScintillaEdit *m_text;
    QsciLexerJSON *m_json;
    Language m_language = Language::PlainText;
    QByteArray m_given; ///< while some of it is to be taken
    qsizetype m_taken = 0;
    QList<qsizetype> m_marked; ///< where the marked occurrences begin
    qsizetype m_found = -1;
    QByteArray m_toMark;
    qsizetype m_markedTo = 0;
    TurnTask m_taking;
    TurnTask m_marking;  ///< asked for while there is more to mark
    TurnTask m_coloring; ///< asked for while there is more to colour
};

} // namespace ui
