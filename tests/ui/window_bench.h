// The whole window over a sandbox in the process, on the real wire.
// For tests: GUI thread.
#pragma once

#include "core/sandbox/sandbox.h"
#include "core/secrets/secret_store.h"
#include "core/settings/settings.h"
#include "core/transport/any_transport.h"
#include "core/wire_log/wire_log.h"
#include "tests/ui/told_prompts.h"
#include "ui/append/draft_store.h"
#include "ui/connections/connecting_page.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/events/events_page.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/workspace.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>

#include <optional>

namespace tests {

/// A keyring in memory that can be told to be missing.
class ToldSecrets final : public core::SecretStore
{
public:
    bool isThere = true;
    QHash<QString, QString> kept;

    void
    read(QObject *context, const QString &key, Callback<std::optional<QString>> callback) override
    {
        later(context, [this, key, callback = std::move(callback)] {
            if (!isThere)
                callback(missing());
            else
                callback(kept.contains(key) ? std::optional(kept.value(key)) : std::nullopt);
        });
    }
    void write(QObject *context,
               const QString &key,
               const QString &secret,
               Callback<core::Done> callback) override
    {
        later(context, [this, key, secret, callback = std::move(callback)] {
            if (isThere)
                kept.insert(key, secret);
            callback(isThere ? core::Result<core::Done>(core::Done{}) : missing());
        });
    }
    void remove(QObject *context, const QString &key, Callback<core::Done> callback) override
    {
        later(context, [this, key, callback = std::move(callback)] {
            kept.remove(key);
            callback(core::Done{});
        });
    }

private:
    [[nodiscard]] static core::Error missing()
    {
        return {core::ErrorCode::Unavailable, QStringLiteral("No keyring is available here."), {}};
    }
    static void later(QObject *context, const std::function<void()> &action)
    {
        QMetaObject::invokeMethod(context, action, Qt::QueuedConnection);
    }
};

/// Writes events of the types Thing0 to Thing2, one after the other.
inline void append(core::Client &client, const QString &stream, int count)
{
    core::AppendRequest request{.stream = core::StreamName(stream), .expected = {}, .events = {}};
    for (int i = 0; i < count; ++i)
        request.events.append({core::EventId::random(),
                               QStringLiteral("Thing%1").arg(i % 3),
                               core::ContentType::Json,
                               QByteArray("{\"i\":") + QByteArray::number(i) + '}',
                               {}});
    bool isWritten = false;
    const core::Call call
        = client.append(request, [&isWritten](const core::Result<core::WriteOutcome> &result) {
              isWritten = result && std::holds_alternative<core::Written>(*result);
          });
    QTRY_VERIFY(isWritten);
}

/// A sandbox with a few streams; several windows may look at it one after the other.
class Shop
{
public:
    /// Streams order-1 (20 events), order-2 (3) and cart-7 (2).
    void open()
    {
        const auto started = core::Sandbox::start({});
        QVERIFY2(started, qPrintable(started ? QString() : started.error().message));
        m_sandbox = *started;
        const auto parsed = core::parseConnectionString(m_sandbox->connectionString());
        QVERIFY(parsed);
        m_settings = parsed->settings;
        m_client = std::make_unique<core::Client>(m_settings, core::anyTransportFactory());
        append(QStringLiteral("order-1"), 20);
        append(QStringLiteral("order-2"), 3);
        append(QStringLiteral("cart-7"), 2);
    }
    void close()
    {
        m_client.reset();
        m_sandbox.reset();
    }

    void append(const QString &stream, int count) { tests::append(*m_client, stream, count); }

    [[nodiscard]] const core::ConnectionSettings &settings() const { return m_settings; }
    /// Somebody else, who is connected too.
    [[nodiscard]] core::Client &client() const { return *m_client; }

private:
    std::shared_ptr<core::Sandbox> m_sandbox;
    core::ConnectionSettings m_settings;
    std::unique_ptr<core::Client> m_client;
};

/// A window with nothing remembered.
class WindowBench
{
public:
    core::Settings settings;
    ToldSecrets secrets;
    ToldPrompts prompts;
    ui::Theme theme;
    core::WireLog wireLog;
    ui::DraftStore *drafts = nullptr;
    core::TransportFactory transport; ///< where set, it is taken instead of the real ones
    std::function<void(ui::Connection *)> startSandbox;
    ui::MainWindow window{
        {settings,
         secrets,
         prompts,
         theme,
         [this](const core::ConnectionSettings &server, const QString &name) {
             if (transport)
                 return std::make_unique<core::Client>(server, transport, core::IoThread::Caller);
             return std::make_unique<core::Client>(
                 server, core::anyTransportFactory(wireLog.sinkFor(name)));
         },
         [this](ui::Connection *connection) {
             if (startSandbox) {
                 startSandbox(connection);
                 return;
             }
             connection->fail({core::ErrorCode::Unsupported, QStringLiteral("Not here."), {}});
         },
         [] { return QStringLiteral("diagnostics"); },
         wireLog,
         drafts}};

    explicit WindowBench(ui::DraftStore *kept = nullptr,
                         core::Settings remembered = core::Settings::inMemory())
        : settings(std::move(remembered))
        , drafts(kept)
    {
        theme.choose(ui::ThemeChoice::Light);
    }

    /// Shows the window with these tabs and waits until the last one has its events.
    void show(const Shop &shop, const QStringList &addresses)
    {
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.openServer(shop.settings(), ui::MainWindow::FirstTabs::at(addresses));
        QTRY_VERIFY(events());
        QTRY_COMPARE(events()->stream().text(), addresses.constLast().section(u'@', 0, 0));
        QTRY_VERIFY(events()->currentEvent());
        // The tabs behind it come one after the other.
        QTRY_VERIFY(window.findChildren<ui::ConnectingPage *>().isEmpty());
    }

    [[nodiscard]] ui::EventsPage *events() const { return window.workspace()->currentEvents(); }
    [[nodiscard]] QString stream() const { return window.workspace()->currentStream().text(); }
    /// Of the current event, where there is one.
    [[nodiscard]] std::optional<quint64> revision() const
    {
        const auto event = events() ? events()->currentEvent() : std::nullopt;
        return event ? std::optional(event->original().revision.value) : std::nullopt;
    }
    [[nodiscard]] QAction *action(const char *id) const
    {
        return window.actionRegistry().action(QString::fromLatin1(id));
    }
    template<typename T>
    [[nodiscard]] T *find(const char *objectName) const
    {
        return window.findChild<T *>(QString::fromLatin1(objectName));
    }
    /// Presses a key where the focus is.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *focused = window.focusWidget();
        QTest::keyClick(focused ? focused : &window, key, modifiers);
    }
    /// Opens an address as a person does.
    void goTo(const QString &address)
    {
        // The offscreen platform leaves a closed list of completions active.
        window.activateWindow();
        QTRY_VERIFY(window.isActiveWindow());
        press(Qt::Key_L, Qt::ControlModifier);
        auto *field = find<ui::AddressField>("top-bar/address");
        QTRY_VERIFY(field->hasFocus());
        field->selectAll();
        QTest::keyClicks(field, address);
        QTest::keyClick(field, Qt::Key_Return);
    }
};

} // namespace tests
