#include "ui/widgets/scintilla_edit.h"

#include "ui/widgets/code_editor.h"

#include <QMimeData>

#include <utility>

namespace ui {

ScintillaEdit::ScintillaEdit(Refused refused, QWidget *parent)
    : QsciScintilla(parent)
    , m_refused(std::move(refused))
{}

QByteArray ScintillaEdit::fromMimeData(const QMimeData *source, bool &rectangular) const
{
    QByteArray text = QsciScintilla::fromMimeData(source, rectangular);
    if (!CodeEditor::hasLongLine(text))
        return text;
    m_refused(text);
    return {};
}

} // namespace ui
