// Runs the real tributaryctl and tells what came of it.
// Lives on the test's thread; blocks until the program has ended.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QStringList>

#include <memory>

/// How a run ended.
struct Ended {
    int exitCode = -1; ///< -1: it crashed, or never ended
    QByteArray out;
    QByteArray err;

    /// The one object on standard error; empty where there is something else.
    [[nodiscard]] QJsonObject error() const;
    /// The lines of standard output, without their line breaks.
    [[nodiscard]] QList<QByteArray> lines() const;
    /// The objects of standard output.
    [[nodiscard]] QList<QJsonObject> objects() const;
    /// For a failing QVERIFY2.
    [[nodiscard]] QByteArray text() const;
};

/// The program with its arguments, started.
[[nodiscard]] std::unique_ptr<QProcess> startCli(const QStringList &arguments);
/// Waits for its end.
[[nodiscard]] Ended endOf(QProcess &process);
[[nodiscard]] Ended runCli(const QStringList &arguments, const QByteArray &input = {});

/// A sandbox of the program's own, until this is destroyed.
class SandboxProcess
{
public:
    explicit SandboxProcess(const QStringList &options = {});

    /// Empty where it did not start.
    [[nodiscard]] const QString &connection() const { return m_connection; }
    [[nodiscard]] quint16 port() const;
    /// Runs a command against it.
    [[nodiscard]] Ended run(const QStringList &arguments, const QByteArray &input = {}) const;
    /// Sends a signal and waits for the end.
    [[nodiscard]] Ended stop(int signal);
    ~SandboxProcess();

private:
    std::unique_ptr<QProcess> m_process;
    QString m_connection;
};
