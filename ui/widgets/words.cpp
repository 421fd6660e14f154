#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

QString groupedNumber(qint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

QString bytesText(qint64 bytes)
{
    return bytes == 1 ? Words::tr("1 byte") : Words::tr("%1 bytes").arg(groupedNumber(bytes));
}

QString eventsText(qint64 events)
{
    return events == 1 ? Words::tr("1 event") : Words::tr("%1 events").arg(groupedNumber(events));
}

QString eventTimeText(core::EventTime time)
{
    if (!time.isTold())
        return Words::tr("not told by this server");
    QString text = time.toIso(); // 2026-03-02T14:05:11.1234567Z
    text.chop(1);
    text.replace(u'T', u' ');
    text.insert(text.size() - 1, u' ');
    text.insert(text.size() - 5, u' ');
    return text + QStringLiteral(" UTC");
}

QString detailsText(const core::Error &error, const QString &title)
{
    QStringList lines{core::errorCodeText(error.code), title, error.message, error.detail};
    lines.removeAll(QString());
    return lines.join(u'\n');
}

bool isDenied(const core::Error &error)
{
    return error.code == core::ErrorCode::AccessDenied
           || error.code == core::ErrorCode::Unauthenticated;
}

QString positionText(core::Position position)
{
    return position.commit == position.prepare ? QString::number(position.commit)
                                               : position.toString();
}

QString placeText(const core::StreamName &stream, core::Revision revision)
{
    return stream.text() + QStringLiteral(" @ ") + revision.toString();
}

} // namespace ui
