// The values of options, from text: each checked by itself, with a sentence for what does not fit.
// Pure functions but readInput(): any thread.
#pragma once

#include "core/base/expected_revision.h"
#include "core/base/result.h"
#include "core/model/requests.h"
#include "core/sandbox/sandbox.h"

#include <QByteArray>

#include <string>

namespace app {

/// Errors are InvalidArgument and name the option.
[[nodiscard]] core::Result<QString> textValue(const char *option, const std::string &bytes);
[[nodiscard]] core::Result<core::StreamName> streamValue(const std::string &bytes);
[[nodiscard]] core::Result<core::ExpectedRevision> expectedValue(const std::string &bytes);
[[nodiscard]] core::Result<core::ReadFrom> fromValue(const std::string &bytes,
                                                     const core::StreamName &stream);
[[nodiscard]] core::Result<qint64>
numberValue(const char *option, const std::string &bytes, qint64 least, qint64 most);
[[nodiscard]] core::Result<core::EventId> idValue(const std::string &bytes);
[[nodiscard]] core::Result<core::SandboxProfile> profileValue(const std::string &bytes);
/// "NAME=N".
[[nodiscard]] core::Result<core::SyntheticLinks> syntheticLinksValue(const std::string &bytes);
[[nodiscard]] core::Result<core::AlteredPayloads> alteredValue(const std::string &bytes);
/// The bytes as they are, once they have been seen to be JSON.
[[nodiscard]] core::Result<QByteArray> jsonValue(const char *option, const QByteArray &bytes);

/// A whole file, or standard input for "-"; blocks until it is read.
[[nodiscard]] core::Result<QByteArray> readInput(const char *option, const std::string &path);

} // namespace app
