// Drafts that are kept, and how they come back.
#include "tests/support/gui_warnings.h"
#include "tests/ui/append_page_test.h"
#include "ui/append/draft_store.h"
#include "ui/widgets/elided_label.h"

#include <QDataStream>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace ui;
using core::ExpectedRevision;
using core::Revision;

class TstAppendKept final : public AppendPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        prepare();
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void whatWasTypedComesBackInANewPage();
    void aDraftThatWasSentComesBackAsUnknown();
    void theEndThatCannotBeReadLeavesTheUnknownOutcomeToBeSettled();
    void aDraftOfAnotherServerHasItsConditionFromThisOne();
    void aDraftThatWasSentToAnotherServerSaysSo();
    void draftsGoWithTheirConnectionToItsNewName();
    void whatWasWrittenIsNotKept();
    void discardingRemovesTheFile();
    void draftsAreReadableByTheirOwnerOnly();
    void aDraftThatCannotBeWrittenSaysWhichFileAndWhy();
    void tooLargeADraftIsNotKeptAndSaysSo();
    void aBrokenFileIsPassedOver();
    void aFileOfTheOlderFormIsReadThoughItNamesNoServer();

private:
    QList<KeptDraft> fetched(DraftStore &store, const QString &connection = QStringLiteral("shop"))
    {
        std::optional<QList<KeptDraft>> found;
        store.fetch({connection}, this, [&found](const auto &kept) { found = kept; });
        [&] { QTRY_VERIFY(found); }();
        return found.value_or(QList<KeptDraft>());
    }
    /// Types one event, which the store then has.
    void keepOne(DraftStore &store)
    {
        open();
        m_page->keepIn(store, home());
        QSignalSpy saved(&store, &DraftStore::saved);
        typeEvent();
        store.flush();
        QTRY_VERIFY(!saved.isEmpty());
        QVERIFY(m_page->isKept());
    }
    [[nodiscard]] static DraftHome home(const char *server = "one:2113")
    {
        return {QStringLiteral("shop"), QString::fromLatin1(server)};
    }
    [[nodiscard]] QString folder() const { return m_folder->filePath(QStringLiteral("drafts")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TstAppendKept::whatWasTypedComesBackInANewPage()
{
    EventDraft typed;
    {
        DraftStore store(folder());
        keepOne(store);
        QTest::keyClick(child<QPushButton>("append/add-button"), Qt::Key_Space);
        QTest::keyClicks(child<QLineEdit>("append/type-edit"), QStringLiteral("Second"));
        m_page.reset(); // the window closes within the rest that typing takes
    }
    DraftStore store(folder());
    const QList<KeptDraft> kept = fetched(store);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.first().draft.stream, order());
    QCOMPARE(kept.first().draft.expected, ExpectedRevision::exact({17}));
    QVERIFY(!kept.first().wasSent);

    m_store->streams[order()] = orderUpTo(20); // others wrote meanwhile: the condition stays
    open();
    m_page->goOnWith(store, kept.first(), home());
    m_store->settleAll();
    QVERIFY(m_page->hasUnsentText());
    QCOMPARE(m_page->draftKey(), kept.first().key);
    pressCtrlEnter();
    const core::AppendRequest &request = m_store->server.appends.last()->request;
    QCOMPARE(request.expected, ExpectedRevision::exact({17}));
    QCOMPARE(request.events, kept.first().draft.events);
    QCOMPARE(request.events.first().data, QByteArray("{\"n\": 90071992547409931234}"));
    QCOMPARE(request.events.last().type, QStringLiteral("Second"));
}

void TstAppendKept::aDraftThatWasSentComesBackAsUnknown()
{
    DraftStore store(folder());
    keepOne(store);
    pressCtrlEnter();
    const core::AppendRequest sent = m_store->server.appends.last()->request;
    m_page.reset();
    const QList<KeptDraft> kept = fetched(store);
    QCOMPARE(kept.size(), 1);
    QVERIFY(kept.first().wasSent);

    open();
    m_page->goOnWith(store, kept.first(), home());
    QVERIFY(bar().text().contains(QStringLiteral("The window was closed before an answer came.")));
    core::RecordedEvent written = samples::recorded(order(), 18);
    written.id = sent.events.first().id;
    m_store->streams[order()].append(written);
    press("append/check-button");
    QCOMPARE(child<ElidedLabel>("append/status")->text(), QStringLiteral("Written at 18"));
    QVERIFY(fetched(store).isEmpty());
}

void TstAppendKept::theEndThatCannotBeReadLeavesTheUnknownOutcomeToBeSettled()
{
    DraftStore store(folder());
    keepOne(store);
    pressCtrlEnter();
    m_page.reset();
    const QList<KeptDraft> kept = fetched(store);
    QCOMPARE(kept.size(), 1);

    m_store->failures[order()] = core::ErrorCode::Unavailable;
    make();
    m_page->goOnWith(store, kept.first(), home());
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_store->settleAll();
    QVERIFY(bar().title().contains(QStringLiteral("may or may not have been written")));
    QVERIFY(child<QPushButton>("append/check-button")->isVisible());
    m_store->failures.clear();
    press("append/edit-as-new-button");
    pressCtrlEnter();
    QCOMPARE(m_store->server.appends.size(), 2);
}

void TstAppendKept::aDraftOfAnotherServerHasItsConditionFromThisOne()
{
    DraftStore store(folder());
    keepOne(store);
    m_page.reset();
    const QList<KeptDraft> kept = fetched(store);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.first().draft.expected, ExpectedRevision::exact({17}));

    m_store->streams[order()] = orderUpTo(3);
    open();
    m_page->goOnWith(store, kept.first(), home("two:2113"));
    m_store->settleAll();
    QCOMPARE(bar().title(), QStringLiteral("This draft was begun on another server."));
    QVERIFY(bar().text().contains(QStringLiteral("one:2113, and this connection leads to two")));
    QCOMPARE(child<QLineEdit>("append/expected-revision-edit")->text(), QStringLiteral("3"));
    QCOMPARE(child<QLineEdit>("append/type-edit")->text(), QStringLiteral("OrderCancelled"));
}

