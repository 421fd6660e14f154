// What a sandbox on a file keeps: through a restart, and through being killed.
#include "tests/sandbox/sandbox_client.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <set>
#include <thread>

QByteArrayList dataOf(const TestRead &read)
{
    QByteArrayList data;
    for (const auto &reply : read.replies) {
        if (reply.has_event())
            data.append(QByteArray::fromStdString(reply.event().event().data()));
    }
    return data;
}

class TstSandboxFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void killedAmidAThousandAppendsItLosesNothingAcknowledged();
    void aRepeatIsRecognisedAfterARestart();
    void positionsGoOnAfterARestart();
    void whatIsNoDatabaseIsRefused();
    void aPortInUseIsRefused();

private:
    [[nodiscard]] core::SandboxOptions onFile() const
    {
        core::SandboxOptions options;
        options.databaseFile = m_dir.filePath(QString::fromLatin1(QTest::currentTestFunction()));
        return options;
    }
    QTemporaryDir m_dir;
};

void TstSandboxFile::killedAmidAThousandAppendsItLosesNothingAcknowledged()
{
    QProcess process;
    process.start(QStringLiteral(SANDBOX_PROCESS), {onFile().databaseFile});
    QVERIFY(process.waitForReadyRead());
    const quint16 port = process.readLine().trimmed().toUShort();
    QVERIFY(port != 0);

    std::set<int> acknowledged[2];
    std::atomic<int> total = 0;
    const auto appendUntilKilled = [&](int worker) {
        SandboxClient client(port);
        for (int i = 0; i < 500; ++i) {
            const QByteArray name = QByteArray::number(worker) + '/' + QByteArray::number(i);
            const TestAnswer answer
                = client.append("s-" + QByteArray::number(worker), "any", {{name, "test", name}});
            if (!answer.status.ok())
                return;
            acknowledged[worker].insert(i);
            if (++total == 300)
                ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        }
    };
    std::thread first(appendUntilKilled, 0);
    std::thread second(appendUntilKilled, 1);
    first.join();
    second.join();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QVERIFY(total >= 300 && total < 1000);

    const auto sandbox = core::Sandbox::start(onFile());
    QVERIFY2(sandbox.hasValue(), "the file cannot be used");
    SandboxClient client((*sandbox)->port());
    for (int worker = 0; worker < 2; ++worker) {
        const QByteArrayList found = dataOf(client.read("s-" + QByteArray::number(worker)));
        for (const int i : acknowledged[worker])
            QCOMPARE(found.value(i), QByteArray::number(worker) + '/' + QByteArray::number(i));
        // At most the one whose answer was lost was written too.
        QVERIFY(found.size() <= qsizetype(acknowledged[worker].size()) + 1);
        // The links of the projections became durable together with their events.
        QCOMPARE(client.append("s-" + QByteArray::number(worker), "any", {{"after"}}).text,
                 QByteArray::number(found.size()));
    }
    const TestRead links = client.read("$ce-s", true);
    QVERIFY(!links.told.join().contains("gone"));
}

void TstSandboxFile::aRepeatIsRecognisedAfterARestart()
{
    {
        const auto sandbox = core::Sandbox::start(onFile());
        SandboxClient client((*sandbox)->port());
        QCOMPARE(client.append("s", "no-stream", {{"a"}, {"b"}}).text, QByteArray("1"));
    }
    const auto sandbox = core::Sandbox::start(onFile());
    SandboxClient client((*sandbox)->port());
    QCOMPARE(client.append("s", "no-stream", {{"a"}, {"b"}}).text, QByteArray("1"));
    QCOMPARE(client.append("s", "0", {{"b"}}).text, QByteArray("1"));
    // The memory for "any" is gone with the process, as on a server.
    QCOMPARE(client.append("s", "any", {{"a"}}).text, QByteArray("2"));
}

void TstSandboxFile::positionsGoOnAfterARestart()
{
    quint64 before = 0;
    {
        const auto sandbox = core::Sandbox::start(onFile());
        SandboxClient client((*sandbox)->port());
        client.append("s", "any", {{"a"}});
        before = client.append("nothing", "any", {}).position;
    }
    const auto sandbox = core::Sandbox::start(onFile());
    SandboxClient client((*sandbox)->port());
    QVERIFY(client.append("s", "any", {{"b"}}).position > before);
    QCOMPARE(client.read("s").told, (QList<QByteArray>{"0", "1", "last 1"}));
}

void TstSandboxFile::whatIsNoDatabaseIsRefused()
{
    const core::SandboxOptions options = onFile();
    QFile file(options.databaseFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, 'x'));
    file.close();
    const auto sandbox = core::Sandbox::start(options);
    QVERIFY(!sandbox.hasValue());
    QVERIFY(sandbox.error().message.contains(options.databaseFile));
}

void TstSandboxFile::aPortInUseIsRefused()
{
    const auto first = core::Sandbox::start({});
    core::SandboxOptions options;
    options.port = (*first)->port();
    const auto second = core::Sandbox::start(options);
    QVERIFY(!second.hasValue());
    QVERIFY(second.error().message.contains(QString::number(options.port)));
}

QTEST_GUILESS_MAIN(TstSandboxFile)
#include "tst_sandbox_file.moc"
