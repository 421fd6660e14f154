// Where the parts of the page stand, and how the keyboard goes through them: a part of AppendPage.
#include "ui/append/append_footer.h"
#include "ui/append/append_form.h"
#include "ui/append/append_page.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/separator.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>

namespace ui {

void AppendPage::layOut()
{
    m_heading->setObjectName(QStringLiteral("append/heading"));
    m_heading->setFont(headingFont(font()));
    m_heading->setText(tr("New event in %1").arg(m_stream.text()));
    m_status->setObjectName(QStringLiteral("append/status"));
    m_status->setTone(Tone::Dim);
    m_status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_lock->setObjectName(QStringLiteral("append/lock"));
    m_lock->setAccessibleName(tr("Lock"));
    m_lock->setClosable(false);
    m_bar->setObjectName(QStringLiteral("append/bar"));
    m_bar->setAccessibleName(tr("Outcome"));
    m_busy->setObjectName(QStringLiteral("append/busy"));

    auto *heading = new QHBoxLayout;
    heading->setContentsMargins(measures::PaneMargin,
                                measures::ControlSpacing,
                                measures::PaneMargin,
                                measures::ControlSpacing);
    heading->addWidget(m_heading, 2);
    heading->addWidget(m_status, 1);
    auto *content = new QVBoxLayout;
    content->setContentsMargins(measures::PaneMargin,
                                measures::ControlSpacing,
                                measures::PaneMargin,
                                measures::ControlSpacing);
    content->setSpacing(measures::ControlSpacing);
    content->addWidget(m_lock);
    auto *formArea = new QScrollArea(this);
    formArea->setObjectName(QStringLiteral("append/form-area"));
    formArea->setFocusPolicy(Qt::NoFocus);
    formArea->setFrameShape(QFrame::NoFrame);
    formArea->setWidgetResizable(true);
    formArea->setWidget(m_form);
    content->addWidget(formArea, 1);
    content->addWidget(m_busy);
    content->addWidget(m_bar);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(heading);
    column->addWidget(new Separator(Qt::Horizontal, this));
    column->addLayout(content, 1);
    column->addWidget(new Separator(Qt::Horizontal, this));
    column->addWidget(m_footer);
    setFocusProxy(m_form);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
}

QList<QWidget *> AppendPage::parts() const
{
    QList<QWidget *> parts = m_form->parts();
    if (auto *button = m_bar->isVisible() ? m_bar->findChild<QPushButton *>() : nullptr)
        parts.append(button);
    parts.append(m_footer->firstButton());
    return parts;
}

bool AppendPage::focusNextPart(int step)
{
    const QList<QWidget *> all = parts();
    const QWidget *focused = focusWidget();
    qsizetype at = 0; // the fields above the data are the first part
    for (qsizetype i = 0; i < all.size(); ++i) {
        const bool isThere = all.at(i) == focused || all.at(i)->isAncestorOf(focused);
        at = isThere ? i : at;
    }
    if (at + step < 0 || at + step >= all.size())
        return false;
    all.at(at + step)->setFocus(Qt::ShortcutFocusReason);
    return true;
}

} // namespace ui
