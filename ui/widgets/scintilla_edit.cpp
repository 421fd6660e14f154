#include "ui/widgets/scintilla_edit.h"

#include "ui/widgets/code_editor.h"

#include <QMimeData>

namespace ui {

QByteArray ScintillaEdit::fromMimeData(const QMimeData *source, bool &rectangular) const
{
    QByteArray text = QsciScintilla::fromMimeData(source, rectangular);
    if (!CodeEditor::hasLongLine(text))
        return text;
    Q_EMIT longPasteRefused(text);
    return {};
}

} // namespace ui
