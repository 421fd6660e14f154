// What the window says of each row of the recorded link cases, over either wire: the table's cells,
// the state, and how that was found.
#include "core/links/link_text.h"
#include "tests/support/gui_warnings.h"
#include "tests/support/link_recordings.h"
#include "tests/ui/window_bench.h"
#include "ui/events/event_table_view.h"
#include "ui/links/link_pane.h"
#include "ui/widgets/message_bar.h"

#include <QRegularExpression>

using namespace ui;

namespace {

constexpr int PatienceMs = 40'000;

struct ExpectedCase {
    QString id;
    QStringList rows;
    QStringList overHttp; ///< as over gRPC, but for one
};

const char *const Whole = "The link leads to its event.";
const char *const Given = "The server resolved the link and gave an event of the type test-event.";
const char *const NoEvent = "This link names no event.";

QString row(const char *type, const char *linksTo, const char *verdict, const char *why)
{
    return QStringList{QString::fromLatin1(type),
                       QString::fromLatin1(linksTo),
                       QString::fromLatin1(verdict),
                       QString::fromLatin1(why)}
        .join(QStringLiteral(" | "));
}

QString whole(const char *linksTo)
{
    return row("test-event", linksTo, Whole, Given);
}

void addMalformed(QList<ExpectedCase> &all)
{
    const auto add = [&all](const char *name, const char *type, const char *why) {
        const QStringList rows{row(type, "names no event", NoEvent, why)};
        all.append({QStringLiteral("links/malformed/") + QLatin1String(name), rows, rows});
    };
    add("empty", "$>  (malformed link)", "The link has no text.");
    add("no-number", "$> @s (malformed link)", "There is no revision before the \"@\".");
    add("bad-number", "$> x@s (malformed link)", "The revision \"x\" is not a number.");
    add("negative", "$> -1@s (malformed link)", "The revision \"-1\" is negative.");
    add("huge",
        "$> 99999999999999999999@s (malformed link)",
        "The revision 99999999999999999999 is larger than any that a server keeps.");
    add("no-at",
        "$> 12 (malformed link)",
        "There is no \"@\" in \"12\", so that no stream is named.");
    // Real servers never answer a page that holds it (protocol.md, "Since seen"): its text is not
    // told.
    all.last().overHttp = {row("no answer over HTTP (malformed link)",
                               "names no event",
                               NoEvent,
                               core::unansweredWhy().toUtf8().constData())};
}

void addProjected(QList<ExpectedCase> &all)
{
    const auto add = [&all](const char *name, const QStringList &rows) {
        all.append({QStringLiteral("links/projected/") + QLatin1String(name), rows, rows});
    };
    const char *const reference = "This refers to a whole stream.";
    add("category",
        {whole("cattag-1 @ 0"),
         whole("cattag-1 @ 1"),
         whole("cattag-2 @ 0"),
         row("$@ cattag-1",
             "",
             reference,
             "It refers to the stream \"cattag-1\" as a whole; servers do not resolve such a "
             "reference."),
         row("$@ cattag-2",
             "",
             reference,
             "It refers to the stream \"cattag-2\" as a whole; servers do not resolve such a "
             "reference.")});
    // A list over HTTP leaves out what a reference says.
    all.last().overHttp.replaceInStrings(QRegularExpression(QStringLiteral("^\\$@ cattag-[12]")),
                                         QStringLiteral("$@ "));
    add("correlation",
        {row("a",
             "s-tag @ 0",
             Whole,
             "The server resolved the link and gave an event of the type a."),
         row("b",
             "s2-tag @ 0",
             Whole,
             "The server resolved the link and gave an event of the type b.")});
    const char *const deleted = "The target is in a soft-deleted stream.";
    const char *const whyDeleted = "The stream \"cattag-1\" was deleted: its metadata says so. It "
                                   "can be written again; its old events stay away.";
    add("after-soft-delete",
        {row("$> 0@cattag-1 (stream deleted)", "cattag-1 @ 0", deleted, whyDeleted),
         row("$> 1@cattag-1 (stream deleted)", "cattag-1 @ 1", deleted, whyDeleted),
         whole("cattag-2 @ 0"),
         row("cattag-1 was deleted here",
             "$$cattag-1 @ 0",
             "cattag-1 was deleted here.",
             "The link says that \"cattag-1\" was deleted here. The server resolved the link and "
             "gave an event of the type $metadata.")});
    const char *const gone = "The target is in a stream that was deleted for good.";
    const char *const whyGone
        = "The stream \"cattag-1\" was deleted for good: the server says so when it is read.";
    add("after-hard-delete",
        {row("$> 0@cattag-1 (stream deleted for good)", "cattag-1 @ 0", gone, whyGone),
         row("$> 1@cattag-1 (stream deleted for good)", "cattag-1 @ 1", gone, whyGone),
         whole("cattag-2 @ 0"),
         row("cattag-1 was deleted here",
             "cattag-1 @ 9223372036854775807",
             "cattag-1 was deleted here.",
             "The link says that \"cattag-1\" was deleted here. The stream \"cattag-1\" was "
             "deleted for good: the server says so when it is read.")});
}

void addBroken(QList<ExpectedCase> &all)
{
    const auto add = [&all](const char *name, const QStringList &rows) {
        all.append({QStringLiteral("links/") + QLatin1String(name), rows, rows});
    };
    add("to-missing-stream",
        {row("$> 0@nowhere-tag (no such stream)",
             "nowhere-tag @ 0",
             "The target's stream nowhere-tag is not there.",
             "There is no stream \"nowhere-tag\", and no metadata of it.")});
    add("to-hard-deleted",
        {row("$> 0@t-tag (stream deleted for good)",
             "t-tag @ 0",
             "The target is in a stream that was deleted for good.",
             "The stream \"t-tag\" was deleted for good: the server says so when it is read.")});
    add("to-truncated",
        {row("$> 0@t-tag (truncated)",
             "t-tag @ 0",
             "The target t-tag @ 0 was truncated.",
             "The metadata of \"t-tag\" cuts off what is before its revision 2 ($tb)."),
         whole("t-tag @ 2")});
    add("to-itself",
        {row("$> 0@s-tag",
             "s-tag @ 0",
             "The links go round in a circle.",
             "The chain comes back to s-tag@0, where it was before.")});
    // Servers overlook the spaces, and take the first "@": a name may hold others.
    add("malformed/spaces",
        {row("$>  0 @ s (no such stream)",
             " s @ 0",
             "The target's stream  s is not there.",
             "There is no stream \" s\", and no metadata of it.")});
    // Over HTTP a link's data is what it means instead of what it says.
    all.last().overHttp = {row("$> 0@ s (no such stream)",
                               " s @ 0",
                               "The target's stream  s is not there.",
                               "There is no stream \" s\", and no metadata of it.")};
    add("malformed/two-ats",
        {row("$> 0@a@b (no such stream)",
             "a@b @ 0",
             "The target's stream a@b is not there.",
             "There is no stream \"a@b\", and no metadata of it.")});
    add("mixed",
        {row("test-event", "", "", ""),
         whole("t-tag @ 0"),
         row("$> 9@t-tag (no such event)",
             "t-tag @ 9",
             "The target t-tag @ 9 is not there.",
             "There is no event 9 in \"t-tag\", whose last is 2."),
         whole("t-tag @ 2")});
}

QList<ExpectedCase> expectedCases()
{
    QList<ExpectedCase> all;
    const auto add = [&all](const QString &name, const QString &only) {
        all.append({QStringLiteral("links/") + name, {only}, {only}});
    };
    add(QStringLiteral("plain"), whole("t-tag @ 1"));
    for (const char *header : {"ES-ResolveLinkTos",
                               "ES-ResolveLinkTo",
                               "Kurrent-ResolveLinkTos",
                               "Kurrent-ResolveLinkTo",
                               "ResolveLinkTos",
                               "ResolveLinkTo"})
        add(QStringLiteral("http/") + QLatin1String(header), whole("t-tag @ 0"));
    add(QStringLiteral("json-type"), whole("t-tag @ 0"));
    add(QStringLiteral("with-metadata"), whole("t-tag @ 0"));
    add(QStringLiteral("to-denied"), whole("t-tag @ 0")); // the server does not ask for a right
    add(QStringLiteral("to-link"),
        row("$> 0@t-tag", "m-tag @ 0", "The chain is whole: 2 links lead to an event.", Given));
    addBroken(all);
    addMalformed(all);
    addProjected(all);
    return all;
}

} // namespace

