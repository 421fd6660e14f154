#include "tests/cli/cli_process.h"

#include <QDeadlineTimer>
#include <QJsonDocument>

#include <csignal>

namespace {

constexpr int PatienceMs = 60'000;

} // namespace

QJsonObject Ended::error() const
{
    return err.count('\n') == 1 ? QJsonDocument::fromJson(err).object() : QJsonObject();
}

QList<QByteArray> Ended::lines() const
{
    QList<QByteArray> all = out.split('\n');
    all.removeLast();
    return all;
}

QList<QJsonObject> Ended::objects() const
{
    QList<QJsonObject> all;
    for (const QByteArray &line : lines())
        all.append(QJsonDocument::fromJson(line).object());
    return all;
}

QByteArray Ended::text() const
{
    return "exit " + QByteArray::number(exitCode) + "\nout: " + out.left(2000)
           + "\nerr: " + err.left(2000);
}

std::unique_ptr<QProcess> startCli(const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("TRIBUTARY_SERVER"));
    process->setProcessEnvironment(environment);
    process->start(QStringLiteral(TRIBUTARYCTL), arguments);
    process->waitForStarted(PatienceMs);
    return process;
}

Ended endOf(QProcess &process)
{
    if (!process.waitForFinished(PatienceMs)) {
        process.kill();
        process.waitForFinished(PatienceMs);
    }
    const bool isNormal = process.exitStatus() == QProcess::NormalExit;
    return {isNormal ? process.exitCode() : -1,
            process.readAllStandardOutput(),
            process.readAllStandardError()};
}

Ended runCli(const QStringList &arguments, const QByteArray &input)
{
    const auto process = startCli(arguments);
    process->write(input);
    process->closeWriteChannel();
    return endOf(*process);
}

SandboxProcess::SandboxProcess(const QStringList &options)
    : m_process(startCli(QStringList{QStringLiteral("sandbox")} + options))
{
    const QDeadlineTimer patience(PatienceMs);
    while (!m_process->canReadLine() && m_process->state() == QProcess::Running
           && !patience.hasExpired()) {
        m_process->waitForReadyRead(1000);
    }
    m_connection = QString::fromUtf8(m_process->readLine().trimmed());
}

quint16 SandboxProcess::port() const
{
    return m_connection.section(u':', 2).section(u'?', 0, 0).toUShort();
}

Ended SandboxProcess::run(const QStringList &arguments, const QByteArray &input) const
{
    return runCli(QStringList{QStringLiteral("--server"), m_connection} + arguments, input);
}

Ended SandboxProcess::stop(int signal)
{
    ::kill(pid_t(m_process->processId()), signal);
    return endOf(*m_process);
}

SandboxProcess::~SandboxProcess()
{
    if (m_process->state() != QProcess::NotRunning)
        static_cast<void>(stop(SIGTERM));
}
