// What may not be read: other credentials, and what can be read instead.
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/event_samples.h"
#include "tests/ui/scripted_store.h"
#include "tests/ui/window_bench.h"

#include <QDialog>
#include <QLineEdit>
#include <QPushButton>

using namespace ui;

class TstWindowDenied final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup()
    {
        m_bench.reset();
        m_store.reset();
    }

    void otherCredentialsReadAgainAtTheSamePlace();
    void thePasswordIsKeptNowhere();
    void givingUpOtherCredentialsChangesNothing();
    void categoriesAreOfferedInsteadOfAll();
    void categoriesOfSeenStreamsAreOfferedWhereTheServerListsNone();
    void categoriesOfStreamsMetInLinksAreOfferedToo();

private:
    static core::StreamName name(const char *stream)
    {
        return core::StreamName(QString::fromLatin1(stream));
    }
    void deny(const char *stream)
    {
        m_store->failures[name(stream)] = core::ErrorCode::AccessDenied;
    }
    void open(const QStringList &addresses);
    void giveCredentials(const char *user, const char *password);
    /// Whether it is so in the end, while the store answers.
    template<typename Condition>
    bool comes(Condition condition)
    {
        return QTest::qWaitFor([&] {
            m_store->settleAll();
            return condition();
        });
    }
    [[nodiscard]] QPushButton *button(const char *objectName) const
    {
        return m_bench->events()
                   ? m_bench->events()->findChild<QPushButton *>(QString::fromLatin1(objectName))
                   : nullptr;
    }
    [[nodiscard]] QStringList offers() const
    {
        QStringList texts;
        if (m_bench->events()) {
            const auto buttons = m_bench->events()->findChildren<QPushButton *>(
                QStringLiteral("events/close-name-button"));
            for (const QPushButton *offer : buttons)
                texts.append(offer->text());
        }
        return texts;
    }

    std::unique_ptr<ScriptedStore> m_store;
    std::unique_ptr<tests::WindowBench> m_bench;
    std::optional<core::Credentials> m_reader; ///< of the newest transport
};

/// "admin" may read everything.
void TstWindowDenied::init()
{
    tests::failOnWarnings();
    m_store = std::make_unique<ScriptedStore>();
    m_bench = std::make_unique<tests::WindowBench>();
    m_bench->transport
        = [this](const core::ConnectionSettings &settings, const core::NodeAddress &node) {
              m_reader = settings.credentials;
              if (m_reader && m_reader->user == QStringLiteral("admin"))
                  m_store->failures.clear();
              return m_store->server.factory()(settings, node);
          };
    for (quint64 i = 0; i < 5; ++i)
        m_store->streams[name("order-42")].append(samples::recorded(name("order-42"), i));
}

void TstWindowDenied::open(const QStringList &addresses)
{
    core::ConnectionSettings settings = fake::connectionTo({fake::node("db.example.com")});
    settings.credentials = core::Credentials{QStringLiteral("ops"), QStringLiteral("geheim")};
    m_bench->window.show();
    m_bench->window.openServer(settings, MainWindow::FirstTabs::at(addresses));
    QVERIFY(comes([this] { return button("events/credentials-button") != nullptr; }));
}

void TstWindowDenied::giveCredentials(const char *user, const char *password)
{
    button("events/credentials-button")->click();
    auto *dialog = m_bench->find<QDialog>("credentials-dialog");
    QVERIFY(dialog);
    QCOMPARE(tests::namelessWidgets(*dialog), QStringList());
    QVERIFY(!m_bench->find<QPushButton>("credentials-dialog/go")->isEnabled());
    QTest::keyClicks(m_bench->find<QLineEdit>("credentials-dialog/user"),
                     QString::fromLatin1(user));
    auto *field = m_bench->find<QLineEdit>("credentials-dialog/password");
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    QTest::keyClicks(field, QString::fromLatin1(password));
    QTest::keyClick(field, Qt::Key_Return);
}