void TstAppendKept::aDraftThatWasSentToAnotherServerSaysSo()
{
    DraftStore store(folder());
    keepOne(store);
    pressCtrlEnter();
    m_page.reset();
    const QList<KeptDraft> kept = fetched(store);
    QCOMPARE(kept.size(), 1);
    open();
    m_page->goOnWith(store, kept.first(), home("two:2113"));
    m_store->settleAll();
    QVERIFY(bar().text().startsWith(QStringLiteral("It was sent to one:2113")));
    QVERIFY(child<QPushButton>("append/check-button")->isVisible());
    // It stays where it was sent to until that is settled.
    QCOMPARE(fetched(store).constFirst().home, home());
}

void TstAppendKept::draftsGoWithTheirConnectionToItsNewName()
{
    const QString renamed = QStringLiteral("renamed");
    DraftStore store(folder());
    keepOne(store);
    m_page->fileUnder(renamed);
    QVERIFY(fetched(store).isEmpty());
    QCOMPARE(fetched(store, renamed).size(), 1);

    QTest::keyClicks(child<QLineEdit>("append/type-edit"), QStringLiteral("x"));
    m_page.reset(); // with something that waits to be written
    store.refile(renamed, QStringLiteral("forgotten"));
    QVERIFY(fetched(store, renamed).isEmpty());
    const QList<KeptDraft> kept = fetched(store, QStringLiteral("forgotten"));
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.first().draft.events.first().type, QStringLiteral("OrderCancelledx"));
}

void TstAppendKept::whatWasWrittenIsNotKept()
{
    DraftStore store(folder());
    keepOne(store);
    QCOMPARE(child<ElidedLabel>("append/status")->text(), QStringLiteral("Saved as a draft"));
    QCOMPARE(fetched(store).size(), 1);
    pressCtrlEnter();
    answer(*m_store->server.appends.last(), core::WriteOutcome{core::Written{Revision{18}, {}}});
    QVERIFY(fetched(store).isEmpty());
}

