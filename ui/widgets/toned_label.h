// A wrapping text in the colour of a tone, in light and in dark.
// GUI thread.
#pragma once

#include "ui/theme/palette_colors.h"

#include <QLabel>

namespace ui {

class TonedLabel final : public QLabel
{
    Q_OBJECT

public:
    TonedLabel(const QString &text, Tone tone, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void color();

    Tone m_tone;
};

} // namespace ui
