#include "ui/audit/audit_counts.h"

#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/words.h"

#include <QGridLayout>

namespace ui {

namespace {

constexpr int FiguresInRow = 5;

QFont figureFont(const QFont &base)
{
    QFont font = headingFont(base);
    font.setPointSizeF(base.pointSizeF() * 1.35);
    return font;
}

QString number(quint64 value)
{
    return groupedNumber(qint64(value));
}

} // namespace

AuditCounts::AuditCounts(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_links(addFigure(tr("links"), QStringLiteral("links")))
    , m_resolved(addFigure(tr("resolve"), QStringLiteral("resolved")))
    , m_broken(addFigure(tr("are broken"), QStringLiteral("broken")))
    , m_open(addFigure(tr("not judged yet"), QStringLiteral("open")))
    , m_markers(addFigure(tr("deletion markers"), QStringLiteral("markers")))
    , m_targetStreams(addFigure(tr("target streams"), QStringLiteral("target-streams")))
    , m_repeated(addFigure(tr("targets linked again"), QStringLiteral("repeated")))
    , m_toLinks(addFigure(tr("links to links"), QStringLiteral("to-links")))
    , m_references(addFigure(tr("stream references"), QStringLiteral("references")))
    , m_others(addFigure(tr("other events"), QStringLiteral("others")))
{
    m_grid->setContentsMargins(measures::PaneMargin,
                               measures::ControlSpacing,
                               measures::PaneMargin,
                               measures::ControlSpacing);
    m_grid->setHorizontalSpacing(measures::GroupSpacing);
    m_grid->setVerticalSpacing(0);
    m_grid->setRowMinimumHeight(2, measures::ControlSpacing);
    for (int column = 0; column < FiguresInRow; ++column)
        m_grid->setColumnStretch(column, 1);
}

ElidedLabel *AuditCounts::addFigure(const QString &caption, const QString &name)
{
    auto *figure = new ElidedLabel(this);
    figure->setObjectName(QStringLiteral("audit/count-") + name);
    figure->setFont(figureFont(font()));
    auto *words = new ElidedLabel(this);
    words->setTone(Tone::Dim);
    words->setText(caption);
    const int row = m_figures / FiguresInRow * 3; // number, caption, a gap
    const int column = m_figures % FiguresInRow;
    m_grid->addWidget(figure, row, column);
    m_grid->addWidget(words, row + 1, column);
    ++m_figures;
    return figure;
}

void AuditCounts::setReport(const core::AuditReport &report)
{
    m_links->setText(number(report.links));
    m_resolved->setText(number(report.resolved));
    m_broken->setText(number(report.broken));
    m_broken->setTone(report.broken > 0 ? Tone::Danger : Tone::Text);
    // A target that was not looked for is not "0 times".
    m_repeated->setText(number(report.repeated)
                        + (report.repeatedUpTo ? QStringLiteral("+") : QString()));
    m_targetStreams->setText(number(report.targetStreams)
                             + (report.rest ? QStringLiteral("+") : QString()));
    m_toLinks->setText(number(report.toLinks));
    m_open->setText(number(report.open));
    m_markers->setText(number(report.markers));
    m_references->setText(number(report.references));
    m_others->setText(number(report.others));
}

} // namespace ui
