// The certificate and the key that the sandbox's TLS is made of, read from files.
// A pure function but for the reading: any thread.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace core::sandbox {

struct TlsFiles {
    QByteArray certificate; ///< PEM, perhaps with those that signed it behind
    QByteArray key;         ///< PEM
};

/// Nothing if no file is named; an error if one is missing or cannot be read.
[[nodiscard]] Result<std::optional<TlsFiles>> readTlsFiles(const QString &certificateFile,
                                                           const QString &keyFile);

} // namespace core::sandbox
