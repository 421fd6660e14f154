#include "ui/streams/stream_list_pane.h"

#include "ui/streams/stream_index.h"
#include "ui/streams/stream_order.h"
#include "ui/streams/stream_tree_delegate.h"
#include "ui/streams/stream_tree_model.h"
#include "ui/theme/emphasis.h"
#include "ui/theme/measures.h"
#include "ui/theme/palette_colors.h"
#include "ui/widgets/focus_line.h"
#include "ui/widgets/search_edit.h"
#include "ui/widgets/toned_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeView>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int Indentation = 11;

// Whole rows are painted with the selection's ground, the indentation included.
class StreamTree final : public QTreeView
{
    Q_OBJECT

public:
    using QTreeView::QTreeView;

protected:
    void drawRow(QPainter *painter,
                 const QStyleOptionViewItem &option,
                 const QModelIndex &index) const override
    {
        const PaletteColors &colors = colorsOf(palette());
        if (selectionModel()->isSelected(index)) {
            painter->fillRect(option.rect,
                              hasFocus() ? colors.selection : colors.inactiveSelection);
            QRect bar = option.rect;
            bar.setWidth(measures::AccentBar);
            painter->fillRect(bar, colors.accent);
        } else if (option.rect.contains(viewport()->mapFromGlobal(QCursor::pos()))
                   && viewport()->underMouse() && index.parent().isValid()) {
            painter->fillRect(option.rect, colors.hover);
        }
        QTreeView::drawRow(painter, option, index);
    }

    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override
    {
        // Sections are always open and show no arrow.
        if (index.parent().isValid())
            QTreeView::drawBranches(painter, rect, index);
    }
};

} // namespace

StreamListPane::StreamListPane(StreamIndex &index, QWidget *parent)
    : QWidget(parent)
    , m_index(index)
    , m_filter(new SearchEdit(tr("Filter streams"), this))
    , m_tree(new StreamTree(this))
    , m_note(new TonedLabel({}, Tone::Dim, this))
    , m_again(new QPushButton(tr("Try Again"), this))
    , m_model(new StreamTreeModel(this))
    , m_proxy(new StreamOrder(this))
{
    setObjectName(QStringLiteral("navigator"));
    m_filter->setObjectName(QStringLiteral("navigator/filter"));
    m_tree->setObjectName(QStringLiteral("navigator/streams"));
    m_note->setObjectName(QStringLiteral("navigator/note"));

    m_proxy->setSourceModel(m_model);
    m_proxy->sort(0);
    m_tree->setModel(m_proxy);
    m_tree->setItemDelegate(new StreamTreeDelegate(m_tree));
    m_tree->setAccessibleName(tr("Streams"));
    m_tree->setHeaderHidden(true);
    showFocusOf(m_tree);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setMouseTracking(true);
    m_tree->setIndentation(Indentation);
    m_tree->viewport()->setBackgroundRole(QPalette::Window);
    m_note->setContentsMargins(measures::PaneMargin,
                               measures::ControlSpacing,
                               measures::PaneMargin,
                               measures::ControlSpacing);
    m_note->hide();
    m_again->setObjectName(QStringLiteral("navigator/read-again-button"));
    setEmphasis(m_again, Emphasis::Link);
    m_again->hide();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, measures::ControlSpacing, 0, 0);
    column->setSpacing(measures::Step);
    auto *filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(measures::PaneMargin, 0, measures::PaneMargin, 0);
    filterRow->addWidget(m_filter);
    column->addLayout(filterRow);
    column->addWidget(m_tree, 1);
    column->addWidget(m_note);
    column->addWidget(m_again, 0, Qt::AlignLeft);
    setFocusProxy(m_tree);

    connect(m_filter, &SearchEdit::searchChanged, this, &StreamListPane::onFilterChanged);
    connect(m_filter, &SearchEdit::leftDownwards, this, [this] {
        m_tree->setFocus();
        if (!m_tree->currentIndex().parent().isValid())
            m_tree->setCurrentIndex(m_proxy->index(0, 0, m_proxy->index(0, 0)));
    });
    connect(m_again, &QPushButton::clicked, &m_index, &StreamIndex::reload);
    connect(m_tree, &QTreeView::activated, this, &StreamListPane::openRow);
    connect(m_tree, &QTreeView::clicked, this, &StreamListPane::openRow);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &StreamListPane::showMenu);
    connect(m_tree, &QTreeView::expanded, this, &StreamListPane::learnCategory);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &StreamListPane::expandSections);
    connect(&m_index, &StreamIndex::streamsAdded, m_model, &StreamTreeModel::addStreams);
    connect(&m_index, &StreamIndex::headKnown, m_model, &StreamTreeModel::setHead);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &StreamListPane::refreshNote);
    connect(&m_index, &StreamIndex::categoryKnown, m_model, &StreamTreeModel::setWhole);
    connect(
        &m_index, &StreamIndex::categoryKnown, m_tree->viewport(), qOverload<>(&QWidget::update));
    connect(&m_index, &StreamIndex::listingChanged, this, &StreamListPane::onListingChanged);
    m_model->addStreams(m_index.streams().values());
    expandSections();
    onListingChanged();
}

void StreamListPane::setPinned(const QList<core::StreamName> &streams)
{
    m_pinned = streams;
    inPlace([&] { m_model->setPinned(streams); });
    for (const core::StreamName &stream : streams)
        m_index.learnHead(stream);
}

void StreamListPane::setRecent(const QList<core::StreamName> &streams)
{
    inPlace([&] { m_model->setRecent(streams); });
    for (const core::StreamName &stream : streams)
        m_index.learnHead(stream);
}

