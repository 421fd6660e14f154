// Calls as commands: run by a real shell, they send what was sent.
#include "core/wire_log/shell_command.h"
#include "tests/support/http_peer.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/util/json_util.h>

using namespace core;

namespace {

constexpr int PatienceMs = 20'000;

/// Stands in the place of grpcurl: keeps its arguments, each ended by a NUL, and what it reads.
constexpr const char *Pretender = R"(#!/bin/sh
printf '%s\0' "$@" > "$KEPT/arguments"
cat > "$KEPT/input"
)";

WireEntry aRequest(quint16 port)
{
    WireEntry entry;
    entry.wire = WireEntry::Wire::Http;
    entry.node = {QStringLiteral("127.0.0.1"), port};
    entry.method = QStringLiteral("POST");
    entry.target = QStringLiteral("/streams/order-42");
    return entry;
}

WireEntry anRpc(const char *method, const QByteArray &request)
{
    WireEntry entry;
    entry.node = {QStringLiteral("127.0.0.1"), 2113};
    entry.method = QString::fromLatin1(method);
    entry.request = request;
    return entry;
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TstShellCommand final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aWordMeansItsBytes_data();
    void aWordMeansItsBytes();
    void curlSendsWhatWasSent_data();
    void curlSendsWhatWasSent();
    void curlAddsNoHeaderOfItsOwn();
    void curlSignsInWithAPlaceholder_data();
    void curlSignsInWithAPlaceholder();
    void certificatesAreToldToCurl();
    void grpcurlKnowsServiceAndRequest_data();
    void grpcurlKnowsServiceAndRequest();
    void grpcurlSignsInWithAPlaceholder();
    void certificatesAreToldToGrpcurl();
    void whatTheLogDidNotKeepIsNotCopied();
    void eachWireHasItsOwnCommand();

private:
    /// Runs a command with sh, while this thread serves; false where it fails.
    [[nodiscard]] bool runInShell(const QString &command)
    {
        m_shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command});
        const bool isOver = QTest::qWaitFor(
            [this] { return m_shell.state() == QProcess::NotRunning; }, PatienceMs);
        return isOver && m_shell.exitCode() == 0;
    }
    /// The arguments of the grpcurl that the command runs; what it read is in m_input.
    [[nodiscard]] QByteArrayList grpcurlArguments(const QString &command)
    {
        const QTemporaryDir folder;
        const QString program = folder.filePath(QStringLiteral("grpcurl"));
        QFile file(program);
        if (!file.open(QIODevice::WriteOnly) || file.write(Pretender) < 0)
            return {};
        file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        file.close();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("KEPT"), folder.path());
        environment.insert(QStringLiteral("PATH"),
                           folder.path() + u':' + environment.value(QStringLiteral("PATH")));
        m_shell.setProcessEnvironment(environment);
        if (!runInShell(command))
            return {};
        m_input = readAll(folder.filePath(QStringLiteral("input")));
        QByteArray arguments = readAll(folder.filePath(QStringLiteral("arguments")));
        arguments.chop(1);
        return arguments.split('\0');
    }

    QProcess m_shell;
    QByteArray m_input;
};

void TstShellCommand::aWordMeansItsBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray all;
    for (int c = 1; c < 256; ++c)
        all += char(c);
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("a plain word") << QByteArray("order-42");
    QTest::newRow("what a shell would expand") << QByteArray("$HOME `id` $(id) * ~ !! \\n \"x\"");
    QTest::newRow("single quotes") << QByteArray("it's 'so'");
    QTest::newRow("a line break") << QByteArray("{\n  \"a\": 1\n}");
    QTest::newRow("what a terminal obeys") << QByteArray("a\tb\rc\x1b[2J");
    QTest::newRow("letters of other tongues") << QStringLiteral("заказ-☃").toUtf8();
    QTest::newRow("text that runs backwards") << QByteArray("a\xe2\x80\xae"
                                                            "b");
    QTest::newRow("no text at all") << QByteArray("\xff\xfe\x80");
    QTest::newRow("a dash, then what is not printable") << QByteArray("-n\x01");
    QTest::newRow("percent signs, not printable") << QByteArray("%s%d\x01\\101");
    QTest::newRow("every byte") << all;
}

void TstShellCommand::aWordMeansItsBytes()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(runInShell(QStringLiteral("printf %s ") + shellWord(bytes)));
    QCOMPARE(m_shell.readAllStandardOutput(), bytes);
}

