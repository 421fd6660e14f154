// Names and values in two columns: text that can be selected, links that can be followed.
// GUI thread.
#pragma once

#include "core/base/ids.h"
#include "ui/theme/palette_colors.h"
#include "ui/widgets/next_turn.h"

#include <QList>
#include <QString>
#include <QTextBrowser>

#include <optional>

namespace ui {

/// Where a click leads: a stream, or one event of it.
struct FactTarget {
    core::StreamName stream;
    std::optional<core::Revision> revision = std::nullopt;

    friend bool operator==(const FactTarget &, const FactTarget &) = default;
};

struct Fact {
    QString name;
    QString value;
    std::optional<FactTarget> target = std::nullopt; ///< where a click on the value leads
    QString note = {};                               ///< what the value means, below it
    Tone nameTone = Tone::Dim;

    friend bool operator==(const Fact &, const Fact &) = default;
};

struct FactGroup {
    QString title;
    QList<Fact> facts;
    /// Where there is room it stands left of the next group instead of above it.
    bool isBesideNext = false;

    friend bool operator==(const FactGroup &, const FactGroup &) = default;
};

class FactsView final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit FactsView(QWidget *parent);

    /// Laid out when it is seen, in a turn of its own: what stands behind a tab costs nothing.
    void setFacts(const QList<FactGroup> &groups);

Q_SIGNALS:
    void targetActivated(const ui::FactTarget &target);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void layOutSoon();
    void layOut();
    void writeBeside(QTextCursor &cursor, const FactGroup &left, const FactGroup &right, int room);
    void write(QTextCursor &cursor, const FactGroup &group, int room);
    void write(QTextCursor &cursor, const Fact &fact, bool hasName);
    [[nodiscard]] bool isWide() const;
    void onAnchorClicked(const QUrl &reference);

    QList<FactGroup> m_groups;
    QList<FactTarget> m_targets; ///< an anchor holds its index
    bool m_isLaidOutWide = false;
    bool m_isStale = false; ///< something changed that is not laid out yet
    TurnTask m_layOut;      ///< where that is seen
};

} // namespace ui