void TstAppendKept::discardingRemovesTheFile()
{
    DraftStore store(folder());
    keepOne(store);
    m_page->discard();
    m_page.reset();
    QVERIFY(fetched(store).isEmpty());
    QVERIFY(QDir(folder()).isEmpty());
}

void TstAppendKept::draftsAreReadableByTheirOwnerOnly()
{
    DraftStore store(folder());
    keepOne(store);
    const QFileInfoList files = QDir(folder()).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    constexpr auto Others = QFileDevice::ReadGroup | QFileDevice::ReadOther
                            | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    QCOMPARE(files.first().permissions() & Others, QFileDevice::Permissions());
}

void TstAppendKept::aDraftThatCannotBeWrittenSaysWhichFileAndWhy()
{
    QFile inTheWay(folder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    DraftStore store(folder());
    open();
    m_page->keepIn(store, home());
    typeEvent();
    store.flush();
    const auto *status = child<ElidedLabel>("append/status");
    QTRY_VERIFY(status->text().startsWith(u"Not saved as a draft: " + folder()));
    QVERIFY2(status->text().contains(QStringLiteral(" could not be written: ")),
             qPrintable(status->text()));
    QVERIFY(!m_page->isKept());
}

void TstAppendKept::tooLargeADraftIsNotKeptAndSaysSo()
{
    DraftStore store(folder());
    open();
    core::RecordedEvent event = samples::recorded(order(), 3);
    event.contentType = core::ContentType::Bytes;
    event.data = QByteArray(DraftStore::LargestDraft, '\xfe');
    m_page->fillFrom(event);
    m_page->keepIn(store, home());
    QTest::keyClicks(child<QLineEdit>("append/type-edit"), QStringLiteral("x"));
    QVERIFY(m_page->hasUnsentText());
    QVERIFY(!m_page->isKept());
    QVERIFY(child<ElidedLabel>("append/status")->text().startsWith(QStringLiteral("Too large")));
}

void TstAppendKept::aBrokenFileIsPassedOver()
{
    DraftStore store(folder());
    keepOne(store);
    QVERIFY(QFile::copy(QDir(folder()).entryInfoList(QDir::Files).first().filePath(),
                        folder() + QStringLiteral("/other.draft")));
    QFile broken(folder() + QStringLiteral("/other.draft"));
    QVERIFY(broken.resize(broken.size() - 20));
    QFile odd(folder() + QStringLiteral("/odd.draft"));
    QVERIFY(odd.open(QIODevice::WriteOnly));
    odd.write("not a draft");
    odd.close();
    QCOMPARE(fetched(store).size(), 1);
}

void TstAppendKept::aFileOfTheOlderFormIsReadThoughItNamesNoServer()
{
    QDir().mkpath(folder());
    QFile file(folder() + QStringLiteral("/older.draft"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QDataStream out(&file);
    out.setVersion(QDataStream::Qt_6_4);
    const bool wasSent = false;
    const bool hasCondition = true;
    const bool isJson = true;
    const core::EventId id = core::EventId::random();
    out << quint32{0x54524431} << QStringLiteral("shop") << wasSent << order().text()
        << hasCondition << static_cast<quint8>(core::ExpectedRevision::Kind::Exact) << quint64{17}
        << quint32{1} << id.toString() << QStringLiteral("OrderCancelled") << isJson
        << QByteArray("{}") << QByteArray();
    file.close();
    DraftStore store(folder());
    const QList<KeptDraft> kept = fetched(store);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.first().draft.expected, core::ExpectedRevision::exact(Revision{17}));
    QCOMPARE(kept.first().draft.events.first().type, QStringLiteral("OrderCancelled"));
    open();
    m_page->goOnWith(store, kept.first(), home());
    m_store->settleAll();
    QVERIFY(!bar().isVisible());
    pressCtrlEnter();
    QCOMPARE(m_store->server.appends.last()->request.expected, ExpectedRevision::exact({17}));
}

QTEST_MAIN(TstAppendKept)
#include "tst_append_kept.moc"
