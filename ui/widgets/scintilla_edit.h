// QScintilla's editor, which would hang on a very long line that is pasted or dropped into it.
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

class ScintillaEdit final : public QsciScintilla
{
    Q_OBJECT

public:
    using Refused = std::function<void(const QByteArray &utf8)>;

    /// Refused is called with a text that was not taken, since a line of it is longer than
    /// CodeEditor can show.
    ScintillaEdit(Refused refused, QWidget *parent);

protected:
    QByteArray fromMimeData(const QMimeData *source, bool &rectangular) const override;

private:
    Refused m_refused;
};

} // namespace ui
