#include "core/transport/http/first_readable_search.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

constexpr int Window = 64;
/// A page that holds nothing takes a server no longer than telling where the stream ends, nearly.
constexpr int TimesSlower = 8;

} // namespace

FirstReadableSearch::FirstReadableSearch(FeedContext context,
                                         FeedAddress address,
                                         Revision from,
                                         Callback callback)
    : m_context(std::move(context))
    , m_address(std::move(address))
    , m_callback(std::move(callback))
    , m_lowest(from.value)
    , m_window(Window)
{
    m_asked.start();
    m_call = askFeed(
        m_context, endOf(m_address), [this](const FeedResult &result) { onHead(result); });
}

void FirstReadableSearch::onHead(const FeedResult &result)
{
    if (const auto *error = std::get_if<TransportError>(&result)) {
        finish(*error);
        return;
    }
    const auto &last = std::get<FeedAnswer>(result).last;
    if (!last) {
        finish(
            TransportError{{ErrorCode::Protocol,
                            QStringLiteral("The server does not tell where the stream \"%1\" ends.")
                                .arg(m_address.stream().text()),
                            {}},
                           std::nullopt,
                           false});
        return;
    }
    m_last = last->value;
    m_bound = m_last + 1;
    if (m_context.patience.count() > 0)
        m_patience = std::max(m_context.patience,
                              std::chrono::milliseconds(m_asked.elapsed()) * TimesSlower);
    halve();
}

void FirstReadableSearch::halve()
{
    if (m_lowest >= m_bound) {
        finish(Found{Revision{m_bound}, Revision{m_last}});
        return;
    }
    const quint64 middle = m_lowest + (m_bound - m_lowest) / 2;
    FeedContext context = m_context;
    if (m_patience.count() > 0)
        context.deadline = m_patience;
    m_call = askFeed(context,
                     {.address = m_address,
                      .from = Revision{middle},
                      .direction = Direction::Forwards,
                      .count = m_window,
                      .embed = FeedEmbed::None},
                     [this, middle](const FeedResult &result) { onProbe(middle, result); });
}

void FirstReadableSearch::onProbe(quint64 middle, const FeedResult &result)
{
    if (const auto *answer = std::get_if<FeedAnswer>(&result)) {
        take(middle, quint64(answer->feed.entries.size()));
        return;
    }
    const auto &error = std::get<TransportError>(result);
    if (error.error.code != ErrorCode::Timeout || m_patience.count() == 0) {
        finish(error);
        return;
    }
    if (std::exchange(m_window, 1) == 1)
        take(middle, 1);
    else
        halve();
}

void FirstReadableSearch::take(quint64 middle, quint64 count)
{
    const quint64 past = std::min(middle + quint64(m_window), m_last + 1);
    if (count == 0) {
        m_lowest = past;
    } else if (count < past - middle) {
        // The window begins before the first event.
        m_bound = past - count;
        m_lowest = m_bound;
    } else {
        m_bound = middle;
    }
    halve();
}

void FirstReadableSearch::finish(const TransportResult<Found> &result)
{
    const Callback callback = m_callback;
    callback(result); // may destroy this
}

} // namespace core
