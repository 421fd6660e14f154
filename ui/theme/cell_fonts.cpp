#include "ui/theme/cell_fonts.h"

#include "ui/theme/fonts.h"

#include <QGlyphRun>
#include <QPainter>
#include <QStyle>
#include <QtMath>

#include <algorithm>

namespace ui {

namespace {

constexpr qsizetype MostShaped = 1000;
constexpr char16_t FirstFigure = u' ';
constexpr char16_t LastFigure = u'~';

/// Letters, digits and marks of one advance in a monospace font, narrower than an em in any.
bool isLatin(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x180; });
}

QString inOneLine(QString text)
{
    for (QChar &c : text) {
        if (c == u'\n' || c == u'\t' || c == QChar::LineSeparator)
            c = u' ';
    }
    return text;
}

} // namespace

CellFonts::Measured::Measured(const QFont &used)
    : font(used)
    , metrics(used)
    , widest(qMax(metrics.horizontalAdvance(u'W'), metrics.horizontalAdvance(u'@')))
{}

CellFonts::Figures::Figures(const QFont &used)
    : font(QRawFont::fromFont(used))
{
    QString all;
    for (char16_t c = FirstFigure; c <= LastFigure; ++c)
        all += QChar(c);
    glyphs = font.glyphIndexesForString(all);
    // As a layout of that font would place them: whole pixels where it is hinted so.
    const QFontMetricsF metrics(used);
    advance = metrics.horizontalAdvance(u'0');
    const bool isEven = std::all_of(all.begin(), all.end(), [&](QChar c) {
        return qFuzzyCompare(metrics.horizontalAdvance(c), advance);
    });
    if (!isEven || glyphs.size() != all.size() || glyphs.contains(0))
        glyphs.clear();
}

bool CellFonts::Figures::has(const QString &text) const
{
    return !glyphs.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return c >= FirstFigure && c <= LastFigure;
    });
}

void CellFonts::Figures::draw(QPainter &painter, QPointF baseline, const QString &text) const
{
    QList<quint32> indexes(text.size());
    QList<QPointF> positions(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        indexes[i] = glyphs.at(text.at(i).unicode() - FirstFigure);
        positions[i] = {advance * double(i), 0};
    }
    QGlyphRun run;
    run.setRawFont(font);
    run.setGlyphIndexes(indexes);
    run.setPositions(positions);
    painter.drawGlyphRun(baseline, run);
}

CellFonts::CellFonts()
    : m_plain(QFont())
    , m_monospace(monospaceFont(QFont()))
    , m_heading(headingFont(QFont()))
    , m_figures(m_monospace.font)
    , m_shaped(MostShaped)
{}

void CellFonts::setBase(const QFont &base)
{
    if (base == m_plain.font)
        return;
    m_plain = Measured(base);
    m_monospace = Measured(monospaceFont(base));
    m_heading = Measured(headingFont(base));
    m_figures = Figures(m_monospace.font);
    m_shaped.clear();
}

void CellFonts::draw(QPainter &painter,
                     const QRect &rect,
                     Qt::Alignment alignment,
                     const QString &text,
                     Kind kind,
                     Qt::TextElideMode mode)
{
    if (text.isEmpty() || rect.width() <= 0)
        return;
    const int height = of(kind).metrics.height();
    const auto place = [&](qreal width) {
        return QStyle::alignedRect(Qt::LeftToRight, alignment, {qCeil(width), height}, rect)
            .topLeft();
    };
    if (kind == Kind::Monospace && m_figures.has(text) && m_figures.widthOf(text) <= rect.width()) {
        const QPoint top = place(m_figures.widthOf(text));
        m_figures.draw(painter, top + QPoint(0, of(kind).metrics.ascent()), text);
        return;
    }
    const QStaticText &shown = shaped(text, kind, mode, rect.width());
    painter.setFont(of(kind).font);
    painter.drawStaticText(place(shown.size().width()), shown);
}

int CellFonts::widthOf(const QString &text, Kind kind, Qt::TextElideMode mode, int room)
{
    return text.isEmpty() || room <= 0 ? 0 : qCeil(shaped(text, kind, mode, room).size().width());
}

const QStaticText &
CellFonts::shaped(const QString &text, Kind kind, Qt::TextElideMode mode, int room)
{
    const bool surelyFits = text.size() * of(kind).widest <= room && isLatin(text);
    const Key key{text, kind, mode, surelyFits ? 0 : room};
    if (const QStaticText *known = m_shaped.object(key))
        return *known;
    const QString line = inOneLine(text);
    auto *shown
        = new QStaticText(surelyFits ? line : of(kind).metrics.elidedText(line, mode, room));
    shown->setTextFormat(Qt::PlainText);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    shown->setTextOption(option);
    shown->prepare({}, of(kind).font);
    m_shaped.insert(key, shown);
    return *m_shaped.object(key);
}

const CellFonts::Measured &CellFonts::of(Kind kind) const
{
    switch (kind) {
    case Kind::Plain:
        break;
    case Kind::Monospace:
        return m_monospace;
    case Kind::Heading:
        return m_heading;
    }
    return m_plain;
}

} // namespace ui
