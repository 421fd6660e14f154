// Every text role can be read on every ground, and every border that means something can be seen.
#include "tests/support/gui_warnings.h"
#include "ui/connections/connection_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/palette_colors.h"

#include <QImage>
#include <QTest>

#include <algorithm>
#include <array>
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

/// Where a role stands, and so what it is crossed with.
enum class Part {
    Ground,       ///< carries every word and every mark
    Words,        ///< on every ground, and in a status line of any connection
    PayloadWords, ///< these in a payload too, where something was found in it
    Placeholder,  ///< in a field, and in one that cannot be used
    OnFilled,     ///< on a button of accent or danger, however it is held
    Border,       ///< of what can be used; the thumb of a scroll bar
    Tint,         ///< carries `text`
    /// Not for what has to be read: what cannot be used now, as the desktop shows it everywhere,
    /// and the heads of columns while a table is cut off, which a line of words tells. So 3 : 1.
    Disabled,
    Line, ///< separates things that are told apart without it: no contrast is asked for
};

struct Role {
    const char *name;
    QColor PaletteColors::*color;
    Part part;
};

constexpr auto Roles = std::to_array<Role>({
    {"paper", &PaletteColors::paper, Part::Ground},
    {"panel", &PaletteColors::panel, Part::Ground},
    {"selection", &PaletteColors::selection, Part::Ground},
    {"inactive selection", &PaletteColors::inactiveSelection, Part::Ground},
    {"hover", &PaletteColors::hover, Part::Ground},
    {"text", &PaletteColors::text, Part::PayloadWords},
    {"dim", &PaletteColors::dim, Part::Words},
    {"accent", &PaletteColors::accent, Part::Words},
    {"danger", &PaletteColors::danger, Part::PayloadWords},
    {"warning", &PaletteColors::warning, Part::Words},
    {"good", &PaletteColors::good, Part::Words},
    {"blue", &PaletteColors::blue, Part::Words},
    {"violet", &PaletteColors::violet, Part::Words},
    {"placeholder", &PaletteColors::placeholder, Part::Placeholder},
    {"disabled", &PaletteColors::disabled, Part::Disabled},
    {"on filled", &PaletteColors::onFilled, Part::OnFilled},
    {"line", &PaletteColors::line, Part::Line},
    {"control border", &PaletteColors::controlBorder, Part::Border},
    {"JSON key", &PaletteColors::jsonKey, Part::PayloadWords},
    {"JSON string", &PaletteColors::jsonString, Part::PayloadWords},
    {"JSON number", &PaletteColors::jsonNumber, Part::PayloadWords},
    {"JSON literal", &PaletteColors::jsonLiteral, Part::PayloadWords},
    {"search hit", &PaletteColors::searchHit, Part::Tint},
    {"added", &PaletteColors::added, Part::Tint},
    {"removed", &PaletteColors::removed, Part::Tint},
});
// After the flag come the colours and nothing else: a new role needs its part here.
static_assert(sizeof(PaletteColors) == alignof(QColor) + Roles.size() * sizeof(QColor));
static_assert(FullTint <= 0.12 && FaintTint < FullTint);

QList<Named> of(const PaletteColors &c, std::initializer_list<Part> parts)
{
    QList<Named> found;
    for (const Role &role : Roles) {
        if (std::find(parts.begin(), parts.end(), role.part) != parts.end())
            found.append({role.name, c.*role.color});
    }
    return found;
}

QList<Named> grounds(const PaletteColors &c)
{
    return of(c, {Part::Ground});
}

QList<Named> words(const PaletteColors &c)
{
    return of(c, {Part::Words, Part::PayloadWords});
}

/// What the strip and the status line are coloured with.
QList<Named> strips(const PaletteColors &c)
{
    QList<Named> found{{"no connection", toneColor(c, Tone::Dim)}};
    for (const core::ConnectionColor color : allColors())
        found.append({"a connection", toneColor(c, toneOf(color))});
    return found;
}

/// A row a pair: `on` is what carries `mark`.
void cross(const PaletteColors &c, const QList<Named> &marks, const QList<Named> &on)
{
    for (const Named &mark : marks) {
        for (const Named &ground : on)
            QTest::addRow("%s: %s %s on %s %s",
                          c.isDark ? "dark" : "light",
                          mark.name,
                          qPrintable(mark.color.name()),
                          ground.name,
                          qPrintable(ground.color.name()))
                << mark.color << ground.color;
    }
}

QList<Named> tinted(const QList<Named> &under, const QList<Named> &hues, double strength)
{
    QList<Named> found;
    for (const Named &ground : under) {
        for (const Named &hue : hues)
            found.append({hue.name, tint(ground.color, hue.color, strength)});
    }
    return found;
}

} // namespace

