#include "core/links/backlinks.h"

namespace core {

Backlinks::Backlinks(Client &client, LinkTarget event, QList<StreamName> others, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_event(std::move(event))
    , m_others(std::move(others))
{}

Backlinks::~Backlinks() = default;

void Backlinks::start()
{
    m_look = std::make_unique<ShortLook>(
        m_client,
        ShortLook::at(m_event.stream, m_event.revision, false),
        [this](const Result<LookAnswer> &answer) { onEvent(answer); });
}

void Backlinks::onEvent(const Result<LookAnswer> &answer)
{
    if (!answer) {
        Q_EMIT finished(answer.error());
        return;
    }
    if (answer->events.isEmpty()
        || answer->events.constFirst().original().revision != m_event.revision) {
        Q_EMIT finished(Error{ErrorCode::StreamNotFound,
                              QStringLiteral("There is no event %1.")
                                  .arg(addressText(m_event.stream, m_event.revision)),
                              {}});
        return;
    }
    addCandidates(answer->events.constFirst().original());
    lookNext();
}

void Backlinks::addCandidates(const RecordedEvent &event)
{
    QList<StreamName> projected;
    for (const ProjectedStream &into : projectedStreams(event, m_names)) {
        projected.append(into.stream());
        if (m_leavesOutProjected)
            continue;
        const auto link = projectedLink(event, into, m_names);
        const bool isGuess = into.kind == ProjectedStream::Kind::Correlation
                             && metadataText(event, CorrelationNames().correlation) != into.key;
        m_candidates.append(
            {into.stream(), {std::get<QByteArray>(link), event.position}, true, isGuess});
    }
    const QByteArray text = event.revision.toString().toLatin1() + '@' + event.stream.utf8();
    for (const StreamName &stream : m_others) {
        if (!projected.contains(stream))
            m_candidates.append({stream, {text, {}}});
    }
}

void Backlinks::lookNext()
{
    if (m_candidates.isEmpty()) {
        Q_EMIT finished(m_found);
        return;
    }
    const Candidate candidate = m_candidates.takeFirst();
    m_place = std::make_unique<LinkPlace>(m_client, candidate.stream, candidate.wanted);
    connect(m_place.get(), &LinkPlace::scanned, this, [=, this](quint64 done, quint64 total) {
        Q_EMIT scanned(candidate.stream, done, total);
    });
    // Queued: the job that tells is replaced by the next one.
    connect(
        m_place.get(),
        &LinkPlace::finished,
        this,
        [=, this](const Result<FoundPlace> &place) { onPlace(candidate, place); },
        Qt::QueuedConnection);
    m_place->start();
}

void Backlinks::onPlace(const Candidate &candidate, const Result<FoundPlace> &place)
{
    if (!place) {
        Q_EMIT finished(place.error());
        return;
    }
    if (candidate.isGuess && place->outcome != FoundPlace::Outcome::Found) {
        lookNext();
        return;
    }
    const Backlink backlink{candidate.stream, *place, candidate.isProjected};
    m_found.append(backlink);
    const QPointer<Backlinks> self(this);
    Q_EMIT looked(backlink);
    if (self)
        lookNext();
}

QList<StreamName> linkStreamsOf(const StreamName &stream,
                                const QList<RecordedEvent> &events,
                                const CorrelationNames &names)
{
    QList<StreamName> streams;
    const auto add = [&streams](const StreamName &name) {
        if (!streams.contains(name))
            streams.append(name);
    };
    if (!stream.isSystem() && !stream.category().isEmpty())
        add(ProjectedStream{ProjectedStream::Kind::Category, stream.category()}.stream());
    for (const RecordedEvent &event : events) {
        for (const ProjectedStream &into : projectedStreams(event, names)) {
            const bool isById = into.kind == ProjectedStream::Kind::EventType
                                || into.kind == ProjectedStream::Kind::Correlation;
            if (isById)
                add(into.stream());
        }
    }
    return streams;
}

} // namespace core
