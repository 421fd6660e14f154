// Several connections beside each other: each with its colour, its guard, its tabs; kept ones.
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/window_bench.h"
#include "ui/append/append_page.h"
#include "ui/connections/saved_connections.h"
#include "ui/streams/delete_stream_dialog.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>

using namespace ui;

class TstSeveralConnections final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init()
    {
        tests::failOnWarnings();
        m_bench = std::make_unique<tests::WindowBench>();
        m_bench->window.show();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
    }
    void cleanup() { m_bench.reset(); }

    void tabsSayWhoseTheyAreOnceThereAreTwo();
    void openingAnotherLeavesTheWayBack();
    void productionSaysSoInWords();
    void theMenuLeadsToTheTabThatWasInFront();
    void theMenuOpensWhatIsKept();
    void everyListOfCommandsHasTheConnections();
    void closingAsksAboutItsDraftsOnly();
    void aNewConnectionAsksBeforeItWrites();
    void aReadOnlyConnectionSendsNothing();
    void aReadOnlyConnectionDeletesNothing();
    void theGuardHoldsAsSoonAsItIsChanged();
    void aTrustedNameAndTheNodeThatAnsweredAreShown();
    void aKeptConnectionComesBackWhole();
    void aKeptPasswordComesFromTheKeyring();
    void withoutAKeyringThePasswordIsAskedFor();
    void givingUpThePasswordGivesUpTheConnection();
    void aPasswordThatCannotBeKeptIsTold();
    void aConnectionThatFailedIsMendedInPlace();

private:
    [[nodiscard]] core::ConnectionProfile profile(const char *name,
                                                  core::Guard guard = core::Guard::Ask) const
    {
        core::ConnectionProfile made;
        made.name = QString::fromLatin1(name);
        made.guard = guard;
        made.settings = m_shop.settings();
        return made;
    }
    /// Opens it with the stream and waits until that is shown.
    void open(const core::ConnectionProfile &opened, const char *stream)
    {
        m_bench->window.openProfile(opened,
                                    MainWindow::FirstTabs::at({QString::fromLatin1(stream)}));
        QTRY_VERIFY(front() && front()->name() == opened.name && m_bench->events());
        QTRY_VERIFY(m_bench->events()->currentEvent());
    }
    [[nodiscard]] Connection *front() const
    {
        return m_bench->window.workspace()->currentConnection();
    }
    [[nodiscard]] QString label(const char *name) const
    {
        return m_bench->find<ElidedLabel>(name)->text();
    }
    [[nodiscard]] QStringList tabTexts() const
    {
        const auto *bar = m_bench->find<QTabBar>("workspace/tab-bar");
        QStringList texts;
        for (int i = 0; i < bar->count(); ++i)
            texts.append(bar->tabText(i));
        return texts;
    }
    [[nodiscard]] QMenu *menu() const
    {
        QMenu *shown = m_bench->find<QPushButton>("top-bar/connection")->menu();
        Q_EMIT shown->aboutToShow();
        return shown;
    }
    void trigger(const QString &menuText) const
    {
        for (QAction *action : menu()->actions()) {
            if (action->text() == menuText) {
                action->trigger();
                return;
            }
        }
        QFAIL(qPrintable(menuText));
    }
    /// A draft in the stream in front, ready to be sent.
    AppendPage *draft() const
    {
        m_bench->press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        return m_bench->window.workspace()->currentDraft();
    }
    [[nodiscard]] static MessageBar *barOf(const AppendPage *page)
    {
        return page->findChild<MessageBar *>(QStringLiteral("append/bar"));
    }
    void send(AppendPage *page) const
    {
        const auto *expected
            = page->findChild<QLineEdit *>(QStringLiteral("append/expected-revision-edit"));
        QTRY_VERIFY(!expected->text().isEmpty());
        m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    }
    [[nodiscard]] core::ConnectionProfile withUser(bool keepsPassword) const
    {
        core::ConnectionProfile kept = profile("orders");
        kept.id = QStringLiteral("id-1");
        kept.keepsPassword = keepsPassword;
        kept.settings.credentials = core::Credentials{QStringLiteral("ops"), {}};
        SavedConnections(m_bench->settings).save(kept);
        return kept;
    }

    tests::Shop m_shop;
    std::unique_ptr<tests::WindowBench> m_bench;
};

