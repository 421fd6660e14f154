// The conformance cases for reads and subscriptions that no recording covers (protocol.md sections
// 9.2 and 9.4).
#include "core/base/ids.h"
#include "tests/sandbox/sandbox_client.h"

#include <QTest>

using Change = void (*)(wire::ReadReq::Options &);
Q_DECLARE_METATYPE(Change)

namespace {

constexpr int Many = 100;

QList<TestEvent> manyEvents(int count)
{
    QList<TestEvent> events;
    for (int i = 0; i < count; ++i)
        events.append({QByteArray::number(i), i % 2 == 0 ? "even" : "odd"});
    return events;
}

QList<QByteArray> upTo(int first, int last)
{
    QList<QByteArray> numbers;
    for (int i = first; first <= last ? i <= last : i >= last; first <= last ? ++i : --i)
        numbers.append(QByteArray::number(i));
    return numbers;
}

} // namespace

class TstReadRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aStreamIsReadAsOnTheServer_data();
    void aStreamIsReadAsOnTheServer();
    void withoutCompatibilityThereAreNoBoundaries();
    void aRequestThatMakesNoSenseIsRefused_data();
    void aRequestThatMakesNoSenseIsRefused();
    void allIsReadInTheOrderOfTheLog();
    void aPositionThatNoEventHasIsRefused();
    void allIsFilteredByTypeAndStream();
    void linksAreResolvedOneHop();
    void idsHaveTheFormThatWasAskedFor();

private:
    std::shared_ptr<core::Sandbox> m_sandbox;
    std::unique_ptr<SandboxClient> m_client;
};

void TstReadRules::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    auto started = core::Sandbox::start({});
    QVERIFY(started.hasValue());
    m_sandbox = std::move(started).value();
    m_client = std::make_unique<SandboxClient>(m_sandbox->port());
}

void TstReadRules::cleanup()
{
    m_client.reset();
    m_sandbox.reset();
}

void TstReadRules::aStreamIsReadAsOnTheServer_data()
{
    QTest::addColumn<int>("events");
    QTest::addColumn<QByteArray>("metadata");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<bool>("backwards");
    QTest::addColumn<quint64>("count");
    QTest::addColumn<QList<QByteArray>>("told");
    const QByteArray none;
    using Told = QList<QByteArray>;
    QTest::newRow("a page from the start") << Many << none << QByteArray("start") << false
                                           << quint64(50) << upTo(0, 49) + Told{"last 99"};
    QTest::newRow("the server's first page is cut off")
        << Many << QByteArray("{\"$tb\":81}") << QByteArray("start") << false << quint64(10)
        << Told{"first 81"} + upTo(81, 90) + Told{"last 99"};
    QTest::newRow("cut off exactly behind the server's first page")
        << 64 << QByteArray("{\"$tb\":32}") << QByteArray("start") << false << quint64(100)
        << Told{"first 32"} + upTo(32, 63) + Told{"last 63"};
    QTest::newRow("cut off within the server's first page")
        << 64 << QByteArray("{\"$tb\":31}") << QByteArray("start") << false << quint64(100)
        << upTo(31, 63) + Told{"last 63"};
    QTest::newRow("right behind the last")
        << 10 << none << QByteArray("10") << false << quint64(5) << Told{"last 9"};
    QTest::newRow("far behind the last")
        << 10 << none << QByteArray("12") << false << quint64(5) << Told{"first 10", "last 9"};
    QTest::newRow("backwards from beyond the last")
        << 30 << none << QByteArray("60") << true << quint64(20) << upTo(29, 10) + Told{"last 29"};
    QTest::newRow("backwards from a revision") << Many << none << QByteArray("60") << true
                                               << quint64(20) << upTo(60, 41) + Told{"last 99"};
    QTest::newRow("backwards from the start")
        << 10 << none << QByteArray("start") << true << quint64(5) << Told{"0", "last 9"};
    QTest::newRow("the last one") << 10 << none << QByteArray("end") << true << quint64(1)
                                  << Told{"9", "last 9"};
    QTest::newRow("backwards through all that is cut off")
        << 10 << QByteArray("{\"$tb\":10}") << QByteArray("end") << true << quint64(5)
        << Told{"last 9"};
    QTest::newRow("more than a page of the store")
        << 1500 << none << QByteArray("start") << false << quint64(2000)
        << upTo(0, 1499) + Told{"last 1499"};
    QTest::newRow("the largest revision") << 10 << none << QByteArray("9223372036854775807")
                                          << false << quint64(5) << Told{"first 10", "last 9"};
}

