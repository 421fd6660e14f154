// What was asked for on the command line, checked and ready to be carried out.
// Values; reading them reads the input files they name: main thread, before anything is sent.
#pragma once

#include "app/cli/failure.h"
#include "core/model/connection_settings.h"
#include "core/model/link_target.h"
#include "core/model/requests.h"
#include "core/sandbox/sandbox.h"

#include <QStringList>

#include <optional>
#include <variant>

namespace app {

struct ReadOptions {
    core::StreamName stream;
    core::ReadFrom from = core::FromStart{}; ///< inclusive, whatever the direction
    core::Direction direction = core::Direction::Forwards;
    std::optional<quint64> count;
    bool resolveLinks = false;
    bool follow = false;
    core::PayloadWish payloads = core::PayloadWish::Exact;
    std::optional<core::EventFilter> filter;
};

struct AppendOptions {
    core::StreamName stream;
    core::ExpectedRevision expected;
    QList<core::NewEvent> events; ///< at least one
    core::AlteredPayloads altered = core::AlteredPayloads::AcceptLayout;
};

struct DeleteOptions {
    core::StreamName stream;
    core::ExpectedRevision expected;
    core::DeleteMode mode = core::DeleteMode::Soft;
};

struct MetadataGetOptions {
    core::StreamName stream;
};

struct MetadataSetOptions {
    core::StreamName stream;
    core::ExpectedRevision expected; ///< of the metadata stream
    QByteArray json;
};

struct LinkExplainOptions {
    core::LinkTarget link; ///< where it stands, not where it leads
};

struct LinkAuditOptions {
    core::StreamName stream;
    bool asMarkdown = false;
};

struct LinkWhyNotOptions {
    core::LinkTarget event;
    core::StreamName links; ///< the stream that is looked into
};

struct InfoOptions {
};

using CommandOptions = std::variant<ReadOptions,
                                    AppendOptions,
                                    DeleteOptions,
                                    MetadataGetOptions,
                                    MetadataSetOptions,
                                    LinkExplainOptions,
                                    LinkAuditOptions,
                                    LinkWhyNotOptions,
                                    InfoOptions,
                                    core::SandboxOptions>;

struct CommandLine {
    core::ConnectionSettings connection; ///< with --deadline as its deadline
    QStringList warnings;                ///< about the connection string
    bool verbose = false;
    CommandOptions command;
};

/// --help and --version: a text for stdout, and done.
struct HelpText {
    QByteArray text;
};

[[nodiscard]] std::variant<CommandLine, HelpText, Failure> readCommandLine(int argc,
                                                                           const char *const *argv);

} // namespace app
