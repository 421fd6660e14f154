#include "core/links/why_not.h"

#include "core/links/target_verdict.h"
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

/// What is seen of a stream of links whose order does not tell enough, as a sentence.
QString sentenceOf(const FoundPlace &place, const QString &links)
{
    if (!place.isScanned)
        return QStringLiteral("The last link in \"%1\" is to an earlier event.").arg(links);
    if (place.first && place.first->value > 0)
        return QStringLiteral("\"%1\" begins at revision %2 by now and was read through: it has no "
                              "link to the event.")
            .arg(links, place.first->toString());
    return QStringLiteral("\"%1\" was read through and has no link to the event.").arg(links);
}

/// Why a stream of links has no events; nothing where it has some by now.
QString sentenceOf(const StreamName &links, const StreamState &state)
{
    const auto verdict = verdictOf(LinkTarget{links, {}}, StreamFacts::of(links, state));
    if (!verdict)
        return {};
    return state.kind == StreamState::Kind::AllTruncated
               ? QStringLiteral("No link is left in \"%1\". %2").arg(links.text(), verdict->why)
               : verdict->why;
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
    , m_askProjection([&client](const QString &name, auto take) {
        return client.projection(name, std::move(take));
    })
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
    if (place.outcome == Outcome::Denied) {
        end(Verdict::Denied,
            QStringLiteral("\"%1\" may not be read with these credentials.").arg(m_links.text()));
        return;
    }
    if (place.outcome == Outcome::NoStream) {
        askLinks();
        return;
    }
    if (!place.isScanned && place.outcome != Outcome::AfterLast) {
        judgeOrder(place);
        return;
    }
    m_seen = sentenceOf(place, m_links.text());
    judgeWithoutOrder();
}

/// A stream without events may be deleted, truncated, or was never written.
void WhyNot::askLinks()
{
    m_answer.asked.append(
        QStringLiteral("Asked what became of \"%1\": read its end and its metadata.")
            .arg(m_links.text()));
    m_call = m_client.streamState(m_links, [this](const Result<StreamState> &state) {
        m_seen = state ? sentenceOf(m_links, *state)
                       : QStringLiteral("\"%1\" has no events.").arg(m_links.text());
        judgeWithoutOrder();
    });
}

/// There is a link to a later event.
void WhyNot::judgeOrder(const FoundPlace &place)
{
    const QString links = m_links.text();
    if (place.outcome == FoundPlace::Outcome::BeforeFirst && place.first
        && place.first->value > 0) {
        end(Verdict::CutOff,
            QStringLiteral("\"%1\" begins at revision %2 by now, with the link to a later "
                           "event: what was before it has been truncated.")
                .arg(links, place.first->toString()));
        return;
    }
    end(Verdict::NotThere,
        QStringLiteral("\"%1\" has links to later events, but none to this one: the "
                       "projection went past it, or was made or reset after it.")
            .arg(links));
}

void WhyNot::judgeWithoutOrder()
{
    if (m_projected) {
        askStatus();
        return;
    }
    end(Verdict::NotThere,
        QStringLiteral("No system projection writes that stream, so whoever does decides what gets "
                       "there."));
}

void WhyNot::askStatus()
{
    m_answer.asked.append(
        QStringLiteral("Asked how the projection %1 stands.").arg(m_projected->projection()));
    m_call = m_askProjection(
        m_projected->projection(),
        [this](const Result<std::optional<ProjectionStatus>> &status) { onStatus(status); });
}

void WhyNot::onStatus(const Result<std::optional<ProjectionStatus>> &status)
{
    if (!status && status.error().code == ErrorCode::Unsupported) {
        end(Verdict::ProjectionMissing, status.error().message);
        return;
    }
    if (!status) {
        readDefinition();
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
    if (!m_position) {
        end(Verdict::NotKnown,
            QStringLiteral("The projection %1 runs; whether it has come to the event is not known, "
                           "since the event's position is not told.")
                .arg(name));
        return;
    }
    end(Verdict::NotThere,
        QStringLiteral("The projection %1 runs and is past the event, but there is no link to it.")
            .arg(name));
}

void WhyNot::readDefinition()
{
    const StreamName definition(QStringLiteral("$projections-") + m_projected->projection());
    m_answer.asked.append(QStringLiteral("Read the last definition of the projection, \"%1\".")
                              .arg(definition.text()));
    m_look = std::make_unique<ShortLook>(
        m_client, ShortLook::lastOf(definition), [this](const Result<LookAnswer> &answer) {
            onDefinition(answer);
        });
}

void WhyNot::onDefinition(const Result<LookAnswer> &answer)
{
    const QString name = m_projected->projection();
    const bool isMissing
        = answer ? answer->events.isEmpty() : answer.error().code == ErrorCode::StreamNotFound;
    if (isMissing) {
        end(Verdict::ProjectionMissing,
            QStringLiteral("The server keeps no definition of the projection %1.").arg(name));
        return;
    }
    if (!answer) {
        end(Verdict::NotKnown,
            QStringLiteral("How the projection %1 stands could not be found out: %2")
                .arg(name, answer.error().message));
        return;
    }
    const QByteArray json = answer->events.constFirst().original().data;
    const auto enabled = findJson(json, {QByteArrayLiteral("enabled")});
    if (!enabled || enabled->of(json) != "true") {
        end(Verdict::ProjectionStopped,
            QStringLiteral("The projection %1 is not enabled, says its definition.").arg(name));
        return;
    }
    end(Verdict::NotKnown,
        QStringLiteral("The projection %1 is enabled; whether it is behind, faulted, or has "
                       "left the event out is not known.")
            .arg(name));
}

void WhyNot::end(Verdict verdict, const QString &why)
{
    QStringList sentences{m_seen, why};
    const bool isByCorrelation
        = m_projected && m_projected->kind == ProjectedStream::Kind::Correlation;
    if (verdict == Verdict::NotThere && isByCorrelation)
        sentences.append(correlationNameNote(m_names));
    sentences.removeAll(QString());
    m_answer.verdict = verdict;
    m_answer.why = sentences.join(u' ');
    Q_EMIT finished(m_answer);
}

} // namespace core