void TstSeveralConnections::tabsSayWhoseTheyAreOnceThereAreTwo()
{
    open(profile("one"), "order-1");
    QCOMPARE(tabTexts(), QStringList(QStringLiteral("order-1")));
    open(profile("two"), "order-1");
    QCOMPARE(tabTexts(),
             QStringList({QStringLiteral("order-1 · one"), QStringLiteral("order-1 · two")}));
    m_bench->action("connection.close")->trigger();
    QCOMPARE(tabTexts(), QStringList(QStringLiteral("order-1")));
    QCOMPARE(front()->name(), QStringLiteral("one"));
}

void TstSeveralConnections::openingAnotherLeavesTheWayBack()
{
    open(profile("one"), "order-1");
    m_bench->goTo(QStringLiteral("order-2"));
    QTRY_COMPARE(m_bench->revision(), 2U);
    open(profile("two"), "cart-7");
    QVERIFY(m_bench->action("view.back")->isEnabled());
    m_bench->press(Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-2"));
    QCOMPARE(front()->name(), QStringLiteral("one"));
    m_bench->press(Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-1"));
}

void TstSeveralConnections::productionSaysSoInWords()
{
    core::ConnectionProfile live = profile("orders-eu");
    live.color = core::ConnectionColor::Red;
    open(live, "order-1");
    QVERIFY(m_bench->find<QPushButton>("top-bar/connection")
                ->text()
                .contains(QStringLiteral("Production")));
    QCOMPARE(label("status-line/guard"), QStringLiteral("Production · Asks before writing"));
    QVERIFY(m_bench->window.windowTitle().contains(QStringLiteral("orders-eu (production)")));
    AppendPage *page = draft();
    m_bench->prompts.accepts = false;
    send(page);
    QTRY_COMPARE(m_bench->prompts.asked.size(), 1);
    QVERIFY(m_bench->prompts.asked.constFirst().contains(QStringLiteral("(production)")));
}

void TstSeveralConnections::theMenuLeadsToTheTabThatWasInFront()
{
    open(profile("one"), "order-1");
    m_bench->goTo(QStringLiteral("order-2"));
    m_bench->goTo(QStringLiteral("cart-7"));
    m_bench->press(Qt::Key_2, Qt::ControlModifier);
    open(profile("two"), "order-1");
    trigger(QStringLiteral("one"));
    QCOMPARE(front()->name(), QStringLiteral("one"));
    QCOMPARE(m_bench->stream(), QStringLiteral("order-2"));
}

void TstSeveralConnections::theMenuOpensWhatIsKept()
{
    core::ConnectionProfile kept = profile("orders");
    kept.id = QStringLiteral("id-1");
    kept.color = core::ConnectionColor::Violet;
    SavedConnections(m_bench->settings).save(kept);
    trigger(QStringLiteral("Open orders"));
    QTRY_VERIFY(front() && front()->state() == Connection::State::Connected);
    QCOMPARE(front()->profile().color, core::ConnectionColor::Violet);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("$all"));
    int listed = 0;
    for (const QAction *action : menu()->actions())
        listed += action->text().contains(QStringLiteral("orders")) ? 1 : 0;
    QCOMPARE(listed, 1); // as open; no longer as kept
}

void TstSeveralConnections::everyListOfCommandsHasTheConnections()
{
    core::ConnectionProfile kept = profile("orders");
    kept.id = QStringLiteral("id-1");
    SavedConnections(m_bench->settings).save(kept);
    open(profile("one"), "order-1");
    open(profile("two"), "order-2");
    QMenu *switching = nullptr;
    for (const QAction *action :
         m_bench->window.actionRegistry().menuOf(QStringLiteral("connection.connect"))->actions()) {
        if (action->text() == QStringLiteral("Switch To"))
            switching = action->menu();
    }
    QVERIFY(switching);
    Q_EMIT switching->aboutToShow();
    QStringList texts;
    for (const QAction *action : switching->actions()) {
        if (!action->isSeparator())
            texts << action->text();
    }
    QCOMPARE(
        texts,
        QStringList({QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("Open orders")}));

    m_bench->press(Qt::Key_K, Qt::ControlModifier);
    auto *typed = m_bench->find<QLineEdit>("command-palette/edit");
    QTRY_VERIFY(typed->isVisible());
    QTest::keyClicks(typed, QStringLiteral("switch to one"));
    QTest::keyClick(typed, Qt::Key_Return);
    QTRY_COMPARE(front()->name(), QStringLiteral("one"));
}

void TstSeveralConnections::closingAsksAboutItsDraftsOnly()
{
    open(profile("one"), "order-1");
    AppendPage *page = draft();
    QTest::keyClicks(page->findChild<QLineEdit *>(QStringLiteral("append/type-edit")),
                     QStringLiteral("x"));
    QVERIFY(page->hasUnsentText());
    open(profile("two"), "order-1");
    m_bench->prompts.accepts = false;
    m_bench->action("connection.close")->trigger();
    QVERIFY(m_bench->prompts.asked.isEmpty());
    QCOMPARE(front()->name(), QStringLiteral("one"));
    m_bench->action("connection.close")->trigger();
    QCOMPARE(m_bench->prompts.asked, QStringList(QStringLiteral("Close one?")));
    QTRY_COMPARE(m_bench->prompts.answered, 1);
    QCOMPARE(m_bench->window.workspace()->tabCount(), 2);
    m_bench->prompts.accepts = true;
    m_bench->action("connection.close")->trigger();
    QTRY_COMPARE(m_bench->window.workspace()->tabCount(), 0);
}

void TstSeveralConnections::aNewConnectionAsksBeforeItWrites()
{
    m_shop.append(QStringLiteral("asked-1"), 2);
    m_bench->show(m_shop, {QStringLiteral("asked-1")});
    QCOMPARE(label("status-line/guard"), QStringLiteral("Asks before writing"));
    AppendPage *page = draft();
    QSignalSpy appended(page, &AppendPage::appended);
    m_bench->prompts.accepts = false;
    send(page);
    QTRY_COMPARE(m_bench->prompts.asked.size(), 1);
    const QString question = m_bench->prompts.asked.constFirst();
    QVERIFY2(question.startsWith(QStringLiteral("Append Thing1 to asked-1 on 127.0.0.1:")),
             qPrintable(question));
    QTRY_COMPARE(label("status-line/said"), QStringLiteral("Kept back; nothing was sent"));
    QVERIFY(!barOf(page)->isVisible()); // no failure: it was the person's own choice
    QCOMPARE(appended.size(), 0);
    m_bench->prompts.accepts = true;
    send(page);
    QTRY_COMPARE(appended.size(), 1);
    QCOMPARE(m_bench->prompts.asked.size(), 2);
}

void TstSeveralConnections::aReadOnlyConnectionSendsNothing()
{
    open(profile("archive", core::Guard::ReadOnly), "order-2");
    QCOMPARE(label("status-line/guard"), QStringLiteral("Read-only"));
    QVERIFY(m_bench->find<QPushButton>("status-line/change-guard")->isVisible());
    AppendPage *page = draft();
    const auto *lock = page->findChild<MessageBar *>(QStringLiteral("append/lock"));
    QVERIFY(lock->isVisible());
    QCOMPARE(lock->title(), QStringLiteral("archive is read-only here: nothing can be sent."));
    QVERIFY(!page->findChild<QPushButton *>(QStringLiteral("append/send-button"))->isEnabled());
    send(page);
    std::optional<core::Result<core::WriteOutcome>> outcome;
    const core::Call call = front()->client()->setMetadata(
        core::StreamName(QStringLiteral("order-2")),
        "{}",
        core::ExpectedRevision::any(),
        [&outcome](const core::Result<core::WriteOutcome> &result) { outcome = result; });
    QTRY_VERIFY(outcome);
    QCOMPARE(outcome->error().code, core::ErrorCode::AccessDenied);
    QVERIFY(m_bench->prompts.asked.isEmpty());
    std::optional<core::Result<core::StreamState>> state;
    const core::Call asking = m_shop.client().streamState(
        core::StreamName(QStringLiteral("order-2")),
        [&state](const core::Result<core::StreamState> &result) { state = result; });
    QTRY_VERIFY(state);
    QCOMPARE((*state)->last, std::optional<core::Revision>(core::Revision{2}));
    QVERIFY((*state)->metadata == core::StreamMetadata());
}

void TstSeveralConnections::aReadOnlyConnectionDeletesNothing()
{
    open(profile("archive", core::Guard::ReadOnly), "order-2");
    m_bench->action("stream.delete")->trigger();
    QVERIFY(!m_bench->window.findChild<DeleteStreamDialog *>());
    QVERIFY2(label("status-line/said").contains(QStringLiteral("read-only")),
             qPrintable(label("status-line/said")));
    std::optional<core::Result<core::WriteOutcome>> outcome;
    const core::Call call = front()->client()->remove(
        {core::StreamName(QStringLiteral("order-2")), core::ExpectedRevision::any()},
        [&outcome](const core::Result<core::WriteOutcome> &result) { outcome = result; });
    QTRY_VERIFY(outcome);
    QVERIFY(!*outcome);
}

void TstSeveralConnections::theGuardHoldsAsSoonAsItIsChanged()
{
    m_shop.append(QStringLiteral("guarded-1"), 1);
    open(profile("archive", core::Guard::ReadOnly), "guarded-1");
    AppendPage *page = draft();
    QSignalSpy appended(page, &AppendPage::appended);
    m_bench->action("connection.edit")->trigger();
    QComboBox *guard = nullptr;
    QTRY_VERIFY((guard = m_bench->find<QComboBox>("connection-dialog/guard")));
    guard->setCurrentIndex(guard->findText(QStringLiteral("Write freely")));
    QTest::mouseClick(m_bench->find<QPushButton>("connection-dialog/save"), Qt::LeftButton);
    QCOMPARE(label("status-line/guard"), QStringLiteral("Writes freely"));
    QCOMPARE(front()->state(), Connection::State::Connected);
    m_bench->window.activateWindow();
    QVERIFY(!page->findChild<QWidget *>(QStringLiteral("append/lock"))->isVisible());
    page->setFocus();
    send(page);
    QTRY_COMPARE(appended.size(), 1);
    QVERIFY(m_bench->prompts.asked.isEmpty());
}

void TstSeveralConnections::aTrustedNameAndTheNodeThatAnsweredAreShown()
{
    open(profile("plain"), "order-1");
    QVERIFY(label("status-line/trusted").isEmpty());
    core::ConnectionProfile trusted = profile("trusted");
    trusted.settings.transport = core::TransportKind::Http;
    trusted.settings.trustedIdentity = QStringLiteral("ops; $admins");
    open(trusted, "order-1");
    QVERIFY(m_bench->find<QWidget>("status-line/trusted")->isVisible());
    QVERIFY2(label("status-line/trusted").startsWith(QStringLiteral("Trusted name ops")),
             qPrintable(label("status-line/trusted")));
    const QString node
        = QString::number(m_shop.settings().hosts.constFirst().port) + QStringLiteral(" ·");
    QVERIFY2(label("status-line/connection").contains(node),
             qPrintable(label("status-line/connection")));
    QVERIFY2(label("status-line/connection").contains(QStringLiteral("HTTP")),
             qPrintable(label("status-line/connection")));
}

void TstSeveralConnections::aKeptConnectionComesBackWhole()
{
    core::ConnectionProfile kept;
    kept.id = SavedConnections::newId();
    kept.name = QStringLiteral("orders, \"eu\"");
    kept.color = core::ConnectionColor::Amber;
    kept.guard = core::Guard::ReadOnly;
    kept.keepsPassword = true;
    kept.settings.hosts = {{QStringLiteral("one"), 2113}, {QStringLiteral("::1"), 2114}};
    kept.settings.discover = true;
    kept.settings.tlsVerifyCert = false;
    kept.settings.nodePreference = core::NodePreference::Follower;
    kept.settings.transport = core::TransportKind::Http;
    kept.settings.longPoll = std::chrono::seconds(7);
    kept.settings.trustedIdentity = QStringLiteral("ops; $admins");
    kept.settings.credentials = core::Credentials{QStringLiteral("ops"), QStringLiteral("geheim")};
    core::Settings settings = core::Settings::inMemory();
    SavedConnections(settings).save(kept);
    auto back = SavedConnections(settings).find(kept.id);
    QVERIFY(back);
    QCOMPARE(back->settings.credentials->password, QString());
    kept.settings.credentials->password.clear();
    QVERIFY(*back == kept);
    QVERIFY(SavedConnections(settings).leadingTo(kept.settings));
    SavedConnections(settings).forget(kept.id);
    QVERIFY(SavedConnections(settings).all().isEmpty());
    QCOMPARE(settings.savedConnection(kept.id).name.get(), QString());
}

void TstSeveralConnections::aKeptPasswordComesFromTheKeyring()
{
    m_bench->secrets.kept.insert(QStringLiteral("connection/id-1"), QStringLiteral("geheim"));
    open(withUser(true), "order-1");
    QCOMPARE(front()->client()->settings().credentials->password, QStringLiteral("geheim"));
    QVERIFY(!m_bench->find<QDialog>("password-dialog"));
}

void TstSeveralConnections::withoutAKeyringThePasswordIsAskedFor()
{
    m_bench->secrets.isThere = false;
    m_bench->window.openProfile(withUser(true),
                                MainWindow::FirstTabs::at({QStringLiteral("order-1")}));
    QTRY_VERIFY(m_bench->find<QLineEdit>("password-dialog/password"));
    const auto *reason = m_bench->find<QLabel>("password-dialog/reason");
    QVERIFY2(reason->text().contains(QStringLiteral("each time")), qPrintable(reason->text()));
    QVERIFY(!m_bench->find<QWidget>("password-dialog/keep")->isVisible());
    auto *password = m_bench->find<QLineEdit>("password-dialog/password");
    QTest::keyClicks(password, QStringLiteral("geheim"));
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY(front() && front()->state() == Connection::State::Connected);
    QCOMPARE(front()->client()->settings().credentials->password, QStringLiteral("geheim"));
}

void TstSeveralConnections::givingUpThePasswordGivesUpTheConnection()
{
    m_bench->window.openProfile(withUser(false), {});
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_bench->find<QDialog>("password-dialog")));
    QCOMPARE(tests::namelessWidgets(*dialog), QStringList());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_COMPARE(front()->state(), Connection::State::Failed);
    QTRY_VERIFY(!m_bench->find<QDialog>("password-dialog"));
    QTest::mouseClick(m_bench->find<QPushButton>("connecting-page/try-again"), Qt::LeftButton);
    QTRY_VERIFY(m_bench->find<QDialog>("password-dialog"));
}

