#include "ui/streams/stream_index.h"

#include "core/links/link_text.h"
#include "core/model/link_target.h"

#include <algorithm>

namespace ui {

namespace {

using Indexes = core::ProjectedStream::Kind;

constexpr qint64 Credit = 256; // as many are taken into the list in one turn
constexpr quint64 StreamsOfCategory = 500;

core::StreamName listName()
{
    return core::StreamName(QStringLiteral("$streams"));
}

} // namespace

StreamIndex::StreamIndex(core::Client &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    connect(&client,
            &core::Client::streamAdvanced,
            this,
            [this](const core::StreamName &stream, core::Revision last) {
                noteSeen(stream);
                Q_EMIT headKnown(stream, last);
            });
    connect(&client,
            &core::Client::connectionStateChanged,
            this,
            [this](const core::ConnectionState &now) {
                if (now.kind == core::ConnectionState::Kind::Connected)
                    onConnected();
            });
}

void StreamIndex::reload()
{
    m_following.reset();
    m_read = 0;
    m_last.reset();
    m_categories.clear();
    m_reading = m_client.read({.stream = listName(),
                               .from = core::FromEnd{},
                               .direction = core::Direction::Backwards,
                               .count = Limit,
                               .payloads = core::PayloadWish::AsListed});
    connect(m_reading.get(), &core::EventFeed::batchReady, this, &StreamIndex::onBatch);
    connect(m_reading.get(), &core::EventFeed::finished, this, &StreamIndex::onRead);
    m_reading->grant(Credit);
}

void StreamIndex::noteSeen(const core::StreamName &stream)
{
    add({stream});
    const auto index = core::ProjectedStream::parse(stream);
    if (index && (index->kind == Indexes::Category || index->kind == Indexes::CategoryStreams))
        learnCategory(index->key);
}

void StreamIndex::noteMet(const QList<core::StreamName> &streams)
{
    if (m_streams.size() < 2 * Limit) {
        add(streams);
        return;
    }
    const auto isMissing = [this](const core::StreamName &stream) { return isNew(stream); };
    if (m_listing == Listing::Complete && std::any_of(streams.cbegin(), streams.cend(), isMissing))
        setListing(Listing::Partial);
}

void StreamIndex::learnCategory(const QString &category)
{
    if (m_listing == Listing::Complete || m_categories.contains(category))
        return;
    m_categories.insert(category);
    if (m_listing != Listing::Unknown)
        lookInto({Indexes::CategoryStreams, category});
}

/// Where a category's streams are not listed, its events name them.
void StreamIndex::lookInto(const core::ProjectedStream &of)
{
    const core::ReadRequest request{.stream = of.stream(),
                                    .from = core::FromEnd{},
                                    .direction = core::Direction::Backwards,
                                    .count = StreamsOfCategory,
                                    .payloads = core::PayloadWish::AsListed};
    m_looks[of.stream()] = std::make_unique<core::ShortLook>(
        m_client, request, [this, of](const core::Result<core::LookAnswer> &answer) {
            m_looks.erase(of.stream());
            if (answer && !answer->events.isEmpty()) {
                addReferred(answer->events);
                if (static_cast<quint64>(answer->events.size()) < StreamsOfCategory)
                    Q_EMIT categoryKnown(of.key);
            } else if (of.kind == Indexes::CategoryStreams) {
                lookInto({Indexes::Category, of.key});
            }
        });
}

void StreamIndex::addReferred(const core::EventBatch &events)
{
    QList<core::StreamName> names;
    for (const core::ResolvedEvent &resolved : events) {
        const core::RecordedEvent &event = resolved.original();
        if (core::isStreamReference(event))
            names.append(core::StreamName(QString::fromUtf8(event.data)));
        else if (const auto target = core::LinkTarget::parse(event.data))
            names.append(target->stream);
    }
    noteMet(names);
}

void StreamIndex::learnHead(const core::StreamName &stream)
{
    if (stream.isAll() || m_heads.contains(stream))
        return;
    core::ReadRequest request = core::ShortLook::lastOf(stream);
    request.payloads = core::PayloadWish::AsListed;
    auto look = std::make_unique<core::ShortLook>(
        m_client, request, [this, stream](const core::Result<core::LookAnswer> &answer) {
            m_heads.erase(stream);
            if (answer && !answer->events.isEmpty())
                Q_EMIT headKnown(stream, answer->events.constFirst().original().revision);
        });
    m_heads.emplace(stream, std::move(look));
}

void StreamIndex::onBatch(const core::EventBatch &batch)
{
    for (const core::ResolvedEvent &link : batch) {
        if (!m_last || *m_last < link.original().revision)
            m_last = link.original().revision;
    }
    m_read += batch.size();
    addReferred(batch);
    if (m_reading)
        m_reading->grant(batch.size());
    else if (m_following)
        m_following->grant(batch.size());
}

/// A list that begins while it is followed is followed from its start.
void StreamIndex::onFollowed(const core::EventBatch &batch)
{
    onBatch(batch);
    if (m_listing == Listing::NotKept)
        setListing(Listing::Complete);
}

void StreamIndex::onRead(const core::Result<core::Done> &result)
{
    m_reading.release()->deleteLater();
    if (result) {
        setListing(m_read < Limit ? Listing::Complete : Listing::Partial);
        follow();
        return;
    }
    m_error = result.error();
    switch (m_error.code) {
    case core::ErrorCode::StreamNotFound:
    case core::ErrorCode::StreamDeleted:
        setListing(Listing::NotKept);
        follow();
        return;
    case core::ErrorCode::AccessDenied:
    case core::ErrorCode::Unauthenticated:
        setListing(Listing::Denied);
        return;
    case core::ErrorCode::Cancelled:
    case core::ErrorCode::Timeout:
    case core::ErrorCode::Unavailable:
    case core::ErrorCode::NotLeader:
    case core::ErrorCode::WrongExpectedRevision:
    case core::ErrorCode::TooLarge:
    case core::ErrorCode::InvalidArgument:
    case core::ErrorCode::WouldBeAltered:
    case core::ErrorCode::Unsupported:
    case core::ErrorCode::Tls:
    case core::ErrorCode::Protocol:
    case core::ErrorCode::Unknown:
        break;
    }
    setListing(Listing::NotReadable);
}

void StreamIndex::follow()
{
    core::SubscribeAfter after = core::FromStart{};
    if (m_last)
        after = *m_last;
    m_following = m_client.subscribe(
        {.stream = listName(), .after = after, .payloads = core::PayloadWish::AsListed});
    connect(m_following.get(), &core::EventFeed::batchReady, this, &StreamIndex::onFollowed);
    connect(m_following.get(), &core::EventFeed::finished, this, [this] {
        m_following.release()->deleteLater(); // it is telling this
    });
    m_following->grant(Credit);
}

void StreamIndex::onConnected()
{
    const bool isFollowed = m_listing == Listing::Complete || m_listing == Listing::Partial
                            || m_listing == Listing::NotKept;
    if (m_reading || m_following)
        return;
    if (isFollowed)
        follow();
    else if (m_listing == Listing::NotReadable)
        reload();
}

void StreamIndex::setListing(Listing listing)
{
    m_listing = listing;
    if (listing != Listing::Complete) {
        for (const QString &category : std::as_const(m_categories))
            lookInto({Indexes::CategoryStreams, category});
    }
    Q_EMIT listingChanged();
}

void StreamIndex::add(const QList<core::StreamName> &streams)
{
    QList<core::StreamName> added;
    for (const core::StreamName &stream : streams) {
        if (!isNew(stream))
            continue;
        m_streams.insert(stream);
        added.append(stream);
    }
    if (!added.isEmpty())
        Q_EMIT streamsAdded(added);
}

bool StreamIndex::isNew(const core::StreamName &stream) const
{
    return !stream.isEmpty() && !stream.isMetadata() && !stream.isAll()
           && !m_streams.contains(stream);
}

} // namespace ui
