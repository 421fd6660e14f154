#include "ui/append/payload_edit.h"

#include "core/text/json_text.h"
#include "ui/append/draft_check.h"
#include "ui/theme/measures.h"
#include "ui/widgets/code_editor.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

namespace ui {

PayloadEdit::PayloadEdit(const QString &path, const QString &accessibleName, QWidget *parent)
    : QFrame(parent)
    , m_path(path)
    , m_stack(new QStackedWidget(this))
    , m_editor(new CodeEditor(path + QStringLiteral("-editor"), accessibleName, this))
    , m_problem(new QLabel(this))
{
    setFrameShape(QFrame::StyledPanel);
    setFocusProxy(m_editor);
    setAccessibleName(accessibleName);
    m_problem->setObjectName(path + QStringLiteral("-problem"));
    m_problem->setAccessibleName(tr("%1, check").arg(accessibleName));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(measures::ControlSpacing, 2, measures::ControlSpacing, 2);
    m_problem->setForegroundRole(QPalette::WindowText);
    m_problem->hide();

    m_stack->addWidget(m_editor);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_stack, 1);
    column->addWidget(m_problem);

    m_editor->setLanguage(CodeEditor::Language::Json);
    connect(m_editor, &CodeEditor::textChanged, this, &PayloadEdit::changed);
    connect(m_editor, &CodeEditor::longPasteRefused, this, &PayloadEdit::onLongPaste);
}

void PayloadEdit::makeKeptPart()
{
    if (m_kept)
        return;
    m_kept = new QWidget(this);
    m_keptWords = new QLabel(m_kept);
    m_keptWords->setWordWrap(true);
    m_keptWords->setTextFormat(Qt::PlainText);
    m_hex = new HexView(m_kept);
    m_hex->setObjectName(m_path + QStringLiteral("-hex"));
    m_hex->setAccessibleName(tr("%1, bytes").arg(accessibleName()));
    m_replace = new QPushButton(tr("Replace With Text"), m_kept);
    m_replace->setObjectName(m_path + QStringLiteral("-replace-button"));
    m_replace->setEnabled(!m_isReadOnly);
    connect(m_replace, &QPushButton::clicked, this, [this] {
        setBytes({});
        m_editor->setFocus();
    });

    auto *words = new QHBoxLayout;
    words->setContentsMargins(
        measures::ControlSpacing, measures::Step, measures::ControlSpacing, measures::Step);
    words->addWidget(m_keptWords, 1);
    words->addWidget(m_replace);
    auto *kept = new QVBoxLayout(m_kept);
    kept->setContentsMargins(0, 0, 0, 0);
    kept->addLayout(words);
    kept->addWidget(m_hex, 1);
    m_stack->addWidget(m_kept);
    tabAfterEditor(m_kept);
}

/// What is made late would be the last of the window that Tab comes to.
void PayloadEdit::tabAfterEditor(const QWidget *part)
{
    QWidget *before = firstField();
    for (QWidget *child : part->findChildren<QWidget *>()) {
        if (!(child->focusPolicy() & Qt::TabFocus) || child->focusProxy())
            continue;
        setTabOrder(before, child);
        before = child;
    }
}

FindBar &PayloadEdit::findBar()
{
    makeKeptPart();
    if (!m_find) {
        m_find = new FindBar(m_path, *m_editor, *m_hex, this);
        auto *column = qobject_cast<QVBoxLayout *>(layout());
        column->insertWidget(column->indexOf(m_problem), m_find);
        tabAfterEditor(m_find);
        connect(this, &PayloadEdit::changed, m_find, &FindBar::refresh);
    }
    return *m_find;
}

void PayloadEdit::setBytes(const QByteArray &bytes)
{
    if (!bytes.isValidUtf8() || CodeEditor::hasLongLine(bytes)) {
        keepAsBytes(bytes);
        return;
    }
    if (m_hex)
        m_hex->setBytes({});
    m_stack->setCurrentWidget(m_editor);
    setFocusProxy(m_editor);
    m_editor->setUtf8(bytes);
    Q_EMIT changed();
}

QByteArray PayloadEdit::bytes() const
{
    return isText() ? m_editor->utf8() : m_hex->bytes();
}

void PayloadEdit::setReadOnly(bool isReadOnly)
{
    m_isReadOnly = isReadOnly;
    m_editor->setReadOnly(isReadOnly);
    if (m_replace)
        m_replace->setEnabled(!isReadOnly);
}

QWidget *PayloadEdit::firstField() const
{
    return m_editor->focusProxy();
}

void PayloadEdit::checkAsJson(Check check)
{
    m_editor->setLanguage(check == Check::None ? CodeEditor::Language::PlainText
                                               : CodeEditor::Language::Json);
    m_editor->clearProblem();
    say({}, Tone::Dim);
    const QByteArray source = bytes();
    if (check == Check::None || source.isEmpty())
        return;
    const auto problem = findJsonProblem(source);
    if (!problem)
        return;
    if (isText())
        m_editor->showProblem(problem->at);
    if (check == Check::Required)
        say(problem->text, Tone::Danger);
    else
        say(tr("Not JSON, as metadata usually is. %1").arg(problem->text), Tone::Warning);
}

void PayloadEdit::openFind()
{
    findBar().open();
}

void PayloadEdit::findNext(bool backwards)
{
    findBar().step(backwards);
}

bool PayloadEdit::closeFind()
{
    return m_find && m_find->dismiss();
}

void PayloadEdit::goTo(qsizetype at)
{
    if (isText())
        m_editor->goToOffset(at);
    else
        m_hex->setFocus();
}

bool PayloadEdit::isText() const
{
    return m_stack->currentWidget() == m_editor;
}

void PayloadEdit::keepAsBytes(const QByteArray &bytes)
{
    makeKeptPart();
    const QString why = bytes.isValidUtf8() ? tr("a line too long to be edited") : tr("not text");
    m_keptWords->setText(tr("%1, %2: sent exactly as they are.").arg(bytesText(bytes.size()), why));
    m_hex->setBytes(bytes);
    m_stack->setCurrentWidget(m_kept);
    setFocusProxy(m_hex);
    Q_EMIT changed();
}

void PayloadEdit::onLongPaste(const QByteArray &text)
{
    // Between its tokens JSON may be broken into lines without meaning anything else.
    const auto formatted = core::formatJson(text);
    if (formatted && !CodeEditor::hasLongLine(*formatted)) {
        m_editor->insertUtf8(*formatted);
        say(tr("Broken into lines as it was pasted: it had one over %1 bytes, too long to be "
               "edited. White space is all that differs; Undo takes it out again.")
                .arg(groupedNumber(CodeEditor::LongestLine)),
            Tone::Warning);
    } else if (m_editor->utf8().trimmed().isEmpty()) {
        keepAsBytes(text);
    } else {
        say(tr("Not pasted: it has a line over %1 bytes, too long to be edited. It can be pasted "
               "into an empty field and is sent as it is.")
                .arg(groupedNumber(CodeEditor::LongestLine)),
            Tone::Danger);
    }
}

void PayloadEdit::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colorProblem();
}

void PayloadEdit::say(const QString &text, Tone tone)
{
    m_problemTone = tone;
    colorProblem();
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

void PayloadEdit::colorProblem()
{
    QPalette tinted = m_problem->palette();
    tinted.setColor(QPalette::WindowText, toneColor(colorsOf(palette()), m_problemTone));
    m_problem->setPalette(tinted);
}

} // namespace ui
