// Going to a moment: what can be typed, what is shown, what is said where there is no such event.
#include "tests/support/gui_warnings.h"
#include "tests/ui/events_page_bench.h"
#include "tests/ui/window_bench.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/message_bar.h"

class TstGoToMoment final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init()
    {
        tests::failOnWarnings();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    }

    void anAddressCanHoldAMoment_data();
    void anAddressCanHoldAMoment();
    void theFirstEventAtOrAfterItIsShown_data();
    void theFirstEventAtOrAfterItIsShown();
    void aTimeAloneIsOfTheDayThatIsShown();
    void whatLiesOutsideIsSaid_data();
    void whatLiesOutsideIsSaid();
    void timesOutOfOrderAreSaid();
    void itIsGoneToOnceTheStreamIsOpen();
    void theNewestOnTopIsNoHindrance();
    void itCanBeCancelled();
    void somethingElseToGoToEndsIt();
    void aFailureIsSaid();
    void ctrlGTakesIt();
    void itIsFoundInTheLog();

private:
    [[nodiscard]] static ui::MessageBar *message(const Bench &bench)
    {
        return bench.find<ui::MessageBar>("events/message");
    }
    /// When an event of the shop was written, as tables write it.
    [[nodiscard]] static QString written(const tests::WindowBench &bench)
    {
        return bench.events()->currentEvent()->original().created.toIso();
    }
    static void submitMoment(tests::WindowBench &bench, const QString &moment)
    {
        bench.window.activateWindow();
        QTRY_VERIFY(bench.window.isActiveWindow());
        bench.press(Qt::Key_G, Qt::ControlModifier);
        auto *field = bench.find<ui::AddressField>("top-bar/address");
        QTRY_VERIFY(field->hasFocus());
        QVERIFY(field->text().endsWith(u'@'));
        QTest::keyClicks(field, moment);
        QTest::keyClick(field, Qt::Key_Return);
    }

    tests::Shop m_shop;
};

void TstGoToMoment::anAddressCanHoldAMoment_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ui::Address>("expected");
    const core::StreamName order(QStringLiteral("order-42"));
    const core::StreamName all = core::StreamName::all();
    const auto row = [](const char *name, const char *text, const ui::Address &expected) {
        QTest::newRow(name) << QString::fromLatin1(text) << expected;
    };
    row("a date and a time",
        "order-42@2026-03-02 14:05",
        {order, {}, {}, QStringLiteral("2026-03-02 14:05")});
    row("a time", "order-42@14:05", {order, {}, {}, QStringLiteral("14:05")});
    row("a time in the log", "$all@14:05", {all, {}, {}, QStringLiteral("14:05")});
    row("spaces around it", "order-42@ 14:05 ", {order, {}, {}, QStringLiteral("14:05")});
    row("a revision is none", "order-42@2026", {order, core::Revision{2026}, {}, {}});
    row("a position is none", "$all@4810:4802", {all, {}, core::Position{4810, 4802}, {}});
    row("a position of one number", "$all@12", {all, {}, core::Position{12, 12}, {}});
    row("a link to a stream that is called like a day",
        "17@2026-03-02",
        {core::StreamName(QStringLiteral("2026-03-02")), core::Revision{17}, {}, {}});
    row("a stream with that name is known",
        "log@2026-03-02",
        {core::StreamName(QStringLiteral("log@2026-03-02")), {}, {}, {}});
}

void TstGoToMoment::anAddressCanHoldAMoment()
{
    QFETCH(QString, text);
    QFETCH(ui::Address, expected);
    const auto isKnown = [](const core::StreamName &stream) {
        return stream.text() == QStringLiteral("log@2026-03-02");
    };
    const auto address = ui::Address::parse(text, isKnown);
    QVERIFY(address);
    QCOMPARE(*address, expected);
    QCOMPARE(ui::Address::parse(address->toString(), isKnown), address);
}

