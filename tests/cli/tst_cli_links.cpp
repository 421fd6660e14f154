// tributaryctl links: where links of the sample shop lead and what an audit counts, over both
// transports.
#include "tests/cli/cli_process.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QStringList words(const QString &line)
{
    return line.split(u' ', Qt::SkipEmptyParts);
}

/// "review-queue@10 link, review-queue@0 link, order-1003@0 found"
QString chainText(const QJsonObject &story)
{
    QStringList hops;
    const QJsonArray chain = story[text("chain")].toArray();
    for (const QJsonValue &hop : chain)
        hops.append(QStringLiteral("%1@%2 %3")
                        .arg(hop[text("stream")].toString(),
                             QString::number(hop[text("revision")].toInteger(-1)),
                             hop[text("state")].toString()));
    return hops.join(QStringLiteral(", "));
}

QList<QJsonObject> ofKind(const Ended &ended, const char *kind)
{
    QList<QJsonObject> found;
    for (const QJsonObject &object : ended.objects()) {
        if (object[text("kind")] == text(kind))
            found.append(object);
    }
    return found;
}

/// "3@import-2019, 0@sensor-warehouse"
QString exampleTexts(const QJsonObject &reason)
{
    QStringList texts;
    const QJsonArray examples = reason[text("examples")].toArray();
    for (const QJsonValue &example : examples)
        texts.append(example[text("text")].toString());
    return texts.join(QStringLiteral(", "));
}

} // namespace

class TstCliLinks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox = std::make_unique<SandboxProcess>(
            words(text("--sample --synthetic-links big=200000")));
        QVERIFY(!m_sandbox->connection().isEmpty());
        const Ended written
            = run(text("grpc"), text("append picks --type $> --bytes --data 0@order-1003"));
        QVERIFY2(written.exitCode == 0, written.text().constData());
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanupTestCase() { m_sandbox.reset(); }

    void explainTellsTheWholeChain_data();
    void explainTellsTheWholeChain();
    void whyNotTellsAVerdict_data();
    void whyNotTellsAVerdict();
    void whyNotTellsWhereItLookedAndWhatItAsked_data() { addTransports(); }
    void whyNotTellsWhereItLookedAndWhatItAsked();
    void ofALinkWithoutAnAnswerNothingIsMadeUp();
    void aDeletionMarkerIsSaidToBeOne_data() { addTransports(); }
    void aDeletionMarkerIsSaidToBeOne();
    void anAuditCountsByReasonAndStream_data() { addTransports(); }
    void anAuditCountsByReasonAndStream();
    void anAuditOfLinksMadeByHandGivesExamples_data() { addTransports(); }
    void anAuditOfLinksMadeByHandGivesExamples();
    void theReportForPeopleHasTables();
    void interruptedItTellsWhatItHasSoFar();
    void whatCannotBeReadHasItsExitCode_data();
    void whatCannotBeReadHasItsExitCode();

private:
    static void addTransports()
    {
        QTest::addColumn<QString>("transport");
        QTest::newRow("over gRPC") << text("grpc");
        QTest::newRow("over HTTP") << text("http");
    }
    [[nodiscard]] Ended run(const QString &transport, const QString &command) const
    {
        return m_sandbox->run(QStringList{text("--transport"), transport} + words(command));
    }

    std::unique_ptr<SandboxProcess> m_sandbox;
};