class TstLinkRecordings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }

    void everyRecordedCaseIsInTheTable();
    void theWindowSaysOfEachRowWhatItIsAndWhy_data();
    void theWindowSaysOfEachRowWhatItIsAndWhy();

private:
    static QStringList rowsOf(tests::WindowBench &bench, const core::StreamName &stream);
    static QString rowOf(const tests::WindowBench &bench, quint64 revision);
};

void TstLinkRecordings::everyRecordedCaseIsInTheTable()
{
    QStringList recorded = recordings::linkCases().keys();
    QStringList expected;
    for (const ExpectedCase &one : expectedCases())
        expected.append(one.id);
    recorded.sort();
    expected.sort();
    QCOMPARE(expected, recorded);
}

void TstLinkRecordings::theWindowSaysOfEachRowWhatItIsAndWhy_data()
{
    QTest::addColumn<core::TransportKind>("transport");
    QTest::addColumn<QJsonObject>("recorded");
    QTest::addColumn<QStringList>("rows");
    const auto cases = recordings::linkCases();
    for (const ExpectedCase &one : expectedCases()) {
        const QJsonObject recorded = cases.value(one.id);
        QTest::addRow("%s, gRPC", qPrintable(one.id))
            << core::TransportKind::Grpc << recorded << one.rows;
        QTest::addRow("%s, HTTP", qPrintable(one.id))
            << core::TransportKind::Http << recorded << one.overHttp;
    }
}

