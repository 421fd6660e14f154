#include "core/sandbox/tls_files.h"

#include <QFile>

namespace core::sandbox {

namespace {

Result<QByteArray> readPem(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            ErrorCode::InvalidArgument,
            QStringLiteral("The file %1 could not be read: %2").arg(name, file.errorString()),
            {}};
    const QByteArray pem = file.readAll();
    if (!pem.contains("-----BEGIN "))
        return Error{
            ErrorCode::InvalidArgument, QStringLiteral("The file %1 holds no PEM.").arg(name), {}};
    return pem;
}

} // namespace

Result<std::optional<TlsFiles>> readTlsFiles(const QString &certificateFile, const QString &keyFile)
{
    if (certificateFile.isEmpty() && keyFile.isEmpty())
        return std::optional<TlsFiles>();
    if (certificateFile.isEmpty() || keyFile.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     QStringLiteral("TLS needs both a certificate and its key."),
                     {}};
    auto certificate = readPem(certificateFile);
    if (!certificate)
        return certificate.error();
    auto key = readPem(keyFile);
    if (!key)
        return key.error();
    return std::optional(TlsFiles{*certificate, *key});
}

} // namespace core::sandbox
