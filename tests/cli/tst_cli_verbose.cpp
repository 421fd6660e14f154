// What --verbose says on standard error: each call on a line, and never a secret.
#include "tests/cli/cli_process.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

/// The lines that tell calls.
QList<QByteArray> callLines(const Ended &ended)
{
    QList<QByteArray> lines;
    for (const QByteArray &line : ended.err.split('\n')) {
        if (line.startsWith("{\"time\""))
            lines.append(line);
    }
    return lines;
}

} // namespace

class TstCliVerbose final : public QObject
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

    void eachCallIsALine()
    {
        const Ended ended = m_sandbox->run(
            {text("--verbose"), text("append"), text("s"), text("--type"), text("T")}, "{\"a\":1}");
        QVERIFY2(ended.exitCode == 0, ended.text().constData());
        const QList<QByteArray> lines = callLines(ended);
        const QByteArray line = lines.value(lines.size() - 1);
        static const QRegularExpression form(QStringLiteral(
            "^\\{\"time\":\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\",\"transport\":\"gRPC\","
            "\"call\":\"event_store.client.streams.Streams/Append\",\"target\":\"s\","
            "\"status\":\"OK\",\"sent\":\\d+,\"received\":\\d+,\"ms\":\\d+\\.\\d{3},"
            "\"node\":\"127.0.0.1:\\d+\"\\}$"));
        QVERIFY2(form.match(QString::fromUtf8(line)).hasMatch(), ended.text().constData());
    }

    void aCallThatWasRefusedSaysWhy()
    {
        const Ended ended = m_sandbox->run({text("--verbose"),
                                            text("delete"),
                                            text("never-written"),
                                            text("--expected"),
                                            text("7")});
        QCOMPARE(ended.exitCode, 3);
        QVERIFY2(ended.err.contains("\"status\":\"FAILED_PRECONDITION (wrong-expected-version)\""),
                 ended.text().constData());
    }

    void everyLineIsAnObject()
    {
        const Ended ended = m_sandbox->run({text("--verbose"), text("info")});
        QVERIFY(callLines(ended).size() >= 2);
        QList<QByteArray> lines = ended.err.split('\n');
        QCOMPARE(lines.takeLast(), QByteArray());
        for (const QByteArray &line : lines)
            QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
    }

    void withoutItNothingIsSaid() { QCOMPARE(m_sandbox->run({text("info")}).err, QByteArray()); }

    void noSecretIsSaid_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addRow("asking") << QStringList{text("info")};
        QTest::addRow("reading") << QStringList{text("read"), text("nothing-here")};
        QTest::addRow("writing") << QStringList{
            text("append"), text("s"), text("--type"), text("T")};
    }
    void noSecretIsSaid()
    {
        QFETCH(QStringList, command);
        const QByteArray pair("admin:hunter2-and-more");
        const Ended ended
            = runCli(QStringList{text("--verbose"),
                                 text("--server"),
                                 QStringLiteral("kurrentdb://%1@127.0.0.1:%2?tls=false")
                                     .arg(QString::fromLatin1(pair))
                                     .arg(m_sandbox->port())}
                         + command,
                     "{}");
        QVERIFY(!callLines(ended).isEmpty());
        for (const QByteArray &said : {ended.out, ended.err}) {
            QVERIFY2(!said.contains("hunter2"), said.constData());
            QVERIFY2(!said.contains(pair.toBase64()), said.constData());
            QVERIFY2(!said.toLower().contains("authorization"), said.constData());
        }
    }

private:
    std::unique_ptr<SandboxProcess> m_sandbox;
};

QTEST_GUILESS_MAIN(TstCliVerbose)
#include "tst_cli_verbose.moc"