void TstShellCommand::curlSendsWhatWasSent_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("body");
    QByteArray all;
    for (int c = 0; c < 256; ++c)
        all += char(c);
    const auto row
        = [](const char *name, const char *method, const char *target, const QByteArray &body) {
              QTest::newRow(name) << QString::fromLatin1(method) << QString::fromLatin1(target)
                                  << body;
          };
    row("a read", "GET", "/streams/order-42/head/backward/20?embed=tryharder", {});
    row("a delete", "DELETE", "/streams/order-42", {});
    row("an event", "POST", "/streams/order-42", "{\"a\":1.10}");
    row("an event in lines, with quotes", "POST", "/streams/s", "{\n  \"it's\": \"$HOME\"\n}\n");
    row("an event that looks like a file's name", "POST", "/streams/s", "@/etc/passwd");
    row("an event of every byte", "POST", "/streams/s", all);
    row("an event of nothing", "POST", "/streams/s", "");
    row("an event of a tab", "POST", "/streams/s", "\t");
    row("a name with all that is odd",
        "GET",
        "/streams/a%2Fb%25%20%23%3F@%5B1-3%5D%7Ba,b%7D'x'$y;z&w?q={1}[2]",
        {});
    row("a name that would lead upwards", "GET", "/streams/../..%2F%2E%2E/./x", {});
}

void TstShellCommand::curlSendsWhatWasSent()
{
    QFETCH(QString, method);
    QFETCH(QString, target);
    QFETCH(QByteArray, body);
    fake::HttpPeer peer([](const auto &) { return fake::PeerAnswer::of(204); });
    WireEntry entry = aRequest(peer.port());
    entry.method = method;
    entry.target = target;
    entry.request = body;
    entry.requestHeaders = {"Host: 127.0.0.1:1",
                            "Content-Length: 999",
                            "Content-Type: application/json",
                            "ES-EventType: It's \"$placed\"",
                            "ES-Empty:"};
    const auto command = asCurl(entry);
    QVERIFY(command);
    QVERIFY2(runInShell(*command), m_shell.readAllStandardError().constData());
    QCOMPARE(peer.requests().size(), 1);
    const fake::PeerRequest &request = peer.requests().constFirst();
    QCOMPARE(request.method, method.toLatin1());
    QCOMPARE(request.target, target.toLatin1());
    QCOMPARE(request.body, body);
    QCOMPARE(request.header("ES-EventType"), QByteArray("It's \"$placed\""));
    QCOMPARE(request.header("Content-Type"), QByteArray("application/json"));
    QVERIFY(request.hasHeader("ES-Empty"));
    QCOMPARE(request.header("Host"), QByteArray("127.0.0.1:") + QByteArray::number(peer.port()));
}

void TstShellCommand::curlAddsNoHeaderOfItsOwn()
{
    fake::HttpPeer peer([](const auto &) { return fake::PeerAnswer::of(204); });
    WireEntry entry = aRequest(peer.port());
    entry.request = "x";
    QVERIFY(runInShell(*asCurl(entry)));
    const fake::PeerRequest &request = peer.requests().constFirst();
    QVERIFY(!request.hasHeader("Content-Type"));
    QVERIFY(!request.hasHeader("Accept"));
}

void TstShellCommand::curlSignsInWithAPlaceholder_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("a password that is hidden")
        << QByteArray("Authorization: Basic ***") << QByteArray("Basic VVNFUjpQQVNTV09SRA==");
    QTest::newRow("a password that somebody forgot to hide")
        << QByteArray("authorization: Basic YWRtaW46c2VjcmV0")
        << QByteArray("Basic VVNFUjpQQVNTV09SRA==");
    QTest::newRow("a token") << QByteArray("Authorization: Bearer eyJhbGciOi")
                             << QByteArray("Bearer TOKEN");
}

void TstShellCommand::curlSignsInWithAPlaceholder()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, sent);
    fake::HttpPeer peer([](const auto &) { return fake::PeerAnswer::of(204); });
    WireEntry entry = aRequest(peer.port());
    entry.requestHeaders = {header};
    QVERIFY(runInShell(*asCurl(entry)));
    QCOMPARE(peer.requests().constFirst().header("Authorization"), sent);
}

void TstShellCommand::certificatesAreToldToCurl()
{
    WireEntry entry = aRequest(2113);
    ConnectionSettings settings;
    settings.tlsCaFile = QStringLiteral("/my certs/ca.pem");
    settings.userCertFile = QStringLiteral("/u.crt");
    settings.userKeyFile = QStringLiteral("/u.key");
    entry.setTls(settings);
    QString command = *asCurl(entry);
    QVERIFY(command.contains(QStringLiteral("--cacert '/my certs/ca.pem'")));
    QVERIFY(command.contains(QStringLiteral("--cert /u.crt")));
    QVERIFY(command.contains(QStringLiteral("--key /u.key")));
    QVERIFY(command.contains(QStringLiteral("https://127.0.0.1:2113/streams/order-42")));
    settings.tlsVerifyCert = false;
    entry.setTls(settings);
    QVERIFY(asCurl(entry)->contains(QStringLiteral("--insecure")));
}

