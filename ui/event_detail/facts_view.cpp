#include "ui/event_detail/facts_view.h"

#include "core/base/ensure.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/theme/palette_colors.h"

#include <QEvent>

namespace ui {

namespace {

QString cell(const QString &text, const QColor &color, const QString &family)
{
    QString html = text.toHtmlEscaped();
    html.replace(u'\n', QStringLiteral("<br>"));
    return QStringLiteral("<td style='color:%1;font-family:\"%2\";white-space:pre-wrap;"
                          "padding-right:12px'>%3</td>")
        .arg(color.name(), family, html);
}

QString
linkCell(const Fact &fact, const QString &reference, const QColor &color, const QString &family)
{
    return QStringLiteral("<td style='font-family:\"%1\"'>"
                          "<a href='%2' style='color:%3;text-decoration:none'>%4</a></td>")
        .arg(family, reference, color.name(), fact.value.toHtmlEscaped());
}

} // namespace

FactsView::FactsView(QWidget *parent)
    : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(measures::PaneMargin);
    connect(this, &QTextBrowser::anchorClicked, this, &FactsView::onAnchorClicked);
}

void FactsView::setFacts(const QList<FactGroup> &groups)
{
    if (groups == m_groups)
        return;
    m_groups = groups;
    layOut();
}

void FactsView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        layOut();
}

void FactsView::layOut()
{
    const PaletteColors &colors = colorsOf(palette());
    const QString plain = font().family();
    const QString mono = monospaceFont(font()).family();
    QString html;
    m_targets.clear();
    for (const FactGroup &group : std::as_const(m_groups)) {
        if (!group.title.isEmpty())
            html += QStringLiteral("<p style='color:%1;margin-bottom:4px'>%2</p>")
                        .arg(colors.dim.name(), group.title.toHtmlEscaped());
        html += QStringLiteral("<table cellspacing='0' cellpadding='2'>");
        for (const Fact &fact : group.facts) {
            html += QStringLiteral("<tr>") + cell(fact.name, colors.dim, plain);
            if (fact.target) {
                html += linkCell(fact, QString::number(m_targets.size()), colors.accent, mono);
                m_targets << *fact.target;
            } else {
                html += cell(fact.value, colors.text, mono);
            }
            html += QStringLiteral("</tr>");
        }
        html += QStringLiteral("</table>");
    }
    setHtml(html);
}

void FactsView::onAnchorClicked(const QUrl &reference)
{
    const qsizetype index = reference.toString().toLongLong();
    ENSURE(index >= 0 && index < m_targets.size(), return );
    Q_EMIT targetActivated(m_targets.at(index));
}

} // namespace ui
