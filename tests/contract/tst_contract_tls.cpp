// The client over TLS against the sandbox over TLS, with a certificate that is trusted and without.
#include "core/client/connection_string.h"
#include "core/sandbox/sandbox.h"
#include "core/transport/any_transport.h"
#include "tests/contract/transport_contract.h"

using namespace core;

namespace {

QString testFile(const char *name)
{
    return QStringLiteral(TLS_FILES "/") + QLatin1String(name);
}

Result<std::shared_ptr<Sandbox>> startSandbox()
{
    SandboxOptions options;
    options.tlsCertificateFile = testFile("test_only_server.pem");
    options.tlsKeyFile = testFile("test_only_server_key.pem");
    return Sandbox::start(options);
}

/// What the server says of itself to a client that was given this connection string.
std::optional<Result<ServerInfo>> ask(const QString &connection, TransportKind transport)
{
    const auto parsed = parseConnectionString(connection);
    if (!parsed)
        return Result<ServerInfo>(parsed.error());
    ConnectionSettings settings = parsed->settings;
    settings.transport = transport;
    Client client(settings, anyTransportFactory());
    std::optional<Result<ServerInfo>> answer;
    const Call call = client.serverInfo([&](const Result<ServerInfo> &result) { answer = result; });
    (void)QTest::qWaitFor([&] { return answer.has_value(); }, contract::PatienceMs);
    return answer;
}

} // namespace

class TstContractTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void theSandboxIsTrustedByItsAuthority_data() { bothWires(); }
    void theSandboxIsTrustedByItsAuthority();
    void anotherAuthorityIsATlsError_data() { bothWires(); }
    void anotherAuthorityIsATlsError();
    void theSandboxsOwnConnectionStringWorks_data() { bothWires(); }
    void theSandboxsOwnConnectionStringWorks();
    void plainWhereTlsIsSpokenSaysSo_data() { bothWires(); }
    void plainWhereTlsIsSpokenSaysSo();
    void tlsWherePlainIsSpokenSaysSo_data() { bothWires(); }
    void tlsWherePlainIsSpokenSaysSo();
    void aKeyWithoutItsCertificateIsRefused();

private:
    /// On the same port: what the client offers while TLS is agreed on (ALPN) decides.
    static void bothWires()
    {
        QTest::addColumn<TransportKind>("transport");
        QTest::newRow("gRPC") << TransportKind::Grpc;
        QTest::newRow("HTTP") << TransportKind::Http;
    }
};

void TstContractTls::theSandboxIsTrustedByItsAuthority()
{
    QFETCH(TransportKind, transport);
    const auto sandbox = startSandbox();
    QVERIFY(sandbox.hasValue());
    const auto answer
        = ask(QStringLiteral("esdb://localhost:%1?tls=true&tlsCaFile=%2")
                  .arg(QString::number((*sandbox)->port()), testFile("test_only_ca.pem")),
              transport);
    QVERIFY(answer);
    QVERIFY2(answer->hasValue(),
             qPrintable(answer->hasValue() ? QString() : answer->error().message));
}

void TstContractTls::anotherAuthorityIsATlsError()
{
    QFETCH(TransportKind, transport);
    const auto sandbox = startSandbox();
    QVERIFY(sandbox.hasValue());
    const auto answer
        = ask(QStringLiteral("esdb://localhost:%1?tls=true&tlsCaFile=%2")
                  .arg(QString::number((*sandbox)->port()), testFile("test_only_other_ca.pem")),
              transport);
    QVERIFY(answer);
    QVERIFY(!answer->hasValue());
    QCOMPARE(answer->error().code, ErrorCode::Tls);
}

void TstContractTls::theSandboxsOwnConnectionStringWorks()
{
    QFETCH(TransportKind, transport);
    const auto sandbox = startSandbox();
    QVERIFY(sandbox.hasValue());
    QVERIFY((*sandbox)->connectionString().contains(QStringLiteral("tls=true")));
    const auto answer = ask((*sandbox)->connectionString(), transport);
    QVERIFY(answer);
    QVERIFY(answer->hasValue());
}

void TstContractTls::plainWhereTlsIsSpokenSaysSo()
{
    QFETCH(TransportKind, transport);
    const auto sandbox = startSandbox();
    QVERIFY(sandbox.hasValue());
    const auto answer
        = ask(QStringLiteral("esdb://localhost:%1?tls=false").arg((*sandbox)->port()), transport);
    QVERIFY(answer && !answer->hasValue());
    QCOMPARE(answer->error().code, ErrorCode::Unavailable);
    QVERIFY2(answer->error().message.contains(QStringLiteral("TLS")),
             qPrintable(answer->error().message));
}

void TstContractTls::tlsWherePlainIsSpokenSaysSo()
{
    QFETCH(TransportKind, transport);
    const auto sandbox = Sandbox::start({});
    QVERIFY(sandbox.hasValue());
    const auto answer
        = ask(QStringLiteral("esdb://localhost:%1?tls=true").arg((*sandbox)->port()), transport);
    QVERIFY(answer && !answer->hasValue());
    QCOMPARE(answer->error().code, ErrorCode::Tls);
    QVERIFY2(answer->error().message.contains(QStringLiteral("without TLS")),
             qPrintable(answer->error().message));
}

void TstContractTls::aKeyWithoutItsCertificateIsRefused()
{
    SandboxOptions options;
    options.tlsKeyFile = testFile("test_only_server_key.pem");
    const auto without = Sandbox::start(options);
    QVERIFY(!without.hasValue());
    QCOMPARE(without.error().code, ErrorCode::InvalidArgument);
    options.tlsCertificateFile = testFile("test_only_other_ca.pem");
    const auto wrong = Sandbox::start(options);
    QVERIFY(!wrong.hasValue());
}

QTEST_GUILESS_MAIN(TstContractTls)
#include "tst_contract_tls.moc"