/// Rows that come, go or are marked above those in sight do not move them.
void StreamListPane::inPlace(const std::function<void()> &change)
{
    const bool isAtTop = m_tree->verticalScrollBar()->value() == 0;
    const QPersistentModelIndex top = m_tree->indexAt(QPoint(0, 0));
    m_tree->setAutoScroll(false);
    change();
    m_tree->setAutoScroll(true);
    if (!isAtTop && top.isValid())
        m_tree->scrollTo(top, QAbstractItemView::PositionAtTop);
}

void StreamListPane::setCurrent(const core::StreamName &stream)
{
    if (streamAt(m_tree->currentIndex()) == stream)
        return; // that may be a row elsewhere, which the person works from
    for (int section = 0; section < m_proxy->rowCount(); ++section) {
        const QModelIndex parent = m_proxy->index(section, 0);
        for (int row = 0; row < m_proxy->rowCount(parent); ++row) {
            const QModelIndex index = m_proxy->index(row, 0, parent);
            if (streamAt(index) == stream) {
                inPlace([&] { m_tree->setCurrentIndex(index); });
                return;
            }
        }
    }
    m_tree->selectionModel()->clear();
}

void StreamListPane::onFilterChanged(const QString &text)
{
    if (!m_isFiltered)
        m_openBefore = openRows();
    m_isFiltered = !text.isEmpty();
    m_proxy->setFilterFixedString(text);
    if (m_isFiltered) {
        m_tree->expandAll();
    } else {
        m_tree->collapseAll();
        for (const QPersistentModelIndex &row : std::as_const(m_openBefore))
            m_tree->expand(m_proxy->mapFromSource(row));
    }
    expandSections();
    refreshNote();
}

QList<QPersistentModelIndex> StreamListPane::openRows() const
{
    QList<QPersistentModelIndex> open;
    for (int section = 0; section < m_proxy->rowCount(); ++section) {
        const QModelIndex parent = m_proxy->index(section, 0);
        for (int row = 0; row < m_proxy->rowCount(parent); ++row) {
            const QModelIndex index = m_proxy->index(row, 0, parent);
            if (m_tree->isExpanded(index))
                open.append(m_proxy->mapToSource(index));
        }
    }
    return open;
}

void StreamListPane::onListingChanged()
{
    using Listing = StreamIndex::Listing;
    m_model->setIsPart(m_index.listing() != Listing::Unknown
                       && m_index.listing() != Listing::Complete);
    m_tree->viewport()->update();
    refreshNote();
}

void StreamListPane::refreshNote()
{
    QStringList notes;
    if (m_isFiltered && m_proxy->rowCount() == 0)
        notes.append(tr("No name in this list fits the filter."));
    if (const QString listing = listingNote(); !listing.isEmpty())
        notes.append(listing);
    m_note->setText(notes.join(u'\n'));
    m_note->setVisible(!notes.isEmpty());
    m_again->setVisible(m_index.listing() == StreamIndex::Listing::NotReadable);
}

QString StreamListPane::listingNote() const
{
    switch (m_index.listing()) {
    case StreamIndex::Listing::Unknown:
    case StreamIndex::Listing::Complete:
        break;
    case StreamIndex::Listing::Partial:
        return tr("There are more than %L1 streams; open those that are not here by name.")
            .arg(StreamIndex::Limit);
    case StreamIndex::Listing::NotKept:
        return tr("No list of streams: the server's $streams projection is off, or has found "
                  "nothing yet. Streams you meet are shown here. Members of $ops or $admins can "
                  "enable it.");
    case StreamIndex::Listing::Denied:
        return tr("You may not read $streams. Streams you meet are shown here.");
    case StreamIndex::Listing::NotReadable:
        return tr("The list of streams could not be read: %1").arg(m_index.error().message);
    }
    return {};
}

void StreamListPane::openRow(const QModelIndex &index)
{
    const core::StreamName stream = streamAt(index);
    if (!stream.isEmpty())
        Q_EMIT streamRequested(stream);
}

/// Not while the filter has opened all of them.
void StreamListPane::learnCategory(const QModelIndex &index)
{
    const auto category = core::ProjectedStream::parse(streamAt(index));
    if (category && m_filter->text().isEmpty())
        m_index.learnCategory(category->key);
}

void StreamListPane::showMenu(const QPoint &at)
{
    const core::StreamName stream = streamAt(m_tree->indexAt(at));
    if (stream.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open"), this, [this, stream] { Q_EMIT streamRequested(stream); });
    const bool isPinned = m_pinned.contains(stream);
    menu->addAction(isPinned ? tr("Unpin") : tr("Pin"), this, [this, stream, isPinned] {
        Q_EMIT pinRequested(stream, !isPinned);
    });
    if (!stream.isSystem())
        menu->addAction(tr("New Event…"), this, [this, stream] { Q_EMIT appendRequested(stream); });
    menu->addSeparator();
    menu->addAction(
        tr("Copy Name"), this, [stream] { QGuiApplication::clipboard()->setText(stream.text()); });
    menu->popup(m_tree->viewport()->mapToGlobal(at));
}

void StreamListPane::expandSections()
{
    for (int section = 0; section < m_proxy->rowCount(); ++section)
        m_tree->expand(m_proxy->index(section, 0));
}

core::StreamName StreamListPane::streamAt(const QModelIndex &index)
{
    return index.data(StreamTreeModel::StreamRole).value<core::StreamName>();
}

} // namespace ui

#include "stream_list_pane.moc"
