#include "core/base/error.h"

namespace core {

QString errorCodeText(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled:
        return QStringLiteral("cancelled");
    case ErrorCode::Timeout:
        return QStringLiteral("timeout");
    case ErrorCode::Unavailable:
        return QStringLiteral("unavailable");
    case ErrorCode::NotLeader:
        return QStringLiteral("not-leader");
    case ErrorCode::Unauthenticated:
        return QStringLiteral("unauthenticated");
    case ErrorCode::AccessDenied:
        return QStringLiteral("access-denied");
    case ErrorCode::StreamNotFound:
        return QStringLiteral("stream-not-found");
    case ErrorCode::StreamDeleted:
        return QStringLiteral("stream-deleted");
    case ErrorCode::WrongExpectedRevision:
        return QStringLiteral("wrong-expected-revision");
    case ErrorCode::TooLarge:
        return QStringLiteral("too-large");
    case ErrorCode::InvalidArgument:
        return QStringLiteral("invalid-argument");
    case ErrorCode::WouldBeAltered:
        return QStringLiteral("would-be-altered");
    case ErrorCode::Unsupported:
        return QStringLiteral("unsupported");
    case ErrorCode::Tls:
        return QStringLiteral("tls");
    case ErrorCode::Protocol:
        return QStringLiteral("protocol");
    case ErrorCode::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

} // namespace core
