// Light and dark as the desktop tells them.
#include "tests/support/gui_warnings.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTest>

using namespace ui;

class TstTheme final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }
    void theDesktopsChoiceIsFollowed_data();
    void theDesktopsChoiceIsFollowed();
};

void TstTheme::theDesktopsChoiceIsFollowed_data()
{
    QTest::addColumn<bool>("beganDark");
    QTest::addColumn<QList<uint>>("told");
    QTest::addColumn<bool>("isDark");
    QTest::newRow("dark") << false << QList<uint>{1} << true;
    QTest::newRow("light") << true << QList<uint>{2} << false;
    QTest::newRow("no preference, light by itself") << false << QList<uint>{0} << false;
    QTest::newRow("no preference, dark by itself") << true << QList<uint>{0} << true;
    QTest::newRow("dark, and back to no preference") << false << QList<uint>{0, 1, 0} << false;
    QTest::newRow("dark at the start, then no preference") << true << QList<uint>{1, 0} << false;
    QTest::newRow("dark by itself again") << true << QList<uint>{0, 2, 0} << true;
}

void TstTheme::theDesktopsChoiceIsFollowed()
{
    QFETCH(bool, beganDark);
    QFETCH(QList<uint>, told);
    QGuiApplication::setPalette(toPalette(beganDark ? darkColors() : lightColors()));
    Theme theme;
    for (const uint scheme : std::as_const(told))
        theme.takeDesktopScheme(scheme);
    QTEST(colorsOf(QGuiApplication::palette()) == darkColors(), "isDark");
}

QTEST_MAIN(TstTheme)
#include "tst_theme.moc"
