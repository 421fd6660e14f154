#include "ui/main_window/tab_memory.h"

#include <QUrl>
#include <QUrlQuery>

#include <utility>

namespace ui {

namespace {

constexpr qsizetype PlacesKept = 50;

// What the parts of a kept text are called.
constexpr QLatin1String PageKind("page");
constexpr QLatin1String Stream("stream");
constexpr QLatin1String Revision("revision");
constexpr QLatin1String Position("position");
constexpr QLatin1String Moment("moment");
constexpr QLatin1String Links("links");
constexpr QLatin1String Live("live");
constexpr QLatin1String System("system");
constexpr QLatin1String Filter("filter");
constexpr QLatin1String Behind("behind");
constexpr QLatin1String Ahead("ahead");

/// Of pages that are not of events.
constexpr std::pair<KeptTab::Kind, QLatin1String> PageNames[]
    = {{KeptTab::Kind::Audit, QLatin1String("audit")},
       {KeptTab::Kind::Causes, QLatin1String("causes")},
       {KeptTab::Kind::Projections, QLatin1String("projections")}};

void add(QUrlQuery &query, const QString &key, const QString &value)
{
    query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

void add(QUrlQuery &query, const Address &address)
{
    if (!address.stream.isEmpty())
        add(query, Stream, address.stream.text());
    if (address.revision)
        add(query, Revision, address.revision->toString());
    if (address.position)
        add(query, Position, address.position->toString());
    if (!address.moment.isEmpty())
        add(query, Moment, address.moment);
}

void add(QUrlQuery &query, const QString &key, const QList<Address> &places)
{
    for (const Address &place : places.mid(qMax(qsizetype(0), places.size() - PlacesKept))) {
        QUrlQuery fields;
        add(fields, place);
        add(query, key, fields.toString(QUrl::FullyEncoded));
    }
}

Address addressIn(const QUrlQuery &query)
{
    const auto text
        = [&query](const QString &key) { return query.queryItemValue(key, QUrl::FullyDecoded); };
    return {core::StreamName(text(Stream)),
            core::Revision::parse(text(Revision)),
            core::Position::parse(text(Position)),
            text(Moment)};
}

QList<Address> placesIn(const QUrlQuery &query, const QString &key)
{
    QList<Address> places;
    const QStringList texts = query.allQueryItemValues(key, QUrl::FullyDecoded);
    for (const QString &text : texts) {
        if (const Address place = addressIn(QUrlQuery(text)); !place.stream.isEmpty())
            places.append(place);
    }
    return places;
}

/// That of events, where what it needs is missing.
KeptTab::Kind kindIn(const QUrlQuery &query, const Address &address)
{
    const QString written = query.queryItemValue(PageKind);
    for (const auto &[kind, name] : PageNames) {
        const bool hasStream = kind == KeptTab::Kind::Projections || !address.stream.isEmpty();
        const bool hasEvent = kind != KeptTab::Kind::Causes || address.revision;
        if (written == name && hasStream && hasEvent)
            return kind;
    }
    return KeptTab::Kind::Events;
}

} // namespace

core::LinkTarget KeptTab::event() const
{
    return {address.stream, address.revision.value_or(core::Revision())};
}

bool KeptTab::isSameTab(const KeptTab &other) const
{
    return kind == other.kind && address.stream == other.address.stream
           && (kind != Kind::Causes || address.revision == other.address.revision);
}

QString KeptTab::toText() const
{
    QUrlQuery query;
    for (const auto &[named, name] : PageNames) {
        if (named == kind)
            add(query, PageKind, name);
    }
    add(query, address);
    if (!memory.resolvesLinks)
        add(query, Links, QStringLiteral("0"));
    if (memory.isLive)
        add(query, Live, QStringLiteral("1"));
    if (memory.showsSystem)
        add(query, System, QStringLiteral("1"));
    if (!memory.filter.isEmpty())
        add(query, Filter, memory.filter);
    add(query, Behind, memory.behind);
    add(query, Ahead, memory.ahead);
    return query.toString(QUrl::FullyEncoded);
}

KeptTab KeptTab::parse(const QString &text)
{
    const QUrlQuery query(text);
    KeptTab tab{addressIn(query),
                {.resolvesLinks = !query.hasQueryItem(Links),
                 .isLive = query.hasQueryItem(Live),
                 .showsSystem = query.hasQueryItem(System),
                 .filter = query.queryItemValue(Filter, QUrl::FullyDecoded),
                 .behind = placesIn(query, Behind),
                 .ahead = placesIn(query, Ahead)}};
    tab.kind = kindIn(query, tab.address);
    if (!tab.address.stream.isEmpty() || tab.kind != Kind::Events)
        return tab;
    const auto written = Address::parse(text, [](const auto &) { return false; });
    return {written.value_or(Address{core::StreamName::all()})};
}

} // namespace ui
