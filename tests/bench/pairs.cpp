#include "tests/bench/pairs.h"

#include <QElapsedTimer>
#include <QThread>

#include <algorithm>
#include <sys/resource.h>
#include <vector>

namespace bench {

namespace {

double median(std::vector<double> values)
{
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

Figures measure(const Contender &contender, int run, Transfer expected)
{
    if (contender.prepare)
        contender.prepare();
    const double ownBefore = ownCpuSeconds();
    const double serverBefore = contender.server->cpuSeconds();
    QElapsedTimer timer;
    timer.start();
    const Transfer done = contender.work(run);
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    if (done != expected)
        qFatal("%s",
               qPrintable(QStringLiteral("%1 moved %2 events of %3 bytes instead of %4 of %5")
                              .arg(contender.name)
                              .arg(done.events)
                              .arg(done.bytes)
                              .arg(expected.events)
                              .arg(expected.bytes)));
    const double events = double(done.events);
    return {.eventsPerSecond = events / seconds,
            .clientCpuMicroseconds = (ownCpuSeconds() - ownBefore) * 1e6 / events,
            .serverCpuMicroseconds
            = (contender.server->cpuSeconds() - serverBefore) * 1e6 / events};
}

Figures medians(const std::vector<Figures> &runs)
{
    const auto of = [&runs](double Figures::*figure) {
        std::vector<double> values;
        values.reserve(runs.size());
        for (const Figures &run : runs)
            values.push_back(run.*figure);
        return median(std::move(values));
    };
    return {.eventsPerSecond = of(&Figures::eventsPerSecond),
            .clientCpuMicroseconds = of(&Figures::clientCpuMicroseconds),
            .serverCpuMicroseconds = of(&Figures::serverCpuMicroseconds)};
}

} // namespace

double ownCpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds
        = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Comparison
compare(const Contender &first, const Contender &second, Transfer expected, const Scale &scale)
{
    (void)measure(first, 0, expected);
    (void)measure(second, 0, expected);
    QThread::msleep(static_cast<unsigned long>(scale.quiet.count()));
    std::vector<Figures> firstRuns;
    std::vector<Figures> secondRuns;
    std::vector<double> ratios;
    for (int pair = 1; pair <= scale.pairs; ++pair) {
        firstRuns.push_back(measure(first, pair, expected));
        secondRuns.push_back(measure(second, pair, expected));
        ratios.push_back(firstRuns.back().eventsPerSecond / secondRuns.back().eventsPerSecond);
    }
    return {medians(firstRuns), medians(secondRuns), median(ratios)};
}

} // namespace bench
