// The navigator's content as a tree: pinned, recent, categories with their streams, system.
// GUI thread.
#pragma once

#include "core/base/ids.h"

#include <QHash>
#include <QSet>
#include <QStandardItemModel>

#include <map>

namespace ui {

class StreamTreeModel final : public QStandardItemModel
{
    Q_OBJECT

public:
    enum class Kind { Section, Category, Stream };
    enum class Section { Pinned, Recent, Categories, EventTypes, Other, System };
    enum Role {
        KindRole = Qt::UserRole, ///< Kind as int
        StreamRole,              ///< core::StreamName that the row opens; empty for sections
        CountRole,               ///< qint64: events of a stream, streams of a category
        MoreRole,                ///< bool: a category may have more streams than are known
        RankRole,                ///< where it stands among its siblings before names decide
    };

    explicit StreamTreeModel(QObject *parent = nullptr);

    void setPinned(const QList<core::StreamName> &streams);
    void setRecent(const QList<core::StreamName> &streams);
    void addStreams(const QList<core::StreamName> &streams);
    /// Whether streams are missing that nobody has met.
    void setIsPart(bool isPart);
    /// All streams of the category are known all the same.
    void setWhole(const QString &category);
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    /// Shows how many events a pinned or recent stream has.
    void setHead(const core::StreamName &stream, core::Revision last);

private:
    QStandardItem *section(Section which);
    void fillSection(Section which, const QList<core::StreamName> &streams);
    /// Rows by what they will stand under: views are told once for each parent.
    using Newcomers = std::map<QStandardItem *, QList<QStandardItem *>>;
    void addTo(Newcomers &newcomers, const core::StreamName &stream);

    QHash<int, QStandardItem *> m_sections;
    QHash<QString, QStandardItem *> m_categories;
    QSet<core::StreamName> m_known;
    QHash<core::StreamName, qint64> m_counts;
    bool m_isPart = false;
    QSet<QString> m_whole;
};

} // namespace ui
