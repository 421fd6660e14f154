#include "app/command_line.h"

#include "core/client/connection_string.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace app {

namespace {

struct Options {
    QCommandLineOption sandbox{QStringLiteral("sandbox"),
                               QStringLiteral("Open the local sandbox with sample data (what is "
                                              "done without a connection, too).")};
    QCommandLineOption sampleDb{QStringLiteral("sample-db"),
                                QStringLiteral("Keep the sandbox's events in FILE instead of in "
                                               "memory; implies --sandbox."),
                                QStringLiteral("FILE")};
    QCommandLineOption screenshot{QStringLiteral("screenshot"),
                                  QStringLiteral("Once events are shown, save a picture of the "
                                                 "window to FILE, print \"rows N\" and leave."),
                                  QStringLiteral("FILE")};
    QCommandLineOption size{QStringLiteral("size"),
                            QStringLiteral("The window's size, such as 1280x800."),
                            QStringLiteral("WxH")};
    QCommandLineOption theme{QStringLiteral("theme"),
                             QStringLiteral("light or dark, for this run."),
                             QStringLiteral("THEME")};
    QCommandLineOption open{QStringLiteral("open"),
                            QStringLiteral("Open a stream, or an event as STREAM@REVISION; may be "
                                           "given several times, the last one is in front."),
                            QStringLiteral("ADDRESS")};
    QCommandLineOption version{{QStringLiteral("v"), QStringLiteral("version")},
                               QStringLiteral("Print the version and leave.")};
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")},
                            QStringLiteral("Print this and leave.")};

    void addTo(QCommandLineParser &parser) const
    {
        parser.setApplicationDescription(QStringLiteral(
            "A browser and editor for event streams of KurrentDB and EventStoreDB."));
        parser.addPositionalArgument(QStringLiteral("CONNECTION"),
                                     QStringLiteral("A connection string, such as "
                                                    "kurrentdb://localhost:2113?tls=false."),
                                     QStringLiteral("[CONNECTION]"));
        for (const QCommandLineOption &option :
             {sandbox, sampleDb, screenshot, size, theme, open, version, help})
            parser.addOption(option);
    }
};

QString problemOf(const CommandLine &line, const QStringList &positional, const QString &sizeText)
{
    if (positional.size() > 1)
        return QStringLiteral("There is more than one connection.");
    if (!line.connection.isEmpty()) {
        const auto parsed = core::parseConnectionString(line.connection);
        if (!parsed)
            return parsed.error().message;
    }
    if (!sizeText.isEmpty() && !line.size.isValid())
        return QStringLiteral("The size is written as WIDTHxHEIGHT, such as 1280x800.");
    if (!line.theme.isEmpty() && line.theme != QStringLiteral("light")
        && line.theme != QStringLiteral("dark"))
        return QStringLiteral("The theme is light or dark.");
    return {};
}

} // namespace

CommandLine CommandLine::parse(const QStringList &arguments)
{
    const Options options;
    QCommandLineParser parser;
    options.addTo(parser);
    CommandLine line;
    if (!parser.parse(arguments)) {
        line.problem = parser.errorText();
        return line;
    }
    line.wantsHelp = parser.isSet(options.help);
    line.wantsVersion = parser.isSet(options.version);
    const QStringList positional = parser.positionalArguments();
    line.connection = positional.value(0);
    line.sandboxFile = parser.value(options.sampleDb);
    line.screenshotFile = parser.value(options.screenshot);
    line.theme = parser.value(options.theme);
    line.addresses = parser.values(options.open);
    const QString sizeText = parser.value(options.size);
    static const QRegularExpression form(QStringLiteral("^([1-9]\\d{1,4})x([1-9]\\d{1,4})$"));
    if (const auto match = form.match(sizeText); match.hasMatch())
        line.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
    line.problem = problemOf(line, positional, sizeText);
    line.wantsSandbox = parser.isSet(options.sandbox) || parser.isSet(options.sampleDb);
    if (line.problem.isEmpty() && line.wantsSandbox && !line.connection.isEmpty())
        line.problem
            = QStringLiteral("A connection and the sandbox cannot both be opened at once.");
    return line;
}

QString CommandLine::helpText()
{
    QCommandLineParser parser;
    Options().addTo(parser);
    return parser.helpText();
}

} // namespace app
