#include "ui/main_window/id_lookup.h"

#include <QHash>

#include <algorithm>

namespace ui {

namespace {

constexpr size_t AskedAtOnce = 8;

/// The largest first.
QStringList categoriesOf(const QSet<core::StreamName> &streams)
{
    QHash<QString, int> sizes;
    for (const core::StreamName &stream : streams) {
        if (const QString category = stream.category(); !category.isEmpty() && !stream.isSystem())
            ++sizes[category];
    }
    QStringList categories = sizes.keys();
    std::sort(categories.begin(), categories.end(), [&sizes](const QString &a, const QString &b) {
        return sizes.value(a) != sizes.value(b) ? sizes.value(a) > sizes.value(b) : a < b;
    });
    return categories;
}

} // namespace

IdLookup::IdLookup(core::Client &client, const QList<core::StreamName> &candidates, Done done)
    : m_client(client)
    , m_candidates(candidates)
    , m_done(std::move(done))
{
    askNext();
}

IdLookup::~IdLookup() = default;

IdLookup::Candidates IdLookup::candidatesFor(const QString &id, const QSet<core::StreamName> &known)
{
    Candidates candidates;
    candidates.streams.append(core::StreamName(id));
    if (!id.contains(u'-') || core::EventId::parse(id)) {
        const QStringList categories = categoriesOf(known);
        QStringList asked = categories.mid(0, CategoriesAsked);
        candidates.categoriesLeftOut = categories.size() - asked.size();
        asked.sort();
        for (const QString &category : std::as_const(asked))
            candidates.streams.append(core::StreamName(category + u'-' + id));
    }
    candidates.streams.append(core::StreamName(QStringLiteral("$bc-") + id));
    return candidates;
}

void IdLookup::askNext()
{
    while (m_next < m_candidates.size() && m_asked.size() < AskedAtOnce) {
        const qsizetype candidate = m_next++;
        m_asked.emplace(
            candidate,
            m_client.streamState(m_candidates.at(candidate),
                                 [this, candidate](const core::Result<core::StreamState> &result) {
                                     take(candidate, result);
                                 }));
        if (candidate == 0)
            return;
    }
}

/// What may not be read exists, as far as can be told, and what cannot be read any more did:
/// opening it says what is left.
void IdLookup::take(qsizetype candidate, const core::Result<core::StreamState> &result)
{
    using Kind = core::StreamState::Kind;
    const bool isDenied = !result && result.error().code == core::ErrorCode::AccessDenied;
    const bool isThere
        = result && result->kind != Kind::NotFound && result->kind != Kind::NotFoundOrDenied;
    if (isDenied || isThere)
        m_found.insert(candidate);
    else if (!result)
        m_error = result.error();
    m_asked.erase(candidate);
    const bool isTheAnswer = candidate == 0 && isThere && result->kind == Kind::Alive;
    if (!m_error && !isTheAnswer)
        askNext();
    if (m_error || m_asked.empty())
        finish();
    else
        Q_EMIT progressed(m_next - static_cast<qsizetype>(m_asked.size()));
}

void IdLookup::finish()
{
    m_asked.clear();
    Found found{{}, m_error};
    for (qsizetype i = 0; i < m_candidates.size(); ++i) {
        if (m_found.contains(i))
            found.streams.append(m_candidates.at(i));
    }
    const Done done = std::move(m_done);
    done(found); // it may delete this
}

} // namespace ui
