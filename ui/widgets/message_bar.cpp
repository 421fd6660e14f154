#include "ui/widgets/message_bar.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/measures.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/paint_later.h"
#include "ui/widgets/words.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace ui {

namespace {

constexpr int BarWidth = 3;

QString iconName(Tone tone)
{
    switch (tone) {
    case Tone::Warning:
        return QStringLiteral("triangle-alert");
    case Tone::Danger:
        return QStringLiteral("circle-alert");
    case Tone::Good:
        return QStringLiteral("circle-check");
    case Tone::Text:
    case Tone::Dim:
    case Tone::Accent:
    case Tone::Blue:
    case Tone::Violet:
    case Tone::OnFilled:
        break;
    }
    return QStringLiteral("info");
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("message-bar"));
    hide();
}

void MessageBar::makeParts()
{
    if (m_icon)
        return;
    m_icon = new QLabel(this);
    m_title = new QLabel(this);
    m_text = new QLabel(this);
    m_close = new QToolButton(this);
    m_column = new QVBoxLayout(this);
    m_buttons = new FlowLayout(measures::ControlSpacing);
    m_title->setObjectName(QStringLiteral("message-bar/title"));
    m_text->setObjectName(QStringLiteral("message-bar/text"));
    m_close->setObjectName(QStringLiteral("message-bar/close"));
    m_title->setFont(headingFont(font()));
    m_title->setForegroundRole(QPalette::WindowText); // whatever ground the bar's parent has
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    for (QLabel *label : {m_title, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_close->setIcon(icon(QStringLiteral("x"), Tone::Dim));
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Close the message"));
    m_close->setToolTip(tr("Close the message"));
    connect(m_close, &QToolButton::clicked, this, &MessageBar::clear);

    auto *head = new QHBoxLayout;
    head->setSpacing(measures::ControlSpacing);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    head->addWidget(m_close, 0, Qt::AlignTop);
    m_column->setContentsMargins(measures::PaneMargin + BarWidth,
                                 measures::ControlSpacing,
                                 measures::ControlSpacing,
                                 measures::ControlSpacing);
    m_column->setSpacing(measures::Step);
    m_column->addLayout(head);
    m_column->addWidget(m_text);
    m_column->addLayout(m_buttons);
    m_close->setVisible(m_isClosable);
}

void MessageBar::showMessage(Tone tone, const QString &title, const QString &text)
{
    if (parentWidget())
        paintLater(parentWidget()); // the bar moves all that stands below it
    makeParts();
    dropParts();
    m_tone = tone;
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAccessibleName(title);
    colorTitle();
    show();
}

void MessageBar::showError(const QString &title, const core::Error &error)
{
    showMessage(Tone::Danger, title, error.message);
    QPushButton *copy = addButton(tr("Copy Details"));
    copy->setObjectName(QStringLiteral("message-bar/copy-details"));
    connect(copy, &QPushButton::clicked, this, [details = detailsText(error, title)] {
        QGuiApplication::clipboard()->setText(details);
    });
}

QPushButton *MessageBar::addButton(const QString &text, Emphasis emphasis)
{
    makeParts();
    auto *button = new QPushButton(text, this);
    setEmphasis(button, emphasis);
    m_buttons->addWidget(button);
    return button;
}

void MessageBar::setContent(QWidget *content)
{
    makeParts();
    delete m_content;
    m_content = content;
    if (m_content)
        m_column->insertWidget(m_column->count() - 1, m_content);
}

void MessageBar::setClosable(bool closable)
{
    m_isClosable = closable;
    if (m_close)
        m_close->setVisible(closable);
}

QString MessageBar::title() const
{
    return m_title ? m_title->text() : QString();
}

QString MessageBar::text() const
{
    return m_text ? m_text->text() : QString();
}

void MessageBar::clear()
{
    hide();
    dropParts();
}

void MessageBar::dropParts()
{
    if (!m_buttons)
        return;
    // Later: the button that is dropped may be the one whose click is being handled.
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    if (m_content) {
        m_content->hide();
        m_content->deleteLater();
        m_content = nullptr;
    }
}

void MessageBar::colorTitle()
{
    QPalette palette = m_title->palette();
    palette.setColor(QPalette::WindowText, toneColor(colorsOf(this->palette()), m_tone));
    m_title->setPalette(palette);
    m_icon->setPixmap(icon(iconName(m_tone), m_tone).pixmap(QSize(16, 16), devicePixelRatioF()));
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const PaletteColors &colors = colorsOf(palette());
    QPainter painter(this);
    painter.setPen(colors.line);
    painter.setBrush(colors.panel);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    painter.fillRect(QRect(0, 0, BarWidth, height()), toneColor(colors, m_tone));
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_title)
        colorTitle();
}

} // namespace ui
