// QScintilla's editor, which would hang on a very long line that is pasted or dropped into it.
// GUI thread.
#pragma once

// QScintilla's headers are written with Qt's lower-case keywords, which are off here.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qsciscintilla.h>
#undef slots
#undef signals

namespace ui {

class ScintillaEdit final : public QsciScintilla
{
    Q_OBJECT

public:
    using QsciScintilla::QsciScintilla;

Q_SIGNALS:
    /// The text, in UTF-8, was not taken: a line of it is longer than CodeEditor can show.
    void longPasteRefused(const QByteArray &utf8) const;

protected:
    QByteArray fromMimeData(const QMimeData *source, bool &rectangular) const override;
};

} // namespace ui
