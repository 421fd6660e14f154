#include "core/transport/transport_operation.h"

namespace core {

QString consequence(TransportOperation operation)
{
    switch (operation) {
    case TransportOperation::Append:
        return QStringLiteral(" Nothing was written.");
    case TransportOperation::Delete:
        return QStringLiteral(" Nothing was deleted.");
    case TransportOperation::Read:
    case TransportOperation::Ask:
        break;
    }
    return {};
}

QString wish(TransportOperation operation)
{
    switch (operation) {
    case TransportOperation::Read:
        return QStringLiteral("read");
    case TransportOperation::Append:
        return QStringLiteral("write to");
    case TransportOperation::Delete:
        return QStringLiteral("delete");
    case TransportOperation::Ask:
        break;
    }
    return QStringLiteral("ask this of");
}

} // namespace core
