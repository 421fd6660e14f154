#include "core/model/projection_status.h"

namespace core {

std::optional<Position> ProjectionStatus::parsePosition(QStringView text)
{
    const qsizetype slash = text.indexOf(u'/');
    if (slash < 0 || !text.startsWith(u"C:") || text.sliced(slash + 1).left(2) != u"P:")
        return std::nullopt;
    // A position before the first event is told as "C:0/P:-1".
    return Position::parse(
        QString(text.first(slash).sliced(2) + QStringLiteral(":") + text.sliced(slash + 3)));
}

} // namespace core
