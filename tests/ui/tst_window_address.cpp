// Bare ids in the address field, names that do not exist, and a stream that is brought back.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/main_window/id_lookup.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QCompleter>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>

#include <string_view>

using namespace ui;

class TstWindowAddress final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theArrowOpensWhatIsTyped();
    void aBareIdIsFoundInItsCategory();
    void aNameThatLooksLikeALinkIsOpened();
    void goingOnTypingEndsASearch();
    void goingToAnotherTabEndsASearch();
    void whoIsElsewhereIsOfferedWhatWasFound();
    void severalStreamsOfOneIdAreListed();
    void whatCannotBeReadAnyMoreIsListedToo();
    void whatDoesNotExistIsSaidWithNamesThatAreClose();
    void metadataIsNotRememberedAsAStream();
    void escapeEndsASearch();
    void aStreamThatWasGivenUpIsReadWhenItIsOpenedAgain();
    void aSoftDeletedStreamSaysSinceWhenAndIsUndeleted();
    void aRowThatIsGoneIsSaidInTheDetail();
    void aTabShowsOnlyWhatFitsItsFilter();
    void findInAllGoesToTheFilterOfAll();

private:
    /// Waits until the streams of the server are known, which the categories come from.
    void openWindow()
    {
        m_bench->show(m_shop, {QStringLiteral("order-1")});
        m_bench->press(Qt::Key_L, Qt::ControlModifier);
        auto *field = m_bench->find<AddressField>("top-bar/address");
        QTRY_VERIFY_WITH_TIMEOUT(knows(field, QStringLiteral("cart-7")), 10'000);
        m_bench->press(Qt::Key_Escape);
    }
    bool knows(AddressField *field, const QString &name)
    {
        m_bench->window.workspace()->focusPage();
        field->setFocus(); // asks for the names again
        const QAbstractItemModel *names = field->completer()->model();
        return !names->match(names->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly)
                    .isEmpty();
    }
    [[nodiscard]] EmptyState *whyEmpty() const
    {
        return m_bench->events()->findChild<EmptyState *>(QStringLiteral("empty-state"));
    }
    /// Long enough for the same search to come to its end.
    void waitForASearch() const
    {
        bool isOver = false;
        const IdLookup lookup(m_shop.client(),
                              IdLookup::candidatesFor(QStringLiteral("7"),
                                                      {core::StreamName(QStringLiteral("cart-7"))})
                                  .streams,
                              [&isOver](const IdLookup::Found &) { isOver = true; });
        QTRY_VERIFY(isOver);
    }
    /// What the navigator shows as opened last.
    [[nodiscard]] QStringList recent() const { return listed(QStringLiteral("Recent")); }
    [[nodiscard]] QStringList categories() const { return listed(QStringLiteral("Categories")); }
    [[nodiscard]] QStringList listed(const QString &title) const
    {
        const auto *tree = m_bench->find<QTreeView>("navigator/streams");
        QStringList names;
        for (int section = 0; section < tree->model()->rowCount(); ++section) {
            const QModelIndex parent = tree->model()->index(section, 0);
            if (parent.data().toString() != title)
                continue;
            for (int row = 0; row < tree->model()->rowCount(parent); ++row)
                names.append(tree->model()->index(row, 0, parent).data().toString());
        }
        return names;
    }
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        for (QPushButton *found :
             m_bench->events()->findChildren<QPushButton *>(QString::fromLatin1(name))) {
            if (found->isVisible())
                return found;
        }
        return nullptr;
    }

    tests::Shop m_shop;
    std::unique_ptr<tests::WindowBench> m_bench;
};

void TstWindowAddress::init()
{
    tests::failOnWarnings();
    m_shop.open();
    m_bench = std::make_unique<tests::WindowBench>();
    openWindow();
}

void TstWindowAddress::cleanup()
{
    m_bench.reset();
    m_shop.close();
}

void TstWindowAddress::theArrowOpensWhatIsTyped()
{
    auto *field = m_bench->find<AddressField>("top-bar/address");
    const auto *arrow = m_bench->find<QAction>("top-bar/open");
    auto *button = qobject_cast<QToolButton *>(arrow->associatedObjects().constLast());
    QVERIFY(button);
    QTRY_COMPARE(field->text(), QStringLiteral("order-1"));
    QVERIFY(!button->isVisible());
    m_bench->press(Qt::Key_L, Qt::ControlModifier);
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("cart-7"));
    QTRY_VERIFY(button->isVisible());
    button->click();
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("cart-7"));
    QTRY_VERIFY(!button->isVisible());
}

void TstWindowAddress::aBareIdIsFoundInItsCategory()
{
    m_bench->goTo(QStringLiteral("7"));
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("cart-7"));
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(1));
}

void TstWindowAddress::aNameThatLooksLikeALinkIsOpened()
{
    const QString name = QStringLiteral("page-https://example.org/1");
    m_shop.append(name, 1);
    auto *field = m_bench->find<AddressField>("top-bar/address");
    QTRY_VERIFY(knows(field, name));
    m_bench->goTo(name);
    QTRY_COMPARE(m_bench->stream(), name);
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(0));
}

