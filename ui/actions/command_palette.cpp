#include "ui/actions/command_palette.h"

#include "ui/actions/action_registry.h"
#include "ui/theme/measures.h"
#include "ui/theme/palette_colors.h"
#include "ui/widgets/help_key.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int PaletteWidth = 560;
constexpr int RowsShown = 12;

// Name on the left, shortcut dimmed on the right.
class EntryDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter,
               const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        painter->save();
        painter->setPen(colorsOf(option.palette).dim);
        painter->drawText(option.rect.adjusted(0, 0, -measures::PaneMargin, 0),
                          Qt::AlignRight | Qt::AlignVCenter,
                          index.data(PaletteModel::HintRole).toString());
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &) const override
    {
        return {0, measures::rowHeight(option.fontMetrics) + measures::Step};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->viewItemPosition = QStyleOptionViewItem::OnlyOne;
    }
};

} // namespace

CommandPalette::CommandPalette(const ActionRegistry &registry, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_registry(registry)
    , m_edit(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new PaletteModel(this))
{
    setObjectName(QStringLiteral("command-palette"));
    setHelpSection(this, QStringLiteral("Keys"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_edit->setObjectName(QStringLiteral("command-palette/edit"));
    m_edit->setAccessibleName(tr("Command or stream"));
    m_edit->setPlaceholderText(tr("Command or stream"));
    m_list->setObjectName(QStringLiteral("command-palette/list"));
    m_list->setAccessibleName(tr("Commands and streams that fit"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(measures::ControlSpacing,
                               measures::ControlSpacing,
                               measures::ControlSpacing,
                               measures::ControlSpacing);
    column->setSpacing(measures::ControlSpacing);
    column->addWidget(m_edit);
    column->addWidget(m_list);
    setFocusProxy(m_edit);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setTyped(text);
        selectFirst();
    });
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
}

void CommandPalette::setMoreEntries(MoreEntries more)
{
    m_more = std::move(more);
}

void CommandPalette::popUp()
{
    m_edit->clear();
    m_model->setTyped({});
    m_model->setEntries(entries());
    selectFirst();
    const QWidget *window = parentWidget();
    const int row = measures::rowHeight(fontMetrics()) + measures::Step;
    const int width = qMin(PaletteWidth, window->width() - 2 * measures::PaneMargin);
    const int height = qMin(RowsShown * row + 52, window->height() - 120);
    resize(width, height);
    move(window->mapToGlobal(QPoint((window->width() - width) / 2, 72)));
    show();
    m_edit->setFocus(Qt::PopupFocusReason);
}

QList<PaletteEntry> CommandPalette::entries() const
{
    QList<PaletteEntry> entries;
    for (QAction *action : m_registry.actions()) {
        if (!action->isEnabled())
            continue;
        QString text = action->text();
        text.remove(u'&');
        entries.append({text, action->shortcut().toString(QKeySequence::NativeText), [action] {
                            action->trigger();
                        }});
    }
    if (m_more)
        entries += m_more();
    return entries;
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_list, event);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

void CommandPalette::runCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    const std::function<void()> run = m_model->entry(current.row()).run;
    close();
    QTimer::singleShot(0, parent(), run);
}

void CommandPalette::selectFirst()
{
    m_list->setCurrentIndex(m_model->index(0, 0));
}

} // namespace ui

#include "command_palette.moc"
