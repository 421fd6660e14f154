// What deleting a stream would break, counted against the sandbox's projections.
#include "core/links/inbound_count.h"
#include "core/sandbox/sandbox.h"
#include "core/transport/any_transport.h"

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
    void otherNamesOfTheCorrelationIdAreFollowed();
    void aLimitSaysThatThereMayBeMore_data();
    void aLimitSaysThatThereMayBeMore();
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

void TstInboundCount::otherNamesOfTheCorrelationIdAreFollowed()
{
    InboundCount count(*m_client, name("order-1"));
    count.setCorrelationNames({QStringLiteral("trace"), QStringLiteral("cause")});
    QCOMPARE(text(resultOf(count)),
             QStringLiteral("$bc-t-1 1, $ce-order 6, $et-Paid 3, $et-Placed 3"));
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
