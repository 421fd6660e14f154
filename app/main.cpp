// tributary: the window.
#include "app/application.h"
#include "app/command_line.h"
#include "app/log_setup.h"
#include "app/warm_heap.h"

#include <QApplication>

#include <cstdio>

namespace {

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

int complain(const app::CommandLine &line)
{
    std::fprintf(stderr, "%s\nSee tributary --help.\n", qPrintable(line.problem));
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    const app::CommandLine early = app::CommandLine::parse(argumentsOf(argc, argv));
    if (early.wantsHelp || early.wantsVersion) { // these need no display
        const QCoreApplication qt(argc, argv);
        if (early.wantsHelp)
            std::printf("%s", qPrintable(app::CommandLine::helpText()));
        else
            std::printf("tributary %s\n", TRIBUTARY_VERSION);
        return 0;
    }

    QCoreApplication::setOrganizationName(QStringLiteral("tributary"));
    QCoreApplication::setApplicationName(QStringLiteral("tributary"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TRIBUTARY_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.tributary.Tributary"));
    app::installLog();
    app::warmHeap();
    // Takes its own arguments (-platform, -style, ...) out of the list first.
    const QApplication qt(argc, argv);
    const app::CommandLine line = app::CommandLine::parse(QCoreApplication::arguments());
    if (!line.problem.isEmpty())
        return complain(line);
    const app::Application application(line);
    return QApplication::exec();
}
