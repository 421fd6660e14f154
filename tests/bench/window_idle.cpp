// What a window costs that nobody touches: ten live tabs over HTTP, each a long poll. Prints the
// share of a core, the sandbox's own work in it; "--smoke" waits a second and judges nothing.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"

#include <QApplication>
#include <QTabWidget>

#include <cstdio>
#include <sys/resource.h>

namespace {

constexpr int Tabs = 10;
constexpr double MostOfACore = 0.01;

double cpuSeconds()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds
        = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

} // namespace

class WindowIdle final : public QObject
{
    Q_OBJECT

public:
    explicit WindowIdle(int seconds)
        : m_seconds(seconds)
    {}

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }
    void tenLiveTabsOverHttpCostNoBusyLoop();

private:
    int m_seconds;
};

void WindowIdle::tenLiveTabsOverHttpCostNoBusyLoop()
{
    tests::Shop shop;
    shop.open();
    QStringList addresses;
    for (int i = 0; i < Tabs; ++i) {
        addresses.append(QStringLiteral("idle-%1").arg(i));
        shop.append(addresses.constLast(), 3);
    }
    core::ConnectionSettings overHttp = shop.settings();
    overHttp.transport = core::TransportKind::Http;
    tests::WindowBench bench;
    bench.window.show();
    QVERIFY(QTest::qWaitForWindowActive(&bench.window));
    bench.window.openServer(overHttp, ui::MainWindow::FirstTabs::at(addresses));
    QTRY_VERIFY(bench.events() && bench.events()->currentEvent());
    auto *tabs = bench.window.workspace()->findChild<QTabWidget *>();
    QVERIFY(tabs);
    QCOMPARE(tabs->count(), Tabs);
    for (int i = 0; i < Tabs; ++i) {
        tabs->setCurrentIndex(i);
        QTRY_VERIFY(bench.events() && bench.events()->currentEvent());
        bench.action("view.live")->trigger();
        QVERIFY(bench.events()->isLive());
    }
    // They do follow: somebody else's event comes to the tab in front.
    const QString followed = bench.stream();
    const qint64 shown = bench.events()->shownRows();
    shop.append(followed, 1);
    QTRY_COMPARE(bench.events()->shownRows(), shown + 1);

    const double before = cpuSeconds();
    QTest::qWait(m_seconds * 1000);
    const double share = (cpuSeconds() - before) / m_seconds;
    const bool isJudged = m_seconds >= 60;
    std::printf("%-34s %.3f %% of a core over %d s, wanted below 1: %s\n",
                "ten idle live tabs over HTTP",
                share * 100,
                m_seconds,
                !isJudged             ? "not judged"
                : share < MostOfACore ? "ok"
                                      : "TOO MUCH");
    QVERIFY(!isJudged || share < MostOfACore);
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QStringList arguments = QApplication::arguments();
    const bool isSmoke = arguments.removeAll(QStringLiteral("--smoke")) > 0;
    WindowIdle idle(isSmoke ? 1 : 60);
    return QTest::qExec(&idle, arguments);
}

#include "window_idle.moc"
