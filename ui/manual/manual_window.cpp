#include "ui/manual/manual_window.h"

#include "ui/theme/cell_fonts.h"
#include "ui/theme/house_style.h"
#include "ui/theme/measures.h"
#include "ui/theme/palette_colors.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/focus_line.h"
#include "ui/widgets/search_edit.h"
#include "ui/widgets/separator.h"

#include <QEvent>
#include <QListWidget>
#include <QPainter>
#include <QShortcut>
#include <QStyledItemDelegate>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocumentFragment>
#include <QTextTable>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int TitlesWidth = 288;
constexpr int MostMarks = 1000;
constexpr int LineHeight = 125; // per cent
constexpr QSize FirstSize(960, 680);

/// Titles begin where the search field does.
class TitleDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter,
               const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const PaletteColors &colors = colorsOf(option.palette);
        option.widget->style()->drawPrimitive(
            QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
        painter->save();
        painter->setPen(colors.text);
        m_fonts.setBase(option.font);
        m_fonts.draw(*painter,
                     option.rect.adjusted(measures::PaneMargin, 0, -measures::ControlSpacing, 0),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     index.data().toString(),
                     CellFonts::Kind::Plain);
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &) const override
    {
        return {0, dataRowHeight(*option.widget)};
    }

private:
    mutable CellFonts m_fonts;
};

} // namespace

