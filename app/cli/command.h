// One command being carried out.
// Lives on the main thread.
#pragma once

#include "app/cli/failure.h"
#include "app/cli/output.h"

#include <QObject>

namespace app {

class Command : public QObject
{
    Q_OBJECT

public:
    ~Command() override = default;

    /// Begins; done() follows, once, later or at once.
    virtual void start() = 0;
    /// Ctrl+C or SIGTERM: ends in order, with done().
    virtual void interrupt() { end(ExitCode::Interrupted); }

Q_SIGNALS:
    void done(app::ExitCode exitCode);

protected:
    explicit Command(Output &output);

    [[nodiscard]] Output &output() { return m_output; }
    /// Writes lines; where nobody reads them any more the command ends, and this is false.
    bool print(QByteArrayView lines);
    /// Prints what is left and ends; a later end does nothing.
    void end(ExitCode exitCode);
    void fail(const Failure &failure);
    [[nodiscard]] bool isOver() const { return m_isOver; }

private:
    void endWithBrokenOutput();

    Output &m_output;
    bool m_isOver = false;
};

/// A line for standard error.
void printDiagnostic(QByteArrayView line);

} // namespace app
