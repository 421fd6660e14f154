#include "ui/main_window/id_lookup.h"

#include <algorithm>

namespace ui {

namespace {

constexpr size_t ReadsAtOnce = 8;

} // namespace

IdLookup::IdLookup(core::Client &client, const QList<core::StreamName> &candidates, Done done)
    : m_client(client)
    , m_candidates(candidates)
    , m_done(std::move(done))
{
    readNext();
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

void IdLookup::readNext()
{
    while (m_next < m_candidates.size() && m_reads.size() < ReadsAtOnce) {
        const qsizetype candidate = m_next++;
        m_reads.emplace(candidate,
                        startPageRead(m_client,
                                      {.stream = m_candidates.at(candidate),
                                       .from = core::FromEnd{},
                                       .direction = core::Direction::Backwards,
                                       .count = 1,
                                       .payloads = core::PayloadWish::AsListed},
                                      [this, candidate](const core::Result<PageReply> &result) {
                                          take(candidate, result);
                                      }));
    }
}

/// What may not be read exists, as far as can be told: opening it says what is missing.
void IdLookup::take(qsizetype candidate, const core::Result<PageReply> &result)
{
    const bool isDenied = !result && result.error().code == core::ErrorCode::AccessDenied;
    if (isDenied || (result && !result->events.isEmpty()))
        m_found.insert(candidate);
    m_reads.erase(candidate);
    readNext();
    if (!m_reads.empty())
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
