// What the program was asked to do by its arguments.
// A value: any thread.
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

namespace app {

struct CommandLine {
    QString connection; ///< a connection string; empty: what was open last, or the sandbox
    bool wantsSandbox = false;
    QString sandboxFile;    ///< where the sandbox keeps its events; empty: in memory
    QString screenshotFile; ///< empty: none
    QSize size;             ///< of the window; invalid: as it was last
    QString theme;          ///< "light" or "dark"; empty: as set
    QStringList addresses;  ///< to open once connected

    /// Where the arguments cannot be taken: a sentence. Otherwise empty.
    QString problem;
    bool wantsHelp = false;
    bool wantsVersion = false;

    /// `arguments` begin with the program's name.
    [[nodiscard]] static CommandLine parse(const QStringList &arguments);
    [[nodiscard]] static QString helpText();
};

} // namespace app
