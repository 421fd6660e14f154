// How long the GUI thread is ever busy: a tour of five minutes through the window on the sandbox's
// sample data, each turn of its event loop measured in CPU time; none may take over 8 ms.
//   window_turns [--seconds N] [--stop NAME] [--labels] [--parts N] [--smoke]
// Ends with 1 where one did, with 2 where the tour was lost. --labels: what each thing done cost.
// --parts: what the N longest turns were made of. --smoke: some of the tour, no verdict.
#include "app/warm_heap.h"
#include "tests/bench/guide.h"
#include "tests/bench/watched_application.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QThread>

#include <cstdio>

namespace {

using namespace bench;

constexpr double LimitMilliseconds = 8;
constexpr double CaughtMilliseconds = 20;
constexpr double YardstickMilliseconds = LimitMilliseconds / 2;

struct Wanted {
    int seconds = 300;
    int pace = 40; ///< milliseconds after each thing done
    QString stop;  ///< only this one
    bool isSmoke = false;
    bool printsLabels = false;
    int parts = 0; ///< of so many turns
};

void keepBusy(double milliseconds)
{
    const double end = threadCpuMilliseconds() + milliseconds;
    while (threadCpuMilliseconds() < end)
        continue;
}

/// What the watch must not miss: shown to it before anything is measured.
void testWatch(Guide &guide, TurnWatch &watch)
{
    const QString busy = QStringLiteral("busy");
    const QString several = QStringLiteral("several events in one turn");
    const QString nested = QStringLiteral("busy, then a loop in the loop");
    guide.act(busy, [] { keepBusy(CaughtMilliseconds); });
    guide.act(several, [&watch] {
        for (int i = 0; i < 4; ++i)
            QMetaObject::invokeMethod(
                &watch, [] { keepBusy(CaughtMilliseconds / 4); }, Qt::QueuedConnection);
    });
    guide.act(nested, [] {
        keepBusy(CaughtMilliseconds);
        QEventLoop loop;
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
        loop.exec();
    });
    guide.act(QStringLiteral("quiet"), [] {});
    guide.rest(2);
    guide.until(QStringLiteral("the watch misses a turn of 20 ms"), [&] {
        const auto caught = [&](const QString &label) {
            const auto found = watch.labels().find(label);
            return found != watch.labels().end() && found->second.tooLong == 1
                   && found->second.longest >= CaughtMilliseconds;
        };
        const auto quiet = watch.labels().find(QStringLiteral("quiet"));
        return caught(busy) && caught(several) && caught(nested) && quiet != watch.labels().end()
               && quiet->second.tooLong == 0;
    });
}

class Tour final : public QThread
{
    Q_OBJECT

public:
    Tour(tests::WindowBench &bench,
         TurnWatch &watch,
         Yardstick &yardstick,
         const core::ConnectionSettings &server,
         const Wanted &wanted)
        : m_bench(bench)
        , m_watch(watch)
        , m_yardstick(yardstick)
        , m_server(server)
        , m_wanted(wanted)
    {}

    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] double firstShow() const { return m_firstShow; }
    [[nodiscard]] int rounds() const { return m_rounds; }

protected:
    void run() override
    {
        QString where = QStringLiteral("the start");
        try {
            Guide guide(m_bench, m_watch, m_yardstick, m_server, m_wanted.pace);
            testWatch(guide, m_watch);
            prepareTour(guide);
            begin(guide);
            QElapsedTimer passed;
            passed.start();
            do {
                for (const Stop &stop : readingStops() + writingStops() + windowStops()) {
                    where = QString::fromLatin1(stop.name);
                    if (m_wanted.stop.isEmpty() || m_wanted.stop == where)
                        stop.visit(guide);
                }
                guide.act(QStringLiteral("end of the round"), [this] { m_watch.endRound(); });
                ++m_rounds;
            } while (!passed.hasExpired(m_wanted.seconds * 1000));
        } catch (const Lost &lost) {
            m_problem = where + QStringLiteral(": ") + QString::fromStdString(lost.what());
        }
        QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    }

private:
    /// The window's first show is no turn of the tour: it is told, not judged.
    void begin(Guide &guide)
    {
        const QString show = QStringLiteral("first show");
        guide.act(show, [this] { m_bench.window.show(); });
        guide.rest(10);
        guide.act(QStringLiteral("tour"), [this, &show] {
            m_firstShow = m_watch.labels().at(show).longest;
            m_watch.clear();
        });
        guide.act(QStringLiteral("sample opened"), [this] {
            m_bench.window.openSandbox(ui::MainWindow::FirstTabs::at(core::sampleHighlights(), 1));
        });
        guide.until(QStringLiteral("the sample does not open"),
                    [this] { return m_bench.events() && m_bench.events()->currentEvent(); });
        guide.rest(10);
    }

    tests::WindowBench &m_bench;
    TurnWatch &m_watch;
    Yardstick &m_yardstick;
    const core::ConnectionSettings m_server;
    const Wanted m_wanted;
    QString m_problem;
    double m_firstShow = 0;
    int m_rounds = 0;
};

