#include "ui/main_window/address_field.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QFocusEvent>
#include <QListView>
#include <QStringListModel>

namespace ui {

namespace {

constexpr int CompletionsInSight = 12;

} // namespace

AddressField::AddressField(QWidget *parent)
    : QLineEdit(parent)
    , m_completions(new QStringListModel(this))
    , m_open(addAction(icon(QStringLiteral("arrow-right"), Tone::Dim), TrailingPosition))
{
    setObjectName(QStringLiteral("top-bar/address"));
    setAccessibleName(tr("Address"));
    setPlaceholderText(tr("A stream, an id, name@revision or $all"));
    setFont(monospaceFont(font()));
    auto *completer = new QCompleter(m_completions, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(CompletionsInSight);
    completer->popup()->setObjectName(QStringLiteral("top-bar/completions"));
    completer->popup()->setAccessibleName(tr("Streams that fit"));
    if (auto *list = qobject_cast<QListView *>(completer->popup()))
        list->setUniformItemSizes(true); // else each of thousands of names is measured
    setCompleter(completer);
    m_open->setObjectName(QStringLiteral("top-bar/open"));
    m_open->setText(tr("Open"));
    m_open->setVisible(false);
    connect(m_open, &QAction::triggered, this, &AddressField::submit);
    connect(this, &QLineEdit::textChanged, this, &AddressField::updateOpen);
    connect(this, &QLineEdit::returnPressed, this, &AddressField::submit);
    // A click on a completion; Enter in the list comes as returnPressed.
    connect(completer->popup(),
            &QAbstractItemView::clicked,
            this,
            &AddressField::submit,
            Qt::QueuedConnection);
}

void AddressField::setNames(std::function<QStringList()> names)
{
    m_names = std::move(names);
}

void AddressField::showAddress(const QString &address)
{
    m_shown = address;
    if (!hasFocus() || !isModified())
        setText(address);
    updateOpen();
}

void AddressField::begin(const QString &text)
{
    setFocus(Qt::ShortcutFocusReason);
    setText(text);
    if (text == m_shown)
        selectAll();
    else
        end(false);
}

void AddressField::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    if (m_names && event->reason() != Qt::PopupFocusReason)
        m_completions->setStringList(m_names());
}

void AddressField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        setText(m_shown);
}

void AddressField::updateOpen()
{
    m_open->setVisible(text() != m_shown && !text().trimmed().isEmpty());
}

void AddressField::submit()
{
    if (text().trimmed().isEmpty())
        return;
    setModified(false);
    Q_EMIT submitted(text());
}

} // namespace ui
