// A scroll bar over more places than a widget can hold, with a word beside the thumb while dragged.
// GUI thread.
#pragma once

#include <QScrollBar>

class QLabel;

namespace ui {

class LongScrollBar final : public QScrollBar
{
    Q_OBJECT

public:
    explicit LongScrollBar(QWidget *parent);

    /// Spans the places `first` to `last`; `top` is the first in view and `shown` how many are.
    void setView(quint64 first, quint64 last, quint64 top, quint64 shown);
    /// Shown beside the thumb while it is dragged.
    void setThumbText(const QString &text);
    [[nodiscard]] QString thumbText() const;

Q_SIGNALS:
    /// The person moved the bar: this place is to stand on top.
    void topRequested(quint64 place);

private:
    void onValueChanged(int value);
    void placeLabel();

    quint64 m_first = 0;
    quint64 m_placesPerStep = 1;
    quint64 m_lastTop = 0;
    bool m_isSetting = false;
    QLabel *m_label;
};

} // namespace ui
