#include "ui/streams/close_names.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

namespace ui {

namespace {

constexpr int Far = std::numeric_limits<int>::max();

/// Letters to insert, drop or exchange, neighbours swapped counting once; Far if it is more than
/// `most`.
int editDistance(QStringView a, QStringView b, int most)
{
    if (qAbs(a.size() - b.size()) > most)
        return Far;
    const auto width = static_cast<size_t>(b.size()) + 1;
    std::vector<int> before(width);
    std::vector<int> last(width);
    std::vector<int> row(width);
    std::iota(last.begin(), last.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        for (size_t j = 1; j < width; ++j) {
            const auto at = static_cast<qsizetype>(j) - 1;
            const bool isSame = a.at(i - 1) == b.at(at);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1)});
            const bool isSwapped
                = i > 1 && at > 0 && a.at(i - 1) == b.at(at - 1) && a.at(i - 2) == b.at(at);
            if (isSwapped)
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        if (*std::min_element(row.cbegin(), row.cend()) > most)
            return Far;
        before.swap(last);
        last.swap(row);
    }
    return last.back() <= most ? last.back() : Far;
}

} // namespace

QList<core::StreamName>
closeNames(const QString &text, const QSet<core::StreamName> &known, qsizetype count)
{
    constexpr qsizetype ShortestPart = 3;
    struct Near {
        int distance;
        QString name;
    };
    const QString wanted = text.toCaseFolded();
    const int most = qMax(1, static_cast<int>(wanted.size()) / 4);
    QList<Near> near;
    for (const core::StreamName &stream : known) {
        if (stream.text() == text || (stream.isSystem() && !text.startsWith(u'$')))
            continue;
        const QString name = stream.text().toCaseFolded();
        const bool isPart = wanted.size() >= ShortestPart && name.contains(wanted);
        const int distance = editDistance(wanted, name, most);
        if (distance < Far || isPart)
            near.append({qMin(distance, most + 1), stream.text()});
    }
    std::sort(near.begin(), near.end(), [](const Near &a, const Near &b) {
        return std::tie(a.distance, a.name) < std::tie(b.distance, b.name);
    });
    QList<core::StreamName> names;
    for (const Near &one : std::as_const(near).mid(0, count))
        names.append(core::StreamName(one.name));
    return names;
}

QList<core::StreamName> categoryStreams(const QSet<core::StreamName> &known, qsizetype count)
{
    QStringList names;
    for (const core::StreamName &stream : known) {
        const QString category = stream.category();
        if (stream.text().startsWith(QStringLiteral("$ce-")))
            names.append(stream.text());
        else if (!stream.isSystem() && !category.isEmpty())
            names.append(QStringLiteral("$ce-") + category);
    }
    names.sort();
    names.removeDuplicates();
    QList<core::StreamName> streams;
    for (const QString &name : names.mid(0, count))
        streams.append(core::StreamName(name));
    return streams;
}

} // namespace ui
