// What deleting a stream would break, counted against the sandbox's projections; what a count may
// cost, against a scripted server.
#include "core/links/inbound_count.h"
#include "core/sandbox/sandbox.h"
#include "core/transport/any_transport.h"
#include "tests/support/event_builders.h"
#include "tests/ui/scripted_store.h"

#include <QSignalSpy>
#include <QTest>

using namespace core;

namespace {

constexpr int PatienceMs = 10'000;

StreamName name(const char *text)
{
    return StreamName(QString::fromLatin1(text));
}

/// "$ce-order 4, $et-Placed 2", in the order of their names.
QString text(const InboundLinks &links)
{
    QStringList parts;
    for (const InboundStream &stream : links.streams)
        parts.append(QStringLiteral("%1 %2").arg(stream.stream.text()).arg(stream.links));
    parts.sort();
    return parts.join(QStringLiteral(", "));
}

NewEvent one(const char *type, const QByteArray &metadata)
{
    return {EventId::random(), QString::fromLatin1(type), ContentType::Json, "{}", metadata};
}

QList<NewEvent> events(int count, const char *type, const QByteArray &metadata)
{
    QList<NewEvent> made;
    for (int i = 0; i < count; ++i)
        made.append(one(type, metadata));
    return made;
}

RecordedEvent linkAt(const char *links, quint64 revision, const QByteArray &text)
{
    return anEvent(links).at(revision).ofType("$>").holding(text).asBytes();
}

/// a-1 has one event, and its position is not told, as over HTTP. In $ce-a and $et-Happened the
/// link to it is the last but one of a thousand.
struct Scripted {
    Scripted()
        : client(fake::connectionTo({fake::node("one")}), store.server.factory(), IoThread::Caller)
    {
        store.streams.insert(name("a-1"), {anEvent("a-1").ofType("Happened")});
        for (const char *links : {"$ce-a", "$et-Happened"})
            store.streams.insert(name(links), thousandLinks(links));
    }
    [[nodiscard]] static QList<RecordedEvent> thousandLinks(const char *links)
    {
        QList<RecordedEvent> all;
        for (quint64 i = 0; i < 1000; ++i)
            all.append(linkAt(links, i, i == 998 ? "0@a-1" : "0@a-2"));
        return all;
    }
    /// Reads of a stream that are not of a few events.
    [[nodiscard]] QList<std::shared_ptr<FakeServer::Read>> longReadsOf(const char *stream) const
    {
        QList<std::shared_ptr<FakeServer::Read>> found;
        for (const auto &read : store.server.reads) {
            if (read->request.stream == name(stream) && !read->request.count)
                found.append(read);
        }
        return found;
    }
    InboundLinks count(const InboundLimits &limits)
    {
        InboundCount job(client, name("a-1"), limits);
        job.start();
        for (int round = 0; round < 5; ++round)
            store.settleAll();
        return job.links();
    }

    ScriptedStore store;
    Client client;
};

} // namespace

class TstInboundCount final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theLinksOfEachStreamAreCounted_data();
    void theLinksOfEachStreamAreCounted();
    void linksToTruncatedEventsAreBrokenAlready();
    void underAnotherNameTheServersOwnStreamIsCountedToo();
    void aLimitSaysThatThereMayBeMore_data();
    void aLimitSaysThatThereMayBeMore();
    void noStreamOfLinksIsReadTwice();
    void theLimitOfLinksIsOfAllStreamsTogether();
    void progressIsToldWhileLinksAreRead();
    void aStreamThatIsNotThereIsAnError();
    void deletingItCancels();

