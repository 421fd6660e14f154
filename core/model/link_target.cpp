#include "core/model/link_target.h"

#include <QStringDecoder>

namespace core {

std::optional<LinkTarget> LinkTarget::parse(QByteArrayView data)
{
    const qsizetype at = data.indexOf('@');
    if (at <= 0 || at + 1 == data.size())
        return {};
    const auto revision = Revision::parse(QString::fromLatin1(data.first(at)));
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString stream = decode(data.sliced(at + 1));
    if (!revision || decode.hasError())
        return {};
    return LinkTarget{StreamName(stream), *revision};
}

} // namespace core