void TstLinkRecordings::theWindowSaysOfEachRowWhatItIsAndWhy()
{
    QFETCH(core::TransportKind, transport);
    QFETCH(QJsonObject, recorded);
    QFETCH(QStringList, rows);
    const auto sandbox = core::Sandbox::start({});
    QVERIFY(sandbox);
    const QString server = (*sandbox)->connectionString();
    core::Client writer(recordings::settingsOf(server, core::TransportKind::Grpc),
                        core::anyTransportFactory());
    QList<core::StreamName> streams;
    QVERIFY(recordings::play(writer, recorded, streams));

    tests::WindowBench bench;
    bench.window.show();
    QVERIFY(QTest::qWaitForWindowActive(&bench.window));
    bench.window.openServer(recordings::settingsOf(server, transport),
                            MainWindow::FirstTabs::at({streams.constFirst().text()}));
    QTRY_VERIFY(bench.events());
    QStringList told;
    for (const core::StreamName &stream : std::as_const(streams))
        told += rowsOf(bench, stream);
    QVERIFY2(told == rows, qPrintable(u'\n' + told.join(u'\n')));
}

QStringList TstLinkRecordings::rowsOf(tests::WindowBench &bench, const core::StreamName &stream)
{
    bench.window.openAddress(stream.text() + QStringLiteral("@0"));
    const auto isRead = [&bench, &stream] {
        return bench.stream() == stream.text() && bench.events()->currentEvent();
    };
    if (!QTest::qWaitFor(isRead, PatienceMs))
        return {QStringLiteral("no answer")};
    QStringList rows;
    const int count = bench.events()->findChild<EventTableView *>()->model()->rowCount();
    for (int row = 0; row < count; ++row)
        rows.append(rowOf(bench, quint64(row))); // each of these streams begins with revision 0
    return rows;
}

/// "type (note) | links to | verdict | how it was found".
QString TstLinkRecordings::rowOf(const tests::WindowBench &bench, quint64 revision)
{
    bench.events()->goTo(core::Revision{revision});
    if (!QTest::qWaitFor([&] { return bench.revision() == revision; }, PatienceMs))
        return QStringLiteral("no row");
    const QAction *explain = bench.action("event.explain-link");
    const auto *pane = bench.find<LinkPane>("detail/link/view");
    bench.action("event.explain-link")->trigger();
    if (explain->isEnabled()
        && !QTest::qWaitFor([pane] { return pane->story().has_value(); }, PatienceMs))
        return QStringLiteral("no story");
    const auto *table = bench.events()->findChild<EventTableView *>();
    const auto cell = [table](EventColumn column, int role = Qt::DisplayRole) {
        return table->currentIndex()
            .siblingAtColumn(static_cast<int>(column))
            .data(role)
            .toString();
    };
    const QString note = cell(EventColumn::Type, NoteRole);
    const QString type = cell(EventColumn::Type)
                         + (note.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(note));
    const auto *verdict = bench.find<MessageBar>("detail/link/verdict");
    return QStringList{type, cell(EventColumn::Stream), verdict->title(), verdict->text()}.join(
        QStringLiteral(" | "));
}

QTEST_MAIN(TstLinkRecordings)
#include "tst_link_recordings.moc"
