#include "ui/main_window/id_lookup.h"

#include <algorithm>

namespace ui {

namespace {

constexpr size_t AskedAtOnce = 8;

} // namespace

IdLookup::IdLookup(core::Client &client, const QList<core::StreamName> &candidates, Done done)
    : m_client(client)
    , m_candidates(candidates)
    , m_done(std::move(done))
{
    askNext();
}

IdLookup::~IdLookup() = default;

QList<core::StreamName> IdLookup::candidatesFor(const QString &id,
                                                const QSet<core::StreamName> &known)
{
    QStringList categories;
    for (const core::StreamName &stream : known) {
        const QString category = stream.category();
        if (!category.isEmpty() && !stream.isSystem() && !categories.contains(category))
            categories.append(category);
    }
    categories.sort();
    QList<core::StreamName> candidates{core::StreamName(id)};
    for (const QString &category : std::as_const(categories))
        candidates.append(core::StreamName(category + u'-' + id));
    candidates.append(core::StreamName(QStringLiteral("$bc-") + id));
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
    m_asked.erase(candidate);
    askNext();
    if (!m_asked.empty())
        return;
    QList<core::StreamName> found;
    for (qsizetype i = 0; i < m_candidates.size(); ++i) {
        if (m_found.contains(i))
            found.append(m_candidates.at(i));
    }
    const Done done = std::move(m_done);
    done(found); // it may delete this
}

} // namespace ui