class TestPaletteColors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }
    void everyRoleHasItsPart();
    void everyTextCanBeReadOnEveryGround_data();
    void everyTextCanBeReadOnEveryGround();
    void whatMeansSomethingCanBeSeen_data();
    void whatMeansSomethingCanBeSeen();
    void whatTheToolkitPaintsCanBeRead_data();
    void whatTheToolkitPaintsCanBeRead();
    void theSetIsFoundAgainInItsPalette();
    void anIconFollowsLightAndDark();
};

void TestPaletteColors::everyRoleHasItsPart()
{
    // As many as there are members, and none of them twice: all of them.
    for (size_t i = 0; i < Roles.size(); ++i) {
        for (size_t j = i + 1; j < Roles.size(); ++j)
            QVERIFY2(Roles.at(i).color != Roles.at(j).color, Roles.at(j).name);
    }
}

void TestPaletteColors::everyTextCanBeReadOnEveryGround_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const PaletteColors &c : {lightColors(), darkColors()}) {
        const QList<Named> text{{"text", c.text}};
        const QList<Named> filled{{"an accent button", c.accent}, {"a danger button", c.danger}};
        const QList<Named> onFilled = of(c, {Part::OnFilled});
        cross(c, words(c), grounds(c));
        cross(c, words(c), tinted({{"panel", c.panel}}, strips(c), FaintTint));
        cross(c, of(c, {Part::PayloadWords}), {{"what was found", c.searchHit}});
        cross(c, of(c, {Part::Placeholder}), {{"paper", c.paper}, {"panel", c.panel}});
        cross(c, onFilled, filled);
        cross(c, onFilled, tinted(filled, onFilled, FaintTint)); // under the pointer
        cross(c, onFilled, tinted(filled, onFilled, FullTint));  // pressed
        cross(c, text, of(c, {Part::Tint}));
        cross(c, text, tinted(grounds(c), words(c), FullTint));
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
        const QList<Named> panel{{"panel", c.panel}};
        const QList<Named> chrome{{"paper", c.paper}, {"panel", c.panel}};
        const QList<Named> lines = tinted(panel, strips(c), FaintTint);
        const QList<Named> filled{{"an accent button", c.accent}, {"a danger button", c.danger}};
        const QList<Named> ring{{"the accent bar, the focus ring", c.accent}};
        // bars of messages, icons, chevrons, hooks of a tree
        cross(c, words(c), grounds(c));
        cross(c, strips(c), grounds(c)); // the top bar's, and the dot of a connection
        cross(c, strips(c), lines);      // the status line's
        cross(c, ring, grounds(c));
        cross(c, ring, lines);
        cross(c, ring, {{"the track of progress", c.line}, {"what was found", c.searchHit}});
        cross(c, {{"a problem's wave", c.danger}}, {{"paper", c.paper}, {"a hit", c.searchHit}});
        cross(c, {{"the inner ring, the tick", c.onFilled}}, filled);
        // A pressed control is left out: what its border stands against is the ground around it.
        cross(c, of(c, {Part::Border}), chrome);
        cross(c, of(c, {Part::Border}), {{"hover", c.hover}});
        cross(c, of(c, {Part::Disabled}), chrome);
    }
}

void TestPaletteColors::whatMeansSomethingCanBeSeen()
{
    QFETCH(QColor, mark);
    QFETCH(QColor, ground);
    QVERIFY2(contrast(mark, ground) >= 3.0,
             qPrintable(QStringLiteral("%1 : 1").arg(contrast(mark, ground))));
}

void TestPaletteColors::whatTheToolkitPaintsCanBeRead_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    using P = QPalette;
    constexpr auto Pairs = std::to_array<std::pair<P::ColorRole, P::ColorRole>>({
        {P::WindowText, P::Window},
        {P::Text, P::Base},
        {P::Text, P::AlternateBase},
        {P::ButtonText, P::Button},
        {P::ToolTipText, P::ToolTipBase},
        {P::HighlightedText, P::Highlight},
        {P::PlaceholderText, P::Base},
        {P::BrightText, P::Window},
        {P::Link, P::Base},
        {P::Link, P::Window},
        {P::LinkVisited, P::Base},
        {P::LinkVisited, P::Window},
    });
    for (const PaletteColors &c : {lightColors(), darkColors()}) {
        const QPalette palette = toPalette(c);
        for (const P::ColorGroup group : {P::Active, P::Inactive}) {
            for (const auto &[text, ground] : Pairs)
                QTest::addRow("%s, group %d: role %d on role %d",
                              c.isDark ? "dark" : "light",
                              group,
                              text,
                              ground)
                    << palette.color(group, text) << palette.color(group, ground);
        }
    }
}

void TestPaletteColors::whatTheToolkitPaintsCanBeRead()
{
    everyTextCanBeReadOnEveryGround();
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
