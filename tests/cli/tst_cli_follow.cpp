// tributaryctl read --follow: inclusive, live, a line at a time, and ended by Ctrl+C.
#include "tests/cli/cli_process.h"

#include <QJsonDocument>
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

/// A follow that is running: collects its lines.
class Follow
{
public:
    Follow(const SandboxProcess &sandbox, const QStringList &arguments)
        : m_process(startCli(QStringList{text("--server"),
                                         sandbox.connection(),
                                         text("read"),
                                         text("--follow"),
                                         text("--verbose")}
                             + arguments))
    {}

    /// The revisions of the lines that have come.
    QList<qint64> revisions()
    {
        m_process->waitForReadyRead(50);
        while (m_process->canReadLine()) {
            const QJsonObject event = QJsonDocument::fromJson(m_process->readLine()).object();
            m_revisions.append(event[QStringLiteral("revision")].toInteger(-1));
        }
        return m_revisions;
    }

    bool isLive()
    {
        m_process->waitForReadyRead(50);
        m_diagnostics += m_process->readAllStandardError();
        return m_diagnostics.contains("Caught up");
    }

    Ended interrupt()
    {
        ::kill(pid_t(m_process->processId()), SIGINT);
        return endOf(*m_process);
    }

    QProcess &process() { return *m_process; }

private:
    std::unique_ptr<QProcess> m_process;
    QByteArray m_diagnostics;
    QList<qint64> m_revisions;
};

} // namespace

class TstCliFollow final : public QObject
{
    Q_OBJECT

    using List = QList<qint64>;

private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox = std::make_unique<SandboxProcess>();
        QVERIFY(!m_sandbox->connection().isEmpty());
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanupTestCase() { m_sandbox.reset(); }

