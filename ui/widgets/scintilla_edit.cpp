#include "ui/widgets/scintilla_edit.h"

#include "ui/widgets/code_editor.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>

#include <optional>
#include <utility>

namespace ui {

namespace {

std::optional<QAbstractSlider::SliderAction> scrollingOf(const QKeyEvent &event)
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers == Qt::ControlModifier && event.key() == Qt::Key_Home)
        return QAbstractSlider::SliderToMinimum;
    if (modifiers == Qt::ControlModifier && event.key() == Qt::Key_End)
        return QAbstractSlider::SliderToMaximum;
    if (modifiers != Qt::NoModifier)
        return {};
    switch (event.key()) {
    case Qt::Key_Up:
        return QAbstractSlider::SliderSingleStepSub;
    case Qt::Key_Down:
        return QAbstractSlider::SliderSingleStepAdd;
    case Qt::Key_PageUp:
        return QAbstractSlider::SliderPageStepSub;
    case Qt::Key_PageDown:
        return QAbstractSlider::SliderPageStepAdd;
    case Qt::Key_Home:
        return QAbstractSlider::SliderToMinimum;
    case Qt::Key_End:
        return QAbstractSlider::SliderToMaximum;
    default:
        return {};
    }
}

} // namespace

ScintillaEdit::ScintillaEdit(Refused refused, QWidget *parent)
    : QsciScintilla(parent)
    , m_refused(std::move(refused))
{}

void ScintillaEdit::keyPressEvent(QKeyEvent *event)
{
    const auto scrolling = scrollingOf(*event);
    if (isReadOnly() && scrolling)
        verticalScrollBar()->triggerAction(*scrolling);
    else
        QsciScintilla::keyPressEvent(event);
}

QByteArray ScintillaEdit::fromMimeData(const QMimeData *source, bool &rectangular) const
{
    QByteArray text = QsciScintilla::fromMimeData(source, rectangular);
    if (!CodeEditor::hasLongLine(text))
        return text;
    m_refused(text);
    return {};
}

} // namespace ui
