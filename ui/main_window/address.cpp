#include "ui/main_window/address.h"

#include "core/moments/moment_text.h"

namespace ui {

QString Address::toString() const
{
    if (revision)
        return stream.text() + u'@' + revision->toString();
    if (position) // one number, since two can look like a time
        return stream.text() + u'@'
               + (position->commit == position->prepare ? QString::number(position->commit)
                                                        : position->toString());
    if (!moment.isEmpty())
        return stream.text() + u'@' + moment;
    return stream.text();
}

std::optional<Address> Address::parse(const QString &text,
                                      const std::function<bool(const core::StreamName &)> &isKnown)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return std::nullopt;
    const Address whole{core::StreamName(trimmed)};
    if (isKnown(whole.stream))
        return whole;

    const qsizetype last = trimmed.lastIndexOf(u'@');
    const core::StreamName before(trimmed.left(last));
    const QString place = trimmed.mid(last + 1).trimmed();
    const bool isLinkText = core::Revision::parse(before.text()).has_value();
    if (last > 0 && !isLinkText && core::parseMoment(place, QDate(2000, 1, 1)))
        return Address{before, std::nullopt, std::nullopt, place};
    if (last > 0 && before.isAll()) {
        const auto position = core::Position::parse(QStringView(trimmed).mid(last + 1));
        return position ? Address{before, std::nullopt, position} : whole;
    }
    if (last > 0) {
        if (const auto revision = core::Revision::parse(QStringView(trimmed).mid(last + 1)))
            return Address{before, revision};
    }
    const qsizetype first = trimmed.indexOf(u'@');
    if (first > 0 && first + 1 < trimmed.size()) {
        if (const auto revision = core::Revision::parse(QStringView(trimmed).left(first)))
            return Address{core::StreamName(trimmed.mid(first + 1)), revision};
    }
    return whole;
}

} // namespace ui
