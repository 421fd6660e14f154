// The conformance cases for writes that no recording covers (protocol.md section 9.1 and 9.3).
#include "tests/sandbox/sandbox_client.h"

#include <QTest>

namespace {

/// What is done to a stream "s", one step a line: "append EXPECTED IDS", where IDS are letters,
/// "delete EXPECTED", "tombstone EXPECTED", "metadata JSON", "read", "read-metadata".
TestAnswer doStep(SandboxClient &client, const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    const QByteArray stream = "s";
    const QByteArray expected = words.value(1);
    if (words.at(0) == "append") {
        QList<TestEvent> events;
        const QByteArray ids = words.value(2);
        for (const char id : ids)
            events.append({QByteArray(1, id)});
        return client.append(stream, expected, events);
    }
    if (words.at(0) == "delete")
        return client.remove(stream, expected);
    if (words.at(0) == "tombstone")
        return client.tombstone(stream, expected);
    if (words.at(0) == "metadata")
        return client.setMetadata(stream, line.mid(9));
    const TestRead read = client.read(words.at(0) == "read" ? stream : "$$" + stream);
    TestAnswer answer = read.end;
    if (answer.status.ok())
        answer.text = words.at(0) == "read-metadata" && !read.replies.empty()
                          ? QByteArray::fromStdString(read.replies.front().event().event().data())
                          : read.told.join(',');
    return answer;
}

} // namespace

class TstAppendRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void aWriteEndsAsOnTheServer_data();
    void aWriteEndsAsOnTheServer();
    void aRefusedAppendSaysWhy_data();
    void aRefusedAppendSaysWhy();
    void theSameIdInAnotherStreamIsNew();
    void anAppendThatIsCancelledWritesNothing();
    void positionsOfWritesGrow();
};