void TstWindowAddress::goingOnTypingEndsASearch()
{
    m_bench->goTo(QStringLiteral("7"));
    auto *field = m_bench->find<AddressField>("top-bar/address");
    QTest::keyClicks(field, QStringLiteral("0"));
    waitForASearch();
    QCOMPARE(m_bench->stream(), QStringLiteral("order-1"));
    QCOMPARE(m_bench->window.workspace()->tabCount(), 1);
    QCOMPARE(field->text(), QStringLiteral("70"));
}

void TstWindowAddress::goingToAnotherTabEndsASearch()
{
    m_bench->goTo(QStringLiteral("order-2"));
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-2"));
    m_bench->goTo(QStringLiteral("7"));
    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    waitForASearch();
    QCOMPARE(m_bench->stream(), QStringLiteral("order-1"));
    QCOMPARE(m_bench->window.workspace()->tabCount(), 2);
}

void TstWindowAddress::whoIsElsewhereIsOfferedWhatWasFound()
{
    m_bench->goTo(QStringLiteral("7"));
    m_bench->window.workspace()->focusPage();
    const auto *said = m_bench->find<ElidedLabel>("status-line/said");
    QTRY_COMPARE(said->text(), QStringLiteral("Found cart-7"));
    QCOMPARE(m_bench->stream(), QStringLiteral("order-1"));
    auto *show = m_bench->find<QPushButton>("status-line/show");
    QCOMPARE(show->text(), QStringLiteral("Open"));
    QTest::mouseClick(show, Qt::LeftButton);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("cart-7"));
}

void TstWindowAddress::severalStreamsOfOneIdAreListed()
{
    m_shop.append(QStringLiteral("order-7"), 4);
    m_bench->goTo(QStringLiteral("7"));
    QTRY_VERIFY(m_bench->find<QMenu>("address/found"));
    auto *menu = m_bench->find<QMenu>("address/found");
    QStringList offered;
    for (const QAction *action : menu->actions())
        offered.append(action->text());
    QCOMPARE(offered, QStringList({QStringLiteral("cart-7"), QStringLiteral("order-7")}));
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-7"));
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(3));
}

void TstWindowAddress::whatCannotBeReadAnyMoreIsListedToo()
{
    for (const char *stream : {"cart-1", "order-1"}) {
        const bool isForGood = stream == std::string_view("cart-1");
        if (isForGood)
            m_shop.append(QString::fromLatin1(stream), 2);
        bool isDeleted = false;
        const core::Call call = m_shop.client().remove(
            {.stream = core::StreamName(QString::fromLatin1(stream)),
             .expected = core::ExpectedRevision::any(),
             .mode = isForGood ? core::DeleteMode::Tombstone : core::DeleteMode::Soft},
            [&isDeleted](const core::Result<core::WriteOutcome> &result) {
                isDeleted = result.hasValue();
            });
        QTRY_VERIFY(isDeleted);
    }
    m_bench->goTo(QStringLiteral("1"));
    QTRY_VERIFY(m_bench->find<QMenu>("address/found"));
    QStringList offered;
    for (const QAction *action : m_bench->find<QMenu>("address/found")->actions())
        offered.append(action->text());
    QCOMPARE(offered, QStringList({QStringLiteral("cart-1"), QStringLiteral("order-1")}));
}

void TstWindowAddress::metadataIsNotRememberedAsAStream()
{
    m_bench->goTo(QStringLiteral("$$order-1"));
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("$$order-1"));
    QVERIFY(!m_bench->action("stream.pin")->isEnabled());
    QCOMPARE(recent(), QStringList{QStringLiteral("order-1")});
    m_bench->goTo(QStringLiteral("cart-7"));
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("cart-7"));
    QCOMPARE(recent(), QStringList({QStringLiteral("cart-7"), QStringLiteral("order-1")}));
}

void TstWindowAddress::whatDoesNotExistIsSaidWithNamesThatAreClose()
{
    m_bench->goTo(QStringLiteral("odrer-2"));
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("odrer-2"));
    QTRY_VERIFY(button("events/close-name-button"));
    QCOMPARE(whyEmpty()->title(), QStringLiteral("No stream of this name"));
    QCOMPARE(button("events/close-name-button")->text(), QStringLiteral("Open order-2"));
    QVERIFY(!categories().contains(QStringLiteral("odrer"))); // there is none
    QTest::keyClick(button("events/close-name-button"), Qt::Key_Space);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-2"));
}

void TstWindowAddress::escapeEndsASearch()
{
    m_bench->goTo(QStringLiteral("7"));
    m_bench->action("view.escape")->trigger();
    m_bench->goTo(QStringLiteral("order-2"));
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-2"));
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(2));
    QCOMPARE(m_bench->window.workspace()->tabCount(), 2); // cart-7 never came
}

