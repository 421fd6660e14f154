#include "ui/main_window/navigator.h"

#include "core/settings/settings.h"
#include "ui/connections/connection.h"
#include "ui/streams/stream_index.h"
#include "ui/streams/stream_list_pane.h"

namespace ui {

namespace {

constexpr qsizetype RecentKept = 6;

QStringList toTexts(const QList<core::StreamName> &streams)
{
    QStringList texts;
    for (const core::StreamName &stream : streams)
        texts.append(stream.text());
    return texts;
}

QList<core::StreamName> toStreams(const QStringList &texts)
{
    QList<core::StreamName> streams;
    for (const QString &text : texts)
        streams.append(core::StreamName(text));
    return streams;
}

} // namespace

Navigator::Navigator(core::Settings &settings, QWidget *parent)
    : QStackedWidget(parent)
    , m_settings(settings)
    , m_nothing(new QWidget(this))
{
    setObjectName(QStringLiteral("navigator-pane"));
    addWidget(m_nothing);
}

void Navigator::addConnection(Connection *connection, StreamIndex &index)
{
    Entry entry;
    entry.pane = new StreamListPane(index, this);
    entry.pinned = toStreams(m_settings.pinnedStreams(connection->name()).get());
    entry.recent = toStreams(m_settings.recentStreams(connection->name()).get());
    entry.pane->setPinned(entry.pinned);
    entry.pane->setRecent(entry.recent);
    addWidget(entry.pane);
    connect(entry.pane,
            &StreamListPane::streamRequested,
            this,
            [this, connection](const core::StreamName &stream) {
                Q_EMIT streamRequested(connection, stream);
            });
    connect(entry.pane,
            &StreamListPane::appendRequested,
            this,
            [this, connection](const core::StreamName &stream) {
                Q_EMIT appendRequested(connection, stream);
            });
    connect(entry.pane,
            &StreamListPane::pinRequested,
            this,
            [this, connection](const core::StreamName &stream, bool pinned) {
                setPinned(connection, stream, pinned);
            });
    m_entries.insert(connection, entry);
}

void Navigator::removeConnection(const Connection *connection)
{
    delete m_entries.take(connection).pane;
}

void Navigator::showConnection(const Connection *connection)
{
    const auto entry = m_entries.constFind(connection);
    QWidget *shown = entry == m_entries.cend() ? m_nothing : entry->pane;
    setCurrentWidget(shown);
    setFocusProxy(shown);
}

void Navigator::showCurrent(const Connection *connection, const core::StreamName &stream)
{
    if (const auto entry = m_entries.constFind(connection); entry != m_entries.cend())
        entry->pane->setCurrent(stream);
}

void Navigator::noteOpened(const Connection *connection, const core::StreamName &stream)
{
    const auto entry = m_entries.find(connection);
    if (entry == m_entries.end() || stream.isAll() || entry->pinned.contains(stream))
        return;
    if (entry->recent.contains(stream))
        return; // rows that jump under the hand help nobody
    entry->recent.prepend(stream);
    if (entry->recent.size() > RecentKept)
        entry->recent.removeLast();
    m_settings.recentStreams(connection->name()).set(toTexts(entry->recent));
    entry->pane->setRecent(entry->recent);
}

void Navigator::setPinned(const Connection *connection, const core::StreamName &stream, bool pinned)
{
    const auto entry = m_entries.find(connection);
    if (entry == m_entries.end())
        return;
    entry->pinned.removeAll(stream);
    if (pinned) {
        entry->pinned.append(stream);
        entry->recent.removeAll(stream);
    }
    m_settings.pinnedStreams(connection->name()).set(toTexts(entry->pinned));
    m_settings.recentStreams(connection->name()).set(toTexts(entry->recent));
    entry->pane->setPinned(entry->pinned);
    entry->pane->setRecent(entry->recent);
}

bool Navigator::isPinned(const Connection *connection, const core::StreamName &stream) const
{
    const auto entry = m_entries.constFind(connection);
    return entry != m_entries.cend() && entry->pinned.contains(stream);
}

} // namespace ui
