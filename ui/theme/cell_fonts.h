// The text of a table's cells: fonts and their measures are made once, a text is shaped once.
// GUI thread.
#pragma once

#include <QCache>
#include <QFont>
#include <QFontMetrics>
#include <QRawFont>
#include <QStaticText>

class QPainter;

namespace ui {

/// Kept by a delegate, which says before it paints a cell which font its table has.
class CellFonts
{
public:
    CellFonts();

    /// Does nothing where it is the one that it was.
    void setBase(const QFont &base);

    enum class Kind { Plain, Monospace, Heading };
    /// Draws it in one line in the painter's pen, with an ellipsis where it does not fit.
    void draw(QPainter &painter,
              const QRect &rect,
              Qt::Alignment alignment,
              const QString &text,
              Kind kind,
              Qt::TextElideMode mode = Qt::ElideRight);
    /// How wide the text is that draw() would draw.
    [[nodiscard]] int widthOf(const QString &text, Kind kind, Qt::TextElideMode mode, int room);

private:
    /// A font in which every character of ASCII has one advance: its texts need no shaping.
    struct Figures {
        explicit Figures(const QFont &font);

        [[nodiscard]] bool has(const QString &text) const;
        [[nodiscard]] qreal widthOf(const QString &text) const
        {
            return advance * double(text.size());
        }
        void draw(QPainter &painter, QPointF baseline, const QString &text) const;

        QRawFont font;
        QList<quint32> glyphs; ///< of the characters from the space on; empty: it is no such font
        qreal advance = 0;     ///< in pixels
    };

    struct Measured {
        explicit Measured(const QFont &font);

        QFont font;
        QFontMetrics metrics;
        int widest = 0; ///< no character in common use is wider
    };

    /// What is drawn of a text.
    struct Key {
        QString text;
        Kind kind = Kind::Plain;
        Qt::TextElideMode mode = Qt::ElideRight;
        int room = 0; ///< in pixels; 0: as much as it takes

        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.text, int(key.kind), int(key.mode), key.room);
        }
    };

    [[nodiscard]] const Measured &of(Kind kind) const;
    [[nodiscard]] const QStaticText &
    shaped(const QString &text, Kind kind, Qt::TextElideMode mode, int room);

    Measured m_plain;
    Measured m_monospace;
    Measured m_heading;
    Figures m_figures;                 ///< of the monospace font
    QCache<Key, QStaticText> m_shaped; ///< some screens full
};

} // namespace ui
