#include "ui/widgets/toned_label.h"

#include <QEvent>

namespace ui {

TonedLabel::TonedLabel(const QString &text, Tone tone, QWidget *parent)
    : QLabel(text, parent)
    , m_tone(tone)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    color();
}

void TonedLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        color();
}

void TonedLabel::color()
{
    const QColor wanted = toneColor(colorsOf(palette()), m_tone);
    if (palette().color(QPalette::WindowText) == wanted)
        return; // also: setting it changes the palette again
    QPalette toned = palette();
    toned.setColor(QPalette::WindowText, wanted);
    setPalette(toned);
}

} // namespace ui
