// What is said of the links into a stream before it is deleted.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/streams/delete_stream_dialog.h"
#include "ui/streams/inbound_links_line.h"

#include <QPointer>
#include <QPushButton>

using namespace ui;

namespace {

core::InboundStream stream(const char *name, quint64 links, bool isDenied = false)
{
    return {core::StreamName(QString::fromLatin1(name)), links, isDenied};
}

} // namespace

class TstInboundLinksLine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init() { tests::failOnWarnings(); }
    void whatWouldBreakIsSaid_data();
    void whatWouldBreakIsSaid();
    void theDialogCountsAndDoesNotWait();
    void theCountCanBeStopped();

private:
    tests::Shop m_shop;
};

void TstInboundLinksLine::whatWouldBreakIsSaid_data()
{
    using Links = core::InboundLinks;
    QTest::addColumn<Links>("links");
    QTest::addColumn<bool>("isStopped");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const Links &links, bool isStopped, const char *text) {
        QTest::newRow(name) << links << isStopped << QString::fromUtf8(text);
    };
    row("none",
        {},
        false,
        "Breaks no link: none in its category, type and correlation streams points into it.");
    row("one", {{stream("$ce-order", 1)}, false}, false, "Breaks 1 link: 1 in $ce-order.");
    row("the most first",
        {{stream("$et-Paid", 2), stream("$ce-order", 1'200)}, false},
        false,
        "Breaks 1,202 links: 1,200 in $ce-order, 2 in $et-Paid.");
    row("more than are named",
        {{stream("a", 6),
          stream("b", 5),
          stream("c", 4),
          stream("d", 3),
          stream("e", 2),
          stream("f", 1)},
         false},
        false,
        "Breaks 21 links: 6 in a, 5 in b, 4 in c, 3 in d, 3 in 2 other streams.");
    row("at least",
        {{stream("$ce-order", 7)}, true},
        false,
        "Breaks at least 7 links: 7 in $ce-order. There is more than was looked at.");
    row("stopped",
        {{stream("$ce-order", 7)}, false},
        true,
        "Breaks at least 7 links: 7 in $ce-order. The count was stopped.");
    row("stopped before one was found",
        {},
        true,
        "No link into it was found so far. The count was stopped.");
    row("not permitted",
        {{stream("$ce-order", 7), stream("$et-Paid", 0, true)}, false},
        false,
        "Breaks 7 links: 7 in $ce-order. Streams of links that may not be read: 1.");
}

void TstInboundLinksLine::whatWouldBreakIsSaid()
{
    QFETCH(core::InboundLinks, links);
    QFETCH(bool, isStopped);
    QFETCH(QString, text);
    QCOMPARE(inboundText(links, isStopped), text);
}

void TstInboundLinksLine::theDialogCountsAndDoesNotWait()
{
    core::Client client(m_shop.settings(), core::anyTransportFactory());
    const QPointer<DeleteStreamDialog> dialog(new DeleteStreamDialog(
        client, core::StreamName(QStringLiteral("order-2")), core::DeleteMode::Soft, {}, nullptr));
    dialog->open();
    const auto *line = dialog->findChild<InboundLinksLine *>();
    const auto *send
        = dialog->findChild<QPushButton *>(QStringLiteral("delete-stream/delete-button"));
    QTRY_VERIFY(line->isVisible());
    QVERIFY(send->isEnabled());
    QTRY_COMPARE(line->text(),
                 QStringLiteral("Breaks 6 links: 3 in $ce-order, 1 in $et-Thing0, 1 in $et-Thing1, "
                                "1 in $et-Thing2."));
    QVERIFY(!dialog->findChild<QPushButton *>(QStringLiteral("inbound-links/stop-button"))
                 ->isVisible());
    delete dialog;
}

void TstInboundLinksLine::theCountCanBeStopped()
{
    core::Client client(m_shop.settings(), core::anyTransportFactory());
    InboundLinksLine line(nullptr);
    line.start(client, core::StreamName(QStringLiteral("order-1")), {});
    QVERIFY(line.isVisible());
    QTest::keyClick(line.findChild<QPushButton *>(QStringLiteral("inbound-links/stop-button")),
                    Qt::Key_Space);
    QCOMPARE(line.text(),
             QStringLiteral("No link into it was found so far. The count was stopped."));
    QVERIFY(!line.stop());
    line.clear();
    QVERIFY(!line.isVisible());
}

QTEST_MAIN(TstInboundLinksLine)
#include "tst_inbound_links_line.moc"
