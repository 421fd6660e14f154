// What is typed outlives the window; somebody else writes in the sandbox.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/append/append_page.h"
#include "ui/connections/connection.h"
#include "ui/widgets/message_bar.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>

using namespace ui;

class TstWindowDrafts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init();
    void cleanup() { m_bench.reset(); }
    void aDraftComesBackBehindItsConnectionsTabs();
    void theCommandsOfADraftCanBeUsedWhenTheyDoSomething();
    void draftsComeBackWithoutComingToTheFront();
    void aDraftGoesWithItsConnectionThatIsKeptAndForgotten();
    void aDraftThatWasClosedIsGone();
    void closingADraftThatWasSentDoesNotSayThatItWasNot();
    void whatComesOfADraftAfterItsTabWasClosedConcernsNoTab();
    void aDraftHasTheRoomOfTheDetailInASmallWindow();
    void somebodyElseMakesAConflictInTheSandbox();
    void onlyTheSandboxHasTheOtherWriter();

private:
    void openWindow()
    {
        m_bench.reset();
        m_store = std::make_unique<DraftStore>(m_folder->path());
        m_bench = std::make_unique<tests::WindowBench>(m_store.get());
    }
    [[nodiscard]] Workspace &tabs() const { return *m_bench->window.workspace(); }
    /// Of the draft in front.
    [[nodiscard]] QLineEdit *field(const char *name) const
    {
        return tabs().currentDraft()->findChild<QLineEdit *>(QString::fromLatin1(name));
    }
    void writeFreely() const
    {
        core::ConnectionProfile free = tabs().currentConnection()->profile();
        free.guard = core::Guard::Free;
        tabs().currentConnection()->setProfile(free);
    }
    void typeDraft()
    {
        m_bench->press(Qt::Key_N, Qt::ControlModifier);
        QVERIFY(tabs().currentDraft());
        QTest::keyClicks(field("append/type-edit"), QStringLiteral("Typed"));
        QTRY_VERIFY(tabs().currentDraft()->isKept());
    }

    tests::Shop m_shop;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DraftStore> m_store;
    bool m_wasInFront = false; ///< a draft, while tabs came back
    std::unique_ptr<tests::WindowBench> m_bench;
};

void TstWindowDrafts::init()
{
    tests::failOnWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    openWindow();
}

void TstWindowDrafts::aDraftComesBackBehindItsConnectionsTabs()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    typeDraft();
    m_bench->window.close();
    QCOMPARE(m_bench->prompts.asked, QStringList());
    QVERIFY(!m_bench->window.isVisible());

    openWindow();
    m_bench->show(m_shop, {QStringLiteral("order-2")});
    QTRY_COMPARE(tabs().tabCount(), 2);
    QCOMPARE(m_bench->stream(), QStringLiteral("order-2"));
    m_bench->press(Qt::Key_2, Qt::ControlModifier);
    const AppendPage *draft = tabs().currentDraft();
    QVERIFY(draft);
    QCOMPARE(draft->stream().text(), QStringLiteral("order-1"));
    QVERIFY(draft->hasUnsentText());
    QCOMPARE(m_bench->find<QLineEdit>("append/type-edit")->text(), QStringLiteral("Typed"));
}

void TstWindowDrafts::theCommandsOfADraftCanBeUsedWhenTheyDoSomething()
{
    const auto usable = [this] {
        QStringList ids;
        for (const char *name :
             {"event.send", "event.add", "event.remove", "event.metadata", "event.next"}) {
            if (m_bench->action(name)->isEnabled())
                ids << QString::fromLatin1(name).mid(6);
        }
        return ids.join(u' ');
    };
    m_shop.append(QStringLiteral("able-1"), 1);
    m_bench->show(m_shop, {QStringLiteral("able-1")});
    QCOMPARE(usable(), QString());
    typeDraft();
    QCOMPARE(usable(), QStringLiteral("send add metadata"));
    m_bench->action("event.add")->trigger();
    QCOMPARE(usable(), QStringLiteral("send add remove metadata"));
    m_bench->action("event.remove")->trigger();
    QCOMPARE(usable(), QStringLiteral("send add metadata"));

    QTRY_COMPARE(field("append/expected-revision-edit")->text(), QStringLiteral("0"));
    m_bench->action("event.send")->trigger();
    QCOMPARE(usable(), QString());
    QTRY_COMPARE(usable(), QStringLiteral("next"));
    m_bench->action("event.next")->trigger();
    QCOMPARE(usable(), QStringLiteral("send add metadata"));
    core::ConnectionProfile locked = tabs().currentConnection()->profile();
    locked.guard = core::Guard::ReadOnly;
    tabs().currentConnection()->setProfile(locked);
    QCOMPARE(usable(), QStringLiteral("add metadata"));
}