private:
    template<typename Ask>
    void write(const Ask &ask)
    {
        bool isWritten = false;
        const Call call = ask([&isWritten](const Result<WriteOutcome> &result) {
            isWritten = result && std::holds_alternative<Written>(*result);
        });
        QTRY_VERIFY_WITH_TIMEOUT(isWritten, PatienceMs);
    }
    void append(const StreamName &stream, const QList<NewEvent> &events)
    {
        write([&](auto done) {
            return m_client->append({.stream = stream, .expected = {}, .events = events}, done);
        });
    }
    /// Empty where it did not end, or with an error.
    [[nodiscard]] static InboundLinks resultOf(InboundCount &count)
    {
        std::optional<Result<InboundLinks>> end;
        connect(
            &count, &InboundCount::finished, &count, [&end](const auto &result) { end = result; });
        count.start();
        const bool isOver = QTest::qWaitFor([&end] { return end.has_value(); }, PatienceMs);
        return isOver && *end ? **end : InboundLinks{};
    }

    std::shared_ptr<Sandbox> m_sandbox;
    ConnectionSettings m_settings;
    std::unique_ptr<Client> m_client;
};

void TstInboundCount::initTestCase()
{
    m_sandbox = *Sandbox::start({});
    m_settings = parseConnectionString(m_sandbox->connectionString())->settings;
    m_client = std::make_unique<Client>(m_settings, anyTransportFactory());
    const QByteArray mine = R"({"$correlationId":"one","trace":"t-1"})";
    const QByteArray others = R"({"$correlationId":"two","trace":"t-2"})";
    append(name("order-0"), events(40, "Placed", others));
    for (int round = 0; round < 3; ++round) {
        append(name("order-1"), {one("Placed", mine), one("Paid", mine)});
        append(name("order-2"), {one("Placed", others), one("Paid", mine)});
    }
    append(name("order-3"), events(40, "Paid", others));
    append(name("alone"), {one("Alone", {})});
    // By then the projections have come to the end.
    append(name("$bc-t-1"),
           {{EventId::random(), QStringLiteral("$>"), ContentType::Bytes, "0@order-1", {}}});
    QTRY_VERIFY_WITH_TIMEOUT(
        [this] {
            InboundCount ready(*m_client, name("alone"));
            return resultOf(ready).links() == 1;
        }(),
        PatienceMs);
}

void TstInboundCount::cleanupTestCase()
{
    m_client.reset();
    m_sandbox.reset();
}

void TstInboundCount::theLinksOfEachStreamAreCounted_data()
{
    QTest::addColumn<TransportKind>("transport");
    QTest::addColumn<QString>("stream");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *stream, const char *found) {
        QTest::addRow("%s over gRPC", stream)
            << TransportKind::Grpc << QString::fromLatin1(stream) << QString::fromLatin1(found);
        QTest::addRow("%s over HTTP", stream)
            << TransportKind::Http << QString::fromLatin1(stream) << QString::fromLatin1(found);
    };
    row("order-1", "$bc-one 6, $ce-order 6, $et-Paid 3, $et-Placed 3");
    row("order-2", "$bc-one 3, $bc-two 3, $ce-order 6, $et-Paid 3, $et-Placed 3");
    row("order-3", "$bc-two 40, $ce-order 40, $et-Paid 40");
    row("alone", "$et-Alone 1");
}

void TstInboundCount::theLinksOfEachStreamAreCounted()
{
    QFETCH(TransportKind, transport);
    QFETCH(QString, stream);
    QFETCH(QString, found);
    ConnectionSettings settings = m_settings;
    settings.transport = transport;
    Client client(settings, anyTransportFactory());
    InboundCount count(client, StreamName(stream));
    const InboundLinks links = resultOf(count);
    QCOMPARE(text(links), found);
    QVERIFY(!links.isCut);
}

void TstInboundCount::linksToTruncatedEventsAreBrokenAlready()
{
    append(name("cut-1"), events(5, "Cut", {}));
    write([this](auto done) {
        return m_client->setMetadata(name("cut-1"), R"({"$tb":3})", ExpectedRevision::any(), done);
    });
    QTRY_COMPARE_WITH_TIMEOUT(
        [&] {
            InboundCount count(*m_client, name("cut-1"));
            return text(resultOf(count));
        }(),
        QStringLiteral("$ce-cut 2, $et-Cut 2"),
        PatienceMs);
}

