#include "ui/streams/stream_tree_model.h"

namespace ui {

namespace {

QString sectionTitle(StreamTreeModel::Section section)
{
    switch (section) {
    case StreamTreeModel::Section::Pinned:
        return StreamTreeModel::tr("Pinned");
    case StreamTreeModel::Section::Recent:
        return StreamTreeModel::tr("Recent");
    case StreamTreeModel::Section::Categories:
        return StreamTreeModel::tr("Categories");
    case StreamTreeModel::Section::EventTypes:
        return StreamTreeModel::tr("By event type");
    case StreamTreeModel::Section::Other:
        return StreamTreeModel::tr("Without a category");
    case StreamTreeModel::Section::System:
        return StreamTreeModel::tr("System");
    }
    return {};
}

QStandardItem *makeItem(StreamTreeModel::Kind kind,
                        const QString &text,
                        const core::StreamName &stream,
                        int rank = 0)
{
    auto *item = new QStandardItem(text);
    item->setEditable(false);
    item->setData(static_cast<int>(kind), StreamTreeModel::KindRole);
    item->setData(QVariant::fromValue(stream), StreamTreeModel::StreamRole);
    item->setData(rank, StreamTreeModel::RankRole);
    item->setToolTip(stream.text());
    return item;
}

} // namespace

StreamTreeModel::StreamTreeModel(QObject *parent)
    : QStandardItemModel(parent)
{
    QStandardItem *system = section(Section::System);
    system->appendRow(makeItem(Kind::Stream, QStringLiteral("$all"), core::StreamName::all()));
    const core::StreamName list(QStringLiteral("$streams"));
    system->appendRow(makeItem(Kind::Stream, list.text(), list));
    m_known.insert(list);
}

void StreamTreeModel::setPinned(const QList<core::StreamName> &streams)
{
    fillSection(Section::Pinned, streams);
}

void StreamTreeModel::setRecent(const QList<core::StreamName> &streams)
{
    fillSection(Section::Recent, streams);
}

void StreamTreeModel::addStreams(const QList<core::StreamName> &streams)
{
    Newcomers newcomers;
    for (const core::StreamName &stream : streams) {
        if (m_known.contains(stream))
            continue;
        m_known.insert(stream);
        addTo(newcomers, stream);
    }
    for (const auto &[parent, items] : newcomers) {
        if (parent->columnCount() == 0)
            parent->setColumnCount(1); // appendRows() would do it while rows are being inserted
        parent->appendRows(items);
        if (parent->data(KindRole).toInt() == static_cast<int>(Kind::Category))
            parent->setData(static_cast<qint64>(parent->rowCount()), CountRole);
    }
}

void StreamTreeModel::setHead(const core::StreamName &stream, core::Revision last)
{
    const auto count = static_cast<qint64>(last.value) + 1;
    m_counts.insert(stream, count);
    for (const Section which : {Section::Pinned, Section::Recent}) {
        const QStandardItem *parent = m_sections.value(static_cast<int>(which));
        for (int row = 0; parent && row < parent->rowCount(); ++row) {
            QStandardItem *item = parent->child(row);
            if (item->data(StreamRole).value<core::StreamName>() == stream)
                item->setData(count, CountRole);
        }
    }
}

QStandardItem *StreamTreeModel::section(Section which)
{
    QStandardItem *item = m_sections.value(static_cast<int>(which));
    if (!item) {
        item = makeItem(Kind::Section, sectionTitle(which), {}, static_cast<int>(which));
        item->setSelectable(false);
        m_sections.insert(static_cast<int>(which), item);
        appendRow(item);
    }
    return item;
}

void StreamTreeModel::fillSection(Section which, const QList<core::StreamName> &streams)
{
    if (streams.isEmpty()) {
        if (const QStandardItem *item = m_sections.take(static_cast<int>(which)))
            removeRow(item->row());
        return;
    }
    // What stays keeps its row, and with it the mark of the current one; ranks put them in order.
    QStandardItem *parent = section(which);
    QList<core::StreamName> shown;
    for (int row = parent->rowCount() - 1; row >= 0; --row) {
        QStandardItem *item = parent->child(row);
        const auto stream = item->data(StreamRole).value<core::StreamName>();
        const qsizetype rank = streams.indexOf(stream);
        if (rank < 0) {
            parent->removeRow(row);
            continue;
        }
        item->setData(static_cast<int>(rank), RankRole);
        shown.append(stream);
    }
    for (int i = 0; i < streams.size(); ++i) {
        if (shown.contains(streams.at(i)))
            continue;
        QStandardItem *item = makeItem(Kind::Stream, streams.at(i).text(), streams.at(i), i);
        if (const auto count = m_counts.constFind(streams.at(i)); count != m_counts.cend())
            item->setData(*count, CountRole);
        parent->appendRow(item);
    }
}

QVariant StreamTreeModel::data(const QModelIndex &index, int role) const
{
    const QVariant value = QStandardItemModel::data(index, role);
    if (role != MoreRole && role != Qt::ToolTipRole)
        return value;
    const bool isCategory
        = QStandardItemModel::data(index, KindRole).toInt() == static_cast<int>(Kind::Category);
    const bool hasMore = isCategory && m_isPart && !m_whole.contains(index.data().toString());
    if (role == MoreRole)
        return hasMore;
    return hasMore ? tr("%1\nAs many streams are known; there may be more").arg(value.toString())
                   : value;
}

void StreamTreeModel::setIsPart(bool isPart)
{
    m_isPart = isPart;
}

void StreamTreeModel::setWhole(const QString &category)
{
    m_whole.insert(category);
}

void StreamTreeModel::addTo(Newcomers &newcomers, const core::StreamName &stream)
{
    const QString eventTypes = QStringLiteral("$et-");
    if (stream.text().startsWith(eventTypes)) {
        newcomers[section(Section::EventTypes)]
            << makeItem(Kind::Stream, stream.text().mid(eventTypes.size()), stream);
        return;
    }
    if (stream.isSystem())
        return; // indexes of the server's own; the address field opens them
    const QString category = stream.category();
    if (category.isEmpty()) {
        newcomers[section(Section::Other)] << makeItem(Kind::Stream, stream.text(), stream);
        return;
    }
    QStandardItem *item = m_categories.value(category);
    if (!item) {
        item = makeItem(
            Kind::Category, category, core::StreamName(QStringLiteral("$ce-") + category));
        m_categories.insert(category, item);
        section(Section::Categories)->appendRow(item);
    }
    newcomers[item] << makeItem(Kind::Stream, stream.text(), stream);
}

} // namespace ui
