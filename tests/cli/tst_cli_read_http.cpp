// What "tributaryctl read" prints over HTTP: every byte as it is stored, or what the lists hold.
#include "tests/cli/cli_process.h"

#include <QRegularExpression>
#include <QTest>

namespace {

constexpr int Binaries = 12;

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QStringList words(const char *line)
{
    return text(line).split(u' ', Qt::SkipEmptyParts);
}

QByteArray base64Line(const QByteArray &data)
{
    return "{\"type\":\"Bytes\",\"dataBase64\":\"" + data.toBase64() + "\"}\n";
}

QByteArray everyByte()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes += char(i);
    return bytes;
}

bool isExactInLists(const QString &type)
{
    return type == text("Big") || type == text("Empty");
}

/// HTTP does not tell positions in a stream.
QList<QByteArray> linesWithoutPositions(const Ended &ended)
{
    static const QRegularExpression position(text("\"position\":\\{[^}]*\\}"));
    QList<QByteArray> all;
    for (const QByteArray &line : ended.lines())
        all.append(QString::fromUtf8(line).replace(position, text("\"position\":null")).toUtf8());
    return all;
}

} // namespace

class TstCliReadHttp final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox = std::make_unique<SandboxProcess>();
        QVERIFY(!m_sandbox->connection().isEmpty());
        QByteArray lines(
            "{\"type\":\"Big\",\"data\":{\"n\": 12345678901234567890.10 ,\"n\":1}}\n"
            "{\"type\":\"Broken\",\"contentType\":\"application/json\",\"dataBase64\":\"/w==\"}\n"
            "{\"type\":\"Replaced\",\"data\":\"\xef\xbf\xbd\"}\n"
            "{\"type\":\"Empty\"}\n");
        for (int i = 0; i < Binaries; ++i)
            lines += base64Line(everyByte() + QByteArray::number(i));
        Ended written = m_sandbox->run(words("append odd --ndjson -"), lines);
        QVERIFY2(written.exitCode == 0, written.text().constData());
        written = m_sandbox->run(words("append links --ndjson -"),
                                 "{\"type\":\"$>\",\"dataBase64\":\"NUBvZGQ=\"}\n"); // 5@odd
        QVERIFY2(written.exitCode == 0, written.text().constData());
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanupTestCase() { m_sandbox.reset(); }

    void everyByteIsThatOfGrpc_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("forwards") << words("read odd");
        QTest::newRow("backwards") << words("read odd --backwards");
        QTest::newRow("a part") << words("read odd --from 3 --count 5");
        QTest::newRow("a reader of the log") << words("read $all --stream-prefix odd");
    }
    void everyByteIsThatOfGrpc()
    {
        QFETCH(QStringList, command);
        const Ended grpc = m_sandbox->run(command);
        const Ended http = overHttp(command);
        QVERIFY2(grpc.exitCode == 0 && !grpc.out.isEmpty(), grpc.text().constData());
        QVERIFY2(http.exitCode == 0, http.text().constData());
        QCOMPARE(linesWithoutPositions(http), linesWithoutPositions(grpc));
    }

    void aResolvedLinkGivesTheBytesOfItsTarget()
    {
        const Ended ended = overHttp(words("read links --resolve-links"));
        QVERIFY2(ended.exitCode == 0, ended.text().constData());
        const QJsonObject event = ended.objects().value(0);
        QCOMPARE(event[text("stream")], QJsonValue(text("odd")));
        QCOMPARE(QByteArray::fromBase64(event[text("dataBase64")].toString().toLatin1()),
                 everyByte() + "1");
        QVERIFY(event[text("created")].isString());
        QVERIFY(!event.contains(text("exact")));
    }

    void aLinkThatIsRebuiltIsSaidToBe()
    {
        const Ended ended = overHttp(words("read links"));
        QVERIFY2(ended.exitCode == 0, ended.text().constData());
        const QJsonObject link = ended.objects().value(0);
        QCOMPARE(link[text("type")], QJsonValue(text("$>")));
        QCOMPARE(link[text("dataBase64")], QJsonValue(text("NUBvZGQ=")));
        QVERIFY(link[text("id")].isNull());
        QCOMPARE(link[text("exact")], QJsonValue(false));
    }

    void anEventWithoutAnAnswerIsALineThatSaysSo()
    {
        const Ended written = m_sandbox->run(words("append gap --ndjson -"),
                                             "{\"type\":\"A\",\"data\":1}\n"
                                             "{\"type\":\"$>\",\"dataBase64\":\"MTI=\"}\n" // 12
                                             "{\"type\":\"B\",\"data\":2}\n");
        QVERIFY2(written.exitCode == 0, written.text().constData());
        const Ended ended = overHttp(words("read gap"));
        QVERIFY2(ended.exitCode == 0, ended.text().constData());
        QCOMPARE(ended.lines().size(), 3);
        QCOMPARE(ended.lines().at(1),
                 QByteArray("{\"stream\":\"gap\",\"revision\":1,\"position\":null,\"id\":null,"
                            "\"type\":\"$>\",\"contentType\":null,\"created\":null,"
                            "\"exact\":false,\"answered\":false,\"link\":null}"));
        QCOMPARE(ended.objects().at(2)[text("type")], QJsonValue(text("B")));
        const Ended again = m_sandbox->run(words("append copy --ndjson -"), ended.out);
        QVERIFY(again.exitCode != 0);
        QVERIFY2(again.err.contains("there is nothing to write"), again.text().constData());
    }

    void aListIsPrintedWhereThatIsEnough()
    {
        const Ended exact = overHttp(words("--verbose read odd"));
        const Ended listed = overHttp(words("--verbose read odd --approximate"));
        QVERIFY2(listed.exitCode == 0, listed.text().constData());
        const auto isFetch = [](const QByteArray &line) {
            static const QRegularExpression form(text("\"target\":\"/streams/odd/\\d+\""));
            return form.match(QString::fromUtf8(line)).hasMatch();
        };
        const auto fetches = [&isFetch](const Ended &ended) {
            const auto lines = ended.err.split('\n');
            return std::count_if(lines.cbegin(), lines.cend(), isFetch);
        };
        // What is no text, and what may have been replaced: each by itself.
        QCOMPARE(fetches(exact), Binaries + 2);
        QCOMPARE(fetches(listed), 0);
        QCOMPARE(listed.lines().size(), exact.lines().size());
        for (const QJsonObject &event : listed.objects())
            QCOMPARE(event.contains(text("exact")),
                     !isExactInLists(event[text("type")].toString()));
        QVERIFY(!exact.out.contains("\"exact\""));
    }

    void whatIsTextIsExactInAList()
    {
        const QByteArray big = "\"data\":{\"n\": 12345678901234567890.10 ,\"n\":1}";
        const Ended listed = overHttp(words("read odd --count 1 --approximate"));
        QVERIFY2(listed.out.contains(big), listed.text().constData());
        QVERIFY(!listed.out.contains("\"exact\""));
    }

    void overGrpcAListIsExactInAnyCase()
    {
        QCOMPARE(m_sandbox->run(words("read odd --approximate")).out,
                 m_sandbox->run(words("read odd")).out);
    }

    void whatFollowsIsExactAsWell()
    {
        const Ended ended = overHttp(words("read odd --from 4 --follow --count 12"));
        QVERIFY2(ended.exitCode == 0, ended.text().constData());
        QCOMPARE(linesWithoutPositions(ended),
                 linesWithoutPositions(m_sandbox->run(words("read odd --from 4"))));
    }

private:
    Ended overHttp(const QStringList &command) const
    {
        return m_sandbox->run(words("--transport http") + command);
    }

    std::unique_ptr<SandboxProcess> m_sandbox;
};

QTEST_GUILESS_MAIN(TstCliReadHttp)
#include "tst_cli_read_http.moc"
