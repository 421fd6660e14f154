// Compares what a server answers with a recording, by the rules of golden/README.md.
// One object a case.
#pragma once

#include "tests/contract/golden_message.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QString>

class GoldenMatch
{
public:
    GoldenMatch(const QJsonObject &goldenCase, GoldenValues values);

    /// Empty if they are the same; else where and how they differ.
    QString compare(const QJsonValue &recorded, const QJsonValue &answered, const QString &path);
    QString compareList(const QJsonArray &recorded, const QJsonArray &answered);
    /// Whether the positions seen so far stand in the recorded order.
    [[nodiscard]] QString comparePositions() const;

private:
    void collectIds(const QJsonValue &request);
    [[nodiscard]] QString compareMember(const QString &key,
                                        const QJsonValue &recorded,
                                        const QJsonValue &answered,
                                        const QString &path);
    [[nodiscard]] QString
    compareItems(const QJsonArray &recorded, const QJsonArray &answered, const QString &path);
    [[nodiscard]] QString masked(const QString &text) const;
    QString compareText(const QString &recorded, const QString &answered, const QString &path);
    QString
    compareObjects(const QJsonObject &recorded, const QJsonObject &answered, const QString &path);

    GoldenValues m_values;
    bool m_ordersPositions = true;
    QSet<QString> m_sentIds;
    QMap<int, quint64> m_positions;
};
