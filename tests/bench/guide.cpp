#include "tests/bench/guide.h"

#include "ui/main_window/address_field.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QThread>

namespace bench {

namespace {

constexpr int PatienceMilliseconds = 10'000;
constexpr int AskedAgainAfter = 10;
constexpr int ActsToAYardstick = 4;

/// What a key would reach.
QWidget *keyTaker()
{
    QWidget *popup = QApplication::activePopupWidget();
    if (popup && popup->focusWidget())
        return popup->focusWidget();
    return popup ? popup : QApplication::focusWidget();
}

core::NewEvent jsonEvent(int index)
{
    return {core::EventId::random(),
            index % 2 ? QStringLiteral("ItemAdded") : QStringLiteral("PriceChanged"),
            core::ContentType::Json,
            "{\"sku\": \"LMP-220\", \"quantity\": " + QByteArray::number(index) + '}',
            {}};
}

} // namespace

Guide::Guide(tests::WindowBench &window,
             TurnWatch &watch,
             Yardstick &yardstick,
             core::ConnectionSettings server,
             int paceMilliseconds)
    : bench(window)
    , m_watch(watch)
    , m_yardstick(yardstick)
    , m_pace(paceMilliseconds)
    , m_other(std::make_unique<core::Client>(std::move(server), core::anyTransportFactory()))
{}

Guide::~Guide() = default;

void Guide::act(const QString &label, const std::function<void()> &action)
{
    QMetaObject::invokeMethod(
        &m_watch,
        [&] {
            m_watch.setLabel(label);
            action();
        },
        Qt::BlockingQueuedConnection);
    rest();
    if (++m_acts % ActsToAYardstick == 0)
        layYardstick();
}

/// In whatever is going on then; it is taken off the turn it falls into.
void Guide::layYardstick()
{
    QMetaObject::invokeMethod(
        &m_watch, [this] { m_watch.takeOff(m_yardstick.measure()); }, Qt::BlockingQueuedConnection);
    rest();
}

void Guide::until(const QString &what, const std::function<bool()> &isThere)
{
    QElapsedTimer waited;
    waited.start();
    for (;;) {
        bool is = false;
        QMetaObject::invokeMethod(
            &m_watch, [&] { is = isThere(); }, Qt::BlockingQueuedConnection);
        if (is)
            return;
        if (waited.hasExpired(PatienceMilliseconds))
            throw Lost(what.toStdString());
        QThread::msleep(AskedAgainAfter);
    }
}

void Guide::rest(int paces) const
{
    QThread::msleep(static_cast<unsigned long>(m_pace) * static_cast<unsigned long>(paces));
}

void Guide::trigger(const char *actionId)
{
    act(QString::fromLatin1(actionId), [this, actionId] {
        QAction *action = bench.action(actionId);
        if (!action->isEnabled())
            qWarning("%s is not enabled", actionId);
        action->trigger();
    });
}

void Guide::focus(const char *widget)
{
    on<QWidget>(widget,
                QString::fromLatin1(widget) + QStringLiteral(" focused"),
                [](QWidget &focused) { focused.setFocus(); });
}

void Guide::press(
    const char *widget, const QString &label, Qt::Key key, int times, Qt::KeyboardModifiers with)
{
    for (int i = 0; i < times; ++i) {
        untilFocused(widget);
        act(label, [key, with] {
            if (QWidget *taker = keyTaker())
                QTest::keyClick(taker, key, with);
        });
    }
}

void Guide::type(const char *widget, const QString &label, const QString &text)
{
    for (const QChar character : text) {
        untilFocused(widget);
        act(label, [character] {
            if (QWidget *taker = keyTaker())
                QTest::keyClicks(taker, QString(character));
        });
    }
}

void Guide::click(const char *button)
{
    on<QAbstractButton>(
        button, QString::fromLatin1(button), [](QAbstractButton &pressed) { pressed.click(); });
}

void Guide::untilFocused(const char *widget)
{
    const QString name = QString::fromLatin1(widget);
    until(QStringLiteral("%1 has not the focus").arg(name), [this, name] {
        const QWidget *taker = keyTaker();
        if (!taker || !taker->isVisible()) {
            // The platform without a screen leaves the keys with a menu that is gone; a window
            // manager gives them back.
            QWidget *dialog = QApplication::activeModalWidget();
            (dialog ? dialog : &bench.window)->activateWindow();
            return false;
        }
        if (taker->focusProxy()) // a list of completions stands for its field
            taker = taker->focusProxy();
        while (taker && taker->objectName() != name)
            taker = taker->parentWidget();
        return taker != nullptr;
    });
}

void Guide::untilSeen(const char *widget)
{
    until(QStringLiteral("%1 is not there to be used").arg(QLatin1String(widget)),
          [widget] { return seenWidget(widget) != nullptr; });
}

void Guide::open(const QString &address)
{
    act(QStringLiteral("open ") + address, [this, address] {
        bench.find<ui::AddressField>("top-bar/address")->setFocus(); // who left it waits no more
        bench.window.openAddress(address);
    });
    until(QStringLiteral("%1 does not open").arg(address), [this, address] {
        const ui::EventsPage *events = bench.events();
        return events && bench.stream() == address.section(u'@', 0, 0)
               && (events->currentEvent() || events->shownRows() == 0);
    });
    act(QStringLiteral("page focused"), [this] { bench.window.workspace()->focusPage(); });
    rest(2);
}

void Guide::append(const QString &stream, const QList<core::NewEvent> &events)
{
    bool isWritten = false;
    const core::Call call
        = m_other->append({.stream = core::StreamName(stream), .expected = {}, .events = events},
                          [&isWritten](const core::Result<core::WriteOutcome> &result) {
                              isWritten = result && std::holds_alternative<core::Written>(*result);
                          });
    if (!QTest::qWaitFor([&isWritten] { return isWritten; }, PatienceMilliseconds))
        throw Lost("the other client could not write to " + stream.toStdString());
}

void Guide::append(const QString &stream, int count)
{
    QList<core::NewEvent> events;
    for (int i = 0; i < count; ++i)
        events.append(jsonEvent(i));
    append(stream, events);
}

QWidget *Guide::seenWidget(const char *name)
{
    const QLatin1String wanted(name);
    const QWidgetList top = QApplication::topLevelWidgets();
    for (QWidget *window : top) {
        if (!window->isVisible())
            continue;
        const QList<QWidget *> found = window->findChildren<QWidget *>(wanted);
        for (QWidget *widget : found) {
            if (widget->isVisible() && widget->isEnabled())
                return widget;
        }
        if (window->objectName() == wanted)
            return window;
    }
    return nullptr;
}

} // namespace bench