void TstWindowDrafts::draftsComeBackWithoutComingToTheFront()
{
    m_shop.append(QStringLiteral("behind-1"), 3);
    m_bench->show(m_shop, {QStringLiteral("behind-1")});
    typeDraft();
    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    typeDraft();
    QTRY_COMPARE(field("append/expected-revision-edit")->text(), QStringLiteral("2"));
    writeFreely();
    m_bench->action("event.send")->trigger(); // one of them comes back with a question
    m_bench->window.close();

    openWindow();
    m_wasInFront = false;
    connect(&tabs(), &Workspace::currentPageChanged, this, [this] {
        m_wasInFront = m_wasInFront || tabs().currentDraft();
    });
    m_bench->show(m_shop, {QStringLiteral("order-2")});
    QTRY_COMPARE(tabs().tabCount(), 3);
    QVERIFY(!m_wasInFront);
    QVERIFY(tabs().currentPage()->isAncestorOf(m_bench->window.focusWidget()));
    DraftLoss loss;
    for (const Qt::Key tab : {Qt::Key_2, Qt::Key_3}) {
        m_bench->press(tab, Qt::ControlModifier);
        QVERIFY(tabs().currentDraft());
        loss.unsent += tabs().currentDraft()->loss().unsent;
        loss.unanswered += tabs().currentDraft()->loss().unanswered;
    }
    QCOMPARE(loss.unsent, 1);
    QCOMPARE(loss.unanswered.size(), 1);
}

void TstWindowDrafts::aDraftGoesWithItsConnectionThatIsKeptAndForgotten()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    typeDraft();
    core::ConnectionProfile kept = tabs().currentConnection()->profile();
    kept.id = QStringLiteral("id-1");
    tabs().currentConnection()->setProfile(kept);
    m_bench->window.close();

    openWindow();
    m_bench->window.show();
    m_bench->window.openProfile(kept, MainWindow::FirstTabs::at({QStringLiteral("order-1")}));
    QTRY_COMPARE(tabs().tabCount(), 2);
    kept.id.clear();
    tabs().currentConnection()->setProfile(kept);
    m_bench->window.close();

    openWindow();
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    QTRY_COMPARE(tabs().tabCount(), 2);
}

void TstWindowDrafts::aDraftThatWasClosedIsGone()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    typeDraft();
    m_bench->press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(m_bench->prompts.asked.size(), 1);
    QTRY_VERIFY(!tabs().currentDraft());
    m_store->flush();
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void TstWindowDrafts::closingADraftThatWasSentDoesNotSayThatItWasNot()
{
    m_shop.append(QStringLiteral("sent-1"), 1);
    m_bench->show(m_shop, {QStringLiteral("sent-1")});
    typeDraft();
    QTRY_VERIFY(!field("append/expected-revision-edit")->text().isEmpty());
    writeFreely();
    m_bench->prompts.accepts = false;
    m_bench->action("event.send")->trigger();
    m_bench->action("file.close-tab")->trigger();
    QCOMPARE(m_bench->prompts.meanings.size(), 1);
    const QString told = m_bench->prompts.meanings.constFirst();
    QVERIFY2(told.startsWith(QStringLiteral("What was sent to sent-1 may or may not have been")),
             qPrintable(told));
    QVERIFY2(!told.contains(QStringLiteral("not been sent")), qPrintable(told));
    QTRY_COMPARE(m_bench->prompts.answered, 1);
    QVERIFY(tabs().currentDraft());
}

