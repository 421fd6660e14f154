#include "ui/widgets/busy_line.h"

#include "ui/theme/emphasis.h"
#include "ui/theme/measures.h"
#include "ui/theme/palette_colors.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <chrono>

namespace ui {

using namespace std::chrono_literals;

BusyLine::BusyLine(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("busy-line"));
    m_delay.setSingleShot(true);
    m_delay.setInterval(500ms);
    connect(&m_delay, &QTimer::timeout, this, &BusyLine::appear);
    hide();
}

/// What takes less than the delay needs no parts.
void BusyLine::appear()
{
    if (!m_label)
        makeParts();
    m_label->setText(m_text);
    m_cancel->setAccessibleName(tr("Cancel: %1").arg(m_text));
    show();
}

void BusyLine::makeParts()
{
    m_label = new QLabel(this);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName(QStringLiteral("busy-line/cancel"));
    m_label->setTextFormat(Qt::PlainText);
    setEmphasis(m_cancel, Emphasis::Link);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(measures::PaneMargin, 0, measures::PaneMargin, 0);
    row->setSpacing(measures::ControlSpacing);
    row->addWidget(m_label);
    row->addWidget(m_cancel);
    row->addStretch(1);
    connect(m_cancel, &QPushButton::clicked, this, &BusyLine::cancelRequested);
}

void BusyLine::start(const QString &text)
{
    setText(text);
    if (m_busy)
        return;
    m_busy = true;
    m_delay.start();
}

void BusyLine::setText(const QString &text)
{
    m_text = text;
    if (!isHidden())
        appear();
}

void BusyLine::stop()
{
    m_busy = false;
    m_delay.stop();
    hide();
}

void BusyLine::paintEvent(QPaintEvent *)
{
    const PaletteColors &colors = colorsOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colors.panel);
    painter.fillRect(QRect(0, height() - 2, width(), 2), colors.accent);
}

} // namespace ui
