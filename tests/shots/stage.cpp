#include "tests/shots/stage.h"

#include "core/client/connection_string.h"
#include "ui/connections/connection.h"
#include "ui/widgets/code_editor.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QDialog>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

namespace shots {

namespace {

template<typename Ask>
void wait(Ask ask)
{
    bool isAnswered = false;
    const core::Call call = ask([&isAnswered](const core::Result<core::WriteOutcome> &result) {
        isAnswered = result && std::holds_alternative<core::Written>(*result);
    });
    if (!QTest::qWaitFor([&isAnswered] { return isAnswered; }, 10'000))
        qFatal("the sandbox did not take a write");
}

} // namespace

Server::Server()
{
    core::SandboxOptions options;
    options.withSampleData = true;
    options.syntheticLinks = {{QStringLiteral("shot-links"), 2'000'000}};
    const auto started = core::Sandbox::start(options);
    if (!started)
        qFatal("%s", qPrintable(started.error().message));
    m_sandbox = *started;
    m_settings = core::parseConnectionString(m_sandbox->connectionString())->settings;
    m_settings.connectionName = QStringLiteral("sandbox");
    m_client = std::make_unique<core::Client>(m_settings, core::anyTransportFactory());
}

core::NewEvent jsonEvent(const QString &type, const QByteArray &data)
{
    return {core::EventId::random(), type, core::ContentType::Json, data, {}};
}

void Server::append(const QString &stream, const QList<core::NewEvent> &events)
{
    wait([&](auto done) {
        return m_client->append(
            {.stream = core::StreamName(stream), .expected = {}, .events = events}, done);
    });
}

void Server::append(const QString &stream, int count)
{
    QList<core::NewEvent> events;
    for (int i = 0; i < count; ++i)
        events << jsonEvent(i % 2 ? QStringLiteral("ItemAdded") : QStringLiteral("PriceChanged"),
                            "{\"sku\": \"LMP-220\", \"quantity\": " + QByteArray::number(i) + '}');
    append(stream, events);
}

void Server::setMetadata(const QString &stream, const QByteArray &json)
{
    wait([&](auto done) {
        return m_client->setMetadata(
            core::StreamName(stream), json, core::ExpectedRevision::any(), done);
    });
}

void Server::remove(const QString &stream, core::DeleteMode mode)
{
    wait([&](auto done) {
        return m_client->remove({.stream = core::StreamName(stream),
                                 .expected = core::ExpectedRevision::any(),
                                 .mode = mode},
                                done);
    });
}

Stage::Stage(Server &prepared, ui::ThemeChoice theme, const QSize &size)
    : server(prepared)
{
    bench.theme.choose(theme);
    bench.window.resize(size);
    bench.window.show();
    bench.startSandbox = [this](ui::Connection *connection) {
        bench.window.startPrepared(connection, server.settings());
    };
    if (!QTest::qWaitForWindowActive(&bench.window))
        qFatal("the window does not show");
}

void Stage::openSandbox(const QStringList &addresses, qsizetype front)
{
    bench.window.openSandbox(ui::MainWindow::FirstTabs::at(addresses, front));
    const QString wanted
        = addresses.at(front < 0 ? addresses.size() - 1 : front).section(u'@', 0, 0);
    waitFor([&] { return bench.events() && bench.stream() == wanted; });
    rest();
}

void Stage::script(const QString &stream, int count)
{
    QList<core::RecordedEvent> events;
    for (int i = 0; i < count; ++i) {
        core::RecordedEvent event;
        event.id = core::EventId::random();
        event.stream = core::StreamName(stream);
        event.revision = core::Revision{quint64(i)};
        event.type = QStringLiteral("ItemAdded");
        event.contentType = core::ContentType::Json;
        // The 2nd of March 2026 at 14:05:11.1234567, and some seconds between two.
        event.created = {(1772460311 + 7 * i) * core::EventTime::TicksPerSecond + 1'234'567};
        event.data = "{\"quantity\": " + QByteArray::number(i) + '}';
        events << event;
    }
    store.streams.insert(core::StreamName(stream), events);
}

void Stage::openScripted(const QString &address)
{
    bench.transport = store.server.factory();
    core::ConnectionSettings settings
        = core::parseConnectionString(QStringLiteral("kurrentdb://db.example.com:2113?tls=false"))
              ->settings;
    settings.connectionName = QStringLiteral("shop-test");
    bench.window.openServer(settings, ui::MainWindow::FirstTabs::at({address}));
    waitFor([&] { return bench.events() && bench.stream() == address; });
    rest();
}

void Stage::open(const QString &address)
{
    find<QLineEdit>("top-bar/address")->setFocus(); // who left it waits no more
    bench.window.openAddress(address);
    waitFor([&] { return bench.stream() == address.section(u'@', 0, 0); });
    rest();
}

void Stage::type(const char *widget, const QString &text)
{
    auto *edit = find<QLineEdit>(widget);
    edit->setFocus();
    QTest::keyClicks(edit, text);
    if (QCompleter *completer = edit->completer())
        completer->popup()->hide();   // as it is once the next field is typed in
    edit->window()->activateWindow(); // the offscreen platform leaves a closed list active
}

void Stage::typeData(const QByteArray &json)
{
    auto *data = find<ui::CodeEditor>("append/data-editor");
    QTest::keySequence(data->focusProxy(), QKeySequence::SelectAll);
    data->insertUtf8(json);
}

void Stage::click(const char *button)
{
    waitForWidget(button);
    for (QWidget *widget : QApplication::allWidgets()) {
        if (widget->objectName() == QLatin1String(button) && widget->isVisible()) {
            if (auto *pressed = qobject_cast<QAbstractButton *>(widget))
                pressed->click();
            return;
        }
    }
}

void Stage::waitFor(const std::function<bool()> &isThere)
{
    const bool isScripted = bool(bench.transport);
    const bool came = QTest::qWaitFor(
        [&] {
            if (isScripted)
                store.settleAll();
            return isThere();
        },
        10'000);
    if (!came)
        QTest::qFail("the state did not come about", __FILE__, __LINE__);
}

void Stage::waitForWidget(const char *name)
{
    waitFor([name] {
        for (const QWidget *widget : QApplication::allWidgets()) {
            if (widget->objectName() == QLatin1String(name) && widget->isVisible())
                return true;
        }
        return false;
    });
}

void Stage::rest(int milliseconds)
{
    QElapsedTimer passed;
    passed.start();
    waitFor([&] { return passed.elapsed() >= milliseconds; });
}

QPixmap Stage::picture()
{
    rest(200);
    QPixmap picture = bench.window.grab();
    QPainter painter(&picture);
    for (QWidget *over : QApplication::topLevelWidgets()) {
        if (over == &bench.window || !over->isVisible() || over->windowType() == Qt::ToolTip)
            continue;
        const QPoint center = bench.window.rect().center() - over->rect().center();
        const bool isPlacedByDesktop
            = over->windowType() == Qt::Dialog || over->windowType() == Qt::Window;
        const QPoint place = isPlacedByDesktop
                                 ? center
                                 : over->mapToGlobal(QPoint()) - bench.window.mapToGlobal(QPoint());
        painter.drawPixmap(place, over->grab());
        painter.setPen(bench.window.palette().color(QPalette::Mid));
        painter.drawRect(QRect(place, over->size()).adjusted(-1, -1, 0, 0));
    }
    return picture;
}

template<typename T>
T *Stage::find(const char *name) const
{
    for (T *found : bench.window.findChildren<T *>(QString::fromLatin1(name))) {
        if (found->isVisible())
            return found;
    }
    qFatal("no widget named %s", name);
}

} // namespace shots
