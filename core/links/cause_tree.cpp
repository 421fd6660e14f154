#include "core/links/cause_tree.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace core {

namespace {

bool isBefore(const RecordedEvent &a, const RecordedEvent &b)
{
    if (a.position && b.position && *a.position != *b.position)
        return *a.position < *b.position;
    return a.created < b.created;
}

/// Builds the tree by index into the sorted events, without recursion: a chain may be long.
class Builder
{
public:
    Builder(const QList<RecordedEvent> &events, const CorrelationNames &names)
        : m_events(events.cbegin(), events.cend())
    {
        std::stable_sort(m_events.begin(), m_events.end(), isBefore);
        const size_t count = m_events.size();
        m_causeIds.resize(count);
        m_causes.assign(count, -1);
        m_children.resize(count);
        m_isPlaced.assign(count, false);
        linkCauses(names);
    }

    QList<CauseNode> tree()
    {
        for (size_t index = 0; index < m_causes.size(); ++index) {
            if (m_causes[index] < 0)
                placeBelow(index,
                           m_causeIds[index].isEmpty() ? CauseNode::Kind::Root
                                                       : CauseNode::Kind::CauseMissing);
        }
        // What is left stands on circles, or below one.
        for (size_t index = 0; index < m_causes.size(); ++index) {
            if (!m_isPlaced[index])
                placeBelow(onCircle(index), CauseNode::Kind::CycleBroken);
        }
        return std::move(m_nodes);
    }

private:
    void linkCauses(const CorrelationNames &names)
    {
        QHash<EventId, int> byId;
        for (size_t index = 0; index < m_events.size(); ++index) {
            if (!byId.contains(m_events[index].id))
                byId.insert(m_events[index].id, int(index));
        }
        for (size_t index = 0; index < m_events.size(); ++index) {
            m_causeIds[index] = metadataText(m_events[index], names.causation).value_or(QString());
            const auto id = EventId::parse(m_causeIds[index]);
            const int cause = id ? byId.value(*id, -1) : -1;
            m_causes[index] = cause;
            if (cause >= 0)
                m_children[size_t(cause)].push_back(index);
        }
    }

    /// The earliest event of the circle that the causes of this one end in.
    [[nodiscard]] size_t onCircle(size_t index) const
    {
        size_t at = index;
        std::vector<bool> seen(m_causes.size(), false);
        while (!seen[at]) {
            seen[at] = true;
            at = size_t(m_causes[at]);
        }
        size_t earliest = at;
        for (size_t next = size_t(m_causes[at]); next != at; next = size_t(m_causes[next]))
            earliest = std::min(earliest, next);
        return earliest;
    }

    void placeBelow(size_t root, CauseNode::Kind kind)
    {
        struct Waiting {
            size_t index;
            int parent;
        };
        std::vector<Waiting> waiting{{root, -1}};
        while (!waiting.empty()) {
            const auto [index, parent] = waiting.back();
            waiting.pop_back();
            if (m_isPlaced[index])
                continue;
            m_isPlaced[index] = true;
            const int own = int(m_nodes.size());
            m_nodes.append({m_events[index],
                            parent < 0 ? kind : CauseNode::Kind::Caused,
                            parent < 0 ? 0 : m_nodes.at(parent).depth + 1,
                            parent,
                            m_causeIds[index]});
            const std::vector<size_t> &children = m_children[index];
            for (size_t i = children.size(); i-- > 0;)
                waiting.push_back({children[i], own});
        }
    }

    std::vector<RecordedEvent> m_events;
    std::vector<QString> m_causeIds;
    std::vector<int> m_causes; ///< -1: none among the events
    std::vector<std::vector<size_t>> m_children;
    std::vector<bool> m_isPlaced;
    QList<CauseNode> m_nodes;
};

} // namespace

QList<CauseNode> causeTree(const QList<RecordedEvent> &events, const CorrelationNames &names)
{
    return Builder(events, names).tree();
}

} // namespace core