void TstAppendRules::aWriteEndsAsOnTheServer_data()
{
    QTest::addColumn<QList<QByteArray>>("steps");
    QTest::addColumn<QList<QByteArray>>("answers");
    const auto row
        = [](const char *name, const QList<QByteArray> &steps, const QList<QByteArray> &answers) {
              QTest::newRow(name) << steps << answers;
          };
    row("an empty write to a missing stream leaves it missing",
        {"append any ", "append no-stream ", "read"},
        {"no stream", "no stream", "missing"});
    row("stream exists on a missing stream is wrong", {"append stream-exists a"}, {"wrong: none"});
    row("four events again expecting any are recognised",
        {"append any abcd", "append any abcd", "read"},
        {"3", "3", "0,1,2,3,last 3"});
    row("metadata that was there before a tombstone can be written, but not read",
        {"append any a", "metadata {}", "tombstone any", "metadata {}", "read-metadata"},
        {"0", "0", "ok", "1", "stream-deleted"});
    row("metadata that was not there before a tombstone cannot be written",
        {"append any a", "tombstone any", "metadata {}"},
        {"0", "ok", "stream-deleted"});
    row("the same id six times in one write is written",
        {"append any aaaaaa", "append any aaaaaa", "read"},
        {"5", "0", "0,1,2,3,4,5,last 5"});
    row("the same id six times expecting no stream is recognised by number",
        {"append no-stream aaaaaa", "append no-stream aaaaaa"},
        {"5", "5"});
    row("the first of six again expecting no stream",
        {"append any abcdef", "append no-stream a"},
        {"5", "0"});
    row("the first of six again expecting any",
        {"append any abcdef", "append any a", "read"},
        {"5", "0", "0,1,2,3,4,5,last 5"});
    row("the first of six again at the head is written again",
        {"append any abcdef", "append 5 a"},
        {"5", "6"});
    row("beyond the head is wrong", {"append any abcdef", "append 6 a"}, {"5", "wrong: 5"});
    row("an old revision with another id is wrong",
        {"append any abcdef", "append 4 a"},
        {"5", "wrong: 5"});
    row("an old revision with its own id is recognised",
        {"append any abcdef", "append 4 f"},
        {"5", "5"});
    row("the middle one twice expecting any",
        {"append any abc", "append any b", "append any b", "read"},
        {"2", "1", "1", "0,1,2,last 2"});
    row("a part of a write again with its revision", {"append any ab", "append 0 b"}, {"1", "1"});
    row("a longer write than before is wrong",
        {"append any ab", "append no-stream abc"},
        {"1", "wrong: 1"});
    row("known then unknown expecting any is wrong",
        {"append any ab", "append any ac"},
        {"1", "wrong: 1"});
    row("unknown then known expecting any is written",
        {"append any ab", "append any ca"},
        {"1", "3"});
    row("an empty write with an old revision is wrong",
        {"append any abc", "append 1 "},
        {"2", "wrong: 2"});
    row("an empty write expecting no stream is wrong",
        {"append any abc", "append no-stream "},
        {"2", "wrong: 2"});
    row("an empty write expecting any tells the head",
        {"append any abc", "append any ", "append 2 "},
        {"2", "2", "2"});
    row("stream exists on a living stream", {"append any a", "append stream-exists b"}, {"0", "1"});
    row("stream exists where only metadata is",
        {"metadata {}", "append stream-exists a"},
        {"0", "0"});
    row("a known write to a soft-deleted stream does not bring it back",
        {"append any ab", "delete any", "append any ab", "read"},
        {"1", "ok", "1", "missing"});
    row("an empty write brings a soft-deleted stream back",
        {"append any ab", "delete any", "append any ", "read", "read-metadata"},
        {"1", "ok", "1", "first 2,last 1", "{\"$tb\":2}"});
    row("a revived stream begins where it was cut",
        {"append any ab", "delete any", "append no-stream cde", "read", "read-metadata"},
        {"1", "ok", "4", "2,3,4,last 4", "{\"$tb\":2}"});
    row("only the first no-stream write revives",
        {"append any ab", "delete any", "append no-stream c", "append no-stream d"},
        {"1", "ok", "2", "wrong: 2"});
    row("several writes after a soft deletion",
        {"append any ab", "delete any", "append any cde", "append any fg", "read"},
        {"1", "ok", "4", "6", "2,3,4,5,6,last 6"});
    row("soft deletion by metadata keeps the other keys",
        {"append any ab",
         "metadata {\"$maxCount\": 10, \"$tb\":9223372036854775807, \"big\":12345678901234567890}",
         "append 1 c",
         "read",
         "read-metadata"},
        {"1", "0", "2", "2,last 2", "{\"$maxCount\":10,\"$tb\":2,\"big\":12345678901234567890}"});
    row("metadata on a soft-deleted stream brings it back, empty",
        {"append any ab", "delete any", "metadata {\"$maxCount\":7}", "read", "read-metadata"},
        {"1", "ok", "1", "first 2,last 1", "{\"$maxCount\":7,\"$tb\":2}"});
    row("metadata on a stream soft-deleted before its first event",
        {"metadata {\"$tb\":9223372036854775807}", "metadata {}", "read", "read-metadata"},
        {"0", "1", "missing", "{\"$tb\":0}"});
    row("metadata that is no JSON counts as none",
        {"append any ab", "delete any", "metadata no json at all", "read"},
        {"1", "ok", "1", "0,1,last 1"});
    row("an unknown right spoils all metadata",
        {"append any abc", "metadata {\"$maxCount\":1,\"$acl\":{\"$x\":\"a\"}}", "read"},
        {"2", "0", "0,1,2,last 2"});
    row("$maxCount keeps the last ones and can be loosened",
        {"append any abcdefghij",
         "metadata {\"$maxCount\":3}",
         "read",
         "metadata {\"$maxCount\":4}",
         "read"},
        {"9", "0", "7,8,9,last 9", "1", "6,7,8,9,last 9"});
    row("a $maxCount of nothing is ignored",
        {"append any ab", "metadata {\"$maxCount\":0}", "read"},
        {"1", "0", "0,1,last 1"});
    row("deleting with an old revision is wrong",
        {"append any ab", "delete 0"},
        {"1", "wrong-expected-version"});
    row("deleting what was never written is wrong", {"delete any"}, {"wrong-expected-version"});
    row("deleting where only metadata is", {"metadata {}", "delete no-stream"}, {"0", "ok"});
    row("a tombstone on what was never written",
        {"tombstone no-stream", "read"},
        {"ok", "stream-deleted"});
    row("a tombstone with a revision on what was never written is wrong",
        {"tombstone 0"},
        {"wrong-expected-version"});
    row("a tombstone is final",
        {"append any ab",
         "tombstone 1",
         "append any c",
         "append no-stream c",
         "append 5 c",
         "append stream-exists c",
         "tombstone any",
         "delete any",
         "read-metadata"},
        {"1",
         "ok",
         "stream-deleted",
         "stream-deleted",
         "stream-deleted",
         "stream-deleted",
         "stream-deleted",
         "stream-deleted",
         "stream-deleted"});
    row("a soft-deleted stream can be tombstoned",
        {"append any a", "delete any", "tombstone any", "read"},
        {"0", "ok", "ok", "stream-deleted"});
    row("an empty tombstoned stream takes no empty write",
        {"tombstone any", "append any "},
        {"ok", "stream-deleted"});
    row("a revision beyond signed numbers fails", {"append 9223372036854775808 a"}, {"status 2"});
    row("no expectation is an invalid argument", {"append  a"}, {"status 3"});
}

