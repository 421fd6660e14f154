// The text of a table's cells looks as any text does.
#include "tests/support/gui_warnings.h"
#include "ui/theme/cell_fonts.h"
#include "ui/theme/fonts.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <functional>

using namespace ui;

namespace {

constexpr QSize CellSize(300, 24);

QImage painted(const std::function<void(QPainter &, const QRect &)> &paint)
{
    QImage image(CellSize, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(Qt::black);
    paint(painter, image.rect());
    return image;
}

} // namespace

class TstCellFonts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }

    void aCellLooksAsAnyTextDoes_data();
    void aCellLooksAsAnyTextDoes();
    void whatDoesNotFitEndsInAnEllipsis();
};

void TstCellFonts::aCellLooksAsAnyTextDoes_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a moment") << QStringLiteral("14:05:11.123 456 7");
    QTest::newRow("a revision") << QStringLiteral("4,512,330");
    QTest::newRow("an id") << QStringLiteral("8f2b6c1e-0d37-4f5a-9f0e-2a6f5f0c9b11");
    QTest::newRow("a link") << QStringLiteral("17@order-42 ~!{}");
    QTest::newRow("not of ASCII") << QStringLiteral("größe-42");
}

void TstCellFonts::aCellLooksAsAnyTextDoes()
{
    QFETCH(const QString, text);
    const Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter;
    CellFonts fonts;
    fonts.setBase(QFont());
    const QImage cell = painted([&](QPainter &painter, const QRect &rect) {
        fonts.draw(painter, rect, alignment, text, CellFonts::Kind::Monospace);
    });
    const QImage plain = painted([&](QPainter &painter, const QRect &rect) {
        painter.setFont(monospaceFont(QFont()));
        painter.drawText(rect, int(alignment) | Qt::TextSingleLine, text);
    });
    QVERIFY(cell != painted([](QPainter &, const QRect &) {}));
    QCOMPARE(cell, plain);
}

void TstCellFonts::whatDoesNotFitEndsInAnEllipsis()
{
    CellFonts fonts;
    fonts.setBase(QFont());
    const QString text(200, u'7');
    const QImage cell = painted([&](QPainter &painter, const QRect &rect) {
        fonts.draw(painter, rect, Qt::AlignLeft, text, CellFonts::Kind::Monospace);
    });
    const QImage plain = painted([&](QPainter &painter, const QRect &rect) {
        const QFont font = monospaceFont(QFont());
        painter.setFont(font);
        painter.drawText(rect,
                         Qt::AlignLeft | Qt::TextSingleLine,
                         QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
    });
    QCOMPARE(cell, plain);
}

QTEST_MAIN(TstCellFonts)

#include "tst_cell_fonts.moc"
