// How fast the client and the sandbox are, each against the least that could do the same work.
//   bench [memory] [read] [append] [sandbox] [links] [http] [idle] [--smoke]
// Ends with 1 where a figure is below its target. --smoke: small sizes, one pair, no verdict.
#include "core/sandbox/synthetic_links.h"
#include "tests/bench/bench_events.h"
#include "tests/bench/client_side.h"
#include "tests/bench/http_pages.h"
#include "tests/bench/memory.h"
#include "tests/bench/pairs.h"
#include "tests/bench/stub_side.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>

namespace {

using namespace bench;

constexpr double MebiByte = 1024.0 * 1024.0;

QList<QList<core::NewEvent>> makeBatches(const Scale &scale, quint64 firstIndex, int batches)
{
    QList<QList<core::NewEvent>> result(batches);
    quint64 index = firstIndex;
    for (QList<core::NewEvent> &batch : result) {
        batch.reserve(scale.batchEvents);
        for (int i = 0; i < scale.batchEvents; ++i)
            batch.append(newEvent(index++));
    }
    return result;
}

Transfer transferOf(quint64 events)
{
    return {events, events * quint64(DataBytes)};
}

bool verdict(bool good, const Scale &scale)
{
    std::printf("%s\n", good ? "ok" : scale.judges ? "BELOW" : "not judged");
    std::fflush(stdout);
    return good || !scale.judges;
}

void printHead()
{
    std::printf(
        "%-34s %-20s %12s %14s %14s\n", "", "", "events/s", "client us/ev.", "server us/ev.");
}

void print(const char *what,
           const Contender &first,
           const Contender &second,
           const Comparison &result)
{
    const auto line = [](const char *title, const Contender &who, const Figures &figures) {
        std::printf("%-34s %-20s %12.0f %14.2f %14.2f\n",
                    title,
                    qPrintable(who.name),
                    figures.eventsPerSecond,
                    figures.clientCpuMicroseconds,
                    figures.serverCpuMicroseconds);
    };
    line(what, first, result.first);
    line("", second, result.second);
}

bool report(const char *what,
            const Contender &first,
            const Contender &second,
            const Comparison &result,
            double target,
            const Scale &scale)
{
    print(what, first, second, result);
    std::printf("%-34s ratio %.2f, wanted %.2f: ", "", result.ratio, target);
    return verdict(result.ratio >= target, scale);
}

bool benchMemory(const Scale &scale)
{
    const ServerProcess server({QStringLiteral("memory"), QString::number(scale.events)});
    forgetPeak();
    const qint64 before = residentBytes();
    ClientSide client(server.port());
    const Transfer done = client.read(core::StreamName(QStringLiteral("bench")), scale.longRead);
    if (done != transferOf(scale.longRead))
        qFatal("%s", qPrintable(QStringLiteral("the long read moved %1 events").arg(done.events)));
    const double grown = double(peakResidentBytes() - before) / MebiByte;
    std::printf("%-34s peak %.1f MiB over the start, wanted below 64: ",
                qPrintable(QStringLiteral("read %L1 events").arg(scale.longRead)),
                grown);
    return verdict(grown < 64, scale);
}

bool benchRead(const Scale &scale, const ServerProcess &sandbox, const core::StreamName &stream)
{
    ClientSide client(sandbox.port());
    StubSide stub(sandbox.port());
    const Contender ours{QStringLiteral("core::Client"), &sandbox, [&](int) {
                             return client.read(stream, scale.events);
                         }};
    const Contender bare{QStringLiteral("bare stub"), &sandbox, [&](int) {
                             return stub.read(stream, scale.events);
                         }};
    const Comparison result = compare(ours, bare, transferOf(scale.events), scale);
    return report("read from the sandbox", ours, bare, result, 0.9, scale);
}

bool benchAppend(const Scale &scale, const ServerProcess &sandbox)
{
    ClientSide client(sandbox.port());
    StubSide stub(sandbox.port());
    // Each run writes ids of its own: a repeated id would be recognised instead of written.
    quint64 nextIndex = 1'000'000'000;
    QList<QList<core::NewEvent>> batches;
    const auto events = quint64(scale.batches) * quint64(scale.batchEvents);
    const auto streamOf = [](const char *who, int run) {
        return core::StreamName(QStringLiteral("%1-%2").arg(QLatin1String(who)).arg(run));
    };
    const auto refill = [&] {
        batches = makeBatches(scale, nextIndex, scale.batches);
        nextIndex += events;
    };
    const Contender ours{QStringLiteral("core::Client"),
                         &sandbox,
                         [&](int run) { return client.append(streamOf("client", run), batches); },
                         refill};
    const Contender bare{QStringLiteral("bare stub"),
                         &sandbox,
                         [&](int run) { return stub.append(streamOf("stub", run), batches); },
                         refill};
    const Comparison result = compare(ours, bare, transferOf(events), scale);
    return report("append to the sandbox, 500 a batch", ours, bare, result, 0.9, scale);
}

bool benchSandbox(const Scale &scale, const ServerProcess &sandbox, const core::StreamName &stream)
{
    const ServerProcess memory({QStringLiteral("memory"), QString::number(scale.events)});
    StubSide fromSandbox(sandbox.port());
    StubSide fromMemory(memory.port());
    const Contender ours{QStringLiteral("sandbox"), &sandbox, [&](int) {
                             return fromSandbox.read(stream, scale.events);
                         }};
    const Contender bare{QStringLiteral("from memory"), &memory, [&](int) {
                             return fromMemory.read(stream, scale.events);
                         }};
    const Comparison result = compare(ours, bare, transferOf(scale.events), scale);
    return report("bare stub reads", ours, bare, result, 0.7, scale);
}

void benchHttp(const Scale &scale, const ServerProcess &sandbox, const core::StreamName &stream)
{
    HttpPages pages(sandbox.port(), stream, scale.listed);
    const Contender ours{
        QStringLiteral("core::Client"), &sandbox, [&](int) { return pages.listByClient(); }};
    const Contender bare{
        QStringLiteral("libcurl"), &sandbox, [&](int) { return pages.fetchByCurl(); }};
    const Comparison result = compare(ours, bare, transferOf(scale.listed), scale);
    print("list over HTTP", ours, bare, result);
    std::printf("%-34s ratio %.2f, %s pages, told only\n",
                "",
                result.ratio,
                qPrintable(QString::number(pages.pages())));
}

bool benchIdle(const Scale &scale, const ServerProcess &sandbox)
{
    constexpr int Tabs = 10;
    const double cores = idleLongPolls(sandbox.port(), Tabs, scale.idle);
    std::printf("%-34s %.3f %% of a core over %s s, wanted below 1: ",
                "ten idle live reads over HTTP",
                cores * 100,
                qPrintable(QString::number(scale.idle.count() / 1000)));
    return verdict(cores < 0.01, scale);
}

/// What an audit of the synthetic links must find, worked out from how they are made.
core::AuditReport expectedAudit(qint64 links)
{
    using core::LinkState;
    using core::sandbox::SyntheticFate;
    const core::sandbox::SyntheticStream stream("links", links);
    core::AuditReport expected;
    QSet<qint64> seen;
    for (qint64 link = 0; link < links; ++link) {
        const bool isRepeat = link >= stream.targets() && link % 10'007 == 0;
        const qint64 meant = isRepeat ? link - stream.targets() : link;
        const qint64 revision = meant / stream.targets();
        const qint64 target = meant % stream.targets();
        const qint64 size = stream.eventsOf(target);
        LinkState state = LinkState::Found;
        switch (core::sandbox::SyntheticStream::fateOf(target)) {
        case SyntheticFate::Whole:
            break;
        case SyntheticFate::TruncatedBefore:
            state = revision < size / 2 ? LinkState::EventTruncated : state;
            break;
        case SyntheticFate::MaxCount:
            state = revision < size - std::max<qint64>(1, size / 4) ? LinkState::EventTruncated
                                                                    : state;
            break;
        case SyntheticFate::SoftDeleted:
            state = LinkState::StreamDeleted;
            break;
        case SyntheticFate::Tombstoned:
            state = LinkState::StreamTombstoned;
            break;
        case SyntheticFate::NeverWritten:
            state = LinkState::StreamMissing;
            break;
        case SyntheticFate::Short:
            state = revision >= size ? LinkState::EventMissing : state;
            break;
        }
        expected.repeated += quint64(seen.contains(meant));
        seen.insert(meant);
        if (state == LinkState::Found)
            ++expected.resolved;
        else
            ++expected.reasons[state];
    }
    return expected;
}

bool benchLinks(const Scale &scale)
{
    const ServerProcess server({QStringLiteral("links"), QString::number(scale.links)});
    const core::StreamName stream(QStringLiteral("links"));
    const core::AuditReport expected = expectedAudit(scale.links);
    ClientSide client(server.port());
    const auto events = quint64(scale.links);
    qint64 before = 0;
    double grown = 0;
    const Contender audit{
        QStringLiteral("audit"),
        &server,
        [&](int) {
            const core::AuditReport report = client.audit(stream);
            if (report.resolved != expected.resolved || report.reasons != expected.reasons
                || report.repeated != expected.repeated)
                qFatal("the audit counted wrong");
            grown = std::max(grown, double(peakResidentBytes() - before) / MebiByte);
            return Transfer{report.events, 0};
        },
        [&] {
            forgetPeak();
            before = residentBytes();
        }};
    const Contender plain{QStringLiteral("plain resolved read"), &server, [&](int) {
                              return Transfer{client.readResolved(stream).events, 0};
                          }};
    const Comparison result = compare(audit, plain, {events, 0}, scale);
    const bool isFast = report("links", audit, plain, result, 0.7, scale);
    std::printf("%-34s peak %.1f MiB over the start, wanted below 64: ", "", grown);
    return verdict(grown < 64, scale) && isFast;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList chosen = QCoreApplication::arguments().mid(1);
    Scale scale;
    if (chosen.removeAll(QStringLiteral("--smoke")) > 0)
        scale = {.events = 2000,
                 .batches = 2,
                 .batchEvents = 500,
                 .longRead = 5000,
                 .links = 25'000,
                 .listed = 2000,
                 .idle = std::chrono::milliseconds(1000),
                 .pairs = 1,
                 .quiet = std::chrono::milliseconds(0),
                 .judges = false};
    const auto isChosen = [&chosen](const char *name) {
        return chosen.isEmpty() || chosen.contains(QLatin1String(name));
    };

    bool good = true;
    // First, while the process is still small.
    if (isChosen("memory"))
        good = benchMemory(scale) && good;

    const QTemporaryDir folder;
    const ServerProcess sandbox({QStringLiteral("sandbox"), folder.filePath(QStringLiteral("db"))});
    const core::StreamName stream(QStringLiteral("bench"));
    const int batches = static_cast<int>(scale.events) / scale.batchEvents;
    if (isChosen("read") || isChosen("sandbox") || isChosen("http"))
        (void)StubSide(sandbox.port()).append(stream, makeBatches(scale, 0, batches));

    printHead();
    if (isChosen("read"))
        good = benchRead(scale, sandbox, stream) && good;
    if (isChosen("append"))
        good = benchAppend(scale, sandbox) && good;
    if (isChosen("sandbox"))
        good = benchSandbox(scale, sandbox, stream) && good;
    if (isChosen("links"))
        good = benchLinks(scale) && good;
    if (isChosen("http"))
        benchHttp(scale, sandbox, stream);
    if (isChosen("idle"))
        good = benchIdle(scale, sandbox) && good;
    return good ? 0 : 1;
}
