// What the window's program makes of its arguments, and its sandbox of its own.
#include "app/command_line.h"
#include "app/sandbox_host.h"
#include "core/client/connection_string.h"
#include "tests/support/gui_warnings.h"

#include <QTest>

using app::CommandLine;

class TstWindowCommandLine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }

    void everythingCanBeGiven();
    void nothingMeansTheSandbox();
    void wrongArgumentsAreExplained_data();
    void wrongArgumentsAreExplained();
    void helpNamesEveryOption();
    void theSandboxStartsOnceAndTellsItsConnection();
};

void TstWindowCommandLine::everythingCanBeGiven()
{
    const CommandLine line = CommandLine::parse({QStringLiteral("tributary"),
                                                 QStringLiteral("esdb://localhost:2113?tls=false"),
                                                 QStringLiteral("--screenshot"),
                                                 QStringLiteral("a.png"),
                                                 QStringLiteral("--size"),
                                                 QStringLiteral("960x600"),
                                                 QStringLiteral("--theme=dark"),
                                                 QStringLiteral("--open"),
                                                 QStringLiteral("order-1@3"),
                                                 QStringLiteral("--open"),
                                                 QStringLiteral("$all")});
    QCOMPARE(line.problem, QString());
    QCOMPARE(line.connection, QStringLiteral("esdb://localhost:2113?tls=false"));
    QCOMPARE(line.screenshotFile, QStringLiteral("a.png"));
    QCOMPARE(line.size, QSize(960, 600));
    QCOMPARE(line.theme, QStringLiteral("dark"));
    QCOMPARE(line.addresses, QStringList({QStringLiteral("order-1@3"), QStringLiteral("$all")}));
}

void TstWindowCommandLine::nothingMeansTheSandbox()
{
    const CommandLine line = CommandLine::parse({QStringLiteral("tributary")});
    QCOMPARE(line.problem, QString());
    QVERIFY(line.connection.isEmpty());
    QVERIFY(line.sandboxFile.isEmpty());
    QVERIFY(!line.size.isValid());
}

void TstWindowCommandLine::wrongArgumentsAreExplained_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    const auto row
        = [](const char *name, std::initializer_list<const char *> given, const char *said) {
              QStringList arguments{QStringLiteral("tributary")};
              for (const char *argument : given)
                  arguments.append(QString::fromLatin1(argument));
              QTest::newRow(name) << arguments << QString::fromLatin1(said);
          };
    row("an unknown option", {"--frobnicate"}, "frobnicate");
    row("two connections", {"esdb://a", "esdb://b"}, "more than one");
    row("a string that is no connection", {"http//x"}, "");
    row("a size of one number", {"--size", "1280"}, "1280x800");
    row("a size of nothing", {"--size", "0x0"}, "1280x800");
    row("an unknown theme", {"--theme", "pink"}, "light or dark");
    row("a connection and the sandbox", {"esdb://a", "--sandbox"}, "both");
    row("a connection and a sandbox in a file", {"esdb://a", "--sample-db", "x.db"}, "both");
}

void TstWindowCommandLine::wrongArgumentsAreExplained()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    const CommandLine line = CommandLine::parse(arguments);
    QVERIFY(!line.problem.isEmpty());
    QVERIFY2(line.problem.contains(said), qPrintable(line.problem));
}

void TstWindowCommandLine::helpNamesEveryOption()
{
    const QString help = CommandLine::helpText();
    for (const char *option : {"--sandbox",
                               "--sample-db",
                               "--screenshot",
                               "--size",
                               "--theme",
                               "--open",
                               "--version",
                               "--help"})
        QVERIFY2(help.contains(QString::fromLatin1(option)), option);
}

void TstWindowCommandLine::theSandboxStartsOnceAndTellsItsConnection()
{
    app::SandboxHost host;
    QStringList connections;
    const auto note = [&connections](const core::Result<QString> &started) {
        QVERIFY2(started, qPrintable(started ? QString() : started.error().message));
        connections.append(*started);
    };
    host.start({}, note);
    host.start({}, note);
    QCOMPARE(connections.size(), 0); // never before start() has returned
    QTRY_COMPARE_WITH_TIMEOUT(connections.size(), 2, 30000);
    QCOMPARE(connections.at(0), connections.at(1));
    QVERIFY(core::parseConnectionString(connections.at(0)));
    QString problem;
    host.start(QStringLiteral("/nowhere/at/all.db"),
               [&problem](const core::Result<QString> &started) {
                   problem = started ? QStringLiteral("started") : started.error().message;
               });
    QTRY_VERIFY(!problem.isEmpty());
    QVERIFY2(problem.contains(QStringLiteral("/nowhere/at/all.db")), qPrintable(problem));
}

QTEST_MAIN(TstWindowCommandLine)
#include "tst_window_command_line.moc"