void TstCliLinks::explainTellsTheWholeChain_data()
{
    QTest::addColumn<QString>("transport");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("chain");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const char *place, const char *chain, const char *why) {
        for (const char *transport : {"grpc", "http"})
            QTest::addRow("%s, %s", name, transport)
                << text(transport) << text(place) << text(chain) << text(why);
    };
    row("found",
        "review-queue 0",
        "review-queue@0 link, order-1003@0 found",
        "The server resolved the link");
    row("a link to a link",
        "review-queue 10",
        "review-queue@10 link, review-queue@0 link, order-1003@0 found",
        "The server resolved the link");
    row("stream missing",
        "review-queue 3",
        "review-queue@3 link, order-9999@0 stream-missing",
        "There is no stream \"order-9999\"");
    row("event missing",
        "review-queue 9",
        "review-queue@9 link, order-1003@99 event-missing",
        "There is no event 99");
    row("truncated",
        "review-queue 4",
        "review-queue@4 link, import-2019@3 event-truncated",
        "($tb)");
    row("no room",
        "review-queue 6",
        "review-queue@6 link, sensor-warehouse@0 event-truncated",
        "$maxCount is 50");
    row("deleted",
        "review-queue 7",
        "review-queue@7 link, cart-17@0 stream-deleted",
        "can be written again");
    row("deleted for good",
        "review-queue 8",
        "review-queue@8 link, customer-13@0 stream-tombstoned",
        "deleted for good");
    row("malformed", "review-queue 11", "review-queue@11 malformed", "is not a number");
    const auto numberAlone = [](const char *transport, const char *why) {
        QTest::addRow("a number alone, %s", transport)
            << text(transport) << text("review-queue 12") << text("review-queue@12 malformed")
            << text(why);
    };
    numberAlone("grpc", "There is no \"@\" in \"12\"");
    numberAlone("http", "gives no answer for this event over HTTP");
    row("no link", "review-queue 13", "review-queue@13 found", "The server gave the event");
    row("no such link", "review-queue 99", "review-queue@99 event-missing", "whose last is 13");
    row("no such stream of links", "nowhere 3", "nowhere@3 stream-missing", "There is no stream");
}

void TstCliLinks::explainTellsTheWholeChain()
{
    QFETCH(QString, transport);
    QFETCH(QString, place);
    QFETCH(QString, chain);
    QFETCH(QString, why);
    const Ended ended = run(transport, text("links explain ") + place);
    QVERIFY2(ended.exitCode == 0 && ended.err.isEmpty(), ended.text().constData());
    QCOMPARE(ended.objects().size(), 1);
    const QJsonObject story = ended.objects().constFirst();
    QCOMPARE(chainText(story), chain);
    QVERIFY2(story[text("why")].toString().contains(why), ended.text().constData());
    QVERIFY(!story[text("asked")].toArray().isEmpty());
    const QJsonArray hops = story[text("chain")].toArray();
    for (qsizetype i = 0; i < hops.size(); ++i) {
        const bool isLast = i + 1 == hops.size();
        QCOMPARE(hops[i].toObject().value(text("why")),
                 isLast ? story[text("why")] : QJsonValue(QJsonValue::Undefined));
    }
}

void TstCliLinks::whyNotTellsAVerdict_data()
{
    QTest::addColumn<QString>("transport");
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("verdict");
    const auto row = [](const char *question, const char *verdict) {
        for (const char *transport : {"grpc", "http"})
            QTest::addRow("%s, %s", question, transport)
                << text(transport) << text(question) << text(verdict);
    };
    row("order-1003 0 $ce-order", "is-there");
    row("order-1003 0 picks", "is-there");
    row("order-1003 1 picks", "not-there");
    row("order-1003 0 $ce-cart", "another-stream");
    row("order-1003 99 $ce-order", "event-missing");
    row("order-9999 0 $ce-order", "event-missing");
    row("order-1003 0 $et-NeverHeardOf", "another-stream");
}

void TstCliLinks::whyNotTellsAVerdict()
{
    QFETCH(QString, transport);
    QFETCH(QString, question);
    QFETCH(QString, verdict);
    const Ended ended = run(transport, text("links why-not ") + question);
    QVERIFY2(ended.exitCode == 0 && ended.err.isEmpty(), ended.text().constData());
    QCOMPARE(ended.objects().size(), 1);
    const QJsonObject answer = ended.objects().constFirst();
    QCOMPARE(answer[text("verdict")].toString(), verdict);
    const QString asked = QStringLiteral("%1 %2 %3")
                              .arg(answer[text("stream")].toString(),
                                   QString::number(answer[text("revision")].toInteger(-1)),
                                   answer[text("links")].toString());
    QCOMPARE(asked, question);
    QVERIFY(answer[text("why")].toString().endsWith(u'.'));
    QVERIFY(!answer[text("asked")].toArray().isEmpty());
    QCOMPARE(answer.contains(text("at")), verdict == text("is-there"));
    QCOMPARE(answer.contains(text("belongs")), verdict == text("another-stream"));
}