void TstAppendRules::aWriteEndsAsOnTheServer()
{
    QFETCH(const QList<QByteArray>, steps);
    QFETCH(const QList<QByteArray>, answers);
    const auto sandbox = core::Sandbox::start({});
    QVERIFY(sandbox.hasValue());
    SandboxClient client((*sandbox)->port());
    QList<QByteArray> got;
    for (const QByteArray &step : steps)
        got.append(doStep(client, step).text);
    QCOMPARE(got, answers);
}

void TstAppendRules::aRefusedAppendSaysWhy_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("no type") << QByteArray() << 1
                             << QByteArray("missing-required-metadata-property");
    QTest::newRow("an empty type") << QByteArray("") << 1 << QByteArray("status 2");
    QTest::newRow("as large as allowed") << QByteArray("t") << 1'048'574 << QByteArray("0");
    QTest::newRow("one byte more")
        << QByteArray("t") << 1'048'575 << QByteArray("maximum-append-size-exceeded");
}

void TstAppendRules::aRefusedAppendSaysWhy()
{
    QFETCH(const QByteArray, type);
    QFETCH(const int, bytes);
    QFETCH(const QByteArray, answer);
    const auto sandbox = core::Sandbox::start({});
    SandboxClient client((*sandbox)->port());
    const TestAnswer got = client.append("s", "any", {{"a", type, QByteArray(bytes, 'x')}});
    QCOMPARE(got.text, answer);
    const bool isWritten = answer == "0";
    QCOMPARE(client.read("s").told.first(), isWritten ? QByteArray("0") : QByteArray("missing"));
}

void TstAppendRules::theSameIdInAnotherStreamIsNew()
{
    const auto sandbox = core::Sandbox::start({});
    SandboxClient client((*sandbox)->port());
    QCOMPARE(client.append("one", "any", {{"a"}}).text, QByteArray("0"));
    QCOMPARE(client.append("two", "any", {{"a"}}).text, QByteArray("0"));
    QCOMPARE(client.read("two").told, (QList<QByteArray>{"0", "last 0"}));
}

void TstAppendRules::anAppendThatIsCancelledWritesNothing()
{
    const auto sandbox = core::Sandbox::start({});
    SandboxClient client((*sandbox)->port());
    for (int i = 0; i < 50; ++i) {
        grpc::ClientContext context;
        wire::AppendResp reply;
        const auto call = client.stub().Append(&context, &reply);
        wire::AppendReq request;
        request.mutable_options()->mutable_stream_identifier()->set_stream_name("s");
        request.mutable_options()->mutable_any();
        call->Write(request);
        auto *proposed = request.mutable_proposed_message();
        proposed->mutable_id()->set_string(testId("x" + QByteArray::number(i)));
        (*proposed->mutable_metadata())["type"] = "t";
        (*proposed->mutable_metadata())["content-type"] = "application/json";
        call->Write(request);
        context.TryCancel();
        QCOMPARE(call->Finish().error_code(), grpc::StatusCode::CANCELLED);
    }
    QCOMPARE(client.append("other", "any", {{"a"}}).text, QByteArray("0"));
    QCOMPARE(client.read("s").told, (QList<QByteArray>{"missing"}));
}

void TstAppendRules::positionsOfWritesGrow()
{
    const auto sandbox = core::Sandbox::start({});
    SandboxClient client((*sandbox)->port());
    const quint64 first = client.append("s", "any", {{"a"}}).position;
    const quint64 second = client.append("s", "any", {{"b"}}).position;
    const quint64 deletion = client.remove("s").position;
    QVERIFY(first > 0);
    QVERIFY(second > first);
    QVERIFY(deletion > second);
}

QTEST_GUILESS_MAIN(TstAppendRules)
#include "tst_append_rules.moc"
