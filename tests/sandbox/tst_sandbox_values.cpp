// The sandbox's pure rules: JSON looked into, links, retention, projections.
#include "core/sandbox/expected_revision_rules.h"
#include "core/sandbox/json_object.h"
#include "core/sandbox/link_rules.h"
#include "core/sandbox/projections.h"
#include "core/sandbox/stream_metadata_rules.h"

#include <QTest>

using namespace core;
using namespace core::sandbox;

class TstSandboxValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void aMemberIsSetWithoutTouchingTheOthers_data();
    void aMemberIsSetWithoutTouchingTheOthers();
    void metadataSaysWhatIsLeft_data();
    void metadataSaysWhatIsLeft();
    void aLinkNamesItsTarget_data();
    void aLinkNamesItsTarget();
    void anEventIsProjected_data();
    void anEventIsProjected();
    void aWriteToATombstoneIsNeverDecidedByIds();
};

void TstSandboxValues::aMemberIsSetWithoutTouchingTheOthers_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
    row("an empty object", "{}", "{\"$tb\":5}");
    row("in its place", "{\"a\":1,\"$tb\":9,\"b\":2}", "{\"a\":1,\"$tb\":5,\"b\":2}");
    row("at the end", "{\"a\":[1, 2]}", "{\"a\":[1,2],\"$tb\":5}");
    row("numbers digit for digit",
        "{\"n\":12345678901234567890.10e+05}",
        "{\"n\":12345678901234567890.10e+05,\"$tb\":5}");
    row("spaces within text stay",
        "{ \"a b\" : \"c \\\" d\" }",
        "{\"a b\":\"c \\\" d\",\"$tb\":5}");
    row("an array is no object", "[1]", "");
    row("something behind it", "{} {}", "");
    row("a leading zero", "{\"a\":01}", "");
    row("a comma too many", "{\"a\":1,}", "");
    row("an unfinished text", "{\"a\":\"b}", "");
    row("nothing", "", "");
    row("an unknown escape", "{\"a\":\"\\x\"}", "");
}

void TstSandboxValues::aMemberIsSetWithoutTouchingTheOthers()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QCOMPARE(jsonWithMember(before, "$tb", "5").value_or(QByteArray()), after);
}

void TstSandboxValues::metadataSaysWhatIsLeft_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<qint64>("first"); // of a stream whose last revision is 9
    QTest::newRow("nothing") << QByteArray("{}") << qint64(0);
    QTest::newRow("$tb") << QByteArray("{\"$tb\":4}") << qint64(4);
    QTest::newRow("$maxCount") << QByteArray("{\"$maxCount\":3}") << qint64(7);
    QTest::newRow("the stricter of both") << QByteArray("{\"$maxCount\":3,\"$tb\":8}") << qint64(8);
    QTest::newRow("more than there are") << QByteArray("{\"$maxCount\":30}") << qint64(0);
    QTest::newRow("too large a number")
        << QByteArray("{\"$tb\":99999999999999999999}") << qint64(0);
    QTest::newRow("text for a number spoils all")
        << QByteArray("{\"$tb\":4,\"$maxAge\":\"1\"}") << qint64(0);
    QTest::newRow("a soft deletion")
        << QByteArray("{\"$tb\":9223372036854775807}") << DeletedRevision;
}

void TstSandboxValues::metadataSaysWhatIsLeft()
{
    QFETCH(const QByteArray, json);
    QFETCH(const qint64, first);
    QCOMPARE(retentionFrom(json, true).firstRevision(9), first);
    QCOMPARE(retentionFrom(json, false).firstRevision(9), qint64(0));
}

void TstSandboxValues::aLinkNamesItsTarget_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("revision");
    QTest::addColumn<QByteArray>("stream");
    const auto row =
        [](const char *data, LinkTarget::Kind kind, qint64 revision = -1, const char *stream = "") {
            QTest::newRow(data) << QByteArray(data) << int(kind) << revision << QByteArray(stream);
        };
    using Kind = LinkTarget::Kind;
    row("3@a-b", Kind::Event, 3, "a-b");
    row("0@a@b", Kind::Event, 0, "a@b");
    row(" 0 @ s", Kind::Event, 0, " s");
    row("-1@s", Kind::Event, -1, "s");
    row("-2@s", Kind::Broken);
    row("12", Kind::Broken);
    row("12@", Kind::Broken);
    row("@s", Kind::NotALink);
    row("x@s", Kind::NotALink);
    row("99999999999999999999@s", Kind::NotALink);
    row("", Kind::NotALink);
}

void TstSandboxValues::aLinkNamesItsTarget()
{
    QFETCH(const QByteArray, data);
    QFETCH(const int, kind);
    QFETCH(const qint64, revision);
    QFETCH(const QByteArray, stream);
    const LinkTarget target = linkTarget(data);
    QCOMPARE(int(target.kind), kind);
    QCOMPARE(target.revision, revision);
    QCOMPARE(target.stream, stream);
}

