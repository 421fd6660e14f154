#include "app/cli/command.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace app {

Command::Command(Output &output)
    : m_output(output)
{}

bool Command::print(QByteArrayView lines)
{
    if (m_isOver)
        return false;
    if (m_output.write(lines))
        return true;
    endWithBrokenOutput();
    return false;
}

void Command::end(ExitCode exitCode)
{
    if (m_isOver)
        return;
    if (!m_output.flush() && exitCode == ExitCode::Done) {
        endWithBrokenOutput();
        return;
    }
    m_isOver = true;
    Q_EMIT done(exitCode);
}

void Command::fail(const Failure &failure)
{
    if (m_isOver)
        return;
    m_output.flush();
    printDiagnostic(failure.toLine());
    end(failure.exitCode);
}

void Command::endWithBrokenOutput()
{
    m_isOver = true;
    if (m_output.failure() == EPIPE) { // "| head": it has what it wanted
        Q_EMIT done(ExitCode::Done);
        return;
    }
    const QString reason = QString::fromLocal8Bit(std::strerror(m_output.failure()));
    const QString message = QStringLiteral("Standard output cannot be written: %1.").arg(reason);
    printDiagnostic(Failure{ExitCode::Other, QStringLiteral("output"), message, {}}.toLine());
    Q_EMIT done(ExitCode::Other);
}

void printDiagnostic(QByteArrayView line)
{
    while (!line.isEmpty()) {
        const ssize_t written = ::write(STDERR_FILENO, line.data(), size_t(line.size()));
        if (written < 0 && errno != EINTR)
            return; // nowhere to complain
        line = line.sliced(std::max<ssize_t>(written, 0));
    }
}

} // namespace app
