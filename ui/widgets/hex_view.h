// Bytes as offsets, hexadecimal digits and characters; only what is seen is ever laid out.
// GUI thread.
#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>

namespace ui {

/// Sixteen bytes a row, or eight where there is no room. The arrows move a caret, Shift selects,
/// copying gives the digits.
class HexView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HexView(QWidget *parent);

    void setBytes(const QByteArray &bytes);
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    [[nodiscard]] qsizetype caret() const { return m_caret; }
    /// The selected bytes as "7b 22 6f", or the one under the caret.
    [[nodiscard]] QString selectedDigits() const;
    /// One row as it is painted: offset, digits, characters.
    [[nodiscard]] QString rowText(qsizetype row) const;

    /// Selects the next occurrence after the selection and shows it; goes round at the ends.
    bool find(const QByteArray &bytes, bool backwards);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] qsizetype rowCount() const;
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int visibleRows() const;
    [[nodiscard]] qsizetype byteAt(const QPoint &point) const;
    void moveCaret(qsizetype to, bool selecting);
    void layOut();
    void applyFont();
    void paintRow(QPainter &painter, qsizetype row, int top) const;

    QByteArray m_bytes;
    qsizetype m_caret = 0;
    qsizetype m_anchor = 0;
    qsizetype m_perRow = 16;
    QFont m_font;
};

} // namespace ui
