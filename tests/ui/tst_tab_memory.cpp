// What is kept of a tab, written and read again.
#include "tests/support/gui_warnings.h"
#include "ui/main_window/tab_memory.h"

#include <QTest>

using namespace ui;

class TstTabMemory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }

    void aTabIsReadAsItWasWritten_data();
    void aTabIsReadAsItWasWritten();
    void whatATabShowsIsReadAsItWasWritten_data();
    void whatATabShowsIsReadAsItWasWritten();
    void aTextThatLacksWhatItsPageNeedsIsOfEvents();
    void aTextFromBeforeIsRead();
    void whatIsTheSameTabIsKnown();
};

void TstTabMemory::aTabIsReadAsItWasWritten_data()
{
    QTest::addColumn<QString>("stream");
    QTest::newRow("a name without anything odd") << QStringLiteral("order-42");
    QTest::newRow("a name like an address") << QStringLiteral("a@5");
    QTest::newRow("a name like a link") << QStringLiteral("17@b");
    QTest::newRow("a name like the text of a tab") << QStringLiteral("stream=a&revision=5");
    QTest::newRow("a name with what a query keeps for itself")
        << QStringLiteral("50%40&behind=a+b@c #ü");
}

void TstTabMemory::aTabIsReadAsItWasWritten()
{
    QFETCH(const QString, stream);
    const core::StreamName name(stream);
    const KeptTab bare{{name}};
    QVERIFY2(KeptTab::parse(bare.toText()) == bare, qPrintable(bare.toText()));
    const KeptTab whole{{name, core::Revision{3}},
                        {.resolvesLinks = false,
                         .isLive = true,
                         .showsSystem = true,
                         .filter = QStringLiteral("stream:a&b=c %41 +ü"),
                         .behind = {{name, core::Revision{7}}, {name}},
                         .ahead = {{core::StreamName::all(), {}, core::Position{9, 8}},
                                   {name, {}, {}, QStringLiteral("2026-03-02 14:05")}}}};
    QVERIFY2(KeptTab::parse(whole.toText()) == whole, qPrintable(whole.toText()));
}

void TstTabMemory::whatATabShowsIsReadAsItWasWritten_data()
{
    using Kind = KeptTab::Kind;
    QTest::addColumn<QString>("text");
    QTest::addColumn<KeptTab::Kind>("kind");
    QTest::addColumn<QString>("address");
    QTest::newRow("events") << QStringLiteral("stream=order-1&revision=3") << Kind::Events
                            << QStringLiteral("order-1@3");
    QTest::newRow("an audit") << QStringLiteral("page=audit&stream=%24ce-order") << Kind::Audit
                              << QStringLiteral("$ce-order");
    QTest::newRow("causes") << QStringLiteral("page=causes&stream=order-1&revision=3")
                            << Kind::Causes << QStringLiteral("order-1@3");
    QTest::newRow("projections") << QStringLiteral("page=projections") << Kind::Projections
                                 << QString();
}

void TstTabMemory::whatATabShowsIsReadAsItWasWritten()
{
    QFETCH(const QString, text);
    QFETCH(const KeptTab::Kind, kind);
    QFETCH(const QString, address);
    KeptTab tab = KeptTab::parse(text);
    QCOMPARE(tab.kind, kind);
    QCOMPARE(tab.address.toString(), address);
    QCOMPARE(tab.toText(), text);
    tab.memory.behind = {{core::StreamName(QStringLiteral("order-2")), core::Revision{7}}};
    QVERIFY2(KeptTab::parse(tab.toText()) == tab, qPrintable(tab.toText()));
}

void TstTabMemory::aTextThatLacksWhatItsPageNeedsIsOfEvents()
{
    for (const char *text : {"page=causes&stream=order-1", "page=somethingNew&stream=order-1"}) {
        const KeptTab tab = KeptTab::parse(QString::fromLatin1(text));
        QVERIFY2(tab == KeptTab{{core::StreamName(QStringLiteral("order-1"))}}, text);
    }
}

void TstTabMemory::aTextFromBeforeIsRead()
{
    const KeptTab written = KeptTab::parse(QStringLiteral("order-1@3"));
    QCOMPARE(written.address.toString(), QStringLiteral("order-1@3"));
    QCOMPARE(written.kind, KeptTab::Kind::Events);
    const KeptTab switched = KeptTab::parse(QStringLiteral("stream=order-1&live=1"));
    QVERIFY(switched.memory.isLive);
    QCOMPARE(switched.kind, KeptTab::Kind::Events);
}

void TstTabMemory::whatIsTheSameTabIsKnown()
{
    const auto isSame = [](const char *one, const char *other) {
        return KeptTab::parse(QString::fromLatin1(one))
            .isSameTab(KeptTab::parse(QString::fromLatin1(other)));
    };
    QVERIFY(isSame("stream=a&revision=3", "stream=a&live=1"));
    QVERIFY(!isSame("stream=a", "stream=b"));
    QVERIFY(!isSame("stream=a", "page=audit&stream=a"));
    QVERIFY(isSame("page=causes&stream=a&revision=3", "page=causes&stream=a&revision=3&filter=x"));
    QVERIFY(!isSame("page=causes&stream=a&revision=3", "page=causes&stream=a&revision=4"));
    QVERIFY(isSame("page=projections", "page=projections"));
}

QTEST_APPLESS_MAIN(TstTabMemory)
#include "tst_tab_memory.moc"
