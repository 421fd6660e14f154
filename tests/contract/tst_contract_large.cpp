// What a server of 25.1 takes that older ones do not: events of 16 MiB, writes of 256 MiB.
#include "core/transport/any_transport.h"
#include "tests/contract/transport_contract.h"

#include <QRegularExpression>

using namespace core;

namespace {

constexpr qsizetype MiB = 1024 * 1024;

} // namespace

class TstContractLarge final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aServerOf251TakesWhatItSays_data()
    {
        QTest::addColumn<TransportKind>("transport");
        QTest::addColumn<SandboxProfile>("profile");
        QTest::addColumn<int>("count");
        QTest::addColumn<qsizetype>("bytes");
        QTest::addColumn<QString>("outcome");
        const auto row = [](const char *name,
                            TransportKind transport,
                            SandboxProfile profile,
                            int count,
                            qsizetype bytes,
                            const char *outcome) {
            QTest::newRow(name) << transport << profile << count << bytes
                                << QString::fromLatin1(outcome);
        };
        const auto grpc = TransportKind::Grpc;
        const auto http = TransportKind::Http;
        const auto old = SandboxProfile::V24_10;
        const auto recent = SandboxProfile::V25_1;
        const qsizetype most = 16 * MiB - 20'000; // with what stands around it in a message
        row("gRPC 25.1, one event", grpc, recent, 1, most, "written 0");
        row("gRPC 25.1, a write of many MiB", grpc, recent, 3, most, "written 2");
        row("gRPC 25.1, a write above all limits", grpc, recent, 17, most, "error TooLarge");
        row("gRPC 24.10, a write of many MiB", grpc, old, 3, most, "error TooLarge");
        row("HTTP 25.1, one event of 4 MiB", http, recent, 1, 4 * MiB, "written 0");
        row("HTTP 24.10, one event of 4 MiB", http, old, 1, 4 * MiB, "written 0");
    }
    void aServerOf251TakesWhatItSays()
    {
        QFETCH(TransportKind, transport);
        QFETCH(SandboxProfile, profile);
        QFETCH(int, count);
        QFETCH(qsizetype, bytes);
        QFETCH(QString, outcome);
        SandboxOptions options;
        options.profile = profile;
        const auto sandbox = Sandbox::start(options);
        QVERIFY(sandbox.hasValue());
        ConnectionSettings settings
            = parseConnectionString((*sandbox)->connectionString())->settings;
        settings.transport = transport;
        settings.defaultDeadline = std::chrono::seconds(60);
        Client client(settings, anyTransportFactory());
        const QByteArray data(bytes, 'x');
        AppendRequest request{StreamName(QStringLiteral("s")), ExpectedRevision::any(), {}, {}, {}};
        for (int i = 0; i < count; ++i)
            request.events.append(
                {EventId::random(), QStringLiteral("Large"), ContentType::Bytes, data, {}});
        std::optional<Result<WriteOutcome>> written;
        const Call call = client.append(
            request, [&written](const Result<WriteOutcome> &result) { written = result; });
        QVERIFY(QTest::qWaitFor([&] { return written.has_value(); }, 100'000));
        QCOMPARE(contract::outcomeText(*written), outcome);
        if (!contract::isWritten(*written))
            return;
        contract::FeedRecord record(client.read({.stream = request.stream}));
        record.feed().grant(count);
        QVERIFY(record.waitForEnd());
        QCOMPARE(record.events.size(), count);
        for (const ResolvedEvent &event : std::as_const(record.events))
            QVERIFY(event.shown().data == data && event.shown().dataExact);
    }

    void overHttpTheNamesOfTheServerAreSpoken_data()
    {
        QTest::addColumn<SandboxProfile>("profile");
        QTest::addColumn<QByteArray>("spoken");
        QTest::addColumn<QByteArray>("notSpoken");
        const QByteArray kurrent("Kurrent-EventType");
        const QByteArray old("ES-EventType");
        QTest::newRow("25.1") << SandboxProfile::V25_1 << kurrent << old;
        QTest::newRow("24.10") << SandboxProfile::V24_10 << old << kurrent;
    }
    void overHttpTheNamesOfTheServerAreSpoken()
    {
        QFETCH(SandboxProfile, profile);
        QFETCH(QByteArray, spoken);
        QFETCH(QByteArray, notSpoken);
        SandboxOptions options;
        options.profile = profile;
        const auto sandbox = Sandbox::start(options);
        QVERIFY(sandbox.hasValue());
        ConnectionSettings settings
            = parseConnectionString((*sandbox)->connectionString())->settings;
        settings.transport = TransportKind::Http;
        QList<WireEntry> calls;
        {
            Client client(settings, anyTransportFactory([&calls](const WireEntry &entry) {
                              if (!entry.isRunning)
                                  calls.append(entry); // on the io thread, which ends with client
                          }));
            std::optional<Result<ServerInfo>> info;
            const Call asking
                = client.serverInfo([&info](const Result<ServerInfo> &result) { info = result; });
            QTRY_VERIFY(info);
            std::optional<Result<WriteOutcome>> written;
            const Call call
                = client.append({StreamName(QStringLiteral("s")),
                                 ExpectedRevision::noStream(),
                                 {{EventId::random(), QStringLiteral("T"), {}, "{}", {}}},
                                 {},
                                 {}},
                                [&](const Result<WriteOutcome> &result) { written = result; });
            QTRY_VERIFY(written);
            QCOMPARE(contract::outcomeText(*written), QStringLiteral("written 0"));
        }
        const QByteArray headers = calls.constLast().requestHeaders.join('\n');
        QVERIFY2(headers.contains(spoken) && !headers.contains(notSpoken), headers.constData());
    }
};

QTEST_GUILESS_MAIN(TstContractLarge)
#include "tst_contract_large.moc"
