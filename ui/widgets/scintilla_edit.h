// QScintilla's editor, which would hang on a very long line that is pasted or dropped into it, and
// moves a caret that nobody sees in a text that is only read.
// GUI thread.
#pragma once

// QScintilla's headers are written with Qt's lower-case keywords, which are off here.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qsciscintilla.h>
#undef slots
#undef signals

#include <functional>

namespace ui {

/// A place in the text as Scintilla's messages take it.
constexpr unsigned long asPlace(qsizetype place)
{
    return static_cast<unsigned long>(place);
}

/// The keys that move a caret scroll a text that is only read: its caret is not seen, and each time
/// QScintilla paints it counts, for screen readers, the characters before it.
class ScintillaEdit final : public QsciScintilla
{
    Q_OBJECT

public:
    using Refused = std::function<void(const QByteArray &utf8)>;

    /// Refused is called with a text that was not taken, since a line of it is longer than
    /// CodeEditor can show.
    ScintillaEdit(Refused refused, QWidget *parent);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    QByteArray fromMimeData(const QMimeData *source, bool &rectangular) const override;

private:
    Refused m_refused;
};

} // namespace ui
