#include "ui/widgets/find_bar.h"

#include "ui/theme/emphasis.h"
#include "ui/theme/icons.h"
#include "ui/theme/measures.h"
#include "ui/widgets/code_editor.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace ui {

FindBar::FindBar(const QString &path, CodeEditor &editor, HexView &hex, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_hex(hex)
    , m_text(new QLineEdit(this))
    , m_words(new QLabel(this))
{
    setObjectName(path + QStringLiteral("/find-bar"));
    m_text->setObjectName(path + QStringLiteral("/find-edit"));
    m_text->setAccessibleName(tr("Find"));
    m_text->setPlaceholderText(tr("Find"));
    m_text->installEventFilter(this);
    m_words->setObjectName(path + QStringLiteral("/find-words"));
    m_words->setAccessibleName(tr("Found"));
    m_words->setForegroundRole(QPalette::PlaceholderText);
    auto *next = new QPushButton(tr("Next"), this);
    next->setObjectName(path + QStringLiteral("/find-next-button"));
    next->setToolTip(tr("Next (F3)"));
    auto *previous = new QPushButton(tr("Previous"), this);
    previous->setObjectName(path + QStringLiteral("/find-previous-button"));
    previous->setToolTip(tr("Previous (Shift+F3)"));
    for (QPushButton *button : {previous, next})
        setEmphasis(button, Emphasis::Link);
    auto *close = new QToolButton(this);
    close->setObjectName(path + QStringLiteral("/find-close-button"));
    close->setAccessibleName(tr("Close the search"));
    close->setToolTip(tr("Close (Esc)"));
    close->setIcon(icon(QStringLiteral("x"), Tone::Dim));
    close->setAutoRaise(true);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(
        measures::PaneMargin, measures::Step, measures::PaneMargin, measures::Step);
    row->setSpacing(measures::ControlSpacing);
    row->addWidget(m_text, 1);
    row->addWidget(m_words);
    row->addWidget(previous);
    row->addWidget(next);
    row->addWidget(close);
    connect(m_text, &QLineEdit::textEdited, this, &FindBar::onTyped);
    connect(&m_editor, &CodeEditor::marked, this, &FindBar::onMarked);
    connect(&m_editor, &CodeEditor::taken, this, &FindBar::onTaken);
    connect(next, &QPushButton::clicked, this, [this] { step(false); });
    connect(previous, &QPushButton::clicked, this, [this] { step(true); });
    connect(close, &QToolButton::clicked, this, &FindBar::dismiss);
    hide();
}

void FindBar::setLookOverBreaks(LookOverBreaks look)
{
    m_lookOverBreaks = std::move(look);
}

void FindBar::open()
{
    if (!isHexSeen()) {
        if (const QString selected = m_editor.selectedText(); !selected.isEmpty())
            m_text->setText(selected);
    }
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
    refresh();
}

void FindBar::step(bool backwards)
{
    if (isHidden() || m_text->text().isEmpty()) {
        open();
        return;
    }
    if (isHexSeen()) {
        const QByteArray typed = m_text->text().toUtf8();
        const QByteArray digits = QByteArray::fromHex(typed);
        const bool found = m_hex.find(typed, backwards)
                           || (digits.size() * 2 == QByteArray(typed).replace(' ', "").size()
                               && m_hex.find(digits, backwards));
        m_words->setText(found ? QString() : tr("Not found"));
        return;
    }
    tell(m_editor.findNext(m_text->text(), backwards));
}

void FindBar::refresh()
{
    m_looking.reset();
    if (isHidden())
        return;
    m_words->clear();
    m_hasFound = false;
    m_wasMissed = false;
    if (!isHexSeen() && !m_text->text().isEmpty()) {
        const int count = m_editor.markAll(m_text->text());
        if (count >= 0 && !m_editor.isMarking())
            tellCount(count);
    }
}

bool FindBar::dismiss()
{
    if (isHidden())
        return false;
    m_looking.reset();
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    hide();
    m_editor.markAll({});
    if (hadFocus) {
        QWidget *seen = isHexSeen() ? static_cast<QWidget *>(&m_hex) : &m_editor;
        seen->setFocus(Qt::OtherFocusReason);
    }
    return true;
}

QString FindBar::words() const
{
    return m_words->text();
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (!isOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = dynamic_cast<QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    const bool isPlain = !key->modifiers().testFlag(Qt::ControlModifier);
    if (key->key() != Qt::Key_Escape && !(isEnter && isPlain))
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (isOverride)
        return true; // this field's own keys, not the window's
    if (isEnter)
        step(key->modifiers().testFlag(Qt::ShiftModifier));
    else
        dismiss();
    return true;
}

void FindBar::onTyped()
{
    refresh();
    if (m_text->text().isEmpty()) {
        m_editor.markAll({});
        return;
    }
    if (isHexSeen()) {
        step(false);
        return;
    }
    m_editor.collapseSelection();
    tell(m_editor.findNext(m_text->text(), false));
}

/// Of a large text the occurrences are counted after what is found was shown.
void FindBar::onMarked()
{
    if (isHidden() || isHexSeen() || !m_words->text().isEmpty())
        return;
    if (m_hasFound)
        tell(m_editor.foundNumber());
    else
        tellCount(m_editor.markedCount());
}

/// What was not in the first part of a large text may be in the rest.
void FindBar::onTaken()
{
    if (std::exchange(m_wasMissed, false) && !isHidden() && !isHexSeen())
        tell(m_editor.findNext(m_text->text(), false));
}

bool FindBar::isHexSeen() const
{
    return m_editor.isHidden();
}

void FindBar::tell(int at)
{
    m_hasFound = at > 0;
    m_wasMissed = at == 0 && m_editor.isTaking();
    const int count = m_editor.markedCount();
    if (m_wasMissed)
        m_words->clear();
    else if (at == 0)
        tellNone();
    else if (count > 0 && !m_editor.isMarking())
        m_words->setText(tr("%1 of %2").arg(groupedNumber(at), groupedNumber(count)));
    else
        m_words->clear();
}

void FindBar::tellCount(int count)
{
    if (count > 0)
        m_words->setText(tr("%1 found").arg(groupedNumber(count)));
    else
        tellNone();
}

void FindBar::tellNone()
{
    if (m_looking)
        return; // asked already, or answered
    const auto tell = [this](bool isOverBreak) {
        m_words->setText(isOverBreak ? tr("Only over a broken line; see Hex") : tr("Not found"));
    };
    if (m_lookOverBreaks)
        m_looking = m_lookOverBreaks(m_text->text(), tell);
    if (!m_looking)
        tell(false);
}

} // namespace ui
