// A sandbox in a process of its own, for the test that kills it: prints its port, serves until it
// is ended.
#include "core/sandbox/sandbox.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    core::SandboxOptions options;
    options.databaseFile = app.arguments().value(1);
    const auto sandbox = core::Sandbox::start(options);
    if (!sandbox)
        return 1;
    fprintf(stdout, "%d\n", (*sandbox)->port());
    fflush(stdout);
    return app.exec();
}
