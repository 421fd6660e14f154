#include "core/model/link_target.h"

#include <QStringDecoder>

namespace core {

namespace {

/// As servers read it: white space around the number and a sign are no harm.
std::optional<Revision> revisionOf(QByteArrayView number)
{
    const QByteArrayView bare = number.trimmed();
    const bool isPlus = bare.startsWith('+');
    const auto revision = Revision::parse(QString::fromLatin1(bare.sliced(isPlus ? 1 : 0)));
    return revision || bare != "-0" ? revision : Revision{0};
}

} // namespace

std::optional<LinkTarget> LinkTarget::parse(QByteArrayView data)
{
    const qsizetype at = data.indexOf('@');
    if (at <= 0 || at + 1 == data.size())
        return {};
    const auto revision = revisionOf(data.first(at));
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString stream = decode(data.sliced(at + 1));
    if (!revision || decode.hasError())
        return {};
    return LinkTarget{StreamName(stream), *revision};
}

} // namespace core
