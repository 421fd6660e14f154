#include "tests/bench/turn_watch.h"

#include <QAbstractEventDispatcher>

#include <algorithm>
#include <ctime>
#include <sys/resource.h>
#include <utility>

namespace bench {

double threadCpuMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

namespace {

/// Pages of memory that the calling thread waited for so far.
long pagesBrought()
{
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    return usage.ru_minflt + usage.ru_majflt;
}

} // namespace

TurnWatch::TurnWatch(double limitMilliseconds, QObject *parent)
    : QObject(parent)
    , m_limit(limitMilliseconds)
    , m_since(threadCpuMilliseconds())
    , m_pagesBefore(pagesBrought())
{
    connect(QAbstractEventDispatcher::instance(), // house: singleton, because it is Qt's
            &QAbstractEventDispatcher::aboutToBlock,
            this,
            &TurnWatch::endTurn);
}

void TurnWatch::clear()
{
    m_skips = true;
    m_all.clear();
    m_long.clear();
    m_labels.clear();
}

double TurnWatch::Label::usual() const
{
    if (rounds.empty())
        return longest;
    std::vector<double> sorted = rounds;
    std::sort(sorted.begin(), sorted.end());
    return sorted.at((sorted.size() - 1) / 2);
}

void TurnWatch::endRound()
{
    for (auto &[name, label] : m_labels) {
        if (label.longestNow > 0)
            label.rounds.push_back(std::exchange(label.longestNow, 0));
    }
}

int TurnWatch::usuallyTooLong() const
{
    return int(std::count_if(m_labels.begin(), m_labels.end(), [this](const auto &entry) {
        return entry.second.usual() > m_limit;
    }));
}

void TurnWatch::endTurn()
{
    const double now = threadCpuMilliseconds();
    const double taken = now - m_since;
    const long pages = pagesBrought();
    QStringList parts = m_parts ? m_parts() : QStringList();
    if (!m_skips) {
        m_all.push_back(taken);
        Label &label = m_labels[m_label];
        label.longest = std::max(label.longest, taken);
        label.longestNow = std::max(label.longestNow, taken);
        label.tooLong += taken > m_limit ? 1 : 0;
        if (taken > m_limit / 4)
            m_long.push_back({taken,
                              m_label,
                              pages - m_pagesBefore,
                              taken > m_limit / 2 ? parts : QStringList()});
    }
    m_skips = false;
    m_pagesBefore = pages;
    m_since = threadCpuMilliseconds();
}

double TurnWatch::percentile(double share) const
{
    if (m_all.empty())
        return 0;
    std::vector<double> sorted = m_all;
    std::sort(sorted.begin(), sorted.end());
    return sorted.at(std::min(sorted.size() - 1, size_t(share * double(sorted.size()))));
}

std::vector<TurnWatch::Turn> TurnWatch::longest(qsizetype count) const
{
    std::vector<Turn> sorted = m_long;
    std::sort(sorted.begin(), sorted.end(), [](const Turn &left, const Turn &right) {
        return left.milliseconds > right.milliseconds;
    });
    sorted.resize(std::min(sorted.size(), size_t(count)));
    return sorted;
}

int TurnWatch::tooLong() const
{
    int sum = 0;
    for (const auto &[label, figures] : m_labels)
        sum += figures.tooLong;
    return sum;
}

} // namespace bench
