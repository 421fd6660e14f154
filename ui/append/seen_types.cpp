#include "ui/append/seen_types.h"

#include "ui/append/json_shape.h"

namespace ui {

namespace {

constexpr qsizetype LargestShaped = qsizetype{64} * 1024;

} // namespace

SeenTypes::SeenTypes(core::Client &client, const core::StreamName &stream, QObject *parent)
    : QObject(parent)
    , m_takesSystemTypes(stream.isSystem())
    , m_ofStream(read(client, stream))
{
    const QString category = stream.category();
    if (category.isEmpty() || stream.isSystem())
        return;
    // The stream's own events come first: they tell best.
    connect(m_ofStream.get(), &core::EventFeed::finished, this, [this, &client, category] {
        m_ofCategory = read(client, core::StreamName(QStringLiteral("$ce-") + category));
    });
}

SeenTypes::~SeenTypes() = default;

QStringList SeenTypes::types() const
{
    QStringList types = m_last.keys();
    types.sort();
    return types;
}

std::optional<SeenTypes::Shape> SeenTypes::shapeOf(const QString &type) const
{
    const auto shape = jsonShape(m_last.value(type));
    if (!shape)
        return {};
    return Shape{core::ContentType::Json, *shape};
}

std::unique_ptr<core::EventFeed> SeenTypes::read(core::Client &client,
                                                 const core::StreamName &stream)
{
    auto feed = client.read({.stream = stream,
                             .from = core::FromEnd{},
                             .direction = core::Direction::Backwards,
                             .count = MostRead,
                             .resolveLinks = true,
                             .payloads = core::PayloadWish::AsListed});
    connect(feed.get(), &core::EventFeed::batchReady, this, &SeenTypes::onEvents);
    // One more than there is: the end itself is read only while there is credit.
    feed->grant(MostRead + 1);
    return feed;
}

void SeenTypes::onEvents(const core::EventBatch &events)
{
    bool isNew = false;
    for (const core::ResolvedEvent &resolved : events) {
        const core::RecordedEvent &event = resolved.shown();
        const bool isSystem = event.type.startsWith(u'$');
        if (m_last.contains(event.type) || event.isLink() || (isSystem && !m_takesSystemTypes))
            continue;
        const bool hasShape
            = event.contentType == core::ContentType::Json && event.data.size() <= LargestShaped;
        m_last.insert(event.type, hasShape ? event.data : QByteArray());
        isNew = true;
    }
    if (isNew)
        Q_EMIT changed();
}

} // namespace ui
