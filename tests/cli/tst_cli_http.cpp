// What tributaryctl makes of servers over HTTP that are none, or not as they should be.
#include "tests/cli/cli_process.h"
#include "tests/cli/odd_server.h"

#include <QRegularExpression>
#include <QTest>

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QStringList words(const QString &line)
{
    return line.split(u' ', Qt::SkipEmptyParts);
}

Ended runAgainst(quint16 port, const QStringList &command, const QByteArray &input = {})
{
    const QStringList common{
        text("--transport"),
        text("http"),
        text("--deadline"),
        text("1500"),
        text("--server"),
        QStringLiteral("kurrentdb://ann:hunter2@127.0.0.1:%1?tls=false").arg(port)};
    return runCli(common + command, input);
}

QByteArray answer(const char *status, const QByteArray &headers = {}, const QByteArray &body = {})
{
    return "HTTP/1.1 " + QByteArray(status) + "\r\n" + headers + "Connection: close\r\n"
           + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

class TstCliHttp final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void anAnswerHasItsExitCode_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QString>("command");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name,
                            const QByteArray &said,
                            const char *command,
                            int exitCode,
                            const char *error) {
            QTest::newRow(name) << said << text(command) << exitCode << text(error);
        };
        const char *append = "append s --type T";
        const QByteArray html = "Content-Type: text/html\r\n";
        const QByteArray basic = "WWW-Authenticate: X-Basic realm=\"ESDB\"\r\n";
        row("a write that is not confirmed", answer("200 OK"), append, 8, "outcome-unknown");
        row("a login page",
            answer("200 OK", html, "<title>Sign in</title>"),
            append,
            8,
            "outcome-unknown");
        row("a login page instead of the version",
            answer("200 OK", html, "<title>Sign in</title>"),
            "info",
            1,
            "protocol");
        row("a proxy without a server", answer("502 Bad Gateway", html), "info", 7, "unavailable");
        row("a wrong password", answer("401 Unauthorized", basic), append, 6, "unauthenticated");
        row("a right that is missing", answer("401 Unauthorized"), append, 6, "access-denied");
        row("a wrong revision",
            answer("400 Wrong", "ES-CurrentVersion: 4\r\n"),
            "delete s",
            3,
            "wrong-expected-revision");
        row("a body that is cut",
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"esVersion\"",
            "info",
            7,
            "unavailable");
        row("too large", answer("413 Too large"), append, 8, "outcome-unknown");
        row("a circle of redirects",
            answer("307 Here", "Location: /streams/s\r\n"),
            append,
            1,
            "protocol");
        row("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "info", 1, "protocol");
    }
    void anAnswerHasItsExitCode()
    {
        QFETCH(QByteArray, said);
        QFETCH(QString, command);
        QFETCH(int, exitCode);
        QFETCH(QString, error);
        const OddServer server(OddServer::says(said));
        const Ended ended = runAgainst(server.port(), words(command));
        QVERIFY2(ended.exitCode == exitCode, ended.text().constData());
        QCOMPARE(ended.error()[text("error")].toString(), error);
        QVERIFY(ended.out.isEmpty());
        QVERIFY(!ended.err.contains("hunter2"));
    }

    void noAnswerLeavesAWriteOpen()
    {
        const OddServer silent(OddServer::saysNothing());
        const Ended written = runAgainst(silent.port(), words(text("append s --type T")));
        QVERIFY2(written.exitCode == 8, written.text().constData());
        const Ended asked = runAgainst(silent.port(), words(text("info")));
        QVERIFY2(asked.exitCode == 7, asked.text().constData());
    }

    void noConnectionLeavesNothingOpen()
    {
        const quint16 unused = OddServer(OddServer::closesAtOnce()).port();
        for (const char *command : {"append s --type T", "delete s", "info"}) {
            const Ended ended = runAgainst(unused, words(text(command)));
            QVERIFY2(ended.exitCode == 7, ended.text().constData());
        }
    }

    void whatWouldBeStoredOtherwiseIsSaidBeforeItIsSent()
    {
        const OddServer server(
            OddServer::says(answer("201 Created", "Location: http://127.0.0.1:1/streams/s/0\r\n")));
        const QByteArray plain
            = "{\"type\":\"A\",\"data\":{\"n\":1}}\n{\"type\":\"B\",\"data\":{}}\n";
        const QByteArray exact
            = "{\"type\":\"A\",\"data\":{\"n\":1.10}}\n{\"type\":\"B\",\"data\":{}}\n";
        const QString append = text("append s --ndjson -");
        Ended ended = runAgainst(server.port(), words(append), plain);
        QVERIFY2(ended.exitCode == 0, ended.text().constData());
        QVERIFY(ended.err.contains("event 1: its data would be laid out anew"));
        QCOMPARE(ended.out, "{\"revision\":1,\"position\":null}\n");
        ended = runAgainst(server.port(), words(append + text(" --altered none")), plain);
        QVERIFY2(ended.exitCode == 1, ended.text().constData());
        QCOMPARE(ended.error()[text("error")].toString(), text("would-be-altered"));
        ended = runAgainst(server.port(), words(append), exact);
        QVERIFY2(ended.exitCode == 1, ended.text().constData());
        QVERIFY(ended.err.contains("the number 1.10 in its data would be written in another way"));
        ended = runAgainst(server.port(), words(append + text(" --altered any")), exact);
        QVERIFY2(ended.exitCode == 0, ended.text().constData());
    }
};

QTEST_GUILESS_MAIN(TstCliHttp)
#include "tst_cli_http.moc"
