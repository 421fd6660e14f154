// The types that are offered for an event, and the shape that comes with one: a part of AppendForm.
#include "ui/append/append_form.h"
#include "ui/append/payload_edit.h"
#include "ui/append/seen_types.h"
#include "ui/theme/icons.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStringListModel>

namespace ui {

void AppendForm::setSeenTypes(const SeenTypes *seen)
{
    m_seen = seen;
    m_types->setStringList(seen ? seen->types() : QStringList());
}

void AppendForm::makeTypeList()
{
    auto *completer = new QCompleter(m_types, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_type->setCompleter(completer);
    m_type->setPlaceholderText(tr("Such as OrderPlaced; Down lists those seen"));
    m_type->installEventFilter(this);
    connect(m_type,
            &QLineEdit::textEdited,
            this,
            &AppendForm::dropNeedlessList,
            Qt::QueuedConnection); // the field shows the list first
    connect(completer,
            qOverload<const QString &>(&QCompleter::activated),
            this,
            &AppendForm::takeShape,
            Qt::QueuedConnection); // the field takes the text first
    QAction *list = m_type->addAction(icon(QStringLiteral("chevron-down"), Tone::Dim),
                                      QLineEdit::TrailingPosition);
    list->setText(tr("Types seen lately"));
    list->setToolTip(list->text());
    connect(list, &QAction::triggered, this, &AppendForm::offerTypes);
}

void AppendForm::offerTypes()
{
    if (m_isReadOnly)
        return;
    m_type->setFocus();
    m_type->completer()->setCompletionPrefix(m_type->text());
    if (m_type->completer()->completionCount() == 0)
        m_type->completer()->setCompletionPrefix({});
    m_type->completer()->complete();
}

/// A list of nothing but what is typed would stand over the next fields and take the keys.
void AppendForm::dropNeedlessList()
{
    const QCompleter *completer = m_type->completer();
    if (completer->completionCount() == 1 && completer->currentCompletion() == m_type->text())
        completer->popup()->hide();
}

void AppendForm::settle()
{
    m_type->completer()->popup()->hide();
    m_replaceable.clear();
}

void AppendForm::takeShape()
{
    const auto shape = m_seen ? m_seen->shapeOf(m_type->text()) : std::nullopt;
    if (m_isReadOnly || !shape || m_replaceable.isEmpty() || m_data->bytes() != m_replaceable)
        return;
    setContentType(shape->contentType);
    m_replaceable = shape->data;
    m_data->setBytes(shape->data);
}

bool AppendForm::eventFilter(QObject *watched, QEvent *event)
{
    const auto *key
        = event->type() == QEvent::KeyPress ? dynamic_cast<QKeyEvent *>(event) : nullptr;
    if (!key || key->key() != Qt::Key_Down)
        return QWidget::eventFilter(watched, event);
    offerTypes();
    return true;
}

} // namespace ui
