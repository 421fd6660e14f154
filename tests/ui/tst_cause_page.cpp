// Cause and effect in the window: the tree, its clicks, the names of the ids, search and stop.
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/event_samples.h"
#include "tests/ui/window_bench.h"
#include "ui/causes/cause_page.h"
#include "ui/causes/cause_table_model.h"
#include "ui/causes/cause_words.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plain_table.h"

#include <QLineEdit>
#include <QPushButton>

using namespace ui;

namespace {

core::EventId id(qint64 number)
{
    return core::EventId::fromHalves(7, number);
}

/// An event that a correlation holds, caused by the one of this number; -1: by none.
core::NewEvent made(qint64 number, const char *type, qint64 cause)
{
    QByteArray metadata = "{\"$correlationId\":\"trip\",\"trace\":\"t-9\"";
    if (cause >= 0)
        metadata += ",\"$causationId\":\"" + id(cause).toString().toLatin1() + '"';
    return {id(number), QString::fromLatin1(type), core::ContentType::Json, "{}", metadata + '}'};
}

} // namespace

class TstCausePage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init() { tests::failOnWarnings(); }
    void cleanup() { m_page.reset(); }

    void nothingIsSearchedBeforeItIsSeen();
    void eachEventStandsBelowItsCause();
    void theEventThatWasAskedForIsChosen();
    void aClickOnThePlaceGoesToTheEvent();
    void enterGoesToTheEvent();
    void otherNamesAreSearchedFor();
    void anEmptiedNameIsTheUsualOne();
    void withoutACorrelationTheEventStandsAlone();
    void anEventThatIsNotThereIsTold();
    void stoppingShowsWhatWasFound();
    void everyWidgetThatTakesTheFocusHasAName();
    void timesAfterTheirCauseAreTold_data();
    void timesAfterTheirCauseAreTold();
    void whatIsMissingIsTold();
    void whereTheEventsCameFromIsTold();
    void underAnotherNameWhatTheProjectionGoesByIsSaid();

private:
    void append(const char *stream, const QList<core::NewEvent> &events)
    {
        bool isWritten = false;
        const core::Call call
            = m_client->append({.stream = core::StreamName(QString::fromLatin1(stream)),
                                .expected = {},
                                .events = events},
                               [&isWritten](const core::Result<core::WriteOutcome> &result) {
                                   isWritten
                                       = result && std::holds_alternative<core::Written>(*result);
                               });
        QTRY_VERIFY(isWritten);
    }
    void open(const char *stream, quint64 revision)
    {
        m_page = std::make_unique<CausePage>(
            *m_client,
            core::LinkTarget{core::StreamName(QString::fromLatin1(stream)), {revision}},
            core::CorrelationNames{},
            nullptr);
        m_page->resize(1000, 600);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void openAndEnd(const char *stream, quint64 revision)
    {
        open(stream, revision);
        QTRY_VERIFY(isOver());
    }
    template<typename T>
    [[nodiscard]] T *child(const char *name) const
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] bool isOver() const
    {
        return child<QPushButton>("causes/again-button")->isVisible();
    }
    [[nodiscard]] PlainTable *table() const { return child<PlainTable>("causes/tree"); }
    [[nodiscard]] QString status() const { return child<ElidedLabel>("causes/status")->text(); }
    /// "  Paid pay-1 @ 0 (note)": two blanks a step.
    [[nodiscard]] QStringList tree() const
    {
        const QAbstractItemModel &model = *table()->model();
        QStringList lines;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex first = model.index(row, CauseTableModel::Event);
            QString line = QString(first.data(CellIndentRole).toInt() * 2, u' ')
                           + first.data().toString() + u' '
                           + model.index(row, CauseTableModel::Place).data().toString();
            if (const QString note = first.data(CellNoteRole).toString(); !note.isEmpty())
                line += QStringLiteral(" (%1)").arg(note);
            lines.append(line);
        }
        return lines;
    }

    std::shared_ptr<core::Sandbox> m_sandbox;
    std::unique_ptr<core::Client> m_client;
    std::unique_ptr<CausePage> m_page;
};

void TstCausePage::initTestCase()
{
    m_sandbox = *core::Sandbox::start({});
    m_client = std::make_unique<core::Client>(
        core::parseConnectionString(m_sandbox->connectionString())->settings,
        core::anyTransportFactory());
    append("order-1", {made(1, "Placed", -1)});
    append("pay-1", {made(2, "Asked", 1), made(3, "Paid", 2)});
    append("mail-1", {made(4, "Sent", 1), made(5, "Stray", 99)});
    append("loop-1", {made(6, "Hen", 7), made(7, "Egg", 6)});
    append("alone-1", {{id(20), QStringLiteral("Alone"), core::ContentType::Json, "{}", {}}});
    bool isThere = false;
    QTRY_VERIFY([&] { // the projection comes a little later
        core::CauseSearch search(*m_client, {core::StreamName(QStringLiteral("order-1")), {}});
        QSignalSpy finished(&search, &core::CauseSearch::finished);
        search.start();
        isThere = finished.wait() && search.soFar().tree.size() == 7
                  && search.soFar().source == core::CorrelatedEvents::Source::CorrelationStream;
        return isThere;
    }());
}

