// The certificates that a connection's settings name, as PEM text.
// Any thread.
#pragma once

#include "core/base/error.h"
#include "core/model/connection_settings.h"

#include <QByteArray>

#include <variant>

namespace core {

/// Empty where the settings name no file.
struct TlsFiles {
    QByteArray authority;
    QByteArray certificate;
    QByteArray key;
};

/// Reads the files; the error says which one cannot be used and why.
[[nodiscard]] std::variant<TlsFiles, Error> readTlsFiles(const ConnectionSettings &settings);

} // namespace core