void TstGoToMoment::theFirstEventAtOrAfterItIsShown_data()
{
    QTest::addColumn<QString>("moment");
    QTest::addColumn<quint64>("revision");
    QTest::newRow("exactly") << QStringLiteral("2026-03-02 14:05") << quint64(300);
    QTest::newRow("between two") << QStringLiteral("2026-03-02 14:05:00.5") << quint64(301);
    QTest::newRow("in another zone") << QStringLiteral("2026-03-02T16:05:10+02:00") << quint64(310);
    QTest::newRow("as the table writes it")
        << QStringLiteral("2026-03-02 15:00:00.000 000 0 UTC") << quint64(3600);
    QTest::newRow("a day") << QStringLiteral("2026-03-03") << quint64(36'000);
}

void TstGoToMoment::theFirstEventAtOrAfterItIsShown()
{
    QFETCH(QString, moment);
    QFETCH(quint64, revision);
    Bench bench;
    bench.store.end = 10'000'000;
    bench.open();
    const qsizetype before = bench.store.readsOfStream();
    bench.page->goToMoment(moment);
    bench.serve();
    QCOMPARE(bench.currentRevision(), revision);
    QVERIFY(bench.store.readsOfStream() - before <= 27); // with those that fill the view
    QVERIFY(!message(bench)->isVisible());
    QVERIFY(!bench.find<ui::BusyLine>("busy-line")->isBusy());
}

void TstGoToMoment::aTimeAloneIsOfTheDayThatIsShown()
{
    Bench bench;
    bench.store.end = 200'000; // over two days
    bench.open();
    bench.page->goToMoment(QStringLiteral("00:00:30"));
    bench.serve();
    QCOMPARE(bench.currentRevision(), 36'000U + 86'400U + 30U); // 4 March
    bench.page->goTo(core::Revision{40'000});
    bench.serve();
    bench.page->goToMoment(QStringLiteral("00:00:30"));
    bench.serve();
    QCOMPARE(bench.currentRevision(), 36'030U); // 3 March
}

void TstGoToMoment::whatLiesOutsideIsSaid_data()
{
    QTest::addColumn<quint64>("first");
    QTest::addColumn<QString>("moment");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("text");
    QTest::addColumn<quint64>("revision");
    QTest::newRow("before the first")
        << quint64(0) << QStringLiteral("2026-03-01")
        << QStringLiteral("2026-03-01 00:00:00.000 000 0 UTC is before the first event.")
        << QStringLiteral("That is of 2026-03-02 14:00:00.000 000 0 UTC.") << quint64(0);
    QTest::newRow("before what is left")
        << quint64(7) << QStringLiteral("2026-03-02 14:00:03")
        << QStringLiteral("2026-03-02 14:00:03.000 000 0 UTC is before the first event.")
        << QStringLiteral("That is of 2026-03-02 14:00:07.000 000 0 UTC; what was before it is "
                          "gone.")
        << quint64(7);
    QTest::newRow("after the last")
        << quint64(0) << QStringLiteral("2026-03-02 15:00")
        << QStringLiteral("2026-03-02 15:00:00.000 000 0 UTC is after the last event.")
        << QStringLiteral("That is of 2026-03-02 14:00:17.000 000 0 UTC.") << quint64(17);
}

void TstGoToMoment::whatLiesOutsideIsSaid()
{
    QFETCH(quint64, first);
    QFETCH(QString, moment);
    QFETCH(QString, title);
    QFETCH(QString, text);
    QFETCH(quint64, revision);
    Bench bench;
    bench.store.first = first;
    bench.store.end = 18;
    bench.open();
    bench.page->goToMoment(moment);
    bench.serve();
    QCOMPARE(message(bench)->title(), title);
    QCOMPARE(message(bench)->text(), text);
    QCOMPARE(bench.currentRevision(), revision);
    bench.page->goToMoment(QStringLiteral("14:00:10")); // what was said goes
    bench.serve();
    QVERIFY(!message(bench)->isVisible());
    QCOMPARE(bench.currentRevision(), 10U);
}

void TstGoToMoment::timesOutOfOrderAreSaid()
{
    Bench bench;
    bench.store.end = 1000;
    const auto make = bench.store.make;
    bench.store.make = [make](quint64 revision) {
        auto event = make(revision);
        if (revision >= 480 && revision < 520)
            event->event->created.ticks -= 3600 * core::EventTime::TicksPerSecond;
        return event;
    };
    bench.open();
    bench.page->goToMoment(QStringLiteral("14:12"));
    bench.serve();
    QCOMPARE(message(bench)->title(), QStringLiteral("Times here do not run in order."));
    QCOMPARE(bench.currentRevision(), 720U);
}

void TstGoToMoment::itIsGoneToOnceTheStreamIsOpen()
{
    Bench bench;
    bench.store.end = 5000;
    bench.page = std::make_unique<EventsPage>(bench.store.client, bench.stream, nullptr);
    bench.page->goToMoment(QStringLiteral("2026-03-02 14:00:07"));
    bench.page->resize(640, 480);
    bench.page->show();
    bench.serve();
    QCOMPARE(bench.currentRevision(), 7U);
}

void TstGoToMoment::theNewestOnTopIsNoHindrance()
{
    Bench bench;
    bench.store.end = 5000;
    bench.open();
    bench.page->setNewestFirst(true);
    bench.page->goToMoment(QStringLiteral("14:05"));
    bench.serve();
    QCOMPARE(bench.currentRevision(), 300U);
    QVERIFY(!bench.page->isFollowing());
}

void TstGoToMoment::itCanBeCancelled()
{
    Bench bench;
    bench.store.end = 5000;
    bench.open();
    auto *busy = bench.find<ui::BusyLine>("busy-line");
    bench.page->goToMoment(QStringLiteral("14:05"));
    QTRY_VERIFY(busy->isVisible()); // after half a second
    QVERIFY(bench.page->cancel());
    QVERIFY(!busy->isBusy());
    bench.serve();
    QCOMPARE(bench.currentRevision(), 4999U);
    QVERIFY(!bench.page->cancel());
}

void TstGoToMoment::somethingElseToGoToEndsIt()
{
    Bench bench;
    bench.store.end = 5000;
    bench.open();
    bench.page->goToMoment(QStringLiteral("14:05"));
    bench.page->goTo(core::Revision{17});
    bench.serve();
    QCOMPARE(bench.currentRevision(), 17U);
}

void TstGoToMoment::aFailureIsSaid()
{
    Bench bench;
    bench.store.end = 18;
    bench.open();
    bench.store.failure = core::ErrorCode::Unknown;
    bench.page->goToMoment(QStringLiteral("14:00:05"));
    bench.serve();
    QCOMPARE(message(bench)->title(),
             QStringLiteral("2026-03-02 14:00:05.000 000 0 UTC could not be looked for."));
    QCOMPARE(bench.currentRevision(), 17U);
}

void TstGoToMoment::ctrlGTakesIt()
{
    for (int i = 0; i < 3; ++i)
        m_shop.append(QStringLiteral("dated-1"), 5);
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("dated-1@5")});
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(5));
    const QString moment = written(bench);
    bench.press(Qt::Key_End);
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(14));
    submitMoment(bench, moment);
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(5));
    QCOMPARE(bench.window.workspace()->tabCount(), 1);
    bench.press(Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(14));
}

void TstGoToMoment::itIsFoundInTheLog()
{
    m_shop.append(QStringLiteral("logged-1"), 200);
    m_shop.append(QStringLiteral("logged-1"), 200);
    m_shop.append(QStringLiteral("logged-1"), 200);
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("logged-1@200")});
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(200));
    const QString moment = written(bench);
    bench.goTo(QStringLiteral("$all"));
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(599));
    submitMoment(bench, moment);
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(200));
    QCOMPARE(bench.events()->currentEvent()->original().stream.text(), QStringLiteral("logged-1"));
}

QTEST_MAIN(TstGoToMoment)
#include "tst_go_to_moment.moc"