void TstSandboxValues::anEventIsProjected_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<qint64>("revision");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("metadata");
    QTest::addColumn<QByteArrayList>("written");
    const QByteArray none;
    const auto revision = [](qint64 value) { return value; };
    QTest::newRow("the first of a stream")
        << QByteArray("a-1") << revision(0) << QByteArray("t") << none << none
        << QByteArrayList{"$streams 0@a-1", "$category-a a-1", "$ce-a 0@a-1", "$et-t 0@a-1"};
    QTest::newRow("a later one") << QByteArray("a-b-1") << revision(3) << QByteArray("t") << none
                                 << none << QByteArrayList{"$ce-a 3@a-b-1", "$et-t 3@a-b-1"};
    QTest::newRow("without a category") << QByteArray("plain") << revision(1) << QByteArray("t")
                                        << none << none << QByteArrayList{"$et-t 1@plain"};
    QTest::newRow("with a correlation") << QByteArray("plain") << revision(1) << QByteArray("t")
                                        << none << QByteArray("{\"$correlationId\":\"c \\u0031\"}")
                                        << QByteArrayList{"$et-t 1@plain", "$bc-c 1 1@plain"};
    QTest::newRow("a correlation that is a number")
        << QByteArray("plain") << revision(1) << QByteArray("t") << none
        << QByteArray("{\"$correlationId\":7}") << QByteArrayList{"$et-t 1@plain", "$bc-7 1@plain"};
    QTest::newRow("a correlation that is an object")
        << QByteArray("plain") << revision(1) << QByteArray("t") << none
        << QByteArray("{\"$correlationId\":{}}") << QByteArrayList{"$et-t 1@plain"};
    QTest::newRow("a soft deletion")
        << QByteArray("$$a-1") << revision(2) << QByteArray("$metadata")
        << QByteArray("{\"$tb\":9223372036854775807}") << none
        << QByteArrayList{"$ce-a 2@$$a-1", "$et-$deleted 2@a-1"};
    QTest::newRow("a tombstone") << QByteArray("a-1") << DeletedRevision
                                 << QByteArray("$streamDeleted") << none << none
                                 << QByteArrayList{"$ce-a 9223372036854775807@a-1",
                                                   "$et-$deleted 9223372036854775807@a-1"};
    QTest::newRow("a link that leads nowhere")
        << QByteArray("a-1") << revision(1) << QByteArray("$>") << QByteArray("5@x") << none
        << QByteArrayList{"$ce-a 5@x"};
    QTest::newRow("a link with a correlation")
        << QByteArray("a-1") << revision(1) << QByteArray("$>") << QByteArray("5@x")
        << QByteArray("{\"$correlationId\":\"c\"}") << QByteArrayList{"$ce-a 5@x"};
    QTest::newRow("a reference to a stream")
        << QByteArray("a") << revision(1) << QByteArray("$@") << QByteArray("a-2")
        << QByteArray("{\"$correlationId\":\"c\"}") << QByteArrayList{"$et-$@ 1@a", "$bc-c 1@a"};
    QTest::newRow("an event of a system stream")
        << QByteArray("$category-a") << revision(1) << QByteArray("$@") << QByteArray("a-2") << none
        << QByteArrayList{};
    QTest::newRow("the metadata of a system stream")
        << QByteArray("$$$ce-a") << revision(0) << QByteArray("$metadata") << QByteArray("{}")
        << none << QByteArrayList{};
}

void TstSandboxValues::anEventIsProjected()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const qint64, revision);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, data);
    QFETCH(const QByteArray, metadata);
    QFETCH(const QByteArrayList, written);
    QByteArrayList got;
    for (const Projected &each :
         project({{stream, revision, EventId::random(), type, data, metadata}, 700, 0})) {
        got << each.stream + ' ' + each.event.data;
        QVERIFY(jsonMembers(each.event.metadata).has_value());
    }
    QCOMPARE(got, written);
}

void TstSandboxValues::aWriteToATombstoneIsNeverDecidedByIds()
{
    const KnownIds known{[](const EventId &) { return std::optional<qint64>(0); },
                         [](qint64, const EventId &) { return true; }};
    const StreamFacts facts{DeletedRevision, true, false, true};
    for (const qint64 expectation :
         {expected::Any, expected::NoStream, expected::StreamExists, qint64(0)}) {
        QCOMPARE(decideWrite(facts, expectation, {EventId::random()}, known).kind,
                 Decision::Kind::StreamDeleted);
    }
}

QTEST_APPLESS_MAIN(TstSandboxValues)
#include "tst_sandbox_values.moc"
