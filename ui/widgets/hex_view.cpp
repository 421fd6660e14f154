#include "ui/widgets/hex_view.h"

#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/theme/palette_colors.h"
#include "ui/widgets/focus_line.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace ui {

namespace {

constexpr int OffsetDigits = 8;
constexpr int FirstDigitColumn = OffsetDigits + 2;
constexpr int ColumnsPerByte = 3;
constexpr int Margin = measures::PaneMargin;

int firstCharacterColumn(qsizetype perRow)
{
    return FirstDigitColumn + ColumnsPerByte * static_cast<int>(perRow) + 1;
}

int columnCount(qsizetype perRow)
{
    return firstCharacterColumn(perRow) + static_cast<int>(perRow);
}

QChar shownCharacter(char byte)
{
    return byte >= 0x20 && byte < 0x7f ? QLatin1Char(byte) : QChar(u'·');
}

} // namespace

HexView::HexView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    viewport()->setCursor(Qt::IBeamCursor);
    showFocusOf(this);
    applyFont();
}

void HexView::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_caret = m_anchor = 0;
    layOut();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    viewport()->update();
}

QString HexView::selectedDigits() const
{
    if (m_bytes.isEmpty())
        return {};
    const qsizetype first = qMin(m_caret, m_anchor);
    const qsizetype count = qAbs(m_caret - m_anchor) + 1;
    return QString::fromLatin1(m_bytes.mid(first, count).toHex(' '));
}

QString HexView::rowText(qsizetype row) const
{
    const QByteArray bytes = m_bytes.mid(row * m_perRow, m_perRow);
    QString text = QStringLiteral("%1").arg(row * m_perRow, OffsetDigits, 16, QLatin1Char('0'));
    text = text.leftJustified(FirstDigitColumn) + QString::fromLatin1(bytes.toHex(' '));
    text = text.leftJustified(firstCharacterColumn(m_perRow));
    for (const char byte : bytes)
        text += shownCharacter(byte);
    return text;
}

bool HexView::find(const QByteArray &bytes, bool backwards)
{
    if (bytes.isEmpty())
        return false;
    const qsizetype from = qMin(m_anchor, m_caret);
    qsizetype found = -1;
    if (backwards) {
        found = from > 0 ? m_bytes.lastIndexOf(bytes, from - 1) : -1;
        if (found < 0)
            found = m_bytes.lastIndexOf(bytes);
    } else {
        const bool isSelected = qAbs(m_caret - m_anchor) + 1 == bytes.size()
                                && m_bytes.mid(from, bytes.size()) == bytes;
        found = m_bytes.indexOf(bytes, from + (isSelected ? 1 : 0));
        if (found < 0)
            found = m_bytes.indexOf(bytes);
    }
    if (found < 0)
        return false;
    moveCaret(found, false);
    moveCaret(found + bytes.size() - 1, true);
    return true;
}

QSize HexView::sizeHint() const
{
    const QFontMetrics metrics(m_font);
    return {metrics.horizontalAdvance(u'0') * columnCount(16) + 2 * Margin, rowHeight() * 12};
}

void HexView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.setFont(m_font);
    const int height = rowHeight();
    const qsizetype firstRow = verticalScrollBar()->value();
    const qsizetype end = qMin(rowCount(), firstRow + visibleRows() + 1);
    for (qsizetype row = firstRow; row < end; ++row) {
        const int top = static_cast<int>(row - firstRow) * height + measures::Step;
        if (top <= event->rect().bottom() && top + height >= event->rect().top())
            paintRow(painter, row, top);
    }
}

