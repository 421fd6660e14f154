// Finding in an editor of payloads, and marking what is found: a part of CodeEditor.
#include "ui/widgets/code_editor.h"
#include "ui/widgets/scintilla_edit.h"

namespace ui {

namespace {

constexpr qsizetype LongestMarked = qsizetype{1024} * 1024;
constexpr qsizetype MostMarked = 10'000;
// What is done in one turn, so that a key never waits for it.
constexpr qsizetype BytesMarkedAtOnce = qsizetype{32} * 1024;
constexpr qsizetype MarkedAtOnce = 1000;

} // namespace

int CodeEditor::markAll(const QString &text)
{
    const long length = m_text->SendScintilla(QsciScintilla::SCI_GETLENGTH);
    for (const int indicator : {HitIndicator, CurrentHitIndicator}) {
        m_text->SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, asPlace(indicator));
        m_text->SendScintilla(QsciScintilla::SCI_INDICATORCLEARRANGE, 0UL, length);
    }
    m_marked.clear();
    m_markedTo = 0;
    m_marking.cancel();
    m_toMark = text.toUtf8();
    if (m_toMark.isEmpty())
        return 0;
    if (qMax<qsizetype>(length, m_given.size()) > LongestMarked)
        return -1;
    markMore();
    return markedCount();
}

void CodeEditor::markMore()
{
    const qsizetype length = m_text->SendScintilla(QsciScintilla::SCI_GETLENGTH);
    const qsizetype stop = qMin(length, m_markedTo + BytesMarkedAtOnce + m_toMark.size());
    const qsizetype most = qMin(MostMarked, m_marked.size() + MarkedAtOnce);
    m_text->SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, asPlace(HitIndicator));
    qsizetype found = -1;
    while (m_marked.size() < most) {
        found = search(m_toMark, m_markedTo, stop);
        if (found < 0)
            break;
        m_markedTo = m_text->SendScintilla(QsciScintilla::SCI_GETTARGETEND);
        m_marked << found;
        m_text->SendScintilla(QsciScintilla::SCI_INDICATORFILLRANGE,
                              asPlace(found),
                              static_cast<long>(m_markedTo - found));
    }
    if (found < 0) // one that reaches over the end of this part is found in the next
        m_markedTo = qMax(m_markedTo, stop - m_toMark.size());
    const bool isAtEnd = found < 0 && stop == length && !isTaking();
    if (isAtEnd || m_marked.size() >= MostMarked) {
        m_marking.cancel();
        Q_EMIT marked();
    } else {
        m_marking.ask();
    }
}

int CodeEditor::findNext(const QString &text, bool backwards)
{
    const QByteArray wanted = text.toUtf8();
    const long length = m_text->SendScintilla(QsciScintilla::SCI_GETLENGTH);
    const long begin = m_text->SendScintilla(QsciScintilla::SCI_GETSELECTIONSTART);
    const long end = m_text->SendScintilla(QsciScintilla::SCI_GETSELECTIONEND);
    qsizetype found = backwards ? search(wanted, begin, 0) : search(wanted, end, length);
    if (found < 0)
        found = backwards ? search(wanted, length, 0) : search(wanted, 0, length);
    if (found < 0)
        return 0;
    const long stop = m_text->SendScintilla(QsciScintilla::SCI_GETTARGETEND);
    const long line = m_text->SendScintilla(QsciScintilla::SCI_LINEFROMPOSITION, asPlace(found));
    m_text->SendScintilla(QsciScintilla::SCI_ENSUREVISIBLEENFORCEPOLICY, asPlace(line));
    m_text->SendScintilla(QsciScintilla::SCI_SETSEL, asPlace(found), stop);
    m_text->SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, asPlace(CurrentHitIndicator));
    m_text->SendScintilla(QsciScintilla::SCI_INDICATORCLEARRANGE, 0UL, length);
    m_text->SendScintilla(
        QsciScintilla::SCI_INDICATORFILLRANGE, asPlace(found), stop - static_cast<long>(found));
    m_found = found;
    return foundNumber();
}

int CodeEditor::foundNumber() const
{
    return qMax(1, static_cast<int>(m_marked.indexOf(m_found)) + 1);
}

QString CodeEditor::selectedText() const
{
    const QString selected = m_text->selectedText();
    return selected.contains(u'\n') ? QString() : selected;
}

void CodeEditor::collapseSelection()
{
    const long begin = m_text->SendScintilla(QsciScintilla::SCI_GETSELECTIONSTART);
    m_text->SendScintilla(QsciScintilla::SCI_SETEMPTYSELECTION, asPlace(begin));
}

qsizetype CodeEditor::search(const QByteArray &text, qsizetype from, qsizetype to)
{
    m_text->SendScintilla(QsciScintilla::SCI_SETSEARCHFLAGS, 0UL);
    m_text->SendScintilla(QsciScintilla::SCI_SETTARGETSTART, asPlace(from));
    m_text->SendScintilla(QsciScintilla::SCI_SETTARGETEND, asPlace(to));
    return m_text->SendScintilla(
        QsciScintilla::SCI_SEARCHINTARGET, asPlace(text.size()), text.constData());
}

} // namespace ui