void TstReadRules::aStreamIsReadAsOnTheServer()
{
    QFETCH(const int, events);
    QFETCH(const QByteArray, metadata);
    QFETCH(const QByteArray, from);
    QFETCH(const bool, backwards);
    QFETCH(const quint64, count);
    QFETCH(const QList<QByteArray>, told);
    m_client->append("s", "any", manyEvents(events));
    if (!metadata.isEmpty())
        m_client->setMetadata("s", metadata);
    wire::ReadReq request = SandboxClient::streamRequest("s");
    auto *options = request.mutable_options();
    options->set_count(count);
    options->set_read_direction(backwards ? wire::ReadReq::Options::Backwards
                                          : wire::ReadReq::Options::Forwards);
    if (from == "end")
        options->mutable_stream()->mutable_end();
    else if (from != "start")
        options->mutable_stream()->set_revision(from.toULongLong());
    QCOMPARE(m_client->read(request).told, told);
}

void TstReadRules::withoutCompatibilityThereAreNoBoundaries()
{
    m_client->append("s", "any", manyEvents(3));
    m_client->setMetadata("s", "{\"$tb\":2}");
    wire::ReadReq request = SandboxClient::streamRequest("s");
    request.mutable_options()->clear_control_option();
    request.mutable_options()->set_count(1);
    QCOMPARE(m_client->read(request).told, (QList<QByteArray>{"2"}));
}

void TstReadRules::aRequestThatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, Change change, grpc::StatusCode code) {
        QTest::newRow(name) << change << int(code);
    };
    using Options = wire::ReadReq::Options;
    row(
        "no uuid option",
        [](Options &o) { o.clear_uuid_option(); },
        grpc::StatusCode::INVALID_ARGUMENT);
    row(
        "no filter option",
        [](Options &o) { o.clear_filter_option(); },
        grpc::StatusCode::INVALID_ARGUMENT);
    row(
        "no stream and not all",
        [](Options &o) { o.clear_stream_option(); },
        grpc::StatusCode::INVALID_ARGUMENT);
    row(
        "neither count nor subscription",
        [](Options &o) { o.clear_count_option(); },
        grpc::StatusCode::INVALID_ARGUMENT);
    row(
        "a filter on a stream",
        [](Options &o) { o.mutable_filter()->mutable_count(); },
        grpc::StatusCode::INVALID_ARGUMENT);
    row(
        "a filter of nothing",
        [](Options &o) {
            o.mutable_all()->mutable_start();
            o.mutable_filter()->mutable_count();
        },
        grpc::StatusCode::INVALID_ARGUMENT);
    row(
        "a backwards subscription",
        [](Options &o) {
            o.mutable_subscription();
            o.set_read_direction(Options::Backwards);
        },
        grpc::StatusCode::INVALID_ARGUMENT);
    row(
        "no revision option",
        [](Options &o) { o.mutable_stream()->clear_revision_option(); },
        grpc::StatusCode::UNKNOWN);
    row(
        "a count of nothing from all",
        [](Options &o) {
            o.mutable_all()->mutable_start();
            o.set_count(0);
        },
        grpc::StatusCode::UNKNOWN);
    row(
        "a commit before its prepare",
        [](Options &o) { o.mutable_all()->mutable_position()->set_prepare_position(9); },
        grpc::StatusCode::UNKNOWN);
    row(
        "a checkpoint every nothing",
        [](Options &o) {
            o.mutable_all()->mutable_start();
            o.mutable_subscription();
            o.mutable_filter()->mutable_event_type()->add_prefix("a");
            o.mutable_filter()->set_max(32);
        },
        grpc::StatusCode::UNKNOWN);
    row(
        "a broken regular expression",
        [](Options &o) {
            o.mutable_all()->mutable_start();
            o.mutable_filter()->mutable_event_type()->set_regex("(");
            o.mutable_filter()->set_max(32);
        },
        grpc::StatusCode::UNKNOWN);
    row(
        "a revision beyond signed numbers",
        [](Options &o) { o.mutable_stream()->set_revision(1ULL << 63); },
        grpc::StatusCode::UNKNOWN);
}

void TstReadRules::aRequestThatMakesNoSenseIsRefused()
{
    QFETCH(const Change, change);
    QFETCH(const int, code);
    m_client->append("s", "any", {{"a"}});
    wire::ReadReq request = SandboxClient::streamRequest("s");
    change(*request.mutable_options());
    const TestRead read = m_client->read(request);
    QCOMPARE(int(read.end.status.error_code()), code);
    QVERIFY(read.told.isEmpty());
}

