#include "ui/main_window/tab_memory.h"

#include <QUrl>
#include <QUrlQuery>

namespace ui {

namespace {

constexpr qsizetype PlacesKept = 50;

QString linksKey()
{
    return QStringLiteral("links");
}

QString liveKey()
{
    return QStringLiteral("live");
}

QString systemKey()
{
    return QStringLiteral("system");
}

QString filterKey()
{
    return QStringLiteral("filter");
}

QString behindKey()
{
    return QStringLiteral("behind");
}

QString aheadKey()
{
    return QStringLiteral("ahead");
}

void add(QUrlQuery &query, const QString &key, const QString &value)
{
    query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

void add(QUrlQuery &query, const QString &key, const QList<Address> &places)
{
    for (const Address &place : places.mid(qMax(qsizetype(0), places.size() - PlacesKept)))
        add(query, key, place.toString());
}

QList<Address> placesIn(const QUrlQuery &query, const QString &key)
{
    QList<Address> places;
    const QStringList texts = query.allQueryItemValues(key, QUrl::FullyDecoded);
    for (const QString &text : texts) {
        if (const auto place = Address::parse(text, [](const auto &) { return false; }))
            places.append(*place);
    }
    return places;
}

} // namespace

QString TabMemory::toText() const
{
    QUrlQuery query;
    if (!resolvesLinks)
        add(query, linksKey(), QStringLiteral("0"));
    if (isLive)
        add(query, liveKey(), QStringLiteral("1"));
    if (showsSystem)
        add(query, systemKey(), QStringLiteral("1"));
    if (!filter.isEmpty())
        add(query, filterKey(), filter);
    add(query, behindKey(), behind);
    add(query, aheadKey(), ahead);
    return query.toString(QUrl::FullyEncoded);
}

TabMemory TabMemory::parse(const QString &text)
{
    const QUrlQuery query(text);
    return {.resolvesLinks = !query.hasQueryItem(linksKey()),
            .isLive = query.hasQueryItem(liveKey()),
            .showsSystem = query.hasQueryItem(systemKey()),
            .filter = query.queryItemValue(filterKey(), QUrl::FullyDecoded),
            .behind = placesIn(query, behindKey()),
            .ahead = placesIn(query, aheadKey())};
}

} // namespace ui
