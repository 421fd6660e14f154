#include "ui/wire_log/wire_log_table.h"

#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/theme/palette_colors.h"
#include "ui/wire_log/wire_log_columns.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace ui {

namespace {

WireColumn columnOf(const QModelIndex &index)
{
    return static_cast<WireColumn>(index.column());
}

QRect inCell(const QRect &rect)
{
    return rect.adjusted(measures::ControlSpacing, 0, -measures::ControlSpacing, 0);
}

class WireLogDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter,
               const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const PaletteColors &colors = colorsOf(option.palette);
        const WireColumn column = columnOf(index);
        painter->save();
        if (option.state & QStyle::State_Selected) {
            const bool hasFocus = option.widget && option.widget->hasFocus();
            painter->fillRect(option.rect, hasFocus ? colors.selection : colors.inactiveSelection);
            if (column == WireColumn::Time)
                painter->fillRect(
                    QRect(option.rect.topLeft(), QSize(measures::AccentBar, option.rect.height())),
                    colors.accent);
        }
        const bool isWord = column == WireColumn::Connection || column == WireColumn::Status;
        const QFont font = isWord ? option.font : monospaceFont(option.font);
        // The ends of names tell them apart; a status begins with what matters.
        const Qt::TextElideMode mode
            = column == WireColumn::Status ? Qt::ElideRight : Qt::ElideMiddle;
        const QRect cell = inCell(option.rect);
        painter->setFont(font);
        painter->setPen(toneColor(colors, static_cast<Tone>(index.data(WireToneRole).toInt())));
        painter->drawText(
            cell,
            Qt::TextSingleLine | index.data(Qt::TextAlignmentRole).toInt(),
            QFontMetrics(font).elidedText(index.data().toString(), mode, cell.width()));
        painter->restore();
    }
};

class WireLogHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit WireLogHeader(QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
    {
        setHighlightSections(false);
        setSectionsClickable(false);
        setStretchLastSection(true);
    }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        const PaletteColors &colors = colorsOf(palette());
        const QFont heading = captionFont(font());
        const QRect cell = inCell(rect);
        const auto said = [this, section](int role) {
            return model()->headerData(section, orientation(), role);
        };
        painter->save();
        painter->fillRect(rect, colors.paper);
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors.line);
        painter->setFont(heading);
        painter->setPen(colors.dim);
        painter->drawText(cell,
                          Qt::TextSingleLine | said(Qt::TextAlignmentRole).toInt(),
                          QFontMetrics(heading).elidedText(
                              said(Qt::DisplayRole).toString(), Qt::ElideRight, cell.width()));
        painter->restore();
    }
};

} // namespace

WireLogTable::WireLogTable(QWidget *parent)
    : QTableView(parent)
{
    setItemDelegate(new WireLogDelegate(this));
    setHorizontalHeader(new WireLogHeader(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
}

/// Connected around the view's own handling: what was seen is known before it, and kept after it.
void WireLogTable::setModel(QAbstractItemModel *model)
{
    const auto remember = [this] {
        m_wasAtEnd = isAtEnd();
        m_topBefore = verticalScrollBar()->value();
    };
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, remember);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, remember);
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_wasAtEnd)
            scrollToBottom();
    });
    connect(model,
            &QAbstractItemModel::rowsRemoved,
            this,
            [this](const QModelIndex &, int first, int last) {
                if (m_wasAtEnd)
                    scrollToBottom();
                else if (first < m_topBefore)
                    verticalScrollBar()->setValue(m_topBefore - (last - first + 1));
            });
    fitColumns();
}

bool WireLogTable::isAtEnd() const
{
    return verticalScrollBar()->value() == verticalScrollBar()->maximum();
}

void WireLogTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitColumns();
}

/// The view itself would begin with the first row, far from the end.
void WireLogTable::focusInEvent(QFocusEvent *event)
{
    if (model() && model()->rowCount() > 0 && !currentIndex().isValid())
        selectRow(model()->rowCount() - 1);
    QTableView::focusInEvent(event);
}

void WireLogTable::fitColumns()
{
    if (!model())
        return;
    verticalHeader()->setDefaultSectionSize(measures::rowHeight(fontMetrics()));
    const QFontMetrics mono(monospaceFont(font()));
    const auto set = [this, &mono](WireColumn column, QStringView widest) {
        const int width
            = mono.horizontalAdvance(widest.toString()) + 2 * measures::ControlSpacing + 1;
        horizontalHeader()->resizeSection(static_cast<int>(column), width);
    };
    set(WireColumn::Time, u"00:00:00.000");
    set(WireColumn::Connection, u"production");
    set(WireColumn::Method, u"Streams/Append");
    set(WireColumn::Target, u"$ce-customer-1042");
    set(WireColumn::Status, u"204 No Content");
    set(WireColumn::Sent, u"99,999");
    set(WireColumn::Received, u"9,999,999");
    set(WireColumn::Duration, u"9,999.9");
    set(WireColumn::Node, u"127.0.0.1:2113");
}

} // namespace ui

#include "wire_log_table.moc"
