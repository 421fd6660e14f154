#include "ui/widgets/plain_table.h"

#include "ui/theme/cell_fonts.h"
#include "ui/theme/fonts.h"
#include "ui/theme/house_style.h"
#include "ui/theme/measures.h"
#include "ui/theme/palette_colors.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <utility>

namespace ui {

namespace {

constexpr int StepWidth = 12;  ///< of a level of a tree
constexpr int FewestSteps = 4; ///< that are drawn, however narrow the cell

QRect inCell(const QRect &rect)
{
    return rect.adjusted(measures::ControlSpacing, 0, -measures::ControlSpacing, 0);
}

Tone toneOf(const QModelIndex &index, int role, Tone otherwise)
{
    const QVariant tone = index.data(role);
    return tone.isValid() ? static_cast<Tone>(tone.toInt()) : otherwise;
}

class PlainDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter,
               const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const PaletteColors &colors = colorsOf(option.palette);
        painter->save();
        paintGround(*painter, option, index, colors);
        const bool isHeading = index.data(CellHeadingRole).toBool();
        const bool isMonospace = index.data(CellMonospaceRole).toBool();
        using Kind = CellFonts::Kind;
        const Kind kind = isMonospace ? Kind::Monospace : isHeading ? Kind::Heading : Kind::Plain;
        m_fonts.setBase(option.font);
        QRect cell = inCell(option.rect);
        cell.setLeft(cell.left() + paintIndent(*painter, cell, index, colors));
        const bool isLink = index.data(CellLinkRole).toBool();
        painter->setPen(
            toneColor(colors, toneOf(index, CellToneRole, isLink ? Tone::Accent : Tone::Text)));
        // The ends of names tell them apart; sentences are read from their start.
        const Qt::TextElideMode mode = isLink || isMonospace ? Qt::ElideMiddle : Qt::ElideRight;
        const QString text = index.data().toString();
        m_fonts.draw(*painter, cell, Qt::Alignment(alignment(index)), text, kind, mode);
        if (const QString note = index.data(CellNoteRole).toString(); !note.isEmpty()) {
            const int textWidth = m_fonts.widthOf(text, kind, mode, cell.width());
            painter->setPen(toneColor(colors, toneOf(index, CellNoteToneRole, Tone::Dim)));
            m_fonts.draw(*painter,
                         cell.adjusted(textWidth + measures::ControlSpacing, 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         note,
                         Kind::Plain);
        }
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &) const override
    {
        return {0, dataRowHeight(*option.widget)};
    }

private:
    static int alignment(const QModelIndex &index)
    {
        const QVariant said = index.data(Qt::TextAlignmentRole);
        return said.isValid() ? said.toInt() : int(Qt::AlignLeft | Qt::AlignVCenter);
    }

    static void paintGround(QPainter &painter,
                            const QStyleOptionViewItem &option,
                            const QModelIndex &index,
                            const PaletteColors &colors)
    {
        if (index.data(CellHeadingRole).toBool())
            painter.fillRect(option.rect, colors.panel);
        if (!(option.state & QStyle::State_Selected))
            return;
        const bool hasFocus = option.widget && option.widget->hasFocus();
        painter.fillRect(option.rect, hasFocus ? colors.selection : colors.inactiveSelection);
        if (index.column() == 0)
            painter.fillRect(
                QRect(option.rect.topLeft(), QSize(measures::AccentBar, option.rect.height())),
                colors.accent);
    }

