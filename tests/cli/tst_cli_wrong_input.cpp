// Wrong inputs: each is refused with one clear error and its exit code, and nothing is lost by it.
#include "tests/cli/cli_process.h"
#include "tests/cli/odd_server.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QStringList words(const char *line)
{
    return text(line).split(u' ', Qt::SkipEmptyParts);
}

QString address(quint16 port)
{
    return QStringLiteral("kurrentdb://127.0.0.1:%1?tls=false").arg(port);
}

/// A port that was free a moment ago.
quint16 unusedPort()
{
    return OddServer(OddServer::closesAtOnce()).port();
}

bool matches(const QString &text, const QRegularExpression &wanted)
{
    return wanted.match(text).hasMatch();
}

} // namespace

class TstCliWrongInput final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox = std::make_unique<SandboxProcess>();
        QVERIFY(!m_sandbox->connection().isEmpty());
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanupTestCase() { m_sandbox.reset(); }

    void aWrongCommandLineIsRefused_data();
    void aWrongCommandLineIsRefused();
    void aWrongServerIsRefused_data();
    void aWrongServerIsRefused();
    void wrongLinesAreRefusedAsAWhole_data();
    void wrongLinesAreRefusedAsAWhole();
    void whatAnswersIsNoServer_data();
    void whatAnswersIsNoServer();
    void theServerRefuses_data();
    void theServerRefuses();

    void aFileThatIsNotThereIsNamed()
    {
        const Ended ended
            = m_sandbox->run(words("append s-file --type T --data-file not/there.json"));
        QVERIFY2(ended.exitCode == 2, ended.text().constData());
        QVERIFY(
            ended.error()[QStringLiteral("message")].toString().contains(text("not/there.json")));
    }

    void wrongInputIsFoundBeforeAnythingIsSent()
    {
        // Nothing listens, and yet it is the input that is complained of.
        const QString nowhere = address(unusedPort());
        const Ended ended = runCli(
            {text("--server"), nowhere, text("append"), text("s"), text("--ndjson"), text("-")},
            "{\"type\":\"A\"}\n{\"type\":}\n");
        QVERIFY2(ended.exitCode == 2, ended.text().constData());
        QVERIFY(
            ended.error()[QStringLiteral("message")].toString().contains(text("Line 2, column 9")));
    }

    void thePasswordIsNeverShown()
    {
        const Ended ended = runCli(
            {text("--verbose"),
             text("--deadline"),
             text("2000"),
             text("--server"),
             QStringLiteral("kurrentdb://admin:hunter2@127.0.0.1:%1?tls=false").arg(unusedPort()),
             text("info")});
        QVERIFY2(ended.exitCode == 7, ended.text().constData());
        QVERIFY(!ended.err.contains("hunter2"));
    }

    void aServerThatDiesInTheMiddleOfAReadLeavesWholeLines()
    {
        QByteArray lines;
        for (int i = 0; i < 400; ++i)
            lines += "{\"type\":\"T\",\"data\":\"" + QByteArray(1000, 'x') + "\"}\n";
        QCOMPARE(m_sandbox->run(words("append s-long --ndjson -"), lines).exitCode, 0);
        const OddServer road(OddServer::diesAfterAnswers(m_sandbox->port(), 100'000));
        const Ended ended
            = runCli({text("--server"), address(road.port()), text("read"), text("s-long")});
        QVERIFY2(ended.exitCode == 7, ended.text().constData());
        QCOMPARE(ended.error()[QStringLiteral("error")], QJsonValue(text("unavailable")));
        const QList<QJsonObject> events = ended.objects();
        QVERIFY2(!events.isEmpty() && events.size() < 400, ended.err.constData());
        for (qsizetype i = 0; i < events.size(); ++i)
            QCOMPARE(events[i][QStringLiteral("revision")].toInteger(-1), i);
    }

    void aServerThatDiesInTheMiddleOfAWriteLeavesItsOutcomeUnknown()
    {
        const OddServer road(OddServer::diesAfterRequests(m_sandbox->port(), 50'000));
        const QString id = text("4d36b96a-4b5a-4f5e-9059-41e40a25dc4d");
        const Ended ended = runCli({text("--server"),
                                    address(road.port()),
                                    text("append"),
                                    text("s-dies"),
                                    text("--type"),
                                    text("T"),
                                    text("--bytes"),
                                    text("--data-file"),
                                    text("-"),
                                    text("--id"),
                                    id},
                                   QByteArray(200'000, 'x'));
        QVERIFY2(ended.exitCode == 8, ended.text().constData());
        QCOMPARE(ended.error()[QStringLiteral("error")], QJsonValue(text("outcome-unknown")));
        QCOMPARE(ended.error()[QStringLiteral("ids")].toArray(), QJsonArray{id});
        QCOMPARE(m_sandbox->run(words("read s-dies")).exitCode, 4); // half a write is none
    }

    void aLostAnswerIsUnknownAndRepeatingWithTheSameIdWritesOnce()
    {
        const OddServer road(OddServer::losesAnswersAfterRequests(m_sandbox->port(), 50'000));
        const QStringList command = words("append s-lost --type T --bytes --data-file - --id "
                                          "5d36b96a-4b5a-4f5e-9059-41e40a25dc4d");
        const QByteArray payload(200'000, 'x');
        const QStringList lossy{
            text("--deadline"), text("4000"), text("--server"), address(road.port())};
        const Ended lost = runCli(lossy + command, payload);
        QVERIFY2(lost.exitCode == 8, lost.text().constData());
        QTRY_COMPARE_WITH_TIMEOUT(m_sandbox->run(words("read s-lost")).lines().size(), 1, 20'000);
        const Ended again = m_sandbox->run(command, payload);
        QVERIFY2(again.exitCode == 0, again.text().constData());
        QCOMPARE(m_sandbox->run(words("read s-lost")).lines().size(), 1);
    }

    void anInterruptedWriteIsUnknown()
    {
        const OddServer silent(OddServer::saysNothing());
        const auto process = startCli(words("--verbose append s --type T --server")
                                      + QStringList{address(silent.port())});
        process->setReadChannel(QProcess::StandardError);
        QTRY_VERIFY_WITH_TIMEOUT(process->waitForReadyRead(50) || process->canReadLine(), 20'000);
        ::kill(pid_t(process->processId()), SIGINT);
        const Ended ended = endOf(*process);
        QVERIFY2(ended.exitCode == 8, ended.text().constData());
        QVERIFY(ended.err.contains("\"error\":\"outcome-unknown\""));
        QVERIFY(ended.err.contains("\"ids\":[\""));
    }

private:
    std::unique_ptr<SandboxProcess> m_sandbox;
};

void TstCliWrongInput::aWrongCommandLineIsRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QStringList &arguments, const char *sentence) {
        QTest::newRow(name) << arguments << text(sentence);
    };
    row("no command", {}, "command is missing");
    row("unknown command", words("reed s"), "\"reed\" is neither");
    row("unknown option", words("read s --bogus"), "--bogus");
    row("no stream", words("read"), "stream is required");
    row("too many words", words("read s t"), "not expected: t");
    row("option without its value", words("read s --count"), "--count");
    row("option twice", words("read s --count 1 --count 2"), "--count");
    row("empty name", {text("read"), QString()}, "STREAM: the text is empty");
    row("enormous name",
        {text("append"), QString(100'000, u'x'), text("--type"), text("T")},
        "too long");
    row("revision below zero", words("read s --from -1"), "--from: start, end or a revision");
    row("revision beyond 63 bits", words("read s --from 9223372036854775808"), "--from");
    row("revision of letters", words("read s --from five"), "\"five\"");
    row("revision with a point", words("read s --from 1.0"), "\"1.0\"");
    row("position for a stream", words("read s --from 5:5"), "for a stream");
    row("prepare after commit", words("read $all --from 5:6"), "not after COMMIT");
    row("position beyond 63 bits", words("read $all --from 9223372036854775808:0"), "--from");
    row("half a position", words("read $all --from 5:"), "COMMIT:PREPARE");
    row("count of zero", words("read s --count 0"), "from 1 to");
    row("count below zero", words("read s --count -1"), "from 1 to");
    row("count of letters", words("read s --count many"), "\"many\"");
    row("backwards follow", words("read s --backwards --follow"), "exclude each other");
    row("filter on a stream", words("read s --type-prefix a"), "\\$all only");
    row("two subjects", words("read $all --type-prefix a --stream-prefix b"), "not by both");
    row("prefix and regex", words("read $all --type-prefix a --type-regex b"), "prefixes or by a");
    row("empty prefix", {text("read"), text("$all"), text("--type-prefix"), QString()}, "empty");
    row("no type", words("append s --data 1"), "--type is missing");
    row("empty type",
        {text("append"), text("s"), text("--type"), QString()},
        "--type: the text is empty");
    row("bad id", words("append s --type T --id 7"), "--id: a UUID");
    row("id of zeros",
        words("append s --type T --id 00000000-0000-0000-0000-000000000000"),
        "not all zeros");
    row("data that is no JSON", words("append s --type T --data {a:1}"), "line 1, column 2");
    row("empty data",
        {text("append"), text("s"), text("--type"), text("T"), text("--data"), QString()},
        "value is missing");
    row("metadata that is no JSON",
        words("append s --type T --metadata [1,]"),
        "--metadata: not JSON at line 1, column 4");
    row("data from two places",
        words("append s --type T --data 1 --data-file f"),
        "exclude each other");
    row("lines and an event", words("append s --type T --ndjson -"), "--ndjson and --type");
    row("empty-stream",
        words("append s --type T --expected empty-stream"),
        "no \"exists and is empty\"");
    row("expected below zero",
        words("append s --type T --expected -1"),
        "--expected: any, no-stream");
    row("expected beyond 63 bits",
        words("append s --type T --expected 9223372036854775808"),
        "--expected");
    row("expected in capitals", words("delete s --expected Any"), "\"Any\"");
    row("tombstone without yes", words("tombstone s"), "add --yes");
    row("metadata without a verb", words("metadata"), "required");
    row("metadata of text", words("metadata set s text"), "not JSON");
    row("metadata that is no object", words("metadata set s [1]"), "object is expected");
    row("a trusted name over gRPC",
        words("--trusted-auth ann info"),
        "--trusted-auth: only with --transport http");
    row("a long poll over gRPC",
        words("--long-poll 5 info"),
        "--long-poll: only with --transport http");
    row("a long poll of no time",
        words("--transport http --long-poll 0 info"),
        "--long-poll: a whole number from 1");
    row("altered in other words", words("append s --type T --altered yes"), "none, layout or any");
    row("transport smoke", words("--transport smoke info"), "grpc or http");
    row("deadline of zero", words("--deadline 0 info"), "--deadline: a whole number from 1");
    row("deadline of letters", words("--deadline soon info"), "\"soon\"");
    row("port beyond 16 bits", words("sandbox --port 65536"), "0 to 65535");
    row("unknown profile", words("sandbox --profile 19.1"), "20.10, 23.10, 24.10 or 25.1");
}

void TstCliWrongInput::aWrongCommandLineIsRefused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    const Ended ended = runCli(arguments);
    QVERIFY2(ended.exitCode == 2, ended.text().constData());
    QVERIFY2(ended.out.isEmpty(), ended.text().constData());
    QCOMPARE(ended.error()[QStringLiteral("error")], QJsonValue(text("usage")));
    const QString message = ended.error()[QStringLiteral("message")].toString();
    QVERIFY2(matches(message, QRegularExpression(sentence)), qPrintable(message));
}

void TstCliWrongInput::aWrongServerIsRefused_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<int>("character");
    QTest::newRow("nothing") << QString() << 1;
    QTest::newRow("no scheme") << text("localhost:2113") << 1;
    QTest::newRow("other scheme") << text("http://localhost:2113") << 1;
    QTest::newRow("no host") << text("esdb://") << 8;
    QTest::newRow("port of letters") << text("esdb://host:http") << 12;
    QTest::newRow("path") << text("esdb://host/streams") << 12;
    QTest::newRow("raw @ in the password") << text("esdb://user:p@ss@host") << 8;
    QTest::newRow("no password") << text("esdb://user@host") << 8;
    QTest::newRow("bad boolean") << text("esdb://host?tls=no") << 17;
    QTest::newRow("option twice") << text("esdb://host?tls=true&TLS=true") << 22;
}

void TstCliWrongInput::aWrongServerIsRefused()
{
    QFETCH(QString, server);
    QFETCH(int, character);
    const Ended ended = runCli({text("--server"), server, text("info")});
    QVERIFY2(ended.exitCode == 2, ended.text().constData());
    QVERIFY(ended.error()[QStringLiteral("message")].toString().startsWith(text("--server: ")));
    QCOMPARE(ended.error()[QStringLiteral("character")].toInt(), character);
}

void TstCliWrongInput::wrongLinesAreRefusedAsAWhole_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no JSON") << QByteArray("type=A") << text("Line 2, column 1");
    QTest::newRow("no object") << QByteArray("[]") << text("Line 2, column 1: An object");
    QTest::newRow("no type") << QByteArray("{\"data\":1}") << text("no \"type\"");
    QTest::newRow("bad id") << QByteArray("{\"type\":\"A\",\"id\":\"x\"}")
                            << text("column 18: \"id\"");
    QTest::newRow("bad Base64") << QByteArray("{\"type\":\"A\",\"dataBase64\":\"?\"}")
                                << text("Base64");
    QTest::newRow("cut short") << QByteArray("{\"type\":\"A\"") << text("column 12");
    QTest::newRow("bytes that are not UTF-8")
        << QByteArray("{\"type\":\"\xff\"}") << text("not UTF-8");
    QTest::newRow("nested without end")
        << QByteArray("{\"type\":\"A\",\"data\":" + QByteArray(100'000, '['))
        << text("nested too deeply");
}

void TstCliWrongInput::wrongLinesAreRefusedAsAWhole()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, sentence);
    const QByteArray input = "{\"type\":\"Good\"}\n" + line + "\n{\"type\":\"Good\"}\n";
    const Ended ended = m_sandbox->run(words("append s-lines --ndjson -"), input);
    QVERIFY2(ended.exitCode == 2, ended.text().constData());
    const QString message = ended.error()[QStringLiteral("message")].toString();
    QVERIFY2(message.contains(sentence), qPrintable(message));
    QCOMPARE(m_sandbox->run(words("read s-lines")).exitCode, 4);
}

void TstCliWrongInput::whatAnswersIsNoServer_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const char *command : {"info",
                                "read s",
                                "read $all",
                                "read s --follow",
                                "append s --type T",
                                "delete s",
                                "tombstone s --yes",
                                "metadata get s",
                                "metadata set s {}"}) {
        QTest::newRow(command) << words(command);
    }
}

void TstCliWrongInput::whatAnswersIsNoServer()
{
    QFETCH(QStringList, arguments);
    const auto isUnavailable = [&arguments](quint16 port) {
        const QStringList common{text("--deadline"), text("1500"), text("--server"), address(port)};
        const Ended ended = runCli(common + arguments);
        if (ended.exitCode == 7 && ended.out.isEmpty() && !ended.error().isEmpty())
            return true;
        qInfo("%s", ended.text().constData());
        return false;
    };
    QVERIFY(isUnavailable(unusedPort()));
    const OddServer closing(OddServer::closesAtOnce());
    QVERIFY(isUnavailable(closing.port()));
    const OddServer http(OddServer::saysHttp());
    QVERIFY(isUnavailable(http.port()));
    const OddServer silent(OddServer::saysNothing());
    QVERIFY(isUnavailable(silent.port()));
}

void TstCliWrongInput::theServerRefuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("error");
    const QByteArray none;
    QTest::newRow("a stream that is not there")
        << words("read s-none") << none << 4 << text("stream-not-found");
    QTest::newRow("the end of a stream that is not there")
        << words("read s-none --from end") << none << 4 << text("stream-not-found");
    QTest::newRow("the metadata of a stream that is not there")
        << words("metadata get s-none") << none << 4 << text("stream-not-found");
    QTest::newRow("an expectation that does not hold")
        << words("append s-none --type T --expected 5") << none << 3
        << text("wrong-expected-revision");
    QTest::newRow("deleting what is not there") << words("delete s-none --expected stream-exists")
                                                << none << 3 << text("wrong-expected-revision");
    QTest::newRow("an event above the server's limit")
        << words("append s-none --type T --bytes --data-file -") << QByteArray(2'000'000, 'x') << 1
        << text("too-large");
    // gRPC's refusal is no answer of the store: by the rule for writes the outcome is not known.
    QTest::newRow("an event above gRPC's limit")
        << words("append s-none --type T --bytes --data-file -") << QByteArray(20'000'000, 'x') << 8
        << text("outcome-unknown");
}

void TstCliWrongInput::theServerRefuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, input);
    QFETCH(int, exitCode);
    QFETCH(QString, error);
    const Ended ended = m_sandbox->run(arguments, input);
    QVERIFY2(ended.exitCode == exitCode, ended.text().constData());
    QCOMPARE(ended.error()[QStringLiteral("error")].toString(), error);
    QCOMPARE(ended.error()[QStringLiteral("stream")].toString(), text("s-none"));
    QCOMPARE(m_sandbox->run(words("read s-none")).exitCode, 4);
}

QTEST_GUILESS_MAIN(TstCliWrongInput)
#include "tst_cli_wrong_input.moc"
