#include "tests/contract/golden_match.h"

#include <QRegularExpression>

namespace {

/// Compares text in which {ticks} and {time} stand for any moment.
bool matchesWithMoments(const QString &recorded, const QString &answered)
{
    static const QRegularExpression moment(QStringLiteral("\\{(ticks|time)\\}"));
    static const QRegularExpression time(QStringLiteral("[0-9TZ:.-]+"));
    const auto found = moment.match(recorded);
    if (!found.hasMatch())
        return recorded == answered;
    const qsizetype at = found.capturedStart();
    const auto actual = time.match(answered, at);
    return recorded.left(at) == answered.left(at) && actual.capturedStart() == at
           && matchesWithMoments(recorded.mid(found.capturedEnd()),
                                 answered.mid(actual.capturedEnd()));
}

const QRegularExpression &anyUuid()
{
    static const QRegularExpression uuid(
        QStringLiteral("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"));
    return uuid;
}

} // namespace

GoldenMatch::GoldenMatch(const QJsonObject &goldenCase, GoldenValues values)
    : m_values(std::move(values))
    , m_ordersPositions(
          !goldenCase.value(QStringLiteral("id")).toString().startsWith(u"links/projected/"))
{
    const QJsonArray steps = goldenCase.value(QStringLiteral("steps")).toArray();
    for (const QJsonValue &value : steps) {
        const QJsonObject step = value.toObject();
        for (const char *part : {"request", "headers", "body"})
            collectIds(step.value(QLatin1String(part)));
    }
}

void GoldenMatch::collectIds(const QJsonValue &request)
{
    if (request.isArray()) {
        const QJsonArray parts = request.toArray();
        for (const QJsonValue &each : parts)
            collectIds(each);
    } else if (request.isObject()) {
        const QJsonObject object = request.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            collectIds(member.value());
    } else if (request.isString()) {
        auto ids = anyUuid().globalMatch(request.toString());
        while (ids.hasNext())
            m_sentIds.insert(ids.next().captured());
    }
}

/// Ids that the server made, and the places where a projection was, differ from run to run.
QString GoldenMatch::masked(const QString &text) const
{
    static const QRegularExpression projected(
        QStringLiteral("\"\\$(v\":\"[^\"]*\"|c\":\\d+|p\":\\d+)"));
    QString out;
    qsizetype at = 0;
    auto matches = anyUuid().globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        out += QStringView(text).mid(at, match.capturedStart() - at);
        out += m_sentIds.contains(match.captured()) ? match.captured() : QStringLiteral("<made>");
        at = match.capturedEnd();
    }
    out += QStringView(text).mid(at);
    return out.replace(projected, QStringLiteral("\"$"));
}

QString
GoldenMatch::compareText(const QString &recorded, const QString &answered, const QString &path)
{
    static const QRegularExpression position(QStringLiteral("^\\{position:(\\d+)\\}$"));
    const auto match = position.match(recorded);
    if (match.hasMatch()) {
        const int number = match.captured(1).toInt();
        const quint64 value = answered.toULongLong();
        const auto known = m_positions.constFind(number);
        if (known != m_positions.cend() && *known != value)
            return QStringLiteral("%1: position %2 was %3, is %4")
                .arg(path)
                .arg(number)
                .arg(*known)
                .arg(value);
        m_positions.insert(number, value);
        return {};
    }
    if (matchesWithMoments(masked(goldenText(recorded, m_values)), masked(answered)))
        return {};
    return QStringLiteral("%1: recorded \"%2\", got \"%3\"")
        .arg(path, recorded.left(300), answered.left(300));
}

QString GoldenMatch::compareObjects(const QJsonObject &recorded,
                                    const QJsonObject &answered,
                                    const QString &path)
{
    for (auto member = answered.begin(); member != answered.end(); ++member) {
        if (!recorded.contains(member.key()))
            return QStringLiteral("%1: \"%2\" was not recorded").arg(path, member.key());
    }
    for (auto member = recorded.begin(); member != recorded.end(); ++member) {
        if (!answered.contains(member.key()))
            return QStringLiteral("%1: \"%2\" is missing").arg(path, member.key());
        const QString difference = compareMember(
            member.key(), member.value(), answered.value(member.key()), path + u'.' + member.key());
        if (!difference.isEmpty())
            return difference;
    }
    return {};
}

QString GoldenMatch::compareMember(const QString &key,
                                   const QJsonValue &recorded,
                                   const QJsonValue &answered,
                                   const QString &path)
{
    if (key == QStringLiteral("subscription_id") || key == QStringLiteral("updated"))
        return {};
    // The part behind the number is the server's own.
    if (key == QStringLiteral("eTag") && recorded.isString() && answered.isString())
        return compareText(
            recorded.toString().section(u';', 0, 0), answered.toString().section(u';', 0, 0), path);
    return compare(recorded, answered, path);
}

QString GoldenMatch::compareItems(const QJsonArray &recorded,
                                  const QJsonArray &answered,
                                  const QString &path)
{
    if (recorded.size() != answered.size())
        return QStringLiteral("%1: %2 items were recorded, there are %3")
            .arg(path, QString::number(recorded.size()), QString::number(answered.size()));
    for (qsizetype i = 0; i < recorded.size(); ++i) {
        const QString difference
            = compare(recorded.at(i), answered.at(i), QStringLiteral("%1[%2]").arg(path).arg(i));
        if (!difference.isEmpty())
            return difference;
    }
    return {};
}

QString
GoldenMatch::compare(const QJsonValue &recorded, const QJsonValue &answered, const QString &path)
{
    if (recorded.isObject() && answered.isObject())
        return compareObjects(recorded.toObject(), answered.toObject(), path);
    if (recorded.isString() && answered.isString())
        return compareText(recorded.toString(), answered.toString(), path);
    if (recorded.isArray() && answered.isArray())
        return compareItems(recorded.toArray(), answered.toArray(), path);
    // The recorder read numbers as doubles.
    const bool isSame = recorded.isDouble() && answered.isDouble()
                            ? recorded.toDouble() == answered.toDouble()
                            : recorded == answered;
    return isSame ? QString() : path + QStringLiteral(": different values or kinds of value");
}

QString GoldenMatch::compareList(const QJsonArray &recorded, const QJsonArray &answered)
{
    if (recorded.size() != answered.size())
        return QStringLiteral("%1 replies were recorded, there are %2")
            .arg(recorded.size())
            .arg(answered.size());
    for (qsizetype i = 0; i < recorded.size(); ++i) {
        const QString difference
            = compare(recorded.at(i), answered.at(i), QStringLiteral("reply %1").arg(i));
        if (!difference.isEmpty())
            return difference;
    }
    return {};
}

QString GoldenMatch::comparePositions() const
{
    quint64 before = 0;
    QSet<quint64> seen;
    for (auto position = m_positions.begin(); position != m_positions.end(); ++position) {
        const bool isLater = position == m_positions.begin() || *position > before;
        if ((m_ordersPositions && !isLater) || seen.contains(*position))
            return QStringLiteral("position %1 is not in its place").arg(position.key());
        before = *position;
        seen.insert(before);
    }
    return {};
}