void TstShellCommand::grpcurlKnowsServiceAndRequest_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("request");
    const auto row = [](const char *name, const char *method, const char *request) {
        QTest::newRow(name) << QByteArray("event_store.client.") + method << QByteArray(request);
    };
    row("a read",
        "streams.Streams/Read",
        R"({"options":{"stream":{"streamIdentifier":{"streamName":"b3JkZXIn"},"start":{}}}})");
    row("a delete",
        "streams.Streams/Delete",
        R"({"options":{"streamIdentifier":{"streamName":"eA=="},"revision":"0"}})");
    row("an append of two messages",
        "streams.Streams/Append",
        "{\"options\":{\"any\":{}}}\n{\"proposedMessage\":{\"metadata\":{\"type\":\"It's $x\"}}}");
    row("gossip", "gossip.Gossip/Read", "{}");
    row("features", "server_features.ServerFeatures/GetSupportedMethods", "{}");
}

void TstShellCommand::grpcurlKnowsServiceAndRequest()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, request);
    WireEntry entry = anRpc(method.constData(), request);
    entry.requestHeaders = {"requires-leader: true", "connection-name: it's mine"};
    const QByteArrayList arguments = grpcurlArguments(*asGrpcurl(entry));
    QByteArray oneLine = request;
    oneLine.replace('\n', ' ');
    QCOMPARE(arguments,
             (QByteArrayList{"-plaintext",
                             "-protoset",
                             "/dev/stdin",
                             "-H",
                             "requires-leader: true",
                             "-H",
                             "connection-name: it's mine",
                             "-d",
                             oneLine,
                             "127.0.0.1:2113",
                             method}));

    google::protobuf::FileDescriptorSet files;
    QVERIFY(files.ParseFromArray(m_input.constData(), int(m_input.size())));
    google::protobuf::DescriptorPool pool;
    for (const auto &file : files.file())
        QVERIFY(pool.BuildFile(file));
    QByteArray fullName = method;
    const auto *rpc = pool.FindMethodByName(fullName.replace('/', '.').toStdString());
    QVERIFY(rpc);
    google::protobuf::DynamicMessageFactory factory(&pool);
    for (const QByteArray &message : request.split('\n')) {
        const std::unique_ptr<google::protobuf::Message> parsed(
            factory.GetPrototype(rpc->input_type())->New());
        const auto status
            = google::protobuf::util::JsonStringToMessage(message.toStdString(), parsed.get());
        QVERIFY2(status.ok(), status.ToString().c_str());
    }
}

void TstShellCommand::grpcurlSignsInWithAPlaceholder()
{
    WireEntry entry = anRpc("event_store.client.gossip.Gossip/Read", "{}");
    entry.requestHeaders = {QByteArray("authorization: Basic ") + WireEntry::Hidden};
    const QByteArrayList arguments = grpcurlArguments(*asGrpcurl(entry));
    QCOMPARE(arguments.value(4), QByteArray("authorization: Basic VVNFUjpQQVNTV09SRA=="));
}

void TstShellCommand::certificatesAreToldToGrpcurl()
{
    WireEntry entry = anRpc("event_store.client.gossip.Gossip/Read", "{}");
    ConnectionSettings settings;
    settings.tlsCaFile = QStringLiteral("/my certs/ca.pem");
    entry.setTls(settings);
    const QByteArrayList arguments = grpcurlArguments(*asGrpcurl(entry));
    QCOMPARE(arguments.mid(0, 4),
             (QByteArrayList{"-protoset", "/dev/stdin", "-cacert", "/my certs/ca.pem"}));
}

void TstShellCommand::whatTheLogDidNotKeepIsNotCopied()
{
    WireEntry request = aRequest(2113);
    request.requestCut = true;
    QCOMPARE(asCurl(request).error().code, ErrorCode::TooLarge);
    WireEntry rpc = anRpc("event_store.client.streams.Streams/Append", "{");
    rpc.requestCut = true;
    QCOMPARE(asGrpcurl(rpc).error().code, ErrorCode::TooLarge);
}

void TstShellCommand::eachWireHasItsOwnCommand()
{
    QCOMPARE(asGrpcurl(aRequest(2113)).error().code, ErrorCode::Unsupported);
    const WireEntry rpc = anRpc("event_store.client.gossip.Gossip/Read", "{}");
    QCOMPARE(asCurl(rpc).error().code, ErrorCode::Unsupported);
}

QTEST_GUILESS_MAIN(TstShellCommand)
#include "tst_shell_command.moc"