void TstCliLinks::whyNotTellsWhereItLookedAndWhatItAsked()
{
    QFETCH(QString, transport);
    const Ended there = run(transport, text("links why-not order-1003 0 $ce-order"));
    const QJsonObject found = there.objects().value(0);
    const Ended link = run(
        text("grpc"),
        QStringLiteral("read $ce-order --from %1 --count 1").arg(found[text("at")].toInteger(-1)));
    QVERIFY2(link.out.contains(QByteArray("0@order-1003").toBase64()), link.text().constData());
    QVERIFY(found[text("reads")].toInteger() > 0);
    QCOMPARE(found[text("scanned")].toBool(), transport == text("http"));
    // Its links are gone with the stream: how the projection stands decides.
    const Ended written
        = run(text("grpc"),
              QStringLiteral("append gone-%1 --expected no-stream --type Happened --data {}")
                  .arg(transport));
    QCOMPARE(written.exitCode, 0);
    QCOMPARE(run(text("grpc"), text("delete $ce-gone --expected any")).exitCode, 0);
    const Ended ended
        = run(transport, QStringLiteral("links why-not gone-%1 0 $ce-gone").arg(transport));
    const QJsonObject answer = ended.objects().value(0);
    QCOMPARE(answer[text("verdict")].toString(),
             transport == text("grpc") ? text("not-there") : text("not-known"));
    const QJsonObject projection = answer[text("projection")].toObject();
    QCOMPARE(projection[text("name")].toString(), text("$by_category"));
    QCOMPARE(projection[text("status")].toString(), text("Running"));
    QVERIFY(!projection[text("position")].toObject().isEmpty());
}

void TstCliLinks::ofALinkWithoutAnAnswerNothingIsMadeUp()
{
    const Ended ended = run(text("http"), text("links explain review-queue 12"));
    QCOMPARE(ended.objects().size(), 1);
    const QJsonObject hop = ended.objects().constFirst()[text("chain")].toArray().at(0).toObject();
    for (const char *key : {"id", "created", "text"})
        QVERIFY2(hop[text(key)].isNull(), ended.text().constData());
    QCOMPARE(hop[text("answered")], QJsonValue(false));
}

void TstCliLinks::aDeletionMarkerIsSaidToBeOne()
{
    QFETCH(QString, transport);
    const Ended end = run(transport, text("read $ce-order --from end --backwards --count 1"));
    QCOMPARE(end.objects().size(), 1);
    const qint64 last = end.objects().constFirst()[text("revision")].toInteger(-1);
    const Ended ended = run(transport, QStringLiteral("links explain $ce-order %1").arg(last));
    QVERIFY2(ended.exitCode == 0, ended.text().constData());
    const QJsonObject story = ended.objects().constFirst();
    QCOMPARE(story[text("marker")].toString(), text("stream-deleted"));
    QCOMPARE(story[text("deleted")].toString(), text("order-1018"));
}

void TstCliLinks::anAuditCountsByReasonAndStream()
{
    QFETCH(QString, transport);
    const Ended ended = run(transport, text("links audit $ce-order"));
    QVERIFY2(ended.exitCode == 0, ended.text().constData());
    const QJsonObject summary = ended.objects().constFirst();
    QCOMPARE(summary[text("kind")].toString(), text("summary"));
    QCOMPARE(summary[text("complete")], QJsonValue(true));
    const auto count = [&summary](const char *key) { return summary[text(key)].toInteger(-1); };
    QCOMPARE(count("events"), count("links") + count("markers"));
    QCOMPARE(count("links"), count("resolved") + count("broken"));
    QCOMPARE(count("markers"), 1);
    QCOMPARE(count("broken"), 2);
    QCOMPARE(summary[text("reasons")], (QJsonObject{{text("stream-deleted"), 2}}));
    const QList<QJsonObject> streams = ofKind(ended, "target-stream");
    QCOMPARE(streams.size(), count("targetStreams"));
    QCOMPARE(streams.constFirst()[text("stream")].toString(), text("order-1018"));
    QCOMPARE(streams.constFirst()[text("broken")].toInteger(), 2);
}

