// The tour's third part: commands, panes, reports, the window itself.
#include "tests/bench/guide.h"
#include "ui/audit/audit_page.h"
#include "ui/causes/cause_page.h"
#include "ui/widgets/plain_table.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTabWidget>

#include <utility>

namespace bench {

namespace {

QString orderStream()
{
    return QStringLiteral("order-1042");
}

void typeInto(Guide &guide, const char *edit, const QString &text)
{
    const QString label = QString::fromLatin1(edit) + QStringLiteral(" typed");
    guide.focus(edit);
    guide.type(edit, label, text);
    guide.rest(2);
}

void clear(Guide &guide, const char *edit)
{
    const QString label = QString::fromLatin1(edit) + QStringLiteral(" cleared");
    guide.press(edit, label, Qt::Key_A, 1, Qt::ControlModifier);
    guide.press(edit, label, Qt::Key_Delete);
}

void palette(Guide &guide)
{
    guide.open(orderStream());
    for (const char *words : {"order", "theme dark"}) {
        guide.trigger("view.palette");
        typeInto(guide, "command-palette/edit", QString::fromLatin1(words));
        guide.press("command-palette", QStringLiteral("palette, down"), Qt::Key_Down, 5);
        guide.press("command-palette", QStringLiteral("palette closed"), Qt::Key_Escape);
    }
}

void navigator(Guide &guide)
{
    typeInto(guide, "navigator/filter", QStringLiteral("order-10"));
    guide.press("navigator", QStringLiteral("navigator, down"), Qt::Key_Down, 4);
    guide.focus("navigator/filter");
    clear(guide, "navigator/filter");
    guide.trigger("view.escape");
}

void addressField(Guide &guide)
{
    guide.trigger("stream.open");
    guide.type("top-bar/address", QStringLiteral("address typed"), QStringLiteral("order-104"));
    guide.press("top-bar/address", QStringLiteral("address, down"), Qt::Key_Down, 3);
    guide.act(QStringLiteral("address given up"), [] {
        if (QWidget *list = QApplication::activePopupWidget())
            list->close();
    });
    guide.trigger("view.escape");
}

void wireLog(Guide &guide)
{
    guide.trigger("view.wire-log");
    guide.focus("wire-log/calls");
    guide.press("wire-log/calls", QStringLiteral("wire log, down"), Qt::Key_Down, 6);
    guide.press("wire-log/calls", QStringLiteral("wire log, end"), Qt::Key_End);
    typeInto(guide, "wire-log/filter", QStringLiteral("Read"));
    clear(guide, "wire-log/filter");
    guide.open(orderStream());
    guide.open(QStringLiteral("$all"));
    guide.trigger("wire.clear");
    guide.trigger("view.wire-log");
}

void audit(Guide &guide)
{
    for (const char *stream : {"review-queue", "$ce-order"}) {
        guide.open(QString::fromLatin1(stream));
        guide.trigger("audit.start");
        guide.until(QStringLiteral("the audit does not end"), [&guide] {
            const ui::AuditPage *page = guide.bench.window.workspace()->currentAudit();
            return page && page->state() == ui::AuditPage::State::Done;
        });
        guide.rest(4);
        guide.focus("audit/findings");
        guide.press("audit/findings", QStringLiteral("audit, down"), Qt::Key_Down, 4);
        guide.trigger("file.close-tab");
    }
}

/// As many target streams as an audit keeps apart.
void longAudit(Guide &guide)
{
    guide.open(QStringLiteral("tour-links"));
    guide.trigger("audit.start");
    quint64 judged = 0;
    for (bool isDone = false; !isDone;) {
        guide.until(QStringLiteral("the long audit stands still"), [&] {
            const ui::AuditPage *page = guide.bench.window.workspace()->currentAudit();
            const quint64 before
                = std::exchange(judged, page ? page->report().resolved + page->report().broken : 0);
            isDone = page && page->state() == ui::AuditPage::State::Done;
            return isDone || judged > before;
        });
    }
    guide.until(QStringLiteral("the target streams are not listed"), [] {
        const auto *streams = Guide::seen<ui::PlainTable>("audit/target-streams");
        return streams && streams->model()->rowCount() == 50'000;
    });
    guide.focus("audit/target-streams");
    guide.press("audit/target-streams", QStringLiteral("audit, end"), Qt::Key_End);
    guide.trigger("file.close-tab");
}

void causes(Guide &guide)
{
    guide.open(QStringLiteral("order-1042@1"));
    guide.trigger("event.causes");
    guide.until(QStringLiteral("no causes are found"), [&guide] {
        const ui::CausePage *page = guide.bench.window.workspace()->currentCauses();
        return page && page->currentEvent();
    });
    guide.focus("causes/tree");
    guide.press("causes/tree", QStringLiteral("causes, down"), Qt::Key_Down, 3);
    guide.trigger("file.close-tab");
}

void whyNot(Guide &guide)
{
    guide.open(QStringLiteral("order-1042@1"));
    guide.trigger("event.why-not");
    guide.on<QComboBox>("why-not/links-combo",
                        QStringLiteral("why not, stream"),
                        [](QComboBox &links) { links.setEditText(QStringLiteral("$ce-payment")); });
    guide.click("why-not/ask-button");
    guide.untilSeen("why-not/answer");
    guide.rest(4);
    guide.click("why-not/close-button");
}

void projections(Guide &guide)
{
    guide.trigger("connection.projections");
    guide.until(QStringLiteral("no projections are listed"), [] {
        const auto *table = Guide::seen<ui::PlainTable>("projections/table");
        return table && table->model()->rowCount() > 0;
    });
    guide.focus("projections/table");
    guide.press("projections/table", QStringLiteral("projections, down"), Qt::Key_Down, 3);
    for (const int tab : {1, 2, 0})
        guide.on<QTabWidget>("projections/tabs",
                             QStringLiteral("projections, tab %1").arg(tab),
                             [tab](QTabWidget &tabs) { tabs.setCurrentIndex(tab); });
    guide.rest(4);
    guide.trigger("file.close-tab");
}

void dialogs(Guide &guide)
{
    guide.trigger("connection.connect");
    guide.rest(4);
    guide.press("connection-dialog", QStringLiteral("connection dialog closed"), Qt::Key_Escape);
    guide.trigger("help.about");
    guide.rest(4);
    guide.press("about", QStringLiteral("about closed"), Qt::Key_Escape);
}

void manual(Guide &guide)
{
    guide.trigger("help.manual");
    guide.focus("manual/titles");
    guide.press("manual/titles", QStringLiteral("manual, up"), Qt::Key_Home);
    guide.press("manual/titles", QStringLiteral("manual, down"), Qt::Key_Down, 14);
    typeInto(guide, "manual/search", QStringLiteral("link"));
    clear(guide, "manual/search");
    guide.press("manual", QStringLiteral("manual closed"), Qt::Key_Escape);
}

void menus(Guide &guide)
{
    guide.open(orderStream());
    for (int i = 0; i < 6; ++i) {
        guide.act(QStringLiteral("menu %1").arg(i), [&guide, i] {
            const QList<QAction *> titles = guide.bench.window.menuBar()->actions();
            if (i < titles.size() && titles.at(i)->isVisible())
                titles.at(i)->menu()->popup(
                    guide.bench.window.mapToGlobal(QPoint(20 + 60 * i, 30)));
        });
        guide.act(QStringLiteral("menu %1 closed").arg(i), [] {
            if (QWidget *menu = QApplication::activePopupWidget())
                menu->close();
        });
    }
    guide.trigger("event.copy-as");
    guide.act(QStringLiteral("menu of copies closed"), [] {
        if (QWidget *menu = QApplication::activePopupWidget())
            menu->close();
    });
}

void sizes(Guide &guide)
{
    guide.open(orderStream());
    for (const QSize size :
         {QSize(960, 600), QSize(1400, 860), QSize(1920, 1080), QSize(2560, 1440)})
        guide.act(QStringLiteral("window of %1 x %2").arg(size.width()).arg(size.height()),
                  [&guide, size] { guide.bench.window.resize(size); });
    for (int width = 1500; width > 1100; width -= 25)
        guide.act(QStringLiteral("window's edge dragged"),
                  [&guide, width] { guide.bench.window.resize(width, 800); });
    guide.act(QStringLiteral("window as at first"),
              [&guide] { guide.bench.window.resize(1280, 800); });
    for (const char *pane : {"view.navigator", "view.detail"}) {
        guide.trigger(pane);
        guide.trigger(pane);
    }
}

void themes(Guide &guide)
{
    for (const char *theme : {"view.theme-dark", "view.theme-light"}) {
        guide.trigger(theme);
        guide.rest(4);
    }
}

void tabs(Guide &guide)
{
    guide.open(QStringLiteral("customer-17"));
    guide.trigger("stream.pin");
    guide.trigger("stream.pin");
    for (int i = 0; i < 4; ++i)
        guide.trigger("tab.next");
    for (int i = 0; i < 5; ++i)
        guide.trigger("file.close-tab");
    for (int i = 0; i < 5; ++i) {
        guide.trigger("file.reopen-tab");
        guide.rest(3);
    }
    guide.trigger("tab.1");
    for (int i = 0; i < 4; ++i)
        guide.trigger("view.next-pane");
    guide.trigger("view.escape");
}

} // namespace

QList<Stop> windowStops()
{
    return {{"palette", palette},
            {"navigator", navigator},
            {"address", addressField},
            {"wire log", wireLog},
            {"audit", audit},
            {"long audit", longAudit},
            {"causes", causes},
            {"why not", whyNot},
            {"projections", projections},
            {"dialogs", dialogs},
            {"manual", manual},
            {"menus", menus},
            {"sizes", sizes},
            {"themes", themes},
            {"tabs", tabs}};
}

} // namespace bench
