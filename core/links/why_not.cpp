#include "core/links/why_not.h"

#include "core/text/json_text.h"

namespace core {

namespace {

using Verdict = WhyNotAnswer::Verdict;

QString reasonText(NotProjected::Reason reason)
{
    switch (reason) {
    case NotProjected::Reason::NoSeparator:
        return QStringLiteral("no-separator");
    case NotProjected::Reason::SystemStream:
        return QStringLiteral("system-stream");
    case NotProjected::Reason::LinkEvent:
        return QStringLiteral("link-event");
    case NotProjected::Reason::MetadataNotJson:
        return QStringLiteral("metadata-not-json");
    case NotProjected::Reason::NoCorrelationId:
        return QStringLiteral("no-correlation-id");
    case NotProjected::Reason::AnotherStream:
        return QStringLiteral("another-stream");
    case NotProjected::Reason::NotTheFirst:
        return QStringLiteral("not-the-first");
    }
    Q_UNREACHABLE();
}

/// Where the link was looked for, as a sentence.
QString sentenceOf(const FoundPlace &place, const StreamName &links)
{
    switch (place.outcome) {
    case FoundPlace::Outcome::NoStream:
        return QStringLiteral("There is no stream \"%1\". ").arg(links.text());
    case FoundPlace::Outcome::AfterLast:
        return QStringLiteral("The last link in \"%1\" is to an earlier event. ").arg(links.text());
    default:
        return {};
    }
}

} // namespace

QString whyNotText(const WhyNotAnswer &answer)
{
    switch (answer.verdict) {
    case Verdict::IsThere:
        return QStringLiteral("is-there");
    case Verdict::NotProjected:
        return reasonText(answer.notProjected.value_or(NotProjected()).reason);
    case Verdict::ProjectionMissing:
        return QStringLiteral("projection-missing");
    case Verdict::ProjectionStopped:
        return QStringLiteral("projection-stopped");
    case Verdict::ProjectionFaulted:
        return QStringLiteral("projection-faulted");
    case Verdict::ProjectionBehind:
        return QStringLiteral("projection-behind");
    case Verdict::CutOff:
        return QStringLiteral("cut-off");
    case Verdict::NotThere:
        return QStringLiteral("not-there");
    case Verdict::EventMissing:
        return QStringLiteral("event-missing");
    case Verdict::Denied:
        return QStringLiteral("denied");
    case Verdict::NotKnown:
        return QStringLiteral("not-known");
    }
    Q_UNREACHABLE();
}

WhyNot::WhyNot(Client &client, LinkTarget event, const StreamName &links, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_event(std::move(event))
    , m_links(links)
    , m_projected(ProjectedStream::parse(links))
{}

WhyNot::~WhyNot() = default;

void WhyNot::start()
{
    m_answer.asked.append(
        QStringLiteral("Read %1.").arg(addressText(m_event.stream, m_event.revision)));
    m_look = std::make_unique<ShortLook>(
        m_client,
        ShortLook::at(m_event.stream, m_event.revision, false),
        [this](const Result<LookAnswer> &answer) { onEvent(answer); });
}

void WhyNot::onEvent(const Result<LookAnswer> &answer)
{
    const QString missing = QStringLiteral("There is no event %1 to ask about.")
                                .arg(addressText(m_event.stream, m_event.revision));
    if (!answer) {
        switch (answer.error().code) {
        case ErrorCode::StreamNotFound:
        case ErrorCode::StreamDeleted:
            end(Verdict::EventMissing, missing);
            return;
        case ErrorCode::AccessDenied:
            end(Verdict::Denied,
                QStringLiteral("\"%1\" may not be read with these credentials.")
                    .arg(m_event.stream.text()));
            return;
        default:
            Q_EMIT finished(answer.error());
            return;
        }
    }
    if (answer->events.isEmpty()
        || answer->events.constFirst().original().revision != m_event.revision) {
        end(Verdict::EventMissing, missing);
        return;
    }
    judge(answer->events.constFirst().original());
}

void WhyNot::judge(const RecordedEvent &event)
{
    m_position = event.position;
    if (!m_projected) {
        search({m_event.revision.toString().toLatin1() + '@' + m_event.stream.utf8(), {}});
        return;
    }
    const auto link = projectedLink(event, *m_projected, m_names);
    if (const auto *left = std::get_if<NotProjected>(&link)) {
        m_answer.notProjected = *left;
        end(Verdict::NotProjected, left->why);
        return;
    }
    search({std::get<QByteArray>(link), event.position});
}

void WhyNot::search(const WantedLink &wanted)
{
    m_place = std::make_unique<LinkPlace>(m_client, m_links, wanted);
    connect(m_place.get(), &LinkPlace::scanned, this, &WhyNot::scanned);
    connect(m_place.get(), &LinkPlace::finished, this, &WhyNot::onPlace);
    m_place->start();
}

void WhyNot::onPlace(const Result<FoundPlace> &place)
{
    if (!place) {
        Q_EMIT finished(place.error());
        return;
    }
    m_answer.reads = place->reads;
    m_answer.isScanned = place->isScanned;
    m_answer.asked += place->asked;
    if (place->outcome != FoundPlace::Outcome::Found) {
        onNotFound(*place);
        return;
    }
    m_answer.at = place->at;
    end(Verdict::IsThere,
        QStringLiteral("It is there: the link is %1.")
            .arg(addressText(m_links, place->at.value_or(Revision()))));
}

void WhyNot::onNotFound(const FoundPlace &place)
{
    using Outcome = FoundPlace::Outcome;
    const QString links = m_links.text();
    if (place.outcome == Outcome::Denied) {
        end(Verdict::Denied,
            QStringLiteral("\"%1\" may not be read with these credentials.").arg(links));
        return;
    }
    if (!m_projected) {
        end(Verdict::NotThere,
            QStringLiteral("No link in \"%1\" points to it. No system projection writes that "
                           "stream, so whoever does decides what gets there.")
                .arg(links));
        return;
    }
    if (place.outcome == Outcome::BeforeFirst && place.first && place.first->value > 0) {
        end(Verdict::CutOff,
            QStringLiteral("\"%1\" begins at revision %2 by now, with the link to a later "
                           "event: what was before it has been truncated.")
                .arg(links, place.first->toString()));
        return;
    }
    if (place.outcome == Outcome::BeforeFirst || place.outcome == Outcome::NotThere) {
        end(Verdict::NotThere,
            QStringLiteral("\"%1\" has links to later events, but none to this one: the "
                           "projection went past it, or was made or reset after it.")
                .arg(links));
        return;
    }
    askStatus(place);
}

void WhyNot::askStatus(const FoundPlace &place)
{
    if (!m_askProjection) {
        readDefinition(place);
        return;
    }
    m_answer.asked.append(
        QStringLiteral("Asked how the projection %1 stands.").arg(m_projected->projection()));
    m_call = m_askProjection(m_projected->projection(),
                             [this, place](const Result<std::optional<ProjectionStatus>> &status) {
                                 onStatus(place, status);
                             });
}

void WhyNot::onStatus(const FoundPlace &place,
                      const Result<std::optional<ProjectionStatus>> &status)
{
    if (!status) {
        readDefinition(place);
        return;
    }
    if (!*status) {
        end(Verdict::ProjectionMissing,
            QStringLiteral("There is no projection %1 on this server.")
                .arg(m_projected->projection()));
        return;
    }
    m_answer.projection = *status;
    judgeStatus(**status);
}

void WhyNot::judgeStatus(const ProjectionStatus &status)
{
    const QString name = m_projected->projection();
    if (status.isFaulted()) {
        end(Verdict::ProjectionFaulted,
            QStringLiteral("The projection %1 is faulted: %2").arg(name, status.reason));
        return;
    }
    if (!status.isRunning()) {
        end(Verdict::ProjectionStopped,
            QStringLiteral("The projection %1 does not run; the server calls it \"%2\".")
                .arg(name, status.status));
        return;
    }
    if (m_position && (!status.position || *status.position < *m_position)) {
        end(Verdict::ProjectionBehind,
            QStringLiteral("The projection %1 runs but has come only to %2; the event stands "
                           "at %3.")
                .arg(name,
                     status.position ? status.position->toString()
                                     : QStringLiteral("the start of the log"),
                     m_position->toString()));
        return;
    }
    end(Verdict::NotThere,
        m_position
            ? QStringLiteral(
                  "The projection %1 runs and is past the event, but there is no link to it.")
                  .arg(name)
            : QStringLiteral("The projection %1 runs, but there is no link to the event; whether "
                             "it has come that far is not known, since the event's position is "
                             "not told.")
                  .arg(name));
}

void WhyNot::readDefinition(const FoundPlace &place)
{
    const StreamName definition(QStringLiteral("$projections-") + m_projected->projection());
    m_answer.asked.append(QStringLiteral("Read the last definition of the projection, \"%1\".")
                              .arg(definition.text()));
    m_look = std::make_unique<ShortLook>(
        m_client, ShortLook::lastOf(definition), [this, place](const Result<LookAnswer> &answer) {
            onDefinition(place, answer);
        });
}

void WhyNot::onDefinition(const FoundPlace &place, const Result<LookAnswer> &answer)
{
    const QString name = m_projected->projection();
    const QString links = sentenceOf(place, m_links);
    const bool isMissing
        = answer ? answer->events.isEmpty() : answer.error().code == ErrorCode::StreamNotFound;
    if (isMissing) {
        end(Verdict::ProjectionMissing,
            links
                + QStringLiteral("The server keeps no definition of the projection %1.").arg(name));
        return;
    }
    if (!answer) {
        end(Verdict::NotKnown,
            links
                + QStringLiteral("How the projection %1 stands could not be found out: %2")
                      .arg(name, answer.error().message));
        return;
    }
    const QByteArray json = answer->events.constFirst().original().data;
    const auto enabled = findJson(json, {QByteArrayLiteral("enabled")});
    if (!enabled || enabled->of(json) != "true") {
        end(Verdict::ProjectionStopped,
            links
                + QStringLiteral("The projection %1 is not enabled, says its definition.")
                      .arg(name));
        return;
    }
    end(Verdict::NotKnown,
        links
            + QStringLiteral("The projection %1 is enabled; whether it is behind, faulted, or has "
                             "left the event out is not known.")
                  .arg(name));
}

void WhyNot::end(Verdict verdict, const QString &why)
{
    m_answer.verdict = verdict;
    m_answer.why = why;
    const bool isByCorrelation
        = m_projected && m_projected->kind == ProjectedStream::Kind::Correlation;
    if (verdict == Verdict::NotThere && isByCorrelation)
        m_answer.why += correlationNameNote(m_names);
    Q_EMIT finished(m_answer);
}

} // namespace core
