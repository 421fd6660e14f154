#include "core/sandbox/sample_shop.h"

#include "core/base/event_time.h"
#include "core/sandbox/sandbox.h"

#include <algorithm>
#include <random>

namespace core::sandbox {

namespace {

constexpr qint64 Second = EventTime::TicksPerSecond;
constexpr qint64 Minute = 60 * Second;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Day = 24 * Hour;
constexpr qint64 Weeks = 42 * Day;

constexpr int Customers = 60;
constexpr int Products = 24;
constexpr int Carts = 160;
constexpr int Readings = 240;

const char *const Names[] = {"Ada Lovelace",
                             "Zoë Brontë",
                             "Søren Ødegård",
                             "José Ñandú",
                             "李小龍",
                             "Ольга Ладыженская",
                             "Ngọc Trần",
                             "Grace Hopper",
                             "محمد الخوارزمي",
                             "Łukasz Żółć",
                             "Emmy Noether",
                             "田中 さくら"};
const char *const Cities[] = {"Zürich", "Wien", "København", "São Paulo", "東京", "Łódź", "Leeds"};
const char *const Goods[] = {"Teapot",
                             "Café Crème Cups",
                             "Notebook A5",
                             "Ink \\\"Night\\\"",
                             "Desk Lamp",
                             "Wool Blanket",
                             "手ぬぐい",
                             "Olive Oil 0.5 l",
                             "Board Game",
                             "Headphones 🎧",
                             "Backpack",
                             "Chess Set"};

QByteArray number(qint64 value)
{
    return QByteArray::number(value);
}

/// Cents as a decimal number, exactly.
QByteArray money(qint64 cents)
{
    return number(cents / 100) + '.' + number(cents % 100).rightJustified(2, '0');
}

QByteArray member(const char *key, const QByteArray &text)
{
    return QByteArray("\"") + key + "\":\"" + text + '"';
}

class Shop
{
public:
    Shop(quint64 seed, qint64 until)
        : m_random(seed)
        , m_begin(until - Weeks)
    {}

    std::vector<ShopStep> history()
    {
        products();
        customers();
        for (int cart = 1; cart <= Carts; ++cart)
            shoppingTrip(cart);
        sensor();
        ledger();
        importedStream();
        newsletter();
        reviewQueue();
        endings();
        std::stable_sort(m_steps.begin(), m_steps.end(), [](const Step &a, const Step &b) {
            return a.at < b.at;
        });
        std::vector<ShopStep> steps;
        for (Step &step : m_steps)
            steps.push_back(std::move(step.what));
        return steps;
    }

private:
    struct Step {
        qint64 at = 0;
        ShopStep what;
    };
    /// Events that one request set off share a correlation; each names the one that caused it.
    struct Flow {
        QByteArray correlation;
        QByteArray cause;
        qint64 at = 0;
    };

    qint64 upTo(qint64 limit)
    {
        return static_cast<qint64>(m_random() % static_cast<quint64>(limit));
    }
    bool chance(int percent) { return upTo(100) < percent; }
    template<size_t N>
    QByteArray oneOf(const char *const (&texts)[N])
    {
        return texts[static_cast<size_t>(upTo(N))];
    }

