// The navigator's content for one connection: filter, tree of streams, what the list is worth.
// GUI thread.
#pragma once

#include "core/base/ids.h"

#include <QPersistentModelIndex>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QTreeView;

namespace ui {

class SearchEdit;
class StreamIndex;
class StreamTreeModel;

class StreamListPane final : public QWidget
{
    Q_OBJECT

public:
    StreamListPane(StreamIndex &index, QWidget *parent);

    void setPinned(const QList<core::StreamName> &streams);
    void setRecent(const QList<core::StreamName> &streams);
    /// Marks the row of the stream that the current tab shows, where one is in sight.
    void setCurrent(const core::StreamName &stream);

Q_SIGNALS:
    /// Enter, a double click or a click: the stream is to be shown.
    void streamRequested(const core::StreamName &stream);
    void pinRequested(const core::StreamName &stream, bool pinned);
    void appendRequested(const core::StreamName &stream);

private:
    void onFilterChanged(const QString &text);
    void onListingChanged();
    void refreshNote();
    [[nodiscard]] QString listingNote() const;
    [[nodiscard]] QList<QPersistentModelIndex> openRows() const;
    void inPlace(const std::function<void()> &change);
    void openRow(const QModelIndex &index);
    void learnCategory(const QModelIndex &index);
    void showMenu(const QPoint &at);
    void expandSections();
    [[nodiscard]] static core::StreamName streamAt(const QModelIndex &index);

    StreamIndex &m_index;
    QList<core::StreamName> m_pinned;
    SearchEdit *m_filter;
    QTreeView *m_tree;
    QLabel *m_note;
    QPushButton *m_again;
    StreamTreeModel *m_model;
    QSortFilterProxyModel *m_proxy;
    bool m_isFiltered = false;
    QList<QPersistentModelIndex> m_openBefore; ///< of the model: what the filter found open
};

} // namespace ui