void TstWindowDrafts::whatComesOfADraftAfterItsTabWasClosedConcernsNoTab()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    typeDraft();
    const QPointer<AppendPage> draft(tabs().currentDraft());
    const QSignalSpy appended(&tabs(), &Workspace::appended);
    m_bench->press(Qt::Key_W, Qt::ControlModifier);
    bool wasThere = false;
    const auto tellMore = [&] { // behind the answer, before the page is deleted
        wasThere = draft && tabs().tabCount() == 1;
        Q_EMIT draft->titleChanged(QStringLiteral("New"));
        Q_EMIT draft->appended(draft->stream(), core::Revision{20}, 1);
    };
    QMetaObject::invokeMethod(draft, tellMore, Qt::QueuedConnection);
    QTRY_VERIFY(!draft);
    QVERIFY(wasThere);
    QCOMPARE(appended.count(), 0);
    QCOMPARE(tabs().tabCount(), 1);
}

void TstWindowDrafts::aDraftHasTheRoomOfTheDetailInASmallWindow()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    const auto *detail = m_bench->find<QWidget>("detail");
    m_bench->window.resize(960, 600);
    QTRY_VERIFY(detail->isVisible());
    m_bench->press(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(detail->isHidden());
    for (const char *name : {"append/type-edit", "append/id-edit", "append/content-type-combo"}) {
        const auto *field = m_bench->find<QWidget>(name);
        QTRY_COMPARE(field->visibleRegion().boundingRect(), field->rect());
    }
    m_bench->window.resize(1280, 800);
    QTRY_VERIFY(detail->isVisible());
    m_bench->window.resize(960, 600);
    QTRY_VERIFY(detail->isHidden());
    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(detail->isVisible());
}

void TstWindowDrafts::somebodyElseMakesAConflictInTheSandbox()
{
    m_bench->startSandbox = [this](Connection *connection) {
        m_bench->window.startPrepared(connection, m_shop.settings());
    };
    m_shop.append(QStringLiteral("felt-1"), 3);
    m_bench->window.show();
    QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
    m_bench->window.openSandbox(MainWindow::FirstTabs::at({QStringLiteral("felt-1")}));
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(2));
    typeDraft();
    QAction *other = m_bench->action("sandbox.other-writer");
    auto *condition = m_bench->find<QLineEdit>("append/expected-revision-edit");
    QTRY_COMPARE(condition->text(), QStringLiteral("2"));
    QVERIFY(other->isEnabled());
    QVERIFY(m_bench->window.actionRegistry()
                .menuOf(QStringLiteral("sandbox.other-writer"))
                ->menuAction()
                ->isVisible());
    other->trigger();
    QTRY_VERIFY(!m_bench->window.findChild<QObject *>(QStringLiteral("other-writer")));
    m_bench->action("event.send")->trigger();
    QTRY_VERIFY(m_bench->find<QPushButton>("append/on-top-button"));
    QCOMPARE(m_bench->find<QPushButton>("append/on-top-button")->text(),
             QStringLiteral("Append at 4 (Expect 3)"));
    QTRY_VERIFY(m_bench->find<QPushButton>("append/on-top-button")->hasFocus());
    m_bench->press(Qt::Key_Return);
    QTRY_COMPARE(m_bench->find<MessageBar>("append/bar")->isVisible(), false);
    QTRY_VERIFY(!tabs().currentDraft()->hasUnsentText());
}

void TstWindowDrafts::onlyTheSandboxHasTheOtherWriter()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    QVERIFY(!m_bench->action("sandbox.other-writer")->isEnabled());
    QVERIFY(!m_bench->window.actionRegistry()
                 .menuOf(QStringLiteral("sandbox.other-writer"))
                 ->menuAction()
                 ->isVisible());
}

QTEST_MAIN(TstWindowDrafts)
#include "tst_window_drafts.moc"
