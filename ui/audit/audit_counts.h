// The figures of an audit: a number and what it counts, in two rows.
// GUI thread.
#pragma once

#include "core/links/audit_report.h"

#include <QWidget>

class QGridLayout;

namespace ui {

class ElidedLabel;

class AuditCounts final : public QWidget
{
    Q_OBJECT

public:
    explicit AuditCounts(QWidget *parent);

    void setReport(const core::AuditReport &report);

private:
    [[nodiscard]] ElidedLabel *addFigure(const QString &caption, const QString &name);

    QGridLayout *m_grid;
    int m_figures = 0;
    ElidedLabel *m_links;
    ElidedLabel *m_resolved;
    ElidedLabel *m_broken;
    ElidedLabel *m_open;
    ElidedLabel *m_markers;
    ElidedLabel *m_targetStreams;
    ElidedLabel *m_repeated;
    ElidedLabel *m_toLinks;
    ElidedLabel *m_references;
    ElidedLabel *m_others;
};

} // namespace ui