void TstCausePage::cleanupTestCase()
{
    m_client.reset();
    m_sandbox.reset();
}

void TstCausePage::nothingIsSearchedBeforeItIsSeen()
{
    CausePage page(*m_client, {core::StreamName(QStringLiteral("pay-1")), {}}, {}, nullptr);
    QVERIFY(!page.cancel()); // nothing is under way
    page.show();
    QVERIFY(page.cancel());
    page.hide();
    page.show();
    QVERIFY(!page.cancel()); // only the first time
}

void TstCausePage::eachEventStandsBelowItsCause()
{
    openAndEnd("pay-1", 0);
    QCOMPARE(tree(),
             (QStringList{QStringLiteral("Placed order-1 @ 0"),
                          QStringLiteral("  Asked pay-1 @ 0 (this event)"),
                          QStringLiteral("    Paid pay-1 @ 1"),
                          QStringLiteral("  Sent mail-1 @ 0"),
                          QStringLiteral("Stray mail-1 @ 1 (cause missing)"),
                          QStringLiteral("Hen loop-1 @ 0 (in a circle)"),
                          QStringLiteral("  Egg loop-1 @ 1")}));
    const auto told = [this](int row, Qt::ItemDataRole role) {
        return table()->model()->index(row, CauseTableModel::Event).data(role).toString();
    };
    for (const Qt::ItemDataRole role : {Qt::ToolTipRole, Qt::AccessibleTextRole}) {
        QVERIFY2(told(4, role).contains(id(99).toString()), qPrintable(told(4, role)));
        QVERIFY2(told(5, role).contains(QStringLiteral("circle")), qPrintable(told(5, role)));
    }
    QVERIFY2(status().startsWith(QStringLiteral("7 events · 3 roots · over ")),
             qPrintable(status()));
    QVERIFY2(status().endsWith(QStringLiteral(" · from $bc-trip")), qPrintable(status()));
    QCOMPARE(table()->model()->index(0, CauseTableModel::After).data().toString(), QString());
    QVERIFY(table()->model()->index(1, CauseTableModel::After).data().toString().startsWith(u'+'));
}

void TstCausePage::theEventThatWasAskedForIsChosen()
{
    openAndEnd("pay-1", 0);
    QCOMPARE(table()->currentIndex().row(), 1);
    QCOMPARE(m_page->currentEvent()->shown().type, QStringLiteral("Asked"));
    QSignalSpy current(m_page.get(), &CausePage::currentEventChanged);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Down);
    QCOMPARE(current.size(), 1);
    QCOMPARE(m_page->currentEvent()->shown().type, QStringLiteral("Paid"));
}

void TstCausePage::aClickOnThePlaceGoesToTheEvent()
{
    openAndEnd("pay-1", 0);
    QSignalSpy requested(m_page.get(), &CausePage::eventRequested);
    const QRect place = table()->visualRect(table()->model()->index(3, CauseTableModel::Place));
    QTest::mouseClick(
        table()->viewport(), Qt::LeftButton, Qt::NoModifier, place.topLeft() + QPoint(20, 8));
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.constFirst().at(0).value<core::StreamName>().text(),
             QStringLiteral("mail-1"));
    QCOMPARE(requested.constFirst().at(1).value<core::Revision>(), core::Revision{0});
    const QRect type = table()->visualRect(table()->model()->index(0, CauseTableModel::Event));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, Qt::NoModifier, type.center());
    QCOMPARE(requested.size(), 1); // that chooses the row
}

void TstCausePage::enterGoesToTheEvent()
{
    openAndEnd("order-1", 0);
    QSignalSpy requested(m_page.get(), &CausePage::eventRequested);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Down);
    QTest::keyClick(table(), Qt::Key_Down);
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.constFirst().at(0).value<core::StreamName>().text(),
             QStringLiteral("pay-1"));
    QCOMPARE(requested.constFirst().at(1).value<core::Revision>(), core::Revision{1});
}

