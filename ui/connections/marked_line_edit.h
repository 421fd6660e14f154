// A field that can underline a part of its text as wrong.
// GUI thread.
#pragma once

#include <QInputMethodEvent>
#include <QLineEdit>

namespace ui {

class MarkedLineEdit final : public QLineEdit
{
    Q_OBJECT

public:
    explicit MarkedLineEdit(QWidget *parent = nullptr);

    /// Underlines `length` characters from `offset` until the text changes or clearMark().
    void mark(qsizetype offset, qsizetype length);
    void clearMark();

    [[nodiscard]] qsizetype markedFrom() const { return m_offset; }
    [[nodiscard]] qsizetype markedLength() const { return m_length; }

private:
    void send(const QList<QInputMethodEvent::Attribute> &attributes);

    qsizetype m_offset = 0;
    qsizetype m_length = 0;
};

} // namespace ui
