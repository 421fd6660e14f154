// Runs two ways of doing the same work in turns, and says how they compare.
// Lives on the thread that made it.
#pragma once

#include "tests/bench/server_process.h"
#include "tests/bench/transfer.h"

#include <QString>

#include <chrono>
#include <functional>

namespace bench {

/// One way to do the work, and the server that it uses.
struct Contender {
    QString name;
    const ServerProcess *server = nullptr;
    std::function<Transfer(int run)> work;   ///< `run` counts the calls, for names of fresh streams
    std::function<void()> prepare = nullptr; ///< before each call, outside the measured time
};

/// How much is measured.
struct Scale {
    quint64 events = 200'000;
    int batches = 100; ///< of an append run
    int batchEvents = 500;
    quint64 longRead = 1'000'000;
    qint64 links = 1'000'000; ///< of the audit
    quint64 listed = 20'000;  ///< over HTTP
    std::chrono::milliseconds idle{60'000};
    int pairs = 7;
    std::chrono::milliseconds quiet{2000}; ///< before each figure
    bool judges = true;                    ///< ratios below their target are a failure
};

/// Medians over the runs of one contender.
struct Figures {
    double eventsPerSecond = 0;
    double clientCpuMicroseconds = 0; ///< an event
    double serverCpuMicroseconds = 0; ///< an event
};

struct Comparison {
    Figures first;
    Figures second;
    double ratio = 0; ///< median of the pairs' first speed over second speed
};

/// Processor time that this process has used.
[[nodiscard]] double ownCpuSeconds();

/// One run of each to warm up, then the pairs in turns. Every run must move exactly `expected`.
[[nodiscard]] Comparison
compare(const Contender &first, const Contender &second, Transfer expected, const Scale &scale);

} // namespace bench