void TstCliLinks::anAuditOfLinksMadeByHandGivesExamples()
{
    QFETCH(QString, transport);
    const Ended ended = run(transport, text("links audit review-queue"));
    QVERIFY2(ended.exitCode == 0, ended.text().constData());
    QMap<QString, QString> found;
    for (const QJsonObject &reason : ofKind(ended, "reason")) {
        found.insert(reason[text("state")].toString(), exampleTexts(reason));
    }
    const QMap<QString, QString> expected{
        {text("stream-missing"), text("0@order-9999")},
        {text("event-missing"), text("99@order-1003")},
        {text("event-truncated"), text("3@import-2019, 0@sensor-warehouse")},
        {text("stream-deleted"), text("0@cart-17")},
        {text("stream-tombstoned"), text("0@customer-13")},
        // Over HTTP the server does not tell that text.
        {text("malformed"),
         text("twelve@order-1003, ") + (transport == text("grpc") ? text("12") : QString())},
    };
    QCOMPARE(found, expected);
}

void TstCliLinks::theReportForPeopleHasTables()
{
    const Ended ended = run(text("grpc"), text("links audit review-queue --markdown"));
    QVERIFY2(ended.exitCode == 0 && ended.err.isEmpty(), ended.text().constData());
    QVERIFY(ended.out.startsWith("# Links in review-queue\n"));
    for (const char *line :
         {"| - that are broken | 8 |\n",
          "## truncated: 2\n",
          "- by $tb: 1\n",
          "| 11 | twelve@order-1003 | The revision \"twelve\" is not a number. |\n",
          "| cart-17 | 1 | 1 | stream deleted |\n"})
        QVERIFY2(ended.out.contains(line), line);
}

void TstCliLinks::interruptedItTellsWhatItHasSoFar()
{
    const auto process = startCli(
        {text("--server"), m_sandbox->connection(), text("links"), text("audit"), text("big")});
    // It speaks for the first time after a second, or it was too quick to be interrupted.
    while (process->state() == QProcess::Running
           && !process->readAllStandardError().contains("of "))
        process->waitForReadyRead(50);
    if (process->state() == QProcess::Running)
        ::kill(pid_t(process->processId()), SIGINT);
    const Ended ended = endOf(*process);
    const QJsonObject summary = ended.objects().value(0);
    QCOMPARE(summary[text("kind")].toString(), text("summary"));
    const bool isComplete = summary[text("complete")].toBool();
    QVERIFY2(ended.exitCode == (isComplete ? 0 : 130), ended.text().constData());
    QCOMPARE(summary[text("links")].toInteger() == 200'000, isComplete);
}

void TstCliLinks::whatCannotBeReadHasItsExitCode_data()
{
    QTest::addColumn<QString>("transport");
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("error");
    for (const char *transport : {"grpc", "http"}) {
        QTest::addRow("no such stream, %s", transport)
            << text(transport) << text("links audit nowhere") << 4 << text("stream-not-found");
        QTest::addRow("deleted for good, %s", transport)
            << text(transport) << text("links audit customer-13") << 5 << text("stream-deleted");
    }
    QTest::newRow("no revision") << text("grpc") << text("links explain review-queue") << 2
                                 << text("usage");
    QTest::newRow("a revision that is none")
        << text("grpc") << text("links explain review-queue twelve") << 2 << text("usage");
    QTest::newRow("no stream of links")
        << text("grpc") << text("links why-not review-queue 1") << 2 << text("usage");
    QTest::newRow("none of the three") << text("grpc") << text("links") << 2 << text("usage");
}

void TstCliLinks::whatCannotBeReadHasItsExitCode()
{
    QFETCH(QString, transport);
    QFETCH(QString, command);
    QFETCH(int, exitCode);
    QFETCH(QString, error);
    const Ended ended = run(transport, command);
    QVERIFY2(ended.exitCode == exitCode, ended.text().constData());
    QVERIFY2(ended.out.isEmpty(), ended.text().constData());
    QCOMPARE(ended.error()[text("error")].toString(), error);
}

QTEST_GUILESS_MAIN(TstCliLinks)
#include "tst_cli_links.moc"
