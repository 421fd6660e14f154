// Files that are saved.
// Any thread.
#pragma once

#include "core/base/error.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QFileDevice>
#include <QString>

namespace ui {

/// All of it or nothing. Without `permissions` the file gets those of any other.
[[nodiscard]] core::Result<core::Done>
writeFile(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions = {});

/// Names a file after a stream or an event: what not every file system takes becomes "_", and of a
/// long name the end is kept.
[[nodiscard]] QString fileNameOf(const QString &thing);

} // namespace ui
