#include "core/transport/tls_files.h"

#include <QFile>

namespace core {

namespace {

std::variant<QByteArray, Error> readPem(const QString &path, const QString &what)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            ErrorCode::Tls,
            QStringLiteral("The %1 \"%2\" cannot be read: %3.").arg(what, path, file.errorString()),
            path};
    QByteArray text = file.readAll();
    if (!text.contains("-----BEGIN "))
        return Error{
            ErrorCode::Tls,
            QStringLiteral("The %1 \"%2\" holds no PEM text (\"-----BEGIN …\").").arg(what, path),
            path};
    return text;
}

} // namespace

std::variant<TlsFiles, Error> readTlsFiles(const ConnectionSettings &settings)
{
    TlsFiles files;
    struct Wanted {
        QString path;
        QString what;
        QByteArray &text;
    };
    for (const Wanted &wanted :
         {Wanted{settings.tlsCaFile,
                 QStringLiteral("file with the authority's certificate"),
                 files.authority},
          Wanted{settings.userCertFile,
                 QStringLiteral("file with the user's certificate"),
                 files.certificate},
          Wanted{settings.userKeyFile, QStringLiteral("file with the user's key"), files.key}}) {
        if (wanted.path.isEmpty())
            continue;
        auto read = readPem(wanted.path, wanted.what);
        if (auto *error = std::get_if<Error>(&read))
            return std::move(*error);
        wanted.text = std::get<QByteArray>(std::move(read));
    }
    return files;
}

} // namespace core
