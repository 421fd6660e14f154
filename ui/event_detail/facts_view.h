// Names and values in two columns: text that can be selected, links that can be followed.
// GUI thread.
#pragma once

#include "core/model/link_target.h"

#include <QList>
#include <QString>
#include <QTextBrowser>

#include <optional>

namespace ui {

struct Fact {
    QString name;
    QString value;
    std::optional<core::LinkTarget> target = std::nullopt; ///< where a click on the value leads

    friend bool operator==(const Fact &, const Fact &) = default;
};

struct FactGroup {
    QString title;
    QList<Fact> facts;

    friend bool operator==(const FactGroup &, const FactGroup &) = default;
};

class FactsView final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit FactsView(QWidget *parent);

    void setFacts(const QList<FactGroup> &groups);

Q_SIGNALS:
    void targetActivated(const core::LinkTarget &target);

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void onAnchorClicked(const QUrl &reference);

    QList<FactGroup> m_groups;
    QList<core::LinkTarget> m_targets; ///< an anchor holds its index
};

} // namespace ui