void TstInboundCount::underAnotherNameTheServersOwnStreamIsCountedToo()
{
    InboundCount count(*m_client, name("order-1"));
    count.setCorrelationNames({QStringLiteral("trace"), QStringLiteral("cause")});
    QCOMPARE(text(resultOf(count)),
             QStringLiteral("$bc-one 6, $bc-t-1 1, $ce-order 6, $et-Paid 3, $et-Placed 3"));
}

void TstInboundCount::aLimitSaysThatThereMayBeMore_data()
{
    QTest::addColumn<quint64>("most");
    QTest::addColumn<quint64>("links");
    QTest::addColumn<qsizetype>("streams");
    QTest::newRow("of the stream's events") << quint64(2) << quint64(1000) << qsizetype(10);
    QTest::newRow("of links") << quint64(100) << quint64(4) << qsizetype(10);
    QTest::newRow("of streams") << quint64(100) << quint64(1000) << qsizetype(1);
}

void TstInboundCount::aLimitSaysThatThereMayBeMore()
{
    QFETCH(quint64, most);
    QFETCH(quint64, links);
    QFETCH(qsizetype, streams);
    InboundCount count(*m_client, name("order-3"), {most, links, streams});
    const InboundLinks found = resultOf(count);
    QVERIFY(found.isCut);
    QVERIFY(found.links() > 0);
    QVERIFY(found.links() <= 120);
}

void TstInboundCount::noStreamOfLinksIsReadTwice()
{
    Scripted scene;
    const InboundLinks links = scene.count({});
    QCOMPARE(text(links), QStringLiteral("$ce-a 1, $et-Happened 1"));
    QVERIFY(!links.isCut);
    QCOMPARE(scene.longReadsOf("$ce-a").size(), 1);
    QCOMPARE(scene.longReadsOf("$et-Happened").size(), 1);
}

void TstInboundCount::theLimitOfLinksIsOfAllStreamsTogether()
{
    Scripted scene;
    const InboundLinks links = scene.count({.links = 900});
    QCOMPARE(text(links), QStringLiteral("$ce-a 1"));
    QVERIFY(links.isCut);
    QCOMPARE(scene.longReadsOf("$ce-a").size(), 1);
    QCOMPARE(scene.longReadsOf("$et-Happened").size(), 0);
}

void TstInboundCount::progressIsToldWhileLinksAreRead()
{
    Scripted scene;
    InboundCount job(scene.client, name("a-1"));
    quint64 told = 0;
    connect(&job, &InboundCount::progressed, this, [&told](const InboundProgress &progress) {
        told = progress.read;
    });
    job.start();
    settle();
    // Everything is answered until a stream is read from its start to its end.
    while (scene.longReadsOf("$ce-a").isEmpty()) {
        const auto read = scene.store.server.reads.constLast();
        read->send(EventBatch{{scene.store.streams.value(read->request.stream).constLast(), {}}});
        read->end();
        settle();
    }
    const auto read = scene.longReadsOf("$ce-a").constFirst();
    auto goesOn = [&, next = quint64(0)]() mutable {
        read->send(EventBatch{{linkAt("$ce-a", next++, "0@a-2"), {}}});
        settle();
        return told > 10;
    };
    QTRY_VERIFY_WITH_TIMEOUT(goesOn(), PatienceMs);
}

void TstInboundCount::aStreamThatIsNotThereIsAnError()
{
    InboundCount count(*m_client, name("none-1"));
    QSignalSpy finished(&count, &InboundCount::finished);
    count.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, PatienceMs);
    const auto result = finished.constFirst().constFirst().value<Result<InboundLinks>>();
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::StreamNotFound);
}

void TstInboundCount::deletingItCancels()
{
    bool isTold = false;
    auto count = std::make_unique<InboundCount>(*m_client, name("order-3"));
    connect(count.get(), &InboundCount::finished, this, [&isTold] { isTold = true; });
    count->start();
    count.reset();
    QVERIFY(!QTest::qWaitFor([&isTold] { return isTold; }, 100));
}

QTEST_GUILESS_MAIN(TstInboundCount)
#include "tst_inbound_count.moc"
