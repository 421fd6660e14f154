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
    for (const QString &text : texts) {
        if (const core::StreamName stream(text); !stream.isMetadata())
            streams.append(stream);
    }
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
    entry.pinned = toStreams(m_settings.pinnedStreams(connection->memoryKey()).get());
    entry.recent = toStreams(m_settings.recentStreams(connection->memoryKey()).get());
    entry.used = entry.recent;
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
    connect(connection, &Connection::memoryKeyChanged, entry.pane, [this, connection] {
        remember(connection, m_entries.at(connection));
    });
    m_entries.emplace(connection, entry);
}

void Navigator::removeConnection(const Connection *connection)
{
    if (const auto entry = m_entries.find(connection); entry != m_entries.end()) {
        delete entry->second.pane;
        m_entries.erase(entry);
    }
}

void Navigator::showConnection(const Connection *connection)
{
    const auto entry = m_entries.find(connection);
    QWidget *shown = entry == m_entries.end() ? m_nothing : entry->second.pane;
    setCurrentWidget(shown);
    setFocusProxy(shown);
}

void Navigator::showCurrent(const Connection *connection, const core::StreamName &stream)
{
    if (const auto entry = m_entries.find(connection); entry != m_entries.end())
        entry->second.pane->setCurrent(stream);
}

void Navigator::noteOpened(const Connection *connection, const core::StreamName &stream)
{
    const auto entry = m_entries.find(connection);
    if (entry == m_entries.end() || stream.isAll() || stream.isMetadata()
        || entry->second.pinned.contains(stream))
        return;
    Entry &known = entry->second;
    known.used.removeAll(stream);
    known.used.prepend(stream);
    if (!known.recent.contains(stream)) {
        if (known.used.size() > RecentKept)
            known.recent.removeAll(known.used.takeLast());
        known.recent.prepend(stream);
        known.pane->setRecent(known.recent);
    }
    remember(connection, known);
}

void Navigator::setPinned(const Connection *connection, const core::StreamName &stream, bool pinned)
{
    const auto entry = m_entries.find(connection);
    if (entry == m_entries.end() || stream.isMetadata())
        return;
    entry->second.pinned.removeAll(stream);
    if (pinned) {
        entry->second.pinned.append(stream);
        entry->second.recent.removeAll(stream);
        entry->second.used.removeAll(stream);
    }
    remember(connection, entry->second);
    entry->second.pane->setPinned(entry->second.pinned);
    entry->second.pane->setRecent(entry->second.recent);
}

void Navigator::remember(const Connection *connection, const Entry &entry)
{
    core::Setting<QStringList> pinned = m_settings.pinnedStreams(connection->memoryKey());
    pinned.set(toTexts(entry.pinned));
    core::Setting<QStringList> recent = m_settings.recentStreams(connection->memoryKey());
    recent.set(toTexts(entry.used));
}

QList<core::StreamName> Navigator::pinned(const Connection *connection) const
{
    const auto entry = m_entries.find(connection);
    return entry == m_entries.end() ? QList<core::StreamName>() : entry->second.pinned;
}

bool Navigator::isPinned(const Connection *connection, const core::StreamName &stream) const
{
    const auto entry = m_entries.find(connection);
    return entry != m_entries.end() && entry->second.pinned.contains(stream);
}

} // namespace ui