void HexView::paintRow(QPainter &painter, qsizetype row, int top) const
{
    const PaletteColors &colors = colorsOf(palette());
    const QFontMetrics metrics(m_font);
    const int advance = metrics.horizontalAdvance(u'0');
    const int left = Margin - horizontalScrollBar()->value();
    const int height = rowHeight();
    const int baseline = top + metrics.ascent();

    const qsizetype first = qMin(m_caret, m_anchor);
    const qsizetype last = qMax(m_caret, m_anchor);
    const qsizetype rowBegin = row * m_perRow;
    for (qsizetype i = qMax(first, rowBegin); i <= qMin(last, rowBegin + m_perRow - 1); ++i) {
        const int column = static_cast<int>(i - rowBegin);
        const QRect digits(left + (FirstDigitColumn + ColumnsPerByte * column) * advance,
                           top,
                           2 * advance,
                           height);
        const QRect character(
            left + (firstCharacterColumn(m_perRow) + column) * advance, top, advance, height);
        const QColor ground = hasFocus() ? colors.selection : colors.inactiveSelection;
        painter.fillRect(digits, ground);
        painter.fillRect(character, ground);
        if (i == m_caret && hasFocus())
            painter.fillRect(digits.left(), top + height - 2, digits.width(), 2, colors.accent);
    }

    const QString text = rowText(row);
    painter.setPen(colors.dim);
    painter.drawText(left, baseline, text.left(OffsetDigits));
    painter.drawText(left + firstCharacterColumn(m_perRow) * advance,
                     baseline,
                     text.mid(firstCharacterColumn(m_perRow)));
    painter.setPen(colors.text);
    painter.drawText(left + FirstDigitColumn * advance,
                     baseline,
                     text.mid(FirstDigitColumn, firstCharacterColumn(m_perRow) - FirstDigitColumn));
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(selectedDigits());
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        m_anchor = 0;
        moveCaret(m_bytes.size() - 1, true);
        return;
    }
    const bool selecting = event->modifiers() & Qt::ShiftModifier;
    const bool toEnds = event->modifiers() & Qt::ControlModifier;
    const qsizetype rowBegin = m_caret / m_perRow * m_perRow;
    const qsizetype page = qMax(1, visibleRows() - 1) * m_perRow;
    switch (event->key()) {
    case Qt::Key_Left:
        moveCaret(m_caret - 1, selecting);
        return;
    case Qt::Key_Right:
        moveCaret(m_caret + 1, selecting);
        return;
    case Qt::Key_Up:
        moveCaret(m_caret - m_perRow, selecting);
        return;
    case Qt::Key_Down:
        moveCaret(m_caret + m_perRow, selecting);
        return;
    case Qt::Key_PageUp:
        moveCaret(m_caret - page, selecting);
        return;
    case Qt::Key_PageDown:
        moveCaret(m_caret + page, selecting);
        return;
    case Qt::Key_Home:
        moveCaret(toEnds ? 0 : rowBegin, selecting);
        return;
    case Qt::Key_End:
        moveCaret(toEnds ? m_bytes.size() - 1 : rowBegin + m_perRow - 1, selecting);
        return;
    default:
        event->ignore();
    }
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveCaret(byteAt(event->position().toPoint()), event->modifiers() & Qt::ShiftModifier);
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        moveCaret(byteAt(event->position().toPoint()), true);
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applyFont();
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

qsizetype HexView::rowCount() const
{
    return (m_bytes.size() + m_perRow - 1) / m_perRow;
}

int HexView::rowHeight() const
{
    return QFontMetrics(m_font).height() + measures::Step / 2;
}

int HexView::visibleRows() const
{
    return viewport()->height() / rowHeight();
}

qsizetype HexView::byteAt(const QPoint &point) const
{
    const int advance = QFontMetrics(m_font).horizontalAdvance(u'0');
    const int column = (point.x() - Margin + horizontalScrollBar()->value()) / advance;
    const int inRow = column >= firstCharacterColumn(m_perRow)
                          ? column - firstCharacterColumn(m_perRow)
                          : (column - FirstDigitColumn) / ColumnsPerByte;
    const qsizetype row = verticalScrollBar()->value() + (point.y() - measures::Step) / rowHeight();
    return row * m_perRow + qBound(0, inRow, static_cast<int>(m_perRow) - 1);
}

void HexView::moveCaret(qsizetype to, bool selecting)
{
    if (m_bytes.isEmpty())
        return;
    m_caret = qBound(qsizetype{0}, to, m_bytes.size() - 1);
    if (!selecting)
        m_anchor = m_caret;
    const int row = static_cast<int>(m_caret / m_perRow);
    QScrollBar *bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + visibleRows())
        bar->setValue(row - visibleRows() + 1);
    setAccessibleDescription(rowText(m_caret / m_perRow));
    viewport()->update();
}

void HexView::layOut()
{
    const int advance = QFontMetrics(m_font).horizontalAdvance(u'0');
    const auto widthOf
        = [advance](qsizetype perRow) { return columnCount(perRow) * advance + 2 * Margin; };
    m_perRow = widthOf(16) <= viewport()->width() ? 16 : 8;
    const int rows = static_cast<int>(rowCount());
    verticalScrollBar()->setRange(0, qMax(0, rows - visibleRows()));
    verticalScrollBar()->setPageStep(qMax(1, visibleRows()));
    const int overhang = widthOf(m_perRow) - viewport()->width();
    horizontalScrollBar()->setRange(0, qMax(0, overhang));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(advance);
}

void HexView::applyFont()
{
    m_font = monospaceFont(font());
    layOut();
    viewport()->update();
}

} // namespace ui
