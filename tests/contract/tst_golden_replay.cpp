// Replays what a real server answered against the sandbox, on the wire.
#include "core/sandbox/sandbox.h"
#include "tests/contract/golden_player.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <grpcpp/create_channel.h>

namespace {

/// Cases that are the same; fewer is a step back.
constexpr int SameBefore = 329;

QList<QJsonObject> recordedCases()
{
    QFile file(QStringLiteral(GOLDEN_FILE));
    QList<QJsonObject> cases;
    if (!file.open(QIODevice::ReadOnly))
        return cases;
    while (!file.atEnd())
        cases.append(QJsonDocument::fromJson(file.readLine()).object());
    return cases;
}

/// Eight characters, as in the recordings: the length of a name shows in encoded bytes.
QString tagOf(qsizetype index)
{
    return QStringLiteral("%1").arg(index, 8, 36, QLatin1Char('0'));
}

} // namespace

class TstGoldenReplay final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void theSandboxAnswersAsTheServerDid();
};

void TstGoldenReplay::theSandboxAnswersAsTheServerDid()
{
    const auto sandbox = core::Sandbox::start({});
    QVERIFY(sandbox.hasValue());
    const std::string address = "127.0.0.1:" + std::to_string((*sandbox)->port());
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(17 * 1024 * 1024);
    GoldenPlayer player(
        grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments),
        QString::fromStdString(address));
    const QList<QJsonObject> cases = recordedCases();
    QVERIFY(!cases.isEmpty());
    const QString only = qEnvironmentVariable("GOLDEN_ONLY");
    int same = 0;
    int played = 0;
    QStringList differences;
    for (qsizetype i = 0; i < cases.size(); ++i) {
        const QString id = cases.at(i).value(QStringLiteral("id")).toString();
        if (!id.contains(only))
            continue;
        ++played;
        const QString difference = player.play(cases.at(i), tagOf(i));
        if (difference.isEmpty())
            ++same;
        else
            differences << QStringLiteral("  %1: %2").arg(id, difference);
    }
    for (const QString &difference : std::as_const(differences))
        fprintf(stdout, "%s\n", qPrintable(difference));
    fprintf(stdout, "same %d of %d\n", same, played);
    fflush(stdout);
    if (only.isEmpty())
        QVERIFY2(same >= SameBefore, "Fewer cases are the same than before.");
}

QTEST_GUILESS_MAIN(TstGoldenReplay)
#include "tst_golden_replay.moc"
