#include "ui/actions/fuzzy_match.h"

#include <QList>
#include <QString>

namespace ui {

namespace {

constexpr int WordStart = 12;
constexpr int InARow = 8;
constexpr int Anywhere = 1;
constexpr int WholeTextAtWordStart = 40;
constexpr int Impossible = -1;

bool startsWord(QStringView name, qsizetype at)
{
    return at == 0 || !name[at - 1].isLetterOrNumber()
           || (name[at].isUpper() && name[at - 1].isLower());
}

} // namespace

std::optional<int> fuzzyScore(QStringView typed, QStringView name)
{
    const QString letters = typed.toString().remove(u' ').toCaseFolded();
    const QString folded = name.toString().toCaseFolded();
    if (folded.size() != name.size())
        return folded.contains(letters) ? std::optional(Anywhere) : std::nullopt;

    // endingAt[j]: the best score of the letters so far where the last one stands at j.
    QList<int> endingAt(name.size(), 0);
    int best = 0;
    for (qsizetype i = 0; i < letters.size(); ++i) {
        QList<int> next(name.size(), Impossible);
        int bestBefore = i == 0 ? 0 : Impossible;
        best = Impossible;
        for (qsizetype j = 0; j < name.size(); ++j) {
            if (folded[j] == letters[i]) {
                const int own = startsWord(name, j) ? WordStart : Anywhere;
                if (bestBefore != Impossible)
                    next[j] = bestBefore + own;
                if (i > 0 && j > 0 && endingAt[j - 1] != Impossible)
                    next[j] = qMax(next[j], endingAt[j - 1] + qMax(own, InARow));
                best = qMax(best, next[j]);
            }
            if (i > 0)
                bestBefore = qMax(bestBefore, endingAt[j]);
        }
        if (best == Impossible)
            return std::nullopt;
        endingAt = next;
    }
    if (const qsizetype at = folded.indexOf(letters);
        !letters.isEmpty() && at >= 0 && startsWord(name, at))
        best += WholeTextAtWordStart;
    return best * 100 - static_cast<int>(qMin<qsizetype>(name.size(), 99));
}

} // namespace ui
