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
std::optional<Result<ServerInfo>> ask(const QString &connection)
{
    const auto parsed = parseConnectionString(connection);
    if (!parsed)
        return Result<ServerInfo>(parsed.error());
    Client client(parsed->settings, anyTransportFactory());
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
    void theSandboxIsTrustedByItsAuthority();
    void anotherAuthorityIsATlsError();
    void theSandboxsOwnConnectionStringWorks();
    void aKeyWithoutItsCertificateIsRefused();
};

void TstContractTls::theSandboxIsTrustedByItsAuthority()
{
    const auto sandbox = startSandbox();
    QVERIFY(sandbox.hasValue());
    const auto answer
        = ask(QStringLiteral("esdb://localhost:%1?tls=true&tlsCaFile=%2")
                  .arg(QString::number((*sandbox)->port()), testFile("test_only_ca.pem")));
    QVERIFY(answer);
    QVERIFY2(answer->hasValue(),
             qPrintable(answer->hasValue() ? QString() : answer->error().message));
}

void TstContractTls::anotherAuthorityIsATlsError()
{
    const auto sandbox = startSandbox();
    QVERIFY(sandbox.hasValue());
    const auto answer
        = ask(QStringLiteral("esdb://localhost:%1?tls=true&tlsCaFile=%2")
                  .arg(QString::number((*sandbox)->port()), testFile("test_only_other_ca.pem")));
    QVERIFY(answer);
    QVERIFY(!answer->hasValue());
    QCOMPARE(answer->error().code, ErrorCode::Tls);
}

void TstContractTls::theSandboxsOwnConnectionStringWorks()
{
    const auto sandbox = startSandbox();
    QVERIFY(sandbox.hasValue());
    QVERIFY((*sandbox)->connectionString().contains(QStringLiteral("tls=true")));
    const auto answer = ask((*sandbox)->connectionString());
    QVERIFY(answer);
    QVERIFY(answer->hasValue());
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