void TstWindowAddress::aStreamThatWasGivenUpIsReadWhenItIsOpenedAgain()
{
    openWindow();
    m_bench->window.openAddress(QStringLiteral("cart-7"));
    m_bench->window.workspace()->focusPage();
    m_bench->action("view.escape")->trigger();
    QTRY_VERIFY(whyEmpty() && whyEmpty()->isVisible());
    QCOMPARE(m_bench->events()->shownRows(), 0);

    m_bench->window.openAddress(QStringLiteral("cart-7"));
    QTRY_VERIFY(m_bench->events()->shownRows() > 0);
    QCOMPARE(m_bench->stream(), QStringLiteral("cart-7"));
}

void TstWindowAddress::aSoftDeletedStreamSaysSinceWhenAndIsUndeleted()
{
    bool isDeleted = false;
    const core::Call call
        = m_shop.client().remove({.stream = core::StreamName(QStringLiteral("order-2")),
                                  .expected = core::ExpectedRevision::any()},
                                 [&isDeleted](const core::Result<core::WriteOutcome> &result) {
                                     isDeleted = result.hasValue();
                                 });
    QTRY_VERIFY(isDeleted);
    m_bench->goTo(QStringLiteral("order-2"));
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-2"));
    QTRY_VERIFY(button("events/undelete-button"));
    QCOMPARE(whyEmpty()->title(), QStringLiteral("Soft-deleted"));
    const QString today = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-"));
    QTRY_VERIFY2(whyEmpty()->text().contains(QStringLiteral("Since ") + today),
                 qPrintable(whyEmpty()->text()));
    QVERIFY(m_bench->action("stream.undelete")->isEnabled());
    m_bench->action("stream.undelete")->trigger();
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(2));
    QCOMPARE(m_bench->events()->rangeText(), QStringLiteral("3 events · 0–2"));
    QVERIFY(!m_bench->action("stream.undelete")->isEnabled());
}

void TstWindowAddress::aRowThatIsGoneIsSaidInTheDetail()
{
    bool isWritten = false;
    const core::Call call
        = m_shop.client().setMetadata(core::StreamName(QStringLiteral("order-1")),
                                      R"({"$tb":5})",
                                      core::ExpectedRevision::any(),
                                      [&isWritten](const core::Result<core::WriteOutcome> &result) {
                                          isWritten = result.hasValue();
                                      });
    QTRY_VERIFY(isWritten);
    m_bench->action("stream.reload")->trigger();
    QTRY_COMPARE(m_bench->events()->rangeText(), QStringLiteral("15 events · 5–19"));
    m_bench->window.workspace()->focusPage();
    m_bench->press(Qt::Key_Home);
    m_bench->press(Qt::Key_Up);
    const auto *detail = m_bench->find<EventDetailPane>("detail");
    const auto *none = detail->findChild<EmptyState *>(QStringLiteral("empty-state"));
    QTRY_COMPARE(none->text(),
                 QStringLiteral("Revisions 0–4 are gone: truncate before 5. Links to them are "
                                "broken."));
    QVERIFY(none->isVisible());
    m_bench->press(Qt::Key_Down);
    QTRY_VERIFY(!none->isVisible());
}

void TstWindowAddress::aTabShowsOnlyWhatFitsItsFilter()
{
    m_bench->action("view.filter")->trigger();
    auto *filter = m_bench->events()->findChild<QLineEdit *>(QStringLiteral("events/filter-edit"));
    QVERIFY(filter->hasFocus());
    QTest::keyClicks(filter, QStringLiteral("Thing2"));
    QTest::keyClick(filter, Qt::Key_Return);
    QTRY_COMPARE(m_bench->events()->rangeText(), QStringLiteral("6 of 20 events"));
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(17));
    QTest::keyClick(filter, Qt::Key_Down);
    m_bench->press(Qt::Key_Up);
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(14));
    m_bench->events()->setFilter(QStringLiteral("Nothing"));
    QTRY_VERIFY(button("events/clear-filter-button"));
    QTest::keyClick(button("events/clear-filter-button"), Qt::Key_Space);
    QTRY_COMPARE(m_bench->events()->rangeText(), QStringLiteral("20 events · 0–19"));
    QVERIFY(filter->text().isEmpty());
}

void TstWindowAddress::findInAllGoesToTheFilterOfAll()
{
    m_bench->press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_bench->stream(), QStringLiteral("$all"));
    auto *filter = m_bench->events()->findChild<QLineEdit *>(QStringLiteral("events/filter-edit"));
    QVERIFY(filter->hasFocus());
    QTest::keyClicks(filter, QStringLiteral("stream:cart-"));
    QTest::keyClick(filter, Qt::Key_Return);
    QTRY_COMPARE(m_bench->events()->rangeText(), QStringLiteral("2 events that fit"));
}

QTEST_MAIN(TstWindowAddress)
#include "tst_window_address.moc"
