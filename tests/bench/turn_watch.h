// Measures each turn of the GUI thread's event loop in CPU time, with what was being done then.
// For benchmarks: GUI thread.
#pragma once

#include <QObject>
#include <QStringList>

#include <functional>
#include <map>
#include <vector>

namespace bench {

/// CPU time of the calling thread, in milliseconds.
[[nodiscard]] double threadCpuMilliseconds();

/// A turn is all that happens between two waits of the loop: nothing is painted and no key is taken
/// meanwhile. Waiting costs no CPU, so that the time between two waits can be taken from one
/// QAbstractEventDispatcher::aboutToBlock to the next: glib's dispatcher tells it before each look
/// for events, and `awake` only after it has delivered them.
class TurnWatch final : public QObject
{
    Q_OBJECT

public:
    struct Turn {
        double milliseconds = 0;
        QString label;
        long pages = 0;         ///< of memory, that the system had to bring
        QStringList parts = {}; ///< what it was made of, where that is told
    };
    struct Label {
        double longest = 0;              ///< milliseconds
        int tooLong = 0;                 ///< turns over the limit
        double longestNow = 0;           ///< of the round under way
        std::vector<double> rounds = {}; ///< the longest of each round that had one

        /// What its longest turn takes when the machine does nothing else: the median of the
        /// rounds.
        [[nodiscard]] double usual() const;
    };

    explicit TurnWatch(double limitMilliseconds, QObject *parent = nullptr);

    /// What is being done from now on; until the next one.
    void setLabel(const QString &label) { m_label = label; }
    /// So much of the turn under way is not its own.
    void takeOff(double milliseconds) { m_since += milliseconds; }
    /// Forgets what was measured; the turn under way does not count.
    void clear();
    /// Everything was done once; what was done in this round only is kept apart.
    void endRound();
    /// Asked at the end of each turn what it was made of; kept of those over half the limit.
    void setPartsTold(std::function<QStringList()> parts) { m_parts = std::move(parts); }

    [[nodiscard]] qsizetype count() const { return qsizetype(m_all.size()); }
    [[nodiscard]] double limit() const { return m_limit; }
    /// `share` of the turns, 0 to 1, are no longer than this.
    [[nodiscard]] double percentile(double share) const;
    /// The longest first.
    [[nodiscard]] std::vector<Turn> longest(qsizetype count) const;
    /// Turns over the limit.
    [[nodiscard]] int tooLong() const;
    /// Of these, those whose longest turn is over the limit in most rounds: the others are the
    /// machine's.
    [[nodiscard]] int usuallyTooLong() const;
    [[nodiscard]] const std::map<QString, Label> &labels() const { return m_labels; }

private:
    void endTurn();

    const double m_limit;
    double m_since;
    long m_pagesBefore;
    bool m_skips = true; ///< the turn under way began before anybody looked
    QString m_label;
    std::function<QStringList()> m_parts;
    std::vector<double> m_all;
    std::vector<Turn> m_long; ///< those worth a look: over a quarter of the limit
    std::map<QString, Label> m_labels;
};

} // namespace bench
