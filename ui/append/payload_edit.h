// Where the data or the metadata of a draft is typed. Bytes that no editor can hold are kept as
// they are.
// GUI thread.
#pragma once

#include "ui/theme/palette_colors.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace ui {

class CodeEditor;
class FindBar;
class HexView;

class PayloadEdit final : public QFrame
{
    Q_OBJECT

public:
    /// `path` is the first part of the object names ("append/data").
    PayloadEdit(const QString &path, const QString &accessibleName, QWidget *parent);

    void setBytes(const QByteArray &bytes);
    [[nodiscard]] QByteArray bytes() const;
    void setReadOnly(bool isReadOnly);
    /// That Tab comes to first.
    [[nodiscard]] QWidget *firstField() const;

    enum class Check {
        None,
        Usual,    ///< other bytes are allowed, and worth a remark
        Required, ///< anything but JSON is a mistake
    };
    /// Says below the text where it stops being JSON.
    void checkAsJson(Check check);
    void openFind();
    void findNext(bool backwards);
    /// False if nothing was looked for.
    bool closeFind();
    /// Puts the caret at this byte.
    void goTo(qsizetype at);

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] bool isText() const;
    void makeKeptPart();
    void tabAfterEditor(const QWidget *part);
    FindBar &findBar();
    void keepAsBytes(const QByteArray &bytes);
    void onLongPaste(const QByteArray &text);
    void say(const QString &text, Tone tone);
    void colorProblem();

    const QString m_path;
    bool m_isReadOnly = false;
    Tone m_problemTone = Tone::Danger;
    QStackedWidget *m_stack;
    CodeEditor *m_editor;
    QLabel *m_problem;
    // Made when they are needed: few drafts are searched, or hold what is no text.
    QWidget *m_kept = nullptr;
    QLabel *m_keptWords = nullptr;
    HexView *m_hex = nullptr;
    QPushButton *m_replace = nullptr;
    FindBar *m_find = nullptr;
};

} // namespace ui