ManualWindow::ManualWindow(const QString &markdown, QWidget *parent)
    : QWidget(parent)
    , m_sections(manualSections(markdown))
    , m_rendering(this, [this] { renderNext(); })
    , m_search(new SearchEdit(tr("Search the manual"), this))
    , m_titles(new QListWidget(this))
    , m_text(new QTextBrowser(this))
    , m_nothing(new EmptyState(this))
{
    setObjectName(QStringLiteral("manual"));
    setWindowTitle(tr("Manual – Tributary"));
    setAttribute(Qt::WA_QuitOnClose, false);
    m_search->setObjectName(QStringLiteral("manual/search"));
    m_titles->setObjectName(QStringLiteral("manual/titles"));
    m_titles->setAccessibleName(tr("Sections"));
    m_text->setObjectName(QStringLiteral("manual/text"));
    m_text->setAccessibleName(tr("Text of the section"));
    for (const ManualSection &section : std::as_const(m_sections))
        m_titles->addItem(section.title);
    layOut();

    connect(m_search, &SearchEdit::searchChanged, this, &ManualWindow::search);
    connect(m_search, &SearchEdit::leftDownwards, m_titles, [this] { m_titles->setFocus(); });
    connect(m_titles, &QListWidget::currentRowChanged, this, &ManualWindow::show);
    const auto onKeys = [this](const QKeySequence &keys, const std::function<void()> &action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    onKeys(QKeySequence(Qt::Key_Escape), [this] { close(); });
    onKeys(QKeySequence(Qt::CTRL | Qt::Key_W), [this] { close(); });
    onKeys(QKeySequence(Qt::CTRL | Qt::Key_F), [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
}

void ManualWindow::open(const QString &title)
{
    m_search->clear();
    int row = 0;
    for (int i = 0; i < m_sections.size(); ++i)
        row = m_sections.at(i).title == title ? i : row;
    m_titles->setCurrentRow(row);
    m_titles->setFocus();
    QWidget::show();
    raise();
    activateWindow();
}

QString ManualWindow::title() const
{
    return m_shown < 0 ? QString() : m_sections.at(m_shown).title;
}

QStringList ManualWindow::titlesShown() const
{
    QStringList titles;
    for (int row = 0; row < m_titles->count(); ++row) {
        if (!m_titles->item(row)->isHidden())
            titles.append(m_titles->item(row)->text());
    }
    return titles;
}

void ManualWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    // The colours of links are written into the text.
    if (event->type() == QEvent::PaletteChange && m_shown >= 0)
        render();
}

void ManualWindow::layOut()
{
    setAutoFillBackground(true);
    resize(FirstSize);
    m_titles->setFrameShape(QFrame::NoFrame);
    m_titles->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_titles->viewport()->setBackgroundRole(QPalette::Window);
    m_titles->setUniformItemSizes(true);
    m_titles->setItemDelegate(new TitleDelegate(m_titles));
    showFocusOf(m_titles);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(measures::GroupSpacing);
    // One that comes as the text grows would have it laid out anew.
    m_text->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_nothing->setMessage(tr("Nothing about that"), tr("No section holds all of these words."));
    m_nothing->setAutoFillBackground(true);
    m_nothing->setBackgroundRole(QPalette::Base);
    m_nothing->hide();

    auto *search = new QVBoxLayout;
    search->setContentsMargins(measures::PaneMargin,
                               measures::ControlSpacing,
                               measures::PaneMargin,
                               measures::ControlSpacing);
    search->addWidget(m_search);
    auto *left = new QVBoxLayout;
    left->setSpacing(0);
    left->addLayout(search);
    left->addWidget(m_titles, 1);
    m_titles->setFixedWidth(TitlesWidth);
    m_search->setMaximumWidth(TitlesWidth - 2 * measures::PaneMargin);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(left);
    row->addWidget(new Separator(Qt::Vertical, this));
    row->addWidget(m_text, 1);
    row->addWidget(m_nothing, 1);
}

void ManualWindow::search(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    int first = -1;
    for (int row = 0; row < m_titles->count(); ++row) {
        const bool fits = holdsWords(m_sections.at(row), m_words);
        m_titles->item(row)->setHidden(!fits);
        first = first < 0 && fits ? row : first;
    }
    m_nothing->setVisible(first < 0);
    m_text->setVisible(first >= 0);
    const bool isShownGone = m_shown >= 0 && m_titles->item(m_shown)->isHidden();
    if (first >= 0 && isShownGone)
        m_titles->setCurrentRow(first);
    else
        markWords();
}

void ManualWindow::show(int index)
{
    m_shown = index;
    if (index >= 0)
        render();
}

void ManualWindow::render()
{
    m_rendering.cancel();
    m_text->clear();
    m_toRender = markdownBlocks(m_sections.at(m_shown).markdown);
    renderNext();
}

void ManualWindow::renderNext()
{
    append(m_toRender.takeFirst());
    if (m_toRender.isEmpty())
        markWords();
    else
        m_rendering.ask();
}

/// Formatted before it is part of what is seen: each change to that would lay it out again.
void ManualWindow::append(const QString &markdown)
{
    QTextDocument block;
    block.setDefaultFont(m_text->font());
    block.setMarkdown(markdown);
    QTextCursor all(&block);
    all.select(QTextCursor::Document);
    QTextBlockFormat airy;
    airy.setLineHeight(LineHeight, QTextBlockFormat::ProportionalHeight);
    all.mergeBlockFormat(airy);
    for (QTextFrame *frame : block.rootFrame()->childFrames()) {
        if (auto *table = qobject_cast<QTextTable *>(frame))
            rule(*table);
    }
    QTextCursor cursor(m_text->document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    // A fragment takes the format of the paragraph that it is put into.
    const QTextBlockFormat first = block.firstBlock().blockFormat();
    if (m_text->document()->isEmpty())
        cursor.setBlockFormat(first);
    else
        cursor.insertBlock(first, {});
    cursor.insertFragment(QTextDocumentFragment(&block));
    cursor.endEditBlock();
}

/// Qt draws tables without air, in a grid of its own colour.
void ManualWindow::rule(QTextTable &table) const
{
    QTextTableFormat format = table.format();
    format.setCellPadding(measures::Step);
    format.setCellSpacing(0);
    format.setBorder(1);
    format.setBorderBrush(colorsOf(palette()).line);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderCollapse(true);
    format.setBottomMargin(measures::GroupSpacing);
    table.setFormat(format);
}

/// And brings the first one into view.
void ManualWindow::markWords()
{
    QList<QTextEdit::ExtraSelection> marks;
    QTextCursor first;
    for (const QString &word : std::as_const(m_words)) {
        QTextCursor found = m_text->document()->find(word);
        for (; !found.isNull() && marks.size() < MostMarks;
             found = m_text->document()->find(word, found)) {
            QTextEdit::ExtraSelection mark;
            mark.cursor = found;
            mark.format.setBackground(colorsOf(palette()).searchHit);
            marks.append(mark);
            if (first.isNull() || found.position() < first.position())
                first = found;
        }
    }
    m_text->setExtraSelections(marks);
    if (first.isNull())
        return;
    first.clearSelection();
    m_text->setTextCursor(first);
    m_text->ensureCursorVisible();
}

} // namespace ui

#include "manual_window.moc"