    EventId newId()
    {
        const auto version4 = (m_random() & 0xffff'ffff'ffff'0fffULL) | 0x4000;
        const auto variant = (m_random() & 0x3fff'ffff'ffff'ffffULL) | 0x8000'0000'0000'0000ULL;
        return EventId::fromHalves(static_cast<qint64>(version4), static_cast<qint64>(variant));
    }

    Flow newFlow(qint64 at) { return {newId().toString().toLatin1(), {}, at}; }

    void add(const QByteArray &stream, const QByteArray &type, const QByteArray &json, Flow &flow)
    {
        QByteArray metadata = '{' + member("$correlationId", flow.correlation);
        if (!flow.cause.isEmpty())
            metadata += ',' + member("$causationId", flow.cause);
        metadata += ',' + member("source", "shop") + '}';
        const ProposedEvent event{newId(), type, true, json, metadata, flow.at};
        flow.cause = event.id.toString().toLatin1();
        addAlone(stream, event);
        flow.at += Second / 5 + upTo(20 * Second);
    }

    void addAlone(const QByteArray &stream, const ProposedEvent &event)
    {
        m_steps.push_back({*event.created, Write{stream, expected::Any, {event}}});
    }

    void
    addJson(const QByteArray &stream, const QByteArray &type, const QByteArray &json, qint64 at)
    {
        addAlone(stream, {newId(), type, true, json, {}, at});
    }

    void describe(const QByteArray &stream, const QByteArray &json, qint64 at)
    {
        addJson(metadataStreamOf(stream), MetadataType, json, at);
    }

    static QByteArray productStream(qint64 product) { return "product-" + number(100 + product); }
    static QByteArray customerStream(qint64 customer) { return "customer-" + number(customer); }

    void products();
    void customers();
    void shoppingTrip(int cart);
    void pay(qint64 order, qint64 cents, Flow &flow);
    void ship(qint64 order, Flow &flow);
    void sensor();
    void ledger();
    void importedStream();
    void newsletter();
    void reviewQueue();
    void endings();

    std::mt19937_64 m_random;
    qint64 m_begin;
    qint64 m_nextOrder = 1001;
    std::vector<Step> m_steps;
};

void Shop::products()
{
    for (int product = 0; product < Products; ++product) {
        qint64 at = m_begin + upTo(Hour);
        const QByteArray name = Goods[static_cast<size_t>(product) % std::size(Goods)];
        qint64 cents = 199 + upTo(20'000);
        addJson(productStream(product),
                "ProductListed",
                '{' + member("sku", "SKU-" + number(100 + product)) + ',' + member("name", name)
                    + ",\"price\":" + money(cents) + '}',
                at);
        for (qint64 change = upTo(4); change > 0; --change) {
            at += Day + upTo(8 * Day);
            cents += upTo(500) - 200;
            addJson(productStream(product),
                    "PriceChanged",
                    "{\"price\":" + money(std::max<qint64>(cents, 99)) + '}',
                    at);
        }
    }
}

void Shop::customers()
{
    for (int customer = 1; customer <= Customers; ++customer) {
        Flow flow = newFlow(m_begin + upTo(3 * Day));
        const QByteArray name = oneOf(Names);
        add(customerStream(customer),
            "CustomerRegistered",
            '{' + member("name", name) + ','
                + member("email", "customer" + number(customer) + "@example.com")
                + ",\"points\":0}",
            flow);
        add(customerStream(customer),
            "AddressChanged",
            '{' + member("city", oneOf(Cities)) + ",\"country\":null}",
            flow);
        if (chance(20)) {
            flow = newFlow(flow.at + upTo(20 * Day));
            add(customerStream(customer),
                "AddressChanged",
                '{' + member("city", oneOf(Cities)) + '}',
                flow);
        }
    }
}

void Shop::shoppingTrip(int cart)
{
    const QByteArray stream = "cart-" + number(cart);
    const qint64 customer = 1 + upTo(Customers);
    Flow flow = newFlow(m_begin + 3 * Day + upTo(Weeks - 10 * Day));
    add(stream, "CartOpened", '{' + member("customer", customerStream(customer)) + '}', flow);
    qint64 cents = 0;
    const qint64 items = 1 + upTo(6);
    for (qint64 item = 0; item < items; ++item) {
        const qint64 quantity = 1 + upTo(3);
        const qint64 price = 199 + upTo(20'000);
        cents += quantity * price;
        add(stream,
            "ItemAdded",
            '{' + member("product", productStream(upTo(Products)))
                + ",\"quantity\":" + number(quantity) + ",\"price\":" + money(price) + '}',
            flow);
        flow.at += upTo(4 * Minute);
    }
    if (chance(20)) {
        flow.at += 2 * Day;
        add(stream, "CartAbandoned", "{\"reminderSent\":true}", flow);
        return;
    }
    add(stream, "CartCheckedOut", "{\"total\":" + money(cents) + '}', flow);
    const qint64 order = m_nextOrder++;
    const QByteArray orderStream = "order-" + number(order);
    add(orderStream,
        "OrderPlaced",
        '{' + member("customer", customerStream(customer)) + ",\"items\":" + number(items)
            + ",\"total\":" + money(cents) + ",\"placedBy\":{\"channel\":\"web\",\"test\":false}}",
        flow);
    pay(order, cents, flow);
}

void Shop::pay(qint64 order, qint64 cents, Flow &flow)
{
    const QByteArray payment = "payment-" + number(order);
    const QByteArray orderStream = "order-" + number(order);
    add(payment, "PaymentRequested", "{\"amount\":" + money(cents) + '}', flow);
    if (chance(8)) {
        add(payment,
            "PaymentDeclined",
            "{\"reason\":\"insufficient funds\",\"retry\":false}",
            flow);
        add(orderStream, "OrderCancelled", "{\"reason\":\"payment declined\"}", flow);
        return;
    }
    // More digits than a double holds: they must be shown as they are.
    add(payment,
        "PaymentAuthorized",
        "{\"reference\":12345678901234567" + number(100 + upTo(900))
            + ",\"rate\":0.1234567890123456789,\"amount\":" + money(cents) + '}',
        flow);
    add(orderStream, "OrderConfirmed", "{}", flow);
    ship(order, flow);
    add(payment, "PaymentCaptured", "{\"amount\":" + money(cents) + '}', flow);
    if (chance(5)) {
        flow.at += 3 * Day;
        add(payment, "PaymentRefunded", "{\"amount\":" + money(cents / 2) + '}', flow);
    }
}

void Shop::ship(qint64 order, Flow &flow)
{
    const QByteArray shipment = "shipment-" + number(order);
    flow.at += Hour + upTo(Day);
    add(shipment, "ShipmentPrepared", '{' + member("order", "order-" + number(order)) + '}', flow);
    QByteArray label = QByteArray::fromHex("89504e470d0a1a0a");
    for (int i = 0; i < 240; ++i)
        label += static_cast<char>(upTo(256));
    addAlone(shipment,
             {newId(),
              "LabelPrinted",
              false,
              label,
              '{' + member("$correlationId", flow.correlation) + ','
                  + member("$causationId", flow.cause) + '}',
              flow.at});
    flow.at += Minute;
    for (qint64 stop = 1 + upTo(4); stop > 0; --stop) {
        flow.at += 4 * Hour;
        add(shipment,
            "ShipmentMoved",
            '{' + member("at", oneOf(Cities)) + ",\"weightKg\":1.50e0}",
            flow);
    }
    if (chance(92)) {
        add(shipment, "ShipmentDelivered", "{\"signedBy\":\"✍️ " + oneOf(Names) + "\"}", flow);
        add("order-" + number(order), "OrderCompleted", "{}", flow);
    } else {
        add(shipment, "ShipmentLost", "{\"claim\":true}", flow);
    }
}

/// A stream that keeps its last events only.
void Shop::sensor()
{
    const QByteArray stream = "sensor-warehouse";
    describe(stream, "{\"$maxCount\":50,\"$cacheControl\":60,\"unit\":\"°C\"}", m_begin);
    for (int i = 0; i < Readings; ++i)
        addJson(stream,
                "TemperatureMeasured",
                "{\"celsius\":" + money(1500 + upTo(900)) + '}',
                m_begin + Day + i * 4 * Hour);
}

void Shop::ledger()
{
    addJson("ledger-€",
            "Kontostand festgestellt",
            "{\"cents\":12345678901234567890,\"ratio\":0.1234567890123456789,"
            "\"tiny\":1e-400,\"digits\":[1.0,1.00,1E5]}",
            m_begin + 2 * Day);
    addJson(
        "ledger-€", "注文確定", "{ \"金額\" : 1000 ,\n  \"備考\" : \"改行\" }", m_begin + 4 * Day);
    addAlone("ledger-€",
             {newId(),
              "LegacyRecord",
              false,
              QByteArray::fromHex("00ff80c3280a"),
              "not json",
              m_begin + 5 * Day});
    addJson("ledger-€", "Broken", "{\"this is\": not JSON", m_begin + 6 * Day);
    addJson("ledger-€", "Empty", "", m_begin + 7 * Day);
}

/// A stream whose beginning was cut off.
void Shop::importedStream()
{
    for (int i = 0; i < 40; ++i)
        addJson("import-2019",
                "RecordImported",
                "{\"line\":" + number(i + 1) + '}',
                m_begin + Hour + i * Second);
    describe("import-2019", "{\"$tb\":25,\"owner\":\"migration\"}", m_begin + 2 * Hour);
}

/// Metadata and nothing else yet.
void Shop::newsletter()
{
    describe("newsletter-2026",
             "{\"$maxAge\":2592000,\"$acl\":{\"$r\":[\"$all\"],\"$w\":\"$admins\"},"
             "\"owner\":\"marketing\"}",
             m_begin + 8 * Day);
}

/// Links made by hand: good ones, and every way in which one can be broken.
void Shop::reviewQueue()
{
    const char *const links[] = {"0@order-1003",
                                 "0@payment-1003",
                                 "1@order-1005",
                                 "0@order-9999",
                                 "3@import-2019",
                                 "30@import-2019",
                                 "0@sensor-warehouse",
                                 "0@cart-17",
                                 "0@customer-13",
                                 "99@order-1003",
                                 "0@review-queue",
                                 "twelve@order-1003",
                                 "12"};
    qint64 at = m_begin + Weeks - 2 * Day;
    for (const char *link : links)
        addAlone("review-queue", {newId(), LinkType, false, link, {}, at += Minute});
    addJson("review-queue", "ReviewerAssigned", "{\"reviewer\":\"Zoë\"}", at + Minute);
}

/// What was taken away again.
void Shop::endings()
{
    const qint64 at = m_begin + Weeks - Day;
    m_steps.push_back({at, Deletion{"cart-17", expected::Any, false, at}});
    m_steps.push_back({at + Hour, Deletion{customerStream(13), expected::Any, true, at + Hour}});
    // Deleted, then written again: it begins where it was cut.
    m_steps.push_back({at + 2 * Hour, Deletion{"cart-23", expected::Any, false, at + 2 * Hour}});
    addJson("cart-23", "CartOpened", "{\"customer\":\"customer-2\"}", at + 3 * Hour);
    // Of the last orders of all: its links stand near the end of $ce-order, and are broken.
    const qint64 end = m_begin + Weeks;
    m_steps.push_back({end, Deletion{"order-1018", expected::Any, false, end}});
}

} // namespace

std::vector<ShopStep> sampleShop(quint64 seed, qint64 untilTicks)
{
    return Shop(seed, untilTicks).history();
}

} // namespace core::sandbox

namespace core {

QStringList sampleHighlights()
{
    return {QStringLiteral("order-1042"), QStringLiteral("$ce-order@362"), QStringLiteral("$all")};
}

} // namespace core