void TstSeveralConnections::aPasswordThatCannotBeKeptIsTold()
{
    m_bench->action("connection.connect")->trigger();
    QLineEdit *string = nullptr;
    QTRY_VERIFY((string = m_bench->find<QLineEdit>("connection-dialog/string")));
    QTRY_VERIFY(string->isVisible());
    core::ConnectionSettings settings = m_shop.settings();
    string->setText(core::toSafeString(settings));
    m_bench->find<QLineEdit>("connection-dialog/user")->setText(QStringLiteral("ops"));
    m_bench->find<QLineEdit>("connection-dialog/password")->setText(QStringLiteral("geheim"));
    m_bench->secrets.isThere = false;
    QTest::mouseClick(m_bench->find<QPushButton>("connection-dialog/connect"), Qt::LeftButton);
    QTRY_VERIFY(label("status-line/said").contains(QStringLiteral("is not kept")));
    QTRY_VERIFY(front() && front()->state() == Connection::State::Connected);
    const auto kept = SavedConnections(m_bench->settings).all();
    QCOMPARE(kept.size(), 1);
    QVERIFY(!kept.constFirst().keepsPassword);
    QVERIFY(m_bench->secrets.kept.isEmpty());
}

void TstSeveralConnections::aConnectionThatFailedIsMendedInPlace()
{
    core::ConnectionProfile wrong = profile("orders");
    const quint16 port = wrong.settings.hosts.constFirst().port;
    wrong.settings.hosts.first().port = 1;
    wrong.settings.maxDiscoverAttempts = 1;
    m_bench->window.openProfile(wrong, MainWindow::FirstTabs::at({QStringLiteral("order-2")}));
    QPushButton *edit = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((edit = m_bench->find<QPushButton>("connecting-page/edit")), 20000);
    QTest::mouseClick(edit, Qt::LeftButton);
    QTabBar *ways = nullptr;
    QTRY_VERIFY((ways = m_bench->find<QTabBar>("connection-dialog/ways")));
    ways->setCurrentIndex(1);
    m_bench->find<QLineEdit>("connection-dialog/port")->setText(QString::number(port));
    QTest::mouseClick(m_bench->find<QPushButton>("connection-dialog/save"), Qt::LeftButton);
    QTRY_COMPARE(front()->state(), Connection::State::Connected);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-2"));
    QCOMPARE(m_bench->window.workspace()->tabCount(), 1);
}

QTEST_MAIN(TstSeveralConnections)
#include "tst_several_connections.moc"
