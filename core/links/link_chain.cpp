#include "core/links/link_chain.h"

#include "core/links/link_text.h"

namespace core {

namespace {

QString addressOf(const RecordedEvent &event)
{
    return addressText(event.stream, event.revision);
}

/// "a link", "an event of the type OrderPlaced".
QString kindOf(const RecordedEvent &event)
{
    if (event.isLink())
        return QStringLiteral("a link");
    if (isStreamReference(event))
        return QStringLiteral("a stream reference");
    return QStringLiteral("an event of the type %1").arg(event.type);
}

QString answerTo(const ResolvedEvent &found)
{
    if (found.original().isUnanswered)
        return QStringLiteral("no answer, though the server says that no event can be had there");
    if (found.link && found.event)
        return QStringLiteral("the link and its target %1, %2")
            .arg(addressOf(*found.event), kindOf(*found.event));
    if (found.link)
        return QStringLiteral("the link alone, which the server did not resolve");
    if (found.event->isLink())
        return QStringLiteral("the link alone, taken for an ordinary event");
    return kindOf(*found.event);
}

QString wordsOf(StreamState::Kind kind)
{
    switch (kind) {
    case StreamState::Kind::NotFound:
        return QStringLiteral("no stream and no metadata");
    case StreamState::Kind::MetadataOnly:
        return QStringLiteral("metadata and no events");
    case StreamState::Kind::Alive:
        return QStringLiteral("it has events");
    case StreamState::Kind::AllTruncated:
        return QStringLiteral("it is there, without readable events");
    case StreamState::Kind::SoftDeleted:
        return QStringLiteral("no stream, and metadata that says it is deleted");
    case StreamState::Kind::Tombstoned:
        return QStringLiteral("it is deleted for good");
    case StreamState::Kind::NotFoundOrDenied:
        return QStringLiteral("no stream, and metadata that may not be read");
    }
    Q_UNREACHABLE();
}

QString wordsOf(const StreamState &state)
{
    QString words = wordsOf(state.kind);
    if (state.first)
        words += QStringLiteral(", the first is %1").arg(state.first->value);
    if (state.last)
        words += QStringLiteral(", the last is %1").arg(state.last->value);
    return words;
}

} // namespace

LinkChain::LinkChain(Client &client, LinkTarget asked, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_asked(std::move(asked))
{}

LinkChain::~LinkChain() = default;

void LinkChain::start()
{
    visit(m_asked);
}

void LinkChain::visit(const LinkTarget &target)
{
    if (enter(target))
        look();
}

/// False where the chain comes back to where it was, which is its end.
bool LinkChain::enter(const LinkTarget &target)
{
    m_hops.push_back({.stream = target.stream, .revision = target.revision});
    const std::pair place(target.stream, target.revision);
    if (!m_visited.contains(place)) {
        m_visited.insert(place);
        return true;
    }
    end(LinkState::Cycle,
        QStringLiteral("The chain comes back to %1, where it was before.")
            .arg(addressText(target.stream, target.revision)));
    return false;
}

void LinkChain::look()
{
    m_look
        = std::make_unique<ShortLook>(m_client,
                                      ShortLook::at(current().stream, current().revision, true),
                                      [this](const Result<LookAnswer> &answer) { onLook(answer); });
}

void LinkChain::onLook(const Result<LookAnswer> &answer)
{
    if (!answer) {
        onLookFailed(answer.error());
        return;
    }
    const auto &events = answer->events;
    if (events.isEmpty() || events.constFirst().original().revision != current().revision) {
        note(QStringLiteral("there is no such event"));
        askState();
        return;
    }
    note(answerTo(events.constFirst()));
    takeEvent(events.constFirst());
}

void LinkChain::onLookFailed(const Error &error)
{
    if (error.code == ErrorCode::StreamNotFound) {
        note(QStringLiteral("there is no such stream"));
        askState();
        return;
    }
    const auto verdict = verdictOf(place(), error);
    if (!verdict) {
        fail(error);
        return;
    }
    note(error.code == ErrorCode::AccessDenied ? QStringLiteral("access was denied")
                                               : QStringLiteral("the stream is deleted"));
    // A link that came as somebody's target is known even so.
    if (current().event && current().event->isLink()) {
        followText(*current().event, false);
        return;
    }
    end(*verdict);
}

void LinkChain::takeEvent(const ResolvedEvent &found)
{
    current().event = found.original();
    const RecordedEvent &event = *current().event;
    if (isDeletionMarker(event))
        current().deleted = core::deletedStream(event);
    if (isStreamReference(event)) {
        const LinkText text = LinkText::of(event);
        if (text.form == LinkText::Form::Malformed) {
            end(LinkState::Malformed, text.problem);
            return;
        }
        end(LinkState::StreamReference,
            QStringLiteral("It refers to the stream \"%1\" as a whole; servers do not "
                           "resolve such a reference.")
                .arg(text.stream.text()));
        return;
    }
    if (!event.isLink()) {
        end(LinkState::Found, QStringLiteral("The server gave the event."));
        return;
    }
    if (found.link && found.event) {
        followResolved(*found.event);
        return;
    }
    followText(event, true);
}

/// The server did not resolve the link: what its text names is asked for. `isAsking`: the state of
/// the stream is enough, since the event is known not to be readable.
void LinkChain::followText(const RecordedEvent &link, bool isAsking)
{
    const auto text = LinkText::of(link);
    const auto target = text.target();
    if (!target) {
        end(LinkState::Malformed, text.problem);
        return;
    }
    if (!enter(*target))
        return;
    if (isAsking)
        askState();
    else
        look();
}

void LinkChain::followResolved(const RecordedEvent &target)
{
    if (!enter({target.stream, target.revision}))
        return;
    current().event = target;
    if (target.isLink()) {
        look();
        return;
    }
    if (isStreamReference(target)) {
        takeEvent({target, std::nullopt});
        return;
    }
    end(LinkState::Found,
        QStringLiteral("The server resolved the link and gave %1.").arg(kindOf(target)));
}

void LinkChain::askState()
{
    m_call = m_client.streamState(current().stream,
                                  [this](const Result<StreamState> &state) { onState(state); });
}

void LinkChain::onState(const Result<StreamState> &state)
{
    const QString asked
        = QStringLiteral("Asked for the end, the start and the metadata of \"%1\": %2.");
    if (!state) {
        const auto verdict = verdictOf(place(), state.error());
        if (!verdict) {
            fail(state.error());
            return;
        }
        m_story.asked.append(
            asked.arg(current().stream.text(), QStringLiteral("access was denied")));
        end(*verdict);
        return;
    }
    m_story.asked.append(asked.arg(current().stream.text(), wordsOf(*state)));
    const StreamFacts facts = StreamFacts::of(current().stream, *state);
    if (const auto verdict = verdictOf(place(), facts)) {
        end(*verdict);
        return;
    }
    lookInside(facts);
}

/// Between the first and the last event: only the event itself tells.
void LinkChain::lookInside(const StreamFacts &facts)
{
    m_look = std::make_unique<ShortLook>(
        m_client,
        ShortLook::at(current().stream, current().revision, true),
        [this, facts](const Result<LookAnswer> &answer) {
            const bool isThere
                = answer && !answer->events.isEmpty()
                  && answer->events.constFirst().original().revision == current().revision;
            if (isThere || !answer) {
                onLook(answer);
                return;
            }
            note(QStringLiteral("there is no such event"));
            end(missingInside(place(), facts));
        });
}

LinkTarget LinkChain::place() const
{
    return {m_hops.back().stream, m_hops.back().revision};
}

void LinkChain::note(const QString &sentence)
{
    m_story.asked.append(QStringLiteral("Read %1 with links resolved: %2.")
                             .arg(addressText(current().stream, current().revision), sentence));
}

void LinkChain::end(LinkState state, const QString &why)
{
    end(TargetVerdict{state, TruncatedBy::Nothing, why});
}

void LinkChain::end(const TargetVerdict &verdict)
{
    current().state = verdict.state;
    current().truncatedBy = verdict.truncatedBy;
    m_story.hops = QList<LinkHop>(m_hops.cbegin(), m_hops.cend());
    m_story.why = verdict.why;
    if (const auto deleted = m_story.deletedStream())
        m_story.why.prepend(
            QStringLiteral("The link says that \"%1\" was deleted here. ").arg(deleted->text()));
    Q_EMIT finished(std::exchange(m_story, {}));
}

void LinkChain::fail(const Error &error)
{
    Q_EMIT finished(error);
}

} // namespace core