    void itBeginsAtTheGivenEventAndGoesOn_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<List>("first");
        QTest::newRow("everything") << QStringList() << List{0, 1, 2};
        QTest::newRow("from the start") << words("--from start") << List{0, 1, 2};
        QTest::newRow("from the first") << words("--from 0") << List{0, 1, 2};
        QTest::newRow("from a revision") << words("--from 1") << List{1, 2};
        QTest::newRow("new ones only") << words("--from end") << List{};
    }
    void itBeginsAtTheGivenEventAndGoesOn()
    {
        QFETCH(QStringList, options);
        QFETCH(List, first);
        const QString stream
            = text("f-") + QString::fromLatin1(QTest::currentDataTag()).remove(u' ');
        write(stream, 3);
        Follow follow(*m_sandbox, QStringList{stream} + options);
        QTRY_COMPARE_WITH_TIMEOUT(follow.revisions(), first, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(follow.isLive(), 20'000);
        write(stream, 1);
        QTRY_COMPARE_WITH_TIMEOUT(follow.revisions(), first + List{3}, 20'000);
        const Ended ended = follow.interrupt();
        QVERIFY2(ended.exitCode == 0, ended.text().constData());
    }

    void aPositionOfAllIsInclusive()
    {
        write(text("f-all"), 3);
        const QJsonObject second = m_sandbox->run(words("read f-all --from 1")).objects().value(0);
        const QJsonObject position = second[QStringLiteral("position")].toObject();
        const QString from = QStringLiteral("%1:%2")
                                 .arg(position[QStringLiteral("commit")].toInteger())
                                 .arg(position[QStringLiteral("prepare")].toInteger());
        Follow follow(*m_sandbox, words("$all --stream-prefix f-all --from") + QStringList{from});
        QTRY_COMPARE_WITH_TIMEOUT(follow.revisions(), (List{1, 2}), 20'000);
        write(text("f-all"), 1);
        QTRY_COMPARE_WITH_TIMEOUT(follow.revisions(), (List{1, 2, 3}), 20'000);
        QCOMPARE(follow.interrupt().exitCode, 0);
    }

    void itEndsByItselfAfterItsCount()
    {
        write(text("f-count"), 3);
        const Ended ended = m_sandbox->run(words("read f-count --follow --count 2"));
        QVERIFY2(ended.exitCode == 0, ended.text().constData());
        QCOMPARE(ended.lines().size(), 2);
    }

    void itWaitsForAStreamThatIsNotThereYet()
    {
        Follow follow(*m_sandbox, {text("f-later")});
        QTRY_VERIFY_WITH_TIMEOUT(follow.isLive(), 20'000);
        write(text("f-later"), 1);
        QTRY_COMPARE_WITH_TIMEOUT(follow.revisions(), List{0}, 20'000);
        QCOMPARE(follow.interrupt().exitCode, 0);
    }

    void aTombstoneEndsIt()
    {
        write(text("f-tomb"), 1);
        Follow follow(*m_sandbox, {text("f-tomb")});
        QTRY_VERIFY_WITH_TIMEOUT(follow.isLive(), 20'000);
        QCOMPARE(m_sandbox->run(words("tombstone f-tomb --yes")).exitCode, 0);
        const Ended ended = endOf(follow.process());
        QVERIFY2(ended.exitCode == 5, ended.text().constData());
        QVERIFY2(ended.err.contains("\"deletion\":\"hard\""), ended.text().constData());
    }

    void aReaderThatLeavesEndsItWithoutANewEvent()
    {
        write(text("f-pipe"), 2);
        QProcess shell;
        shell.start(
            text("bash"),
            {text("-c"),
             QStringLiteral(
                 "'%1' --server '%2' read f-pipe --follow | head -1 | wc -l; echo ${PIPESTATUS[0]}")
                 .arg(QStringLiteral(TRIBUTARYCTL), m_sandbox->connection())});
        const Ended ended = endOf(shell);
        QVERIFY2(ended.out == "1\n0\n", ended.text().constData());
    }

    void ctrlCEndsItWhileItsReaderDoesNotRead()
    {
        const QByteArray line = "{\"type\":\"T\",\"data\":\"" + QByteArray(1000, 'x') + "\"}\n";
        const Ended written = m_sandbox->run(words("append f-full --ndjson -"), line.repeated(900));
        QVERIFY2(written.exitCode == 0, written.text().constData());
        // The program's pipe fills up: its reader looks at the first line only.
        QProcess shell;
        const QString command
            = QStringLiteral("'%1' --server '%2' read f-full --follow > >(read; "
                             "echo seen >&2; sleep 20) & echo $!; wait $!; echo $?");
        shell.start(
            text("bash"),
            {text("-c"), command.arg(QStringLiteral(TRIBUTARYCTL), m_sandbox->connection())});
        QTRY_VERIFY_WITH_TIMEOUT(shell.waitForReadyRead(50) || shell.canReadLine(), 20'000);
        const pid_t id = shell.readLine().trimmed().toInt();
        QVERIFY(id > 1);
        shell.setReadChannel(QProcess::StandardError);
        QTRY_VERIFY_WITH_TIMEOUT(shell.waitForReadyRead(50) || shell.canReadLine(), 20'000);
        ::kill(id, SIGINT);
        shell.setReadChannel(QProcess::StandardOutput);
        QTRY_VERIFY_WITH_TIMEOUT(shell.waitForReadyRead(50) || shell.canReadLine(), 20'000);
        QCOMPARE(shell.readLine(), QByteArray("0\n"));
        shell.kill();
        shell.waitForFinished();
    }

private:
    void write(const QString &stream, int events) const
    {
        const Ended ended = m_sandbox->run({text("append"), stream, text("--ndjson"), text("-")},
                                           QByteArray("{\"type\":\"T\"}\n").repeated(events));
        QVERIFY2(ended.exitCode == 0, ended.text().constData());
    }

    std::unique_ptr<SandboxProcess> m_sandbox;
};

QTEST_GUILESS_MAIN(TstCliFollow)
#include "tst_cli_follow.moc"
