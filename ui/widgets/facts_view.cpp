#include "ui/widgets/facts_view.h"

#include "core/base/ensure.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/focus_line.h"
#include "ui/widgets/next_turn.h"

#include <QEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextTable>

namespace ui {

namespace {

constexpr int WideCharacters = 110; ///< room for two groups beside each other

/// Lines of one paragraph, which stand under each other.
QString lines(QString text)
{
    return text.replace(u'\n', QChar::LineSeparator);
}

QTextCharFormat toned(const QColor &color)
{
    QTextCharFormat format;
    format.setForeground(color);
    return format;
}

/// The one that is there, where nothing stands in it.
void beginBlock(QTextCursor &cursor, const QTextBlockFormat &format)
{
    if (cursor.block().length() > 1)
        cursor.insertBlock(format, {});
    else
        cursor.setBlockFormat(format);
}

QTextBlockFormat spaced(int above, int below)
{
    QTextBlockFormat format;
    format.setTopMargin(above);
    format.setBottomMargin(below);
    return format;
}

} // namespace

FactsView::FactsView(QWidget *parent)
    : QTextBrowser(parent)
    , m_layOut(this, [this] { layOut(); })
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(measures::PaneMargin);
    setCursorWidth(0); // a text that is only read: what has the focus is its links
    showFocusOf(this);
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
        m_layOut.ask();
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

/// Paragraphs that hang, not tables: a text document measures each cell of a table twice.
void FactsView::layOut()
{
    m_isStale = false;
    m_layOut.cancel();
    m_isLaidOutWide = isWide();
    m_targets.clear();
    const int scrolled = verticalScrollBar()->value();
    if (verticalScrollBar()->isVisible()) // else it goes and comes, and all is laid out twice
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.removeSelectedText();
    cursor.setBlockFormat({});
    const int room = viewport()->width() - 2 * measures::PaneMargin;
    for (qsizetype i = 0; i < m_groups.size(); ++i) {
        const bool isBeside = m_groups.at(i).isBesideNext && m_isLaidOutWide;
        if (isBeside && i + 1 < m_groups.size()) {
            writeBeside(cursor, m_groups.at(i), m_groups.at(i + 1), room);
            ++i;
        } else {
            write(cursor, m_groups.at(i), room);
        }
    }
    cursor.endEditBlock();
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    verticalScrollBar()->setValue(scrolled);
}

void FactsView::writeBeside(QTextCursor &cursor,
                            const FactGroup &left,
                            const FactGroup &right,
                            int room)
{
    QTextTableFormat format;
    format.setBorder(0);
    format.setCellSpacing(0);
    format.setTopMargin(measures::PaneMargin); // a cell leaves out that of its first paragraph
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    format.setColumnWidthConstraints({QTextLength(QTextLength::PercentageLength, 50),
                                      QTextLength(QTextLength::PercentageLength, 50)});
    QTextTable *table = cursor.insertTable(1, 2, format);
    QTextCursor cell = table->cellAt(0, 0).firstCursorPosition();
    write(cell, left, room / 2);
    cell = table->cellAt(0, 1).firstCursorPosition();
    write(cell, right, room / 2);
    cursor = table->lastCursorPosition();
    cursor.movePosition(QTextCursor::NextBlock);
}

void FactsView::write(QTextCursor &cursor, const FactGroup &group, int room)
{
    if (!group.title.isEmpty()) {
        beginBlock(cursor, spaced(measures::PaneMargin, measures::Step));
        cursor.insertText(group.title, toned(colorsOf(palette()).dim));
    }
    int names = 0;
    for (const Fact &fact : group.facts)
        names = qMax(names, fontMetrics().horizontalAdvance(fact.name));
    if (names > 0)
        names = qMin(names + measures::PaneMargin, room / 2);
    QTextBlockFormat hanging = spaced(measures::Step / 2, measures::Step / 2);
    hanging.setLeftMargin(names);
    hanging.setTextIndent(-names);
    hanging.setTabPositions({QTextOption::Tab(names, QTextOption::LeftTab)});
    for (const Fact &fact : group.facts) {
        beginBlock(cursor, hanging);
        write(cursor, fact, names > 0);
    }
}

void FactsView::write(QTextCursor &cursor, const Fact &fact, bool hasName)
{
    const PaletteColors &colors = colorsOf(palette());
    if (hasName)
        cursor.insertText(fact.name + u'\t', toned(toneColor(colors, fact.nameTone)));
    QTextCharFormat value = toned(fact.target ? colors.accent : colors.text);
    value.setFontFamilies({monospaceFont(font()).family()});
    if (fact.target) {
        value.setAnchor(true);
        value.setAnchorHref(QString::number(m_targets.size()));
        m_targets << *fact.target;
    }
    cursor.insertText(lines(fact.value), value);
    if (fact.note.isEmpty())
        return;
    const QString separator = fact.value.isEmpty() ? QString() : QString(QChar::LineSeparator);
    cursor.insertText(separator + lines(fact.note), toned(colors.dim));
}

void FactsView::onAnchorClicked(const QUrl &reference)
{
    const qsizetype index = reference.toString().toLongLong();
    ENSURE(index >= 0 && index < m_targets.size(), return );
    const FactTarget target = m_targets.at(index); // following it may change the facts
    Q_EMIT targetActivated(target);
}

} // namespace ui
