#include "ui/main_window/tab_memory.h"

#include <QUrl>
#include <QUrlQuery>

namespace ui {

namespace {

constexpr qsizetype PlacesKept = 50;

// What the parts of a kept text are called.
constexpr QLatin1String Links("links");
constexpr QLatin1String Live("live");
constexpr QLatin1String System("system");
constexpr QLatin1String Filter("filter");
constexpr QLatin1String Behind("behind");
constexpr QLatin1String Ahead("ahead");

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
        add(query, Links, QStringLiteral("0"));
    if (isLive)
        add(query, Live, QStringLiteral("1"));
    if (showsSystem)
        add(query, System, QStringLiteral("1"));
    if (!filter.isEmpty())
        add(query, Filter, filter);
    add(query, Behind, behind);
    add(query, Ahead, ahead);
    return query.toString(QUrl::FullyEncoded);
}

TabMemory TabMemory::parse(const QString &text)
{
    const QUrlQuery query(text);
    return {.resolvesLinks = !query.hasQueryItem(Links),
            .isLive = query.hasQueryItem(Live),
            .showsSystem = query.hasQueryItem(System),
            .filter = query.queryItemValue(Filter, QUrl::FullyDecoded),
            .behind = placesIn(query, Behind),
            .ahead = placesIn(query, Ahead)};
}

} // namespace ui
