#include "ui/connections/marked_line_edit.h"

#include "ui/theme/palette_colors.h"

#include <QCoreApplication>
#include <QTextCharFormat>

namespace ui {

MarkedLineEdit::MarkedLineEdit(QWidget *parent)
    : QLineEdit(parent)
{
    connect(this, &QLineEdit::textEdited, this, &MarkedLineEdit::clearMark);
}

void MarkedLineEdit::mark(qsizetype offset, qsizetype length)
{
    m_offset = qBound<qsizetype>(0, offset, text().size());
    m_length = qBound<qsizetype>(0, length, text().size() - m_offset);
    if (m_length == 0 && !text().isEmpty()) {
        m_length = 1; // something is missing here: the character before it carries the mark
        m_offset = qMax<qsizetype>(0, m_offset - 1);
    }
    QTextCharFormat format;
    format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    format.setUnderlineColor(colorsOf(palette()).danger);
    format.setForeground(colorsOf(palette()).danger);
    // QLineEdit has no formats of its own; those of an input method are counted from the cursor.
    send({{QInputMethodEvent::TextFormat,
           static_cast<int>(m_offset) - cursorPosition(),
           static_cast<int>(m_length),
           format}});
}

void MarkedLineEdit::clearMark()
{
    m_offset = 0;
    m_length = 0;
    send({});
}

void MarkedLineEdit::send(const QList<QInputMethodEvent::Attribute> &attributes)
{
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
}

} // namespace ui