    /// A hook to the row above, and the number of steps where they are too many to be drawn.
    static int paintIndent(QPainter &painter,
                           const QRect &cell,
                           const QModelIndex &index,
                           const PaletteColors &colors)
    {
        const int steps = index.data(CellIndentRole).toInt();
        if (steps <= 0)
            return 0;
        const int most = qMax(FewestSteps, cell.width() / 2 / StepWidth);
        const int drawn = qMin(steps, most) * StepWidth;
        const int hook = cell.left() + drawn - StepWidth + StepWidth / 4;
        const int middle = cell.center().y();
        painter.setPen(colors.dim); // the depth is read from it, on a selected row too
        painter.drawLine(hook, cell.top() + 3, hook, middle);
        painter.drawLine(hook, middle, hook + StepWidth / 2, middle);
        if (steps <= most)
            return drawn;
        const QString number = QString::number(steps);
        painter.setPen(colors.dim);
        painter.drawText(cell.adjusted(drawn, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, number);
        return drawn + painter.fontMetrics().horizontalAdvance(number) + measures::ControlSpacing;
    }

    mutable CellFonts m_fonts;
};

class PlainHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit PlainHeader(QWidget *parent)
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
        const QVariant aligned = model()->headerData(section, orientation(), Qt::TextAlignmentRole);
        const QString text = model()->headerData(section, orientation()).toString();
        const QRect cell = inCell(rect);
        painter->save();
        painter->fillRect(rect, colors.paper);
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors.line);
        painter->setFont(heading);
        painter->setPen(colors.dim);
        painter->drawText(
            cell,
            Qt::TextSingleLine
                | (aligned.isValid() ? aligned.toInt() : int(Qt::AlignLeft | Qt::AlignVCenter)),
            QFontMetrics(heading).elidedText(text, Qt::ElideRight, cell.width()));
        painter->restore();
    }
};

} // namespace

PlainTable::PlainTable(QWidget *parent)
    : QTableView(parent)
{
    setItemDelegate(new PlainDelegate(this));
    setHorizontalHeader(new PlainHeader(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex &cell) {
        if (cell.data(CellLinkRole).toBool())
            activate(cell);
    });
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &cell) {
        if (!cell.data(CellLinkRole).toBool()) // the click has done it
            activate(cell);
    });
    fitRows();
}

void PlainTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &PlainTable::spanHeadings);
    const auto begin = [this] {
        if (hasFocus())
            beginOnFirstRow();
    };
    connect(model, &QAbstractItemModel::modelReset, this, begin);
    connect(model, &QAbstractItemModel::rowsInserted, this, begin);
    spanHeadings();
    fitColumns();
}

void PlainTable::setColumnFit(int column, const QString &widest, bool isMonospace)
{
    m_fits.append({column, widest, isMonospace});
    if (model())
        fit(m_fits.constLast());
}

void PlainTable::setStretchColumn(int column)
{
    horizontalHeader()->setStretchLastSection(false);
    horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
}

void PlainTable::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier) {
        activate(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

void PlainTable::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    const bool isLink = indexAt(event->pos()).data(CellLinkRole).toBool();
    viewport()->setCursor(isLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

/// That can be chosen; nothing where the keyboard is on one.
void PlainTable::beginOnFirstRow()
{
    const int rows = model() && !currentIndex().isValid() ? model()->rowCount() : 0;
    for (int row = 0; row < rows && !currentIndex().isValid(); ++row) {
        if (model()->flags(model()->index(row, 0)) & Qt::ItemIsSelectable)
            selectRow(row);
    }
}

void PlainTable::focusInEvent(QFocusEvent *event)
{
    beginOnFirstRow();
    QTableView::focusInEvent(event);
}

/// What comes up below the table must not cover the row that the keyboard is on.
void PlainTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (currentIndex().isValid())
        scrollTo(currentIndex());
}

void PlainTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row())
        Q_EMIT currentRowChanged(current.row());
}

void PlainTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitColumns();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitRows();
}

void PlainTable::spanHeadings()
{
    clearSpans();
    for (int row = 0; row < model()->rowCount(); ++row) {
        if (model()->index(row, 0).data(CellHeadingRole).toBool())
            setSpan(row, 0, 1, model()->columnCount());
    }
}

void PlainTable::fitRows()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(dataRowHeight(*this));
    if (model())
        doItemsLayout(); // the row on top stays there
}

void PlainTable::fitColumns()
{
    if (!model())
        return;
    for (const Fit &column : std::as_const(m_fits))
        fit(column);
}

void PlainTable::fit(const Fit &column)
{
    const QFontMetrics metrics(column.isMonospace ? monospaceFont(font()) : font());
    const QString heading = model()->headerData(column.column, Qt::Horizontal).toString();
    const int width = qMax(metrics.horizontalAdvance(column.widest),
                           QFontMetrics(captionFont(font())).horizontalAdvance(heading));
    horizontalHeader()->resizeSection(column.column, width + 2 * measures::ControlSpacing + 1);
}

void PlainTable::activate(const QModelIndex &cell)
{
    if (cell.isValid() && (cell.flags() & Qt::ItemIsSelectable))
        Q_EMIT rowActivated(cell);
}

} // namespace ui

#include "plain_table.moc"