std::shared_ptr<core::Sandbox> startSandbox()
{
    core::SandboxOptions options;
    options.withSampleData = true;
    options.syntheticLinks = {{QStringLiteral("tour-links"), 100'000, 50'000}};
    const auto started = core::Sandbox::start(options);
    if (!started)
        qFatal("%s", qPrintable(started.error().message));
    return *started;
}

Wanted wantedBy(const QStringList &arguments)
{
    Wanted wanted;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (argument == QStringLiteral("--smoke"))
            wanted.isSmoke = true;
        else if (argument == QStringLiteral("--labels"))
            wanted.printsLabels = true;
        else if (argument == QStringLiteral("--parts"))
            wanted.parts = arguments.value(++i).toInt();
        else if (argument == QStringLiteral("--seconds"))
            wanted.seconds = arguments.value(++i).toInt();
        else if (argument == QStringLiteral("--stop"))
            wanted.stop = arguments.value(++i);
        else
            qFatal("window_turns does not know %s", qPrintable(argument));
    }
    if (wanted.isSmoke) {
        wanted.seconds = 0;
        wanted.pace = 1;
    }
    return wanted;
}

void printLabels(const TurnWatch &watch)
{
    for (const auto &[label, figures] : watch.labels())
        std::printf("  %7.2f ms at most, %5.2f usually, %3d over: %s\n",
                    figures.longest,
                    figures.usual(),
                    figures.tooLong,
                    qPrintable(label));
}

void printParts(const TurnWatch &watch, int turns)
{
    for (const TurnWatch::Turn &turn : watch.longest(turns)) {
        std::printf("%.2f ms, %ld pages of memory: %s\n",
                    turn.milliseconds,
                    turn.pages,
                    qPrintable(turn.label));
        for (const QString &part : turn.parts)
            std::printf("    %s\n", qPrintable(part));
    }
}

/// What the machine does to a turn that is always the same.
void printYardstick(const Yardstick &yardstick)
{
    std::printf("%-34s the same painting, %lld times between: %.2f ms usually, %.2f at most, %d "
                "over %.0f ms\n",
                "",
                yardstick.count(),
                yardstick.usual(),
                yardstick.longest(),
                yardstick.over(LimitMilliseconds),
                LimitMilliseconds);
}

int report(const Tour &tour,
           const TurnWatch &watch,
           const Yardstick &yardstick,
           const Wanted &wanted,
           double built)
{
    if (!tour.problem().isEmpty()) {
        std::printf("the tour was lost at %s\n", qPrintable(tour.problem()));
        return 2;
    }
    std::printf("%-34s %lld turns of the GUI thread in %d rounds; ms of CPU: half below %.2f, "
                "99 %% below %.2f, 99.9 %% below %.2f\n"
                "%-34s not judged: the window built in %.1f ms, first shown in %.1f ms\n",
                "a tour through the window",
                watch.count(),
                tour.rounds(),
                watch.percentile(0.5),
                watch.percentile(0.99),
                watch.percentile(0.999),
                "",
                built,
                tour.firstShow());
    for (const TurnWatch::Turn &turn : watch.longest(10))
        std::printf("  %7.2f ms: %s\n", turn.milliseconds, qPrintable(turn.label));
    if (wanted.printsLabels)
        printLabels(watch);
    if (wanted.parts > 0)
        printParts(watch, wanted.parts);
    printYardstick(yardstick);
    const int tooLong = watch.tooLong();
    std::printf("%-34s %d things done have a turn over %.0f ms in most rounds\n",
                "",
                watch.usuallyTooLong(),
                watch.limit());
    std::printf("%-34s %d over %.0f ms, wanted none: %s\n",
                "",
                tooLong,
                watch.limit(),
                wanted.isSmoke ? "not judged"
                : tooLong == 0 ? "ok"
                               : "TOO MUCH");
    return tooLong == 0 || wanted.isSmoke ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    app::warmHeap();
    WatchedApplication application(argc, argv);
    const Wanted wanted = wantedBy(QApplication::arguments());
    const auto sandbox = startSandbox();
    core::ConnectionSettings server
        = core::parseConnectionString(sandbox->connectionString())->settings;
    server.connectionName = QStringLiteral("sandbox");
    TurnWatch watch(LimitMilliseconds);
    if (wanted.parts > 0) {
        application.setTimesEvents(true);
        watch.setPartsTold([&application] { return application.takeParts(); });
    }
    Yardstick yardstick(YardstickMilliseconds);
    const double before = threadCpuMilliseconds();
    tests::WindowBench bench;
    const double built = threadCpuMilliseconds() - before;
    bench.startSandbox
        = [&](ui::Connection *connection) { bench.window.startPrepared(connection, server); };
    Tour tour(bench, watch, yardstick, server, wanted);
    tour.start();
    QApplication::exec();
    tour.wait();
    return report(tour, watch, yardstick, wanted, built);
}

#include "window_turns.moc"
