#include "app/log_setup.h"

#include <QDateTime>
#include <QGuiApplication>
#include <QLoggingCategory>
#include <QMutex>
#include <QStringList>
#include <QSysInfo>

namespace app {

namespace {

constexpr qsizetype LinesKept = 500;

class LogRing
{
public:
    void add(const QString &line)
    {
        const QMutexLocker lock(&m_mutex);
        m_lines.append(line);
        if (m_lines.size() > LinesKept)
            m_lines.removeFirst();
    }
    [[nodiscard]] QString text()
    {
        const QMutexLocker lock(&m_mutex);
        return m_lines.join(u'\n');
    }

private:
    QMutex m_mutex;
    QStringList m_lines;
};

LogRing &ring()
{
    static LogRing lines;
    return lines;
}

QtMessageHandler previousHandler = nullptr;

QString severity(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return QStringLiteral("debug");
    case QtInfoMsg:
        return QStringLiteral("info");
    case QtWarningMsg:
        return QStringLiteral("warning");
    case QtCriticalMsg:
        return QStringLiteral("critical");
    case QtFatalMsg:
        break;
    }
    return QStringLiteral("fatal");
}

void onMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    ring().add(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) + u' ' + severity(type)
               + u' ' + QString::fromLatin1(context.category ? context.category : "") + u' '
               + message);
    const bool isQuiet = type == QtDebugMsg || type == QtInfoMsg;
    if (!isQuiet && previousHandler)
        previousHandler(type, context, message);
}

} // namespace

void installLog()
{
    QLoggingCategory::setFilterRules(QStringLiteral("tributary.*.debug=false\n"
                                                    "tributary.*.info=true"));
    previousHandler = qInstallMessageHandler(onMessage);
}

QString diagnostics()
{
    return QStringLiteral("Tributary %1\nQt %2 on %3 (%4)\n\n%5\n")
        .arg(QStringLiteral(TRIBUTARY_VERSION),
             QString::fromLatin1(qVersion()),
             QSysInfo::prettyProductName(),
             QGuiApplication::platformName(),
             ring().text());
}

} // namespace app
