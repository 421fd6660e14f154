// A message bar in a narrow pane: nothing of it is cut off.
#include "tests/support/gui_warnings.h"
#include "ui/widgets/message_bar.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

class TstMessageBar final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }

    void buttonsThatAreTooManyForALineGoOnInTheNext()
    {
        ui::MessageBar bar;
        bar.showMessage(ui::Tone::Danger, QStringLiteral("Sent, but not answered."));
        QList<QPushButton *> buttons;
        for (const char *text :
             {"Copy Details", "Check the Stream", "Send Again With the Same Id", "Edit as New"})
            buttons << bar.addButton(QString::fromLatin1(text));
        const auto lines = [&] {
            QSet<int> tops;
            for (const QPushButton *button : buttons)
                tops.insert(button->y());
            return tops.size();
        };
        bar.resize(1200, bar.heightForWidth(1200));
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        QTRY_COMPARE(lines(), 1);
        const int wide = bar.heightForWidth(1200);
        QVERIFY(bar.heightForWidth(320) > wide);
        bar.resize(320, bar.heightForWidth(320));
        QTRY_VERIFY(lines() > 1);
        for (const QPushButton *button : buttons) {
            QVERIFY(bar.rect().contains(button->geometry()));
            QVERIFY(button->width() >= button->sizeHint().width());
        }
    }

    void theTitleStandsInTheTonesColourOnAnyGround()
    {
        QWidget page;
        page.setBackgroundRole(QPalette::Base);
        ui::MessageBar bar(&page);
        bar.showMessage(ui::Tone::Danger, QStringLiteral("Not written."));
        const auto *title = bar.findChild<QLabel *>(QStringLiteral("message-bar/title"));
        QCOMPARE(title->palette().color(title->foregroundRole()),
                 ui::toneColor(ui::colorsOf(bar.palette()), ui::Tone::Danger));
    }

    void aMessageThatFollowsHasItsOwnButtonsOnly()
    {
        ui::MessageBar bar;
        bar.showMessage(ui::Tone::Danger, QStringLiteral("Not written."));
        bar.addButton(QStringLiteral("Try Again"));
        bar.showMessage(ui::Tone::Good, QStringLiteral("Written."));
        bar.addButton(QStringLiteral("Next"));
        const auto texts = [&bar] {
            QStringList found;
            for (const QPushButton *button : bar.findChildren<QPushButton *>())
                found << button->text();
            return found;
        };
        QTRY_COMPARE(texts(), QStringList(QStringLiteral("Next")));
    }
};

QTEST_MAIN(TstMessageBar)
#include "tst_message_bar.moc"
