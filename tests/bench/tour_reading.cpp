// The tour's first part: streams, pages, links, live, filter, payloads.
#include "tests/bench/guide.h"
#include "ui/events/long_scroll_bar.h"

#include <QComboBox>
#include <QTabWidget>

namespace bench {

namespace {

QString orderStream()
{
    return QStringLiteral("order-1042");
}

void browse(Guide &guide, const QString &address)
{
    guide.open(address);
    guide.press("events/table", QStringLiteral("arrows up"), Qt::Key_Up, 8);
    guide.press("events/table", QStringLiteral("pages up"), Qt::Key_PageUp, 4);
    guide.press("events/table", QStringLiteral("Home"), Qt::Key_Home);
    guide.rest(3);
    guide.press("events/table", QStringLiteral("pages down"), Qt::Key_PageDown, 3);
    guide.press("events/table", QStringLiteral("End"), Qt::Key_End);
    guide.rest(3);
}

void dragScrollBar(Guide &guide)
{
    guide.open(QStringLiteral("$all"));
    const auto withBar
        = [&guide](const QString &label, const std::function<void(ui::LongScrollBar &)> &action) {
              guide.on<ui::LongScrollBar>("events/scroll-bar", label, action);
          };
    withBar(QStringLiteral("scroll bar taken"),
            [](ui::LongScrollBar &bar) { bar.setSliderDown(true); });
    for (int i = 30; i >= 0; --i)
        withBar(QStringLiteral("scroll bar dragged"), [i](ui::LongScrollBar &bar) {
            bar.setSliderPosition(bar.minimum() + (bar.maximum() - bar.minimum()) / 30 * i);
        });
    withBar(QStringLiteral("scroll bar let go"),
            [](ui::LongScrollBar &bar) { bar.setSliderDown(false); });
    guide.rest(5);
}

void streams(Guide &guide)
{
    browse(guide, orderStream());
    browse(guide, QStringLiteral("$ce-order"));
    browse(guide, QStringLiteral("review-queue"));
    browse(guide, QStringLiteral("$all"));
    browse(guide, QStringLiteral("tour-long"));
    guide.open(QStringLiteral("order-9999")); // is not there
    guide.trigger("view.back");
    guide.trigger("view.forward");
}

void switches(Guide &guide)
{
    guide.open(QStringLiteral("$ce-order"));
    guide.trigger("view.links");
    guide.rest(4);
    guide.trigger("view.links");
    guide.rest(4);
    guide.open(QStringLiteral("$all"));
    guide.trigger("view.system");
    guide.rest(4);
    guide.trigger("view.system");
    guide.rest(4);
    guide.trigger("stream.reload");
    guide.rest(4);
}

void live(Guide &guide)
{
    for (const char *stream : {"tour-live", "$all"}) {
        guide.open(QString::fromLatin1(stream));
        guide.trigger("view.live");
        for (int i = 0; i < 6; ++i) {
            guide.act(QStringLiteral("live, others write"), [] {});
            guide.append(QStringLiteral("tour-live"), i % 2 ? 1 : 40);
            guide.rest();
        }
        guide.press("events/table", QStringLiteral("Home while live"), Qt::Key_Home);
        guide.append(QStringLiteral("tour-live"), 40);
        guide.rest(3);
        guide.press("events/table", QStringLiteral("End while live"), Qt::Key_End);
        guide.trigger("view.live");
    }
}

void filter(Guide &guide)
{
    for (const QString &stream : {QStringLiteral("$ce-order"), QStringLiteral("$all")}) {
        guide.open(stream);
        guide.trigger("view.filter");
        guide.type("events/filter-edit", QStringLiteral("filter typed"), QStringLiteral("Placed"));
        guide.press("events/filter-edit", QStringLiteral("filter run"), Qt::Key_Return);
        guide.rest(8);
        guide.press("events/filter-edit",
                    QStringLiteral("filter emptied"),
                    Qt::Key_A,
                    1,
                    Qt::ControlModifier);
        guide.press("events/filter-edit", QStringLiteral("filter emptied"), Qt::Key_Delete);
        guide.press("events/filter-edit", QStringLiteral("filter emptied"), Qt::Key_Return);
        guide.until(QStringLiteral("all events are not there again"), // Escape gives up reading
                    [&guide] { return guide.bench.events()->currentEvent().has_value(); });
        guide.trigger("view.escape");
    }
}

void detailTabs(Guide &guide)
{
    for (const QString &address : {orderStream(), core::sampleHighlights().at(1)}) {
        guide.open(address);
        for (int i = 5; i >= 0; --i) {
            guide.on<QTabWidget>(
                "detail/tabs", QStringLiteral("detail tab %1").arg(i), [i](QTabWidget &tabs) {
                    if (i < tabs.count())
                        tabs.setCurrentIndex(i);
                });
            guide.rest(4);
        }
    }
    guide.open(QStringLiteral("order-1042@1"));
    guide.trigger("event.linked-from");
    guide.rest(10);
    guide.on<QTabWidget>("detail/tabs", QStringLiteral("detail tab 0"), [](QTabWidget &tabs) {
        tabs.setCurrentIndex(0);
    });
}

void chooseForm(Guide &guide, int form)
{
    guide.on<QComboBox>("detail/data/form-combo",
                        QStringLiteral("payload shown as form %1").arg(form),
                        [form](QComboBox &combo) {
                            combo.setCurrentIndex(form);
                            Q_EMIT combo.activated(form);
                        });
    guide.rest(6);
}

void payloads(Guide &guide)
{
    guide.open(orderStream());
    for (const int form : {1, 2, 0})
        chooseForm(guide, form);
    for (int event = 0; event < 3; ++event) { // pretty JSON, JSON in one line, bytes: 1 MB each
        guide.open(QStringLiteral("tour-large@%1").arg(event));
        guide.rest(20);
        guide.act(QStringLiteral("large payload, focus"), [] {});
        guide.until(QStringLiteral("the payload does not take the focus"), [] {
            for (const char *name : {"detail/data/editor", "detail/data/hex"}) {
                auto *shown = Guide::seen<QWidget>(name);
                if (shown && !shown->hasFocus())
                    shown->setFocus();
                if (shown && shown->hasFocus())
                    return true;
            }
            return false;
        });
        guide.press(
            "detail/data/view", QStringLiteral("large payload, pages"), Qt::Key_PageDown, 4);
        guide.press("detail/data/view",
                    QStringLiteral("large payload, end"),
                    Qt::Key_End,
                    1,
                    Qt::ControlModifier);
        guide.rest(2);
        guide.press("detail/data/view", QStringLiteral("large payload, pages"), Qt::Key_PageUp, 4);
        for (const int form : {1, 2, 0}) {
            chooseForm(guide, form);
            guide.trigger("event.find");
            guide.type("detail/data/find-edit",
                       QStringLiteral("find in a large payload"),
                       QStringLiteral("77"));
            for (int i = 0; i < 4; ++i)
                guide.trigger("event.find-next");
            guide.trigger("view.escape");
        }
    }
    guide.focus("events/table");
    guide.press("events/table", QStringLiteral("arrows over large payloads"), Qt::Key_Up, 2);
    guide.press("events/table", QStringLiteral("arrows over large payloads"), Qt::Key_Down, 2);
    guide.rest(10);
}

void find(Guide &guide)
{
    guide.open(orderStream());
    guide.trigger("event.find");
    guide.type("detail/data/find-edit", QStringLiteral("find typed"), QStringLiteral("order"));
    for (int i = 0; i < 5; ++i)
        guide.trigger("event.find-next");
    guide.trigger("view.escape");
}

} // namespace

void prepareTour(Guide &guide)
{
    constexpr int Megabyte = 1'000'000;
    QByteArray pretty = "{\n";
    QByteArray inOneLine = "{";
    for (int i = 0; pretty.size() < Megabyte; ++i) {
        const QByteArray key = "\"item-" + QByteArray::number(i) + "\"";
        pretty += "  " + key + ": {\"sku\": \"LMP-220\", \"quantity\": " + QByteArray::number(i)
                  + "},\n";
        inOneLine += key + ":{\"sku\":\"LMP-220\",\"quantity\":" + QByteArray::number(i) + "},";
    }
    pretty += "  \"end\": true\n}";
    inOneLine += "\"end\":true}";
    QByteArray bytes(Megabyte, '\0');
    for (int i = 0; i < Megabyte; ++i)
        bytes[i] = char(i * 7 + i / 256);
    const auto event = [](const char *type, core::ContentType content, const QByteArray &data) {
        return core::NewEvent{
            core::EventId::random(), QString::fromLatin1(type), content, data, {}};
    };
    for (const core::NewEvent &large : {event("Pretty", core::ContentType::Json, pretty),
                                        event("InOneLine", core::ContentType::Json, inOneLine),
                                        event("Bytes", core::ContentType::Bytes, bytes)})
        guide.append(QStringLiteral("tour-large"), {large});
    for (int i = 0; i < 10; ++i)
        guide.append(QStringLiteral("tour-long"), 500);
    guide.append(QStringLiteral("tour-live"), 30);
    guide.append(QStringLiteral("tour-draft"), 18);
}

QList<Stop> readingStops()
{
    return {{"streams", streams},
            {"scroll bar", dragScrollBar},
            {"switches", switches},
            {"live", live},
            {"filter", filter},
            {"detail tabs", detailTabs},
            {"find", find},
            {"payloads", payloads}};
}

} // namespace bench
