// Every command of the real program against its own sandbox: output, exit codes, round trips.
#include "tests/cli/cli_process.h"

#include <QTemporaryDir>
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

QString positionText(const QJsonObject &object)
{
    const QJsonObject position = object[QStringLiteral("position")].toObject();
    return QStringLiteral("%1:%2")
        .arg(position[QStringLiteral("commit")].toInteger())
        .arg(position[QStringLiteral("prepare")].toInteger());
}

QList<qint64> revisionsOf(const Ended &ended)
{
    QList<qint64> revisions;
    for (const QJsonObject &event : ended.objects())
        revisions.append(event[QStringLiteral("revision")].toInteger(-1));
    return revisions;
}

} // namespace

class TstCliCommands final : public QObject
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

    void helpAndVersionGoToStandardOutput()
    {
        const Ended help = runCli({text("--help")});
        QCOMPARE(help.exitCode, 0);
        QVERIFY(help.out.contains("tombstone") && help.err.isEmpty());
        QVERIFY(runCli(words("read --help")).out.contains("--resolve-links"));
        QCOMPARE(runCli({text("--version")}).out,
                 QByteArray("tributaryctl " TRIBUTARY_VERSION "\n"));
    }

    void infoTellsTheServer()
    {
        const Ended ended = m_sandbox->run({text("info")});
        QVERIFY2(ended.exitCode == 0, ended.text().constData());
        const QJsonObject info = ended.objects().value(0);
        QVERIFY(info[QStringLiteral("version")].toString().startsWith(text("24.10")));
        QCOMPARE(info[QStringLiteral("node")].toString(),
                 QStringLiteral("127.0.0.1:%1").arg(m_sandbox->port()));
        QCOMPARE(info[QStringLiteral("state")].toString(), text("Leader"));
        QVERIFY(info[QStringLiteral("features")].isArray());
    }

    void theServerMayBeNamedInTheEnvironment()
    {
        qputenv("TRIBUTARY_SERVER", m_sandbox->connection().toUtf8());
        QProcess process;
        process.start(QStringLiteral(TRIBUTARYCTL), {text("info")});
        const Ended ended = endOf(process);
        qunsetenv("TRIBUTARY_SERVER");
        QVERIFY2(ended.exitCode == 0, ended.text().constData());
    }

    void anAppendPrintsWhereItWent()
    {
        const Ended first = append("s-append", "1");
        QVERIFY2(first.exitCode == 0, first.text().constData());
        const QRegularExpression form(
            text("^\\{\"revision\":0,\"position\":\\{\"commit\":\\d+,\"prepare\":\\d+\\}\\}\n$"));
        QVERIFY2(QString::fromUtf8(first.out).contains(form), first.text().constData());
        QCOMPARE(append("s-append", "2", words("--expected 0")).exitCode, 0);
        const Ended refused = append("s-append", "3", words("--expected 0"));
        QCOMPARE(refused.exitCode, 3);
        QCOMPARE(refused.error()[QStringLiteral("expected")].toInt(-1), 0);
        QCOMPARE(refused.error()[QStringLiteral("actual")].toInt(-1), 1);
        QCOMPARE(append("s-append", "3", words("--expected no-stream")).exitCode, 3);
        QCOMPARE(append("s-append", "3", words("--expected stream-exists")).exitCode, 0);
    }

    void jsonIsPrintedAsItIsStored()
    {
        const QString data = text("{\"a\": 1.10,\"b\":18446744073709551616,\"a\":\"\\u00e9\"}");
        QCOMPARE(m_sandbox
                     ->run({text("append"),
                            text("s-exact"),
                            text("--type"),
                            text("T"),
                            text("--data"),
                            data,
                            text("--metadata"),
                            text("[1.0]")})
                     .exitCode,
                 0);
        const Ended read = m_sandbox->run(words("read s-exact"));
        const QByteArray expected
            = "\"data\":" + data.toUtf8() + ",\"metadata\":[1.0],\"link\":null}";
        QVERIFY2(read.out.contains(expected), read.text().constData());
        QVERIFY(read.out.contains("\"contentType\":\"application/json\""));
    }

    void bytesAreKeptToTheLast()
    {
        QByteArray bytes;
        for (int i = 0; i < 256; ++i)
            bytes += char(i);
        QCOMPARE(
            m_sandbox->run(words("append s-bytes --type T --bytes --data-file -"), bytes).exitCode,
            0);
        const QJsonObject event = m_sandbox->run(words("read s-bytes")).objects().value(0);
        QCOMPARE(QByteArray::fromBase64(event[QStringLiteral("dataBase64")].toString().toLatin1()),
                 bytes);
        QCOMPARE(event[QStringLiteral("metadataBase64")], QJsonValue(QString()));
    }

    void whatIsReadIsAppendedAgainToTheByte()
    {
        const QByteArray lines(
            "{\"type\":\"A\",\"data\":{\"x\": 1.0}}\n"
            "{\"type\":\"B\",\"contentType\":\"application/json\",\"dataBase64\":\"ewp9\"}\n"
            "{\"type\":\"C\",\"dataBase64\":\"/w==\",\"metadata\":{\"m\":null}}\n"
            "{\"type\":\"D\"}\n");
        QCOMPARE(m_sandbox->run(words("append s-from --ndjson -"), lines).exitCode, 0);
        const Ended from = m_sandbox->run(words("read s-from"));
        QCOMPARE(from.lines().size(), 4);
        const Ended copied
            = m_sandbox->run(words("append s-copy --expected no-stream --ndjson -"), from.out);
        QVERIFY2(copied.exitCode == 0, copied.text().constData());
        const Ended copy = m_sandbox->run(words("read s-copy"));
        QCOMPARE(essence(copy), essence(from));
        QVERIFY(from.out.contains("\"dataBase64\":\"ewp9\""));
    }

    void aReadIsInclusiveAndCounts_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QList<qint64>>("revisions");
        using List = QList<qint64>;
        QTest::newRow("all") << QStringList() << List{0, 1, 2, 3, 4};
        QTest::newRow("from a revision") << words("--from 3") << List{3, 4};
        QTest::newRow("from beyond the end") << words("--from 9") << List{};
        QTest::newRow("two from the start") << words("--from start --count 2") << List{0, 1};
        QTest::newRow("from the end") << words("--from end") << List{};
        QTest::newRow("backwards") << words("--backwards") << List{4, 3, 2, 1, 0};
        QTest::newRow("backwards from a revision") << words("--backwards --from 1") << List{1, 0};
        QTest::newRow("the last two") << words("--backwards --from end --count 2") << List{4, 3};
        QTest::newRow("backwards from the start") << words("--backwards --from start") << List{0};
    }
    void aReadIsInclusiveAndCounts()
    {
        QFETCH(QStringList, options);
        QFETCH(QList<qint64>, revisions);
        static bool isWritten = false;
        if (!std::exchange(isWritten, true))
            QCOMPARE(m_sandbox
                         ->run(words("append s-read --ndjson -"),
                               QByteArray("{\"type\":\"T\"}\n").repeated(5))
                         .exitCode,
                     0);
        const Ended ended = m_sandbox->run(words("read s-read") + options);
        QVERIFY2(ended.exitCode == 0, ended.text().constData());
        QCOMPARE(revisionsOf(ended), revisions);
    }

    void allIsReadFromAPositionInclusively()
    {
        QCOMPARE(m_sandbox
                     ->run(words("append s-all --ndjson -"),
                           QByteArray("{\"type\":\"AllOnly\"}\n").repeated(3))
                     .exitCode,
                 0);
        const QList<QJsonObject> events = m_sandbox->run(words("read s-all")).objects();
        QCOMPARE(events.size(), 3);
        const QStringList read = words("read $all --type-prefix AllOnly --from")
                                 + QStringList{positionText(events[1])};
        QCOMPARE(revisionsOf(m_sandbox->run(read)), (QList<qint64>{1, 2}));
        QCOMPARE(revisionsOf(m_sandbox->run(read + words("--backwards"))), (QList<qint64>{1, 0}));
        QCOMPARE(revisionsOf(m_sandbox->run(read + words("--backwards --count 1"))),
                 (QList<qint64>{1}));
        QCOMPARE(revisionsOf(m_sandbox->run(words("read $all --stream-regex ^s-all$"))),
                 (QList<qint64>{0, 1, 2}));
    }

    void linksAreResolvedWhereAsked()
    {
        QCOMPARE(append("linked-1", "{\"x\":1}").exitCode, 0);
        QCOMPARE(append("linked-2", "2").exitCode, 0);
        QTRY_COMPARE(m_sandbox->run(words("read $ce-linked")).lines().size(), 2);
        QCOMPARE(m_sandbox->run(words("delete linked-2")).exitCode, 0);
        const QList<QJsonObject> plain = m_sandbox->run(words("read $ce-linked")).objects();
        QCOMPARE(plain[0][QStringLiteral("type")], QJsonValue(text("$>")));
        QVERIFY(plain[0][QStringLiteral("link")].isNull());
        const QList<QJsonObject> resolved
            = m_sandbox->run(words("read $ce-linked --resolve-links")).objects();
        QCOMPARE(resolved[0][QStringLiteral("stream")], QJsonValue(text("linked-1")));
        QCOMPARE(resolved[0][QStringLiteral("link")][QStringLiteral("stream")],
                 QJsonValue(text("$ce-linked")));
        QVERIFY(!resolved[0].contains(QStringLiteral("resolved")));
        QCOMPARE(resolved[1][QStringLiteral("stream")], QJsonValue(text("$ce-linked")));
        QCOMPARE(resolved[1][QStringLiteral("resolved")], QJsonValue(false));
        QVERIFY(resolved[1][QStringLiteral("link")].isNull());
    }

    void metadataIsSetAndPrintedAsStored()
    {
        QCOMPARE(append("s-meta", "1").exitCode, 0);
        const Ended none = m_sandbox->run(words("metadata get s-meta"));
        QVERIFY2(none.exitCode == 0 && none.out.isEmpty(), none.text().constData());
        const QString json = text("{\"$maxCount\": 5, \"x\":1.0}");
        const Ended set = m_sandbox->run({text("metadata"), text("set"), text("s-meta"), json});
        QVERIFY2(set.exitCode == 0 && set.out.startsWith("{\"revision\":0,\"position\":"),
                 set.text().constData());
        const Ended get = m_sandbox->run(words("metadata get s-meta --verbose"));
        QCOMPARE(get.out, QByteArray(json.toUtf8() + '\n'));
        QVERIFY2(get.err.contains("{\"revision\":0}\n"), get.text().constData());
        QCOMPARE(m_sandbox->run(words("metadata set s-meta {} --expected 7")).exitCode, 3);
    }

    void aSoftDeletionCanBeTakenBack()
    {
        QCOMPARE(append("s-soft", "1").exitCode, 0);
        const Ended deleted = m_sandbox->run(words("delete s-soft --expected 0"));
        QVERIFY2(deleted.exitCode == 0 && deleted.out.startsWith("{\"position\":"),
                 deleted.text().constData());
        for (const char *command : {"read s-soft",
                                    "read s-soft --from end",
                                    "append s-soft --type T --expected stream-exists"}) {
            const Ended refused = m_sandbox->run(words(command));
            QVERIFY2(refused.exitCode == 5, refused.text().constData());
            QCOMPARE(refused.error()[QStringLiteral("deletion")], QJsonValue(text("soft")));
        }
        QCOMPARE(append("s-soft", "2").exitCode, 0);
        QCOMPARE(revisionsOf(m_sandbox->run(words("read s-soft"))), (QList<qint64>{1}));
    }

    void aTombstoneIsForGood()
    {
        QCOMPARE(append("s-hard", "1").exitCode, 0);
        QCOMPARE(m_sandbox->run(words("tombstone s-hard")).exitCode, 2);
        QCOMPARE(m_sandbox->run(words("tombstone s-hard --yes --expected 7")).exitCode, 3);
        const Ended done = m_sandbox->run(words("tombstone s-hard --yes"));
        QVERIFY2(done.exitCode == 0 && done.out.startsWith("{\"position\":"),
                 done.text().constData());
        for (const char *command :
             {"read s-hard", "append s-hard --type T", "delete s-hard", "metadata get s-hard"}) {
            const Ended refused = m_sandbox->run(words(command));
            QVERIFY2(refused.exitCode == 5, refused.text().constData());
            QCOMPARE(refused.error()[QStringLiteral("deletion")], QJsonValue(text("hard")));
        }
    }

    void aReaderThatLeavesEndsItQuietly()
    {
        QCOMPARE(
            m_sandbox
                ->run(words("append s-pipe --ndjson -"),
                      QByteArray("{\"type\":\"T\",\"data\":\"" + QByteArray(1000, 'x') + "\"}\n")
                          .repeated(900))
                .exitCode,
            0);
        QProcess shell;
        shell.start(
            text("bash"),
            {text("-c"),
             QStringLiteral("set -o pipefail; '%1' --server '%2' read s-pipe | head -1 | wc -l")
                 .arg(QStringLiteral(TRIBUTARYCTL), m_sandbox->connection())});
        const Ended ended = endOf(shell);
        QVERIFY2(ended.exitCode == 0, ended.text().constData());
        QCOMPARE(ended.out.trimmed(), QByteArray("1"));
        QVERIFY2(ended.err.isEmpty(), ended.text().constData());
    }

    void aFullDiskIsAnError()
    {
        QCOMPARE(append("s-full", "1").exitCode, 0);
        QProcess process;
        process.setStandardOutputFile(text("/dev/full"));
        process.start(QStringLiteral(TRIBUTARYCTL),
                      {text("--server"), m_sandbox->connection(), text("read"), text("s-full")});
        const Ended ended = endOf(process);
        QVERIFY2(ended.exitCode == 1, ended.text().constData());
        QCOMPARE(ended.error()[QStringLiteral("error")], QJsonValue(text("output")));
    }

    void theSandboxKeepsItsFileAndEndsOnASignal_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("Ctrl+C") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }
    void theSandboxKeepsItsFileAndEndsOnASignal()
    {
        QFETCH(int, number);
        const QTemporaryDir folder;
        const QStringList options{text("--db"), folder.filePath(text("events.db"))};
        SandboxProcess first(options);
        QCOMPARE(first.run(words("append s-kept --type T --data 7")).exitCode, 0);
        const Ended ended = first.stop(number);
        QVERIFY2(ended.exitCode == 0 && ended.err.isEmpty(), ended.text().constData());
        const SandboxProcess second(options);
        QVERIFY(second.run(words("read s-kept")).out.contains("\"data\":7,"));
    }

    void aPortThatIsTakenIsAnError()
    {
        const Ended ended
            = runCli({text("sandbox"), text("--port"), QString::number(m_sandbox->port())});
        QVERIFY2(ended.exitCode == 1 && !ended.error().isEmpty(), ended.text().constData());
    }

private:
    Ended append(const char *stream, const char *data, const QStringList &more = {}) const
    {
        const Ended ended = m_sandbox->run(
            QStringList{
                text("append"), text(stream), text("--type"), text("T"), text("--data"), text(data)}
            + more);
        if (ended.exitCode != 0)
            qInfo("%s", ended.text().constData()); // why, beside the code that a test compares
        return ended;
    }

    /// The lines without what a copy cannot share.
    static QList<QByteArray> essence(const Ended &ended)
    {
        QList<QByteArray> all;
        for (const QByteArray &line : ended.lines()) {
            QByteArray kept = line.mid(line.indexOf("\"id\":"));
            const qsizetype created = kept.indexOf("\"created\":");
            all.append(kept.remove(created, kept.indexOf(',', created) - created));
        }
        return all;
    }

    std::unique_ptr<SandboxProcess> m_sandbox;
};

QTEST_GUILESS_MAIN(TstCliCommands)
#include "tst_cli_commands.moc"
