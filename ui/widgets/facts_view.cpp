#include "ui/widgets/facts_view.h"

#include "core/base/ensure.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/focus_line.h"

#include <QEvent>
#include <QScrollBar>

namespace ui {

namespace {

constexpr int WideCharacters = 110; ///< room for two groups beside each other

QString textHtml(const QString &text)
{
    QString html = text.toHtmlEscaped();
    html.replace(u'\n', QStringLiteral("<br>"));
    return html;
}

QString cell(const QString &html, const QColor &color, const QString &family)
{
    return QStringLiteral("<td style='color:%1;font-family:\"%2\";white-space:pre-wrap;"
                          "padding-right:12px'>%3</td>")
        .arg(color.name(), family, html);
}

QString anchor(const QString &text, qsizetype index, const QColor &color)
{
    return QStringLiteral("<a href='%1' style='color:%2;text-decoration:none'>%3</a>")
        .arg(QString::number(index), color.name(), text.toHtmlEscaped());
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
    setCursorWidth(0); // a text that is only read: what has the focus is its links
    showFocusOf(this);
    m_layOut.setInterval(0);
    m_layOut.setSingleShot(true);
    connect(&m_layOut, &QTimer::timeout, this, &FactsView::layOut);
    connect(this, &QTextBrowser::anchorClicked, this, &FactsView::onAnchorClicked);
}

void FactsView::setFacts(const QList<FactGroup> &groups)
{
    if (groups == m_groups)
        return;
    m_groups = groups;
    layOutSoon();
}

void FactsView::layOutSoon()
{
    m_isStale = true;
    if (isVisible())
        m_layOut.start();
    else
        clear(); // what is shown no more would be laid out once for each new size
}

void FactsView::showEvent(QShowEvent *event)
{
    if (m_isStale)
        layOut();
    QTextBrowser::showEvent(event);
}

void FactsView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        layOutSoon();
}

void FactsView::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    if (isWide() != m_isLaidOutWide)
        layOutSoon();
}

bool FactsView::isWide() const
{
    return viewport()->width() >= fontMetrics().averageCharWidth() * WideCharacters;
}

void FactsView::layOut()
{
    m_isStale = false;
    m_layOut.stop();
    m_isLaidOutWide = isWide();
    m_targets.clear();
    QString html;
    for (qsizetype i = 0; i < m_groups.size(); ++i) {
        const FactGroup &group = m_groups.at(i);
        if (group.isBesideNext && m_isLaidOutWide && i + 1 < m_groups.size()) {
            html += QStringLiteral("<table width='100%' cellspacing='0' cellpadding='0' "
                                   "style='margin-top:12px'><tr>"
                                   "<td width='50%'>")
                    + htmlOf(group) + QStringLiteral("</td><td width='50%'>")
                    + htmlOf(m_groups.at(++i)) + QStringLiteral("</td></tr></table>");
        } else {
            html += htmlOf(group);
        }
    }
    const int scrolled = verticalScrollBar()->value();
    if (verticalScrollBar()->isVisible()) // else it goes and comes, and all is laid out twice
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHtml(html);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    verticalScrollBar()->setValue(scrolled);
}

QString FactsView::htmlOf(const FactGroup &group)
{
    const PaletteColors &colors = colorsOf(palette());
    QString html;
    if (!group.title.isEmpty())
        html += QStringLiteral("<p style='color:%1;margin-bottom:4px'>%2</p>")
                    .arg(colors.dim.name(), group.title.toHtmlEscaped());
    html += QStringLiteral("<table cellspacing='0' cellpadding='2'>");
    for (const Fact &fact : group.facts)
        html += htmlOf(fact);
    return html + QStringLiteral("</table>");
}

QString FactsView::htmlOf(const Fact &fact)
{
    const PaletteColors &colors = colorsOf(palette());
    const QString plain = font().family();
    QString value = textHtml(fact.value);
    if (fact.target) {
        value = anchor(fact.value, m_targets.size(), colors.accent);
        m_targets << *fact.target;
    }
    if (!fact.note.isEmpty())
        value += (value.isEmpty() ? QString() : QStringLiteral("<br>"))
                 + QStringLiteral("<span style='color:%1;font-family:\"%2\"'>%3</span>")
                       .arg(colors.dim.name(), plain, textHtml(fact.note));
    return QStringLiteral("<tr>")
           + cell(textHtml(fact.name), toneColor(colors, fact.nameTone), plain)
           + cell(value, colors.text, monospaceFont(font()).family()) + QStringLiteral("</tr>");
}

void FactsView::onAnchorClicked(const QUrl &reference)
{
    const qsizetype index = reference.toString().toLongLong();
    ENSURE(index >= 0 && index < m_targets.size(), return );
    const FactTarget target = m_targets.at(index); // following it may change the facts
    Q_EMIT targetActivated(target);
}

} // namespace ui