void TstWindowDenied::otherCredentialsReadAgainAtTheSamePlace()
{
    deny("order-42");
    open({QStringLiteral("order-42@1")});
    giveCredentials("admin", "changeit");
    QVERIFY(comes([this] { return m_bench->revision() == 1U; }));
    QCOMPARE(m_reader->password, QStringLiteral("changeit"));
    QCOMPARE(m_bench->window.workspace()->tabCount(), 1);
}

void TstWindowDenied::thePasswordIsKeptNowhere()
{
    deny("order-42");
    open({QStringLiteral("order-42")});
    giveCredentials("admin", "changeit");
    QVERIFY(comes([this] { return m_bench->revision().has_value(); }));
    QStringList texts{m_bench->window.windowTitle()};
    const auto labels = m_bench->window.findChildren<QWidget *>();
    for (const QWidget *label : labels)
        texts += {label->property("text").toString(), label->toolTip(), label->accessibleName()};
    QVERIFY(m_bench->window.close());
    const core::Settings &settings = m_bench->settings;
    texts += settings.openConnections.get() + settings.recentConnections.get()
             + settings.savedConnections.get();
    QVERIFY(!texts.join(u'\n').contains(QStringLiteral("changeit")));
    QVERIFY(!texts.join(u'\n').contains(QStringLiteral("geheim")));
    QVERIFY(m_bench->secrets.kept.isEmpty());
}

void TstWindowDenied::givingUpOtherCredentialsChangesNothing()
{
    deny("order-42");
    open({QStringLiteral("order-42")});
    button("events/credentials-button")->click();
    QTest::keyClick(m_bench->find<QDialog>("credentials-dialog"), Qt::Key_Escape);
    QVERIFY(comes([this] { return !m_bench->find<QDialog>("credentials-dialog"); }));
    QCOMPARE(m_reader->user, QStringLiteral("ops"));
    QVERIFY(button("events/credentials-button"));
}

void TstWindowDenied::categoriesAreOfferedInsteadOfAll()
{
    deny("$all");
    const core::StreamName list = name("$streams");
    m_store->streams[list] = {samples::link(list, 0, "0@order-42"),
                              samples::link(list, 1, "0@cart-7"),
                              samples::link(list, 2, "0@order-43"),
                              samples::link(list, 3, "0@loner")};
    m_store->streams[name("$ce-order")] = {samples::link(name("$ce-order"), 0, "0@order-42")};
    open({QStringLiteral("$all")});
    QVERIFY(comes([this] { return !offers().isEmpty(); }));
    QCOMPARE(offers(),
             QStringList({QStringLiteral("Open $ce-cart"), QStringLiteral("Open $ce-order")}));
    m_bench->events()
        ->findChildren<QPushButton *>(QStringLiteral("events/close-name-button"))
        .constLast()
        ->click();
    QCOMPARE(m_bench->stream(), QStringLiteral("$ce-order"));
    QVERIFY(comes([this] { return m_bench->revision() == 0U; }));
}

void TstWindowDenied::categoriesOfSeenStreamsAreOfferedWhereTheServerListsNone()
{
    deny("$all");
    deny("$streams");
    open({QStringLiteral("order-42"), QStringLiteral("$all")});
    QVERIFY(comes([this] { return !offers().isEmpty(); }));
    QCOMPARE(offers(), QStringList(QStringLiteral("Open $ce-order")));
}

void TstWindowDenied::categoriesOfStreamsMetInLinksAreOfferedToo()
{
    deny("$all");
    deny("$streams");
    const core::StreamName links = name("$et-OrderPlaced");
    m_store->streams[links] = {samples::link(links, 0, "0@payment-7")};
    open({links.text(), QStringLiteral("$all")});
    QVERIFY(comes([this] { return !offers().isEmpty(); }));
    QCOMPARE(offers(), QStringList(QStringLiteral("Open $ce-payment")));
}

QTEST_MAIN(TstWindowDenied)
#include "tst_window_denied.moc"
