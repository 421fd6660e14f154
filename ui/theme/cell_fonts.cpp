#include "ui/theme/cell_fonts.h"

#include "ui/theme/fonts.h"

#include <QPainter>
#include <QStyle>
#include <QtMath>

#include <algorithm>

namespace ui {

namespace {

constexpr qsizetype MostShaped = 1000;

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

CellFonts::CellFonts()
    : m_plain(QFont())
    , m_monospace(monospaceFont(QFont()))
    , m_heading(headingFont(QFont()))
    , m_shaped(MostShaped)
{}

void CellFonts::setBase(const QFont &base)
{
    if (base == m_plain.font)
        return;
    m_plain = Measured(base);
    m_monospace = Measured(monospaceFont(base));
    m_heading = Measured(headingFont(base));
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
    const QStaticText &shown = shaped(text, kind, mode, rect.width());
    const int width = qCeil(shown.size().width());
    const int height = of(kind).metrics.height();
    const QRect place = QStyle::alignedRect(Qt::LeftToRight, alignment, QSize(width, height), rect);
    painter.setFont(of(kind).font);
    painter.drawStaticText(place.topLeft(), shown);
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