void TstReadRules::allIsReadInTheOrderOfTheLog()
{
    m_client->append("one", "any", {{"a"}});
    m_client->append("two", "any", {{"b"}});
    m_client->append("one", "any", {{"c"}});
    m_client->tombstone("two");
    wire::ReadReq request = SandboxClient::allRequest();
    const TestRead all = m_client->read(request);
    quint64 before = 0;
    QByteArrayList types;
    for (const auto &reply : all.replies) {
        const auto &event = reply.event().event();
        QVERIFY(event.commit_position() > before);
        before = event.commit_position();
        const std::string stream = event.stream_identifier().stream_name();
        if (stream == "one" || stream == "two")
            types << QByteArray::fromStdString(event.metadata().at("type"));
    }
    QCOMPARE(types, (QByteArrayList{"test", "test", "test", "$streamDeleted"}));

    request.mutable_options()->mutable_all()->mutable_end();
    request.mutable_options()->set_read_direction(wire::ReadReq::Options::Backwards);
    const TestRead back = m_client->read(request);
    QCOMPARE(back.replies.size(), all.replies.size());
    QCOMPARE(back.replies.front().event().event().commit_position(), before);
    // Forwards from the end and backwards from the start there is nothing at all.
    request.mutable_options()->mutable_all()->mutable_start();
    QVERIFY(m_client->read(request).told.isEmpty());
    request.mutable_options()->mutable_all()->mutable_end();
    request.mutable_options()->set_read_direction(wire::ReadReq::Options::Forwards);
    QVERIFY(m_client->read(request).told.isEmpty());
}

void TstReadRules::aPositionThatNoEventHasIsRefused()
{
    const quint64 position = m_client->append("s", "any", {{"a"}}).position;
    wire::ReadReq request = SandboxClient::allRequest();
    request.mutable_options()->set_count(1);
    auto *from = request.mutable_options()->mutable_all()->mutable_position();
    from->set_commit_position(position);
    from->set_prepare_position(position);
    const TestRead exact = m_client->read(request);
    QCOMPARE(exact.told, (QList<QByteArray>{"0"}));
    QCOMPARE(exact.replies.front().event().event().commit_position(), position);
    from->set_commit_position(position + 1);
    QCOMPARE(m_client->read(request).end.text, QByteArray("status 2"));
    request.mutable_options()->mutable_subscription();
    QCOMPARE(m_client->read(request).end.text, QByteArray("status 3"));
}

void TstReadRules::allIsFilteredByTypeAndStream()
{
    m_client->append("one", "any", manyEvents(6));
    m_client->append("other", "any", {{"x", "odd"}});
    wire::ReadReq request = SandboxClient::allRequest();
    auto *filter = request.mutable_options()->mutable_filter();
    filter->set_max(2);
    filter->mutable_event_type()->set_regex("^od{2}$");
    QCOMPARE(m_client->read(request).told, (QList<QByteArray>{"1", "3", "5", "0"}));
    filter->mutable_event_type()->clear_regex();
    filter->mutable_event_type()->add_prefix("ev");
    QCOMPARE(m_client->read(request).told, (QList<QByteArray>{"0", "2", "4"}));
    filter->mutable_stream_identifier()->add_prefix("ot");
    QCOMPARE(m_client->read(request).told, (QList<QByteArray>{"0"}));
}

void TstReadRules::linksAreResolvedOneHop()
{
    m_client->append("t", "any", manyEvents(4));
    m_client->append("gone", "any", {{"g"}});
    m_client->tombstone("gone");
    QList<TestEvent> links;
    const QByteArrayList targets{
        "1@t", "9@t", "0@gone", "0@nowhere", "0@s", "-1@t", "x@t", "12", ""};
    for (const QByteArray &target : targets)
        links.append({"link " + target, "$>", target, "application/octet-stream"});
    m_client->append("s", "any", links);
    const QList<QByteArray> resolved{
        "0>1@t", "1>gone", "2>gone", "3>gone", "4>0@s", "5>3@t", "6", "7>gone", "8", "last 8"};
    QCOMPARE(m_client->read("s", true).told, resolved);
    QCOMPARE(m_client->read("s", false).told, upTo(0, 8) + QList<QByteArray>{"last 8"});
    m_client->setMetadata("t", "{\"$maxCount\":2}");
    QCOMPARE(m_client->read("s", true).told.first(), QByteArray("0>gone"));
}

void TstReadRules::idsHaveTheFormThatWasAskedFor()
{
    m_client->append("s", "any", {{"a"}});
    wire::ReadReq request = SandboxClient::streamRequest("s");
    QCOMPARE(m_client->read(request).replies.front().event().event().id().string(), testId("a"));
    request.mutable_options()->mutable_uuid_option()->mutable_structured();
    const auto id = m_client->read(request).replies.front().event().event().id();
    QVERIFY(id.has_structured());
    const auto whole = core::EventId::fromHalves(id.structured().most_significant_bits(),
                                                 id.structured().least_significant_bits());
    QCOMPARE(whole.toString().toStdString(), testId("a"));
}

QTEST_GUILESS_MAIN(TstReadRules)
#include "tst_read_rules.moc"
