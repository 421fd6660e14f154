#include "ui/widgets/saved_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QSaveFile>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SavedFile)
};

constexpr qsizetype LongestName = 100;

} // namespace

core::Result<core::Done>
writeFile(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && (!permissions || file.setPermissions(permissions))
        && file.write(bytes) == bytes.size() && file.commit())
        return core::Done{};
    return core::Error{core::ErrorCode::Unknown,
                       Words::tr("%1 could not be written: %2")
                           .arg(QDir::toNativeSeparators(path), file.errorString()),
                       {}};
}

QString fileNameOf(const QString &thing)
{
    static const QRegularExpression odd(QStringLiteral("[^A-Za-z0-9._-]+"));
    return QString(thing).replace(odd, QStringLiteral("_")).right(LongestName);
}

} // namespace ui
