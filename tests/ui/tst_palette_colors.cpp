// Every text role can be read on every ground, and every border that means something can be seen.
#include "tests/support/gui_warnings.h"
#include "ui/theme/icons.h"
#include "ui/theme/palette_colors.h"

#include <QImage>
#include <QTest>

#include <cmath>

using namespace ui;

namespace {

struct Named {
    const char *name;
    QColor color;
};

double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
           + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

QList<Named> grounds(const PaletteColors &c)
{
    return {{"paper", c.paper},
            {"panel", c.panel},
            {"selection", c.selection},
            {"inactive selection", c.inactiveSelection},
            {"hover", c.hover}};
}

QList<Named> texts(const PaletteColors &c)
{
    return {{"text", c.text},
            {"dim", c.dim},
            {"accent", c.accent},
            {"danger", c.danger},
            {"warning", c.warning},
            {"good", c.good},
            {"blue", c.blue},
            {"violet", c.violet},
            {"JSON key", c.jsonKey},
            {"JSON string", c.jsonString},
            {"JSON number", c.jsonNumber},
            {"JSON literal", c.jsonLiteral}};
}

} // namespace

class TestPaletteColors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }
    void everyTextCanBeReadOnEveryGround_data();
    void everyTextCanBeReadOnEveryGround();
    void whatMeansSomethingCanBeSeen_data();
    void whatMeansSomethingCanBeSeen();
    void theSetIsFoundAgainInItsPalette();
    void anIconFollowsLightAndDark();
};

void TestPaletteColors::everyTextCanBeReadOnEveryGround_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const PaletteColors &c : {lightColors(), darkColors()}) {
        const char *set = c.isDark ? "dark" : "light";
        for (const Named &ground : grounds(c)) {
            for (const Named &text : texts(c))
                QTest::addRow("%s: %s on %s", set, text.name, ground.name)
                    << text.color << ground.color;
        }
        for (const Tone tone : {Tone::Accent, Tone::Danger, Tone::Warning, Tone::Good, Tone::Dim})
            QTest::addRow("%s: a way on in a status line of %d", set, static_cast<int>(tone))
                << c.accent << tint(c.panel, toneColor(c, tone), 0.06);
        QTest::addRow("%s: placeholder on paper", set) << c.placeholder << c.paper;
        QTest::addRow("%s: text on an accent button", set) << c.onFilled << c.accent;
        QTest::addRow("%s: text on a danger button", set) << c.onFilled << c.danger;
        for (const Named &text : {Named{"text", c.text},
                                  Named{"JSON key", c.jsonKey},
                                  Named{"JSON string", c.jsonString},
                                  Named{"JSON number", c.jsonNumber},
                                  Named{"JSON literal", c.jsonLiteral}})
            QTest::addRow("%s: %s that was found", set, text.name) << text.color << c.searchHit;
        QTest::addRow("%s: added text", set) << c.text << c.added;
        QTest::addRow("%s: removed text", set) << c.text << c.removed;
        for (const Named &hue : texts(c)) {
            for (const Named &ground : grounds(c))
                QTest::addRow("%s: text on %s tinted with %s", set, ground.name, hue.name)
                    << c.text << tint(ground.color, hue.color);
        }
    }
}

void TestPaletteColors::everyTextCanBeReadOnEveryGround()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    QVERIFY2(contrast(text, ground) >= 4.5,
             qPrintable(QStringLiteral("%1 : 1").arg(contrast(text, ground))));
}

void TestPaletteColors::whatMeansSomethingCanBeSeen_data()
{
    QTest::addColumn<QColor>("mark");
    QTest::addColumn<QColor>("ground");
    for (const PaletteColors &c : {lightColors(), darkColors()}) {
        const char *set = c.isDark ? "dark" : "light";
        for (const Named &ground : grounds(c)) {
            for (const Tone tone : {Tone::Accent, Tone::Danger, Tone::Warning, Tone::Good})
                QTest::addRow("%s: bar %d on %s", set, static_cast<int>(tone), ground.name)
                    << toneColor(c, tone) << ground.color;
        }
        QTest::addRow("%s: control border on paper", set) << c.controlBorder << c.paper;
        QTest::addRow("%s: control border on panel", set) << c.controlBorder << c.panel;
    }
}

void TestPaletteColors::whatMeansSomethingCanBeSeen()
{
    QFETCH(QColor, mark);
    QFETCH(QColor, ground);
    QVERIFY2(contrast(mark, ground) >= 3.0,
             qPrintable(QStringLiteral("%1 : 1").arg(contrast(mark, ground))));
}

void TestPaletteColors::theSetIsFoundAgainInItsPalette()
{
    QCOMPARE(colorsOf(toPalette(lightColors())), lightColors());
    QCOMPARE(colorsOf(toPalette(darkColors())), darkColors());
    QVERIFY(lightColors() != darkColors());
}

void TestPaletteColors::anIconFollowsLightAndDark()
{
    const QIcon cross = icon(QStringLiteral("x"));
    const auto strongest = [&cross] {
        const QImage image = cross.pixmap(QSize(16, 16), 2.0).toImage();
        QColor found(Qt::transparent);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                if (pixel.alpha() > found.alpha())
                    found = pixel;
            }
        }
        return found.rgb();
    };
    QGuiApplication::setPalette(toPalette(lightColors()));
    QCOMPARE(cross.pixmap(QSize(16, 16), 2.0).size(), QSize(32, 32));
    QCOMPARE(strongest(), lightColors().text.rgb());
    QGuiApplication::setPalette(toPalette(darkColors()));
    QCOMPARE(strongest(), darkColors().text.rgb());
}

QTEST_MAIN(TestPaletteColors)
#include "tst_palette_colors.moc"