void TstCausePage::otherNamesAreSearchedFor()
{
    openAndEnd("pay-1", 0);
    QSignalSpy names(m_page.get(), &CausePage::namesChanged);
    m_page->editNames();
    auto *field = child<QLineEdit>("causes/correlation-edit");
    QTest::keyClicks(field, QStringLiteral("trace"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(names.size(), 1);
    QCOMPARE(names.constFirst().at(0).value<core::CorrelationNames>(),
             (core::CorrelationNames{QStringLiteral("trace"), QStringLiteral("$causationId")}));
    QTRY_VERIFY(isOver());
    QTRY_VERIFY2(status().endsWith(QStringLiteral(" · found by reading all events, since there is "
                                                  "no stream \"$bc-t-9\"")),
                 qPrintable(status()));
    QCOMPARE(table()->model()->rowCount(), 7);
}

void TstCausePage::anEmptiedNameIsTheUsualOne()
{
    openAndEnd("pay-1", 0);
    QSignalSpy names(m_page.get(), &CausePage::namesChanged);
    auto *field = child<QLineEdit>("causes/causation-edit");
    field->setFocus();
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Delete);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(names.size(), 0);
}

void TstCausePage::withoutACorrelationTheEventStandsAlone()
{
    openAndEnd("alone-1", 0);
    QCOMPARE(tree(), QStringList{QStringLiteral("Alone alone-1 @ 0 (this event)")});
    QCOMPARE(child<MessageBar>("causes/bar")->text(),
             QStringLiteral("Its metadata has no \"$correlationId\", so nothing tells what it "
                            "belongs to."));
}

void TstCausePage::anEventThatIsNotThereIsTold()
{
    openAndEnd("pay-1", 99);
    QCOMPARE(child<MessageBar>("causes/bar")->title(),
             QStringLiteral("The event could not be read."));
    QCOMPARE(status(), QStringLiteral("Nothing was read"));
    QVERIFY(!m_page->currentEvent());
}

void TstCausePage::stoppingShowsWhatWasFound()
{
    open("pay-1", 0);
    QVERIFY(m_page->cancel());
    QVERIFY(isOver());
    QVERIFY(!m_page->cancel());
    QTest::keyClick(child<QPushButton>("causes/again-button"), Qt::Key_Space);
    QTRY_COMPARE(table()->model()->rowCount(), 7);
}

void TstCausePage::everyWidgetThatTakesTheFocusHasAName()
{
    openAndEnd("pay-1", 0);
    QCOMPARE(tests::namelessWidgets(*m_page), QStringList());
}

void TstCausePage::timesAfterTheirCauseAreTold_data()
{
    QTest::addColumn<qint64>("ticks");
    QTest::addColumn<QString>("text");
    const qint64 second = core::EventTime::TicksPerSecond;
    QTest::newRow("at once") << qint64(0) << QStringLiteral("+0 µs");
    QTest::newRow("milliseconds") << second / 50 << QStringLiteral("+20 ms");
    QTest::newRow("seconds") << second * 23 / 10 << QStringLiteral("+2.3 s");
    QTest::newRow("minutes") << second * 200 << QStringLiteral("+3 min 20 s");
    QTest::newRow("hours") << second * 7'500 << QStringLiteral("+2 h 5 min");
    QTest::newRow("days") << second * 90'000 << QStringLiteral("+1 d 1 h");
    QTest::newRow("before its cause") << -second * 5 << QStringLiteral("−5.0 s");
}

void TstCausePage::timesAfterTheirCauseAreTold()
{
    QFETCH(qint64, ticks);
    QFETCH(QString, text);
    const core::EventTime cause{1'000'000'000};
    QCOMPARE(timeAfterText(cause, {cause.ticks + ticks}), text);
    QCOMPARE(timeAfterText(core::EventTime::notTold(), cause), QString());
}

void TstCausePage::whatIsMissingIsTold()
{
    core::CorrelatedEvents events;
    events.source = core::CorrelatedEvents::Source::CorrelationStream;
    events.correlationId = QStringLiteral("trip");
    QCOMPARE(causesTrouble(events, {}), QString());
    events.gone = 3;
    events.isCut = true;
    QCOMPARE(causesTrouble(events, {}),
             QStringLiteral("There are more than 10,000 events of this correlation; these are the "
                            "first. 3 more events of this correlation can no longer be read."));
    QCOMPARE(searchText({12'331, 4, 0.368, QStringLiteral("there is no stream \"$bc-trip\"")}),
             QStringLiteral("Reading the log, since there is no stream \"$bc-trip\" · 12,331 read "
                            "· 4 found · 37 %"));
}

void TstCausePage::whereTheEventsCameFromIsTold()
{
    core::CorrelatedEvents events;
    events.source = core::CorrelatedEvents::Source::CorrelationStream;
    events.correlationId = QStringLiteral("trip");
    QVERIFY(causesText(events).endsWith(QStringLiteral(" · from $bc-trip")));
    events.because = QStringLiteral("the projection $by_correlation_id is faulted");
    const QString both = causesText(events);
    QVERIFY2(both.endsWith(QStringLiteral(" · from $bc-trip and the log after it, since the "
                                          "projection $by_correlation_id is faulted")),
             qPrintable(both));
    events.doubt = QStringLiteral("Nobody knows.");
    QCOMPARE(causesTrouble(events, {}), QStringLiteral("Nobody knows."));
}

void TstCausePage::underAnotherNameWhatTheProjectionGoesByIsSaid()
{
    const core::CorrelationNames names{QStringLiteral("trace"), QStringLiteral("cause")};
    core::CorrelatedEvents events;
    events.source = core::CorrelatedEvents::Source::CorrelationStream;
    events.correlationId = QStringLiteral("trip");
    const QString trouble = causesTrouble(events, names);
    QVERIFY2(trouble.contains(QStringLiteral("\"$correlationId\""))
                 && trouble.contains(QStringLiteral("\"trace\"")),
             qPrintable(trouble));
    events.source = core::CorrelatedEvents::Source::Search;
    QCOMPARE(causesTrouble(events, names), QString());
}

QTEST_MAIN(TstCausePage)
#include "tst_cause_page.moc"
