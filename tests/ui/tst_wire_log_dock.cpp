// The wire log in the window: what it shows, how it is used by keys, what it copies and never
// shows.
#include "core/wire_log/wire_log.h"
#include "tests/support/gui_warnings.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/search_edit.h"
#include "ui/wire_log/wire_body_view.h"
#include "ui/wire_log/wire_log_dock.h"
#include "ui/wire_log/wire_log_model.h"
#include "ui/wire_log/wire_log_table.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace ui;

namespace {

core::WireEntry aCall(const QString &target, qint64 serial = 0)
{
    core::WireEntry entry;
    entry.wire = core::WireEntry::Wire::Http;
    entry.serial = serial;
    entry.node = {QStringLiteral("127.0.0.1"), 2113};
    entry.method = QStringLiteral("POST");
    entry.target = target;
    entry.status = QStringLiteral("201 Created");
    entry.bytesSent = 1234;
    entry.microseconds = 3412;
    entry.requestHeaders = {"ES-EventType: Placed", "Authorization: Basic (hidden)"};
    entry.request = "{\"a\":1.10}";
    entry.answerHeaders = {"Location: http://127.0.0.1:2113/streams/s/0"};
    return entry;
}

} // namespace

class TstWireLogDock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        m_log = std::make_unique<core::WireLog>(core::WireLogLimits{.entries = 200});
        m_sink = m_log->sinkFor(QStringLiteral("shop"));
    }
    void cleanup()
    {
        m_dock.reset();
        m_log.reset();
    }

    void theModelKeepsItsPromises();
    void aRowSaysWhatTheCallWas();
    void aCallOverGrpcIsNamedShortly();
    void theChosenCallShowsBothSides();
    void messagesAreLaidOutOneByOne();
    void bytesAreShownAsBytes();
    void aRunningCallIsShownAgainWhenItEnds();
    void theTableStaysAtTheEnd();
    void theTableStaysWhereThePersonIs();
    void wordsChooseCalls();
    void aCommandIsCopied();
    void clearEmptiesIt();
    void everyControlHasAName();

private:
    void show()
    {
        m_dock = std::make_unique<WireLogDock>(*m_log);
        m_dock->setFloating(true);
        m_dock->resize(1000, 260);
        m_dock->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dock.get()));
    }
    void tell(const core::WireEntry &entry)
    {
        const qsizetype before = m_log->size();
        m_sink(entry);
        QTRY_COMPARE(m_log->size(), before + 1);
    }
    void tellMany(int count)
    {
        const qsizetype before = m_log->size();
        for (int i = 0; i < count; ++i)
            m_sink(aCall(QStringLiteral("/streams/s-%1").arg(i)));
        QTRY_COMPARE(m_log->size(), std::min<qsizetype>(before + count, 200));
    }
    [[nodiscard]] WireLogTable *table() const
    {
        return m_dock->findChild<WireLogTable *>(QStringLiteral("wire-log/calls"));
    }
    [[nodiscard]] WireBodyView *side(const char *name) const
    {
        return m_dock->findChild<WireBodyView *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QStringList rowTexts(int row) const
    {
        QStringList texts;
        for (int column = 0; column < WireColumnCount; ++column)
            texts.append(table()->model()->index(row, column).data().toString());
        return texts;
    }

    std::unique_ptr<core::WireLog> m_log;
    core::WireSink m_sink;
    std::unique_ptr<WireLogDock> m_dock;
};

void TstWireLogDock::theModelKeepsItsPromises()
{
    WireLogModel model(*m_log);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    tellMany(150);
    tell(aCall(QStringLiteral("running"), 1));
    m_sink(aCall(QStringLiteral("over"), 1));
    QTRY_COMPARE(model.index(150, int(WireColumn::Target)).data().toString(),
                 QStringLiteral("over"));
    tellMany(100); // the oldest go
    QCOMPARE(model.rowCount(), 200);
    m_log->clear();
    QCOMPARE(model.rowCount(), 0);
}

void TstWireLogDock::aRowSaysWhatTheCallWas()
{
    show();
    core::WireEntry entry = aCall(QStringLiteral("/streams/s"));
    entry.started.ticks = 1'772'460'311'123'456'7; // 2026-03-02 14:05:11
    tell(entry);
    QCOMPARE(rowTexts(0),
             (QStringList{QStringLiteral("14:05:11.123"),
                          QStringLiteral("shop"),
                          QStringLiteral("POST"),
                          QStringLiteral("/streams/s"),
                          QStringLiteral("201 Created"),
                          QStringLiteral("1,234"),
                          QStringLiteral("0"),
                          QStringLiteral("3.4"),
                          QStringLiteral("127.0.0.1:2113")}));
}

void TstWireLogDock::aCallOverGrpcIsNamedShortly()
{
    core::WireEntry entry;
    entry.method = QStringLiteral("event_store.client.streams.Streams/Read");
    QCOMPARE(shortMethod(entry), QStringView(u"Streams/Read"));
}

void TstWireLogDock::theChosenCallShowsBothSides()
{
    show();
    tell(aCall(QStringLiteral("/streams/s")));
    QCOMPARE(side("wire-log/request")->text(), QByteArray());
    table()->selectRow(0);
    QCOMPARE(side("wire-log/request")->text(), QByteArray("{\n  \"a\": 1.10\n}"));
    QVERIFY(side("wire-log/request")->headerText().startsWith("ES-EventType: Placed\n"));
    QCOMPARE(side("wire-log/request")->summary(), QStringLiteral("Request · 1,234 bytes"));
    QVERIFY(side("wire-log/answer")->headerText().startsWith("Location: "));
}

void TstWireLogDock::messagesAreLaidOutOneByOne()
{
    show();
    core::WireEntry entry = aCall(QStringLiteral("s"));
    entry.request = "{\"a\":1}\n{\"b\":2}";
    entry.answer = "{\"a\":1}\n{\"b\":";
    entry.answerCut = true;
    tell(entry);
    table()->selectRow(0);
    QCOMPARE(side("wire-log/request")->text(), QByteArray("{\n  \"a\": 1\n}\n{\n  \"b\": 2\n}"));
    QVERIFY(side("wire-log/answer")->text().endsWith("{\"b\":"));
    QVERIFY(side("wire-log/answer")->summary().contains(QStringLiteral("the start of")));
}

void TstWireLogDock::bytesAreShownAsBytes()
{
    show();
    core::WireEntry entry = aCall(QStringLiteral("s"));
    entry.request = QByteArray("\x00\xff\x10", 3);
    tell(entry);
    table()->selectRow(0);
    const auto *hex = m_dock->findChild<HexView *>(QStringLiteral("wire-log/request/hex"));
    QVERIFY(hex->isVisible());
    QCOMPARE(hex->bytes(), entry.request);
}

void TstWireLogDock::aRunningCallIsShownAgainWhenItEnds()
{
    show();
    core::WireEntry entry = aCall(QStringLiteral("s"), 5);
    entry.isRunning = true;
    entry.status = QStringLiteral("running");
    tell(entry);
    QCOMPARE(rowTexts(0).at(int(WireColumn::Duration)), QString());
    table()->selectRow(0);
    entry.isRunning = false;
    entry.status = QStringLiteral("cancelled");
    entry.answer = "{\"late\":1}";
    m_sink(entry);
    QTRY_COMPARE(side("wire-log/answer")->text(), QByteArray("{\n  \"late\": 1\n}"));
    QCOMPARE(rowTexts(0).at(int(WireColumn::Status)), QStringLiteral("cancelled"));
}

void TstWireLogDock::theTableStaysAtTheEnd()
{
    show();
    tellMany(60);
    QVERIFY(table()->verticalScrollBar()->maximum() > 0);
    QTRY_VERIFY(table()->isAtEnd());
    tellMany(150); // past the limit
    QTRY_VERIFY(table()->isAtEnd());
}

void TstWireLogDock::theTableStaysWhereThePersonIs()
{
    show();
    tellMany(180);
    table()->verticalScrollBar()->setValue(50);
    const auto onTop = [this] {
        return table()
            ->model()
            ->index(table()->rowAt(0), int(WireColumn::Target))
            .data()
            .toString();
    };
    QCOMPARE(onTop(), QStringLiteral("/streams/s-50"));
    tellMany(40); // 20 of the oldest go
    QCOMPARE(onTop(), QStringLiteral("/streams/s-50"));
    QCOMPARE(table()->verticalScrollBar()->value(), 30);
}

void TstWireLogDock::wordsChooseCalls()
{
    show();
    tellMany(12);
    auto *words = m_dock->findChild<SearchEdit *>(QStringLiteral("wire-log/filter"));
    words->setFocus();
    QTest::keyClicks(words, QStringLiteral("post s-1"));
    QTRY_COMPARE(table()->model()->rowCount(), 3); // s-1, s-10, s-11
    const auto *count = m_dock->findChild<ElidedLabel *>(QStringLiteral("wire-log/count"));
    QCOMPARE(count->text(), QStringLiteral("3 of 12 calls"));
    QTest::keyClick(words, Qt::Key_Down);
    QVERIFY(table()->hasFocus());
    QCOMPARE(table()->currentIndex().row(), 2);
}

void TstWireLogDock::aCommandIsCopied()
{
    show();
    QSignalSpy said(m_dock.get(), &WireLogDock::said);
    auto *curl = m_dock->findChild<QPushButton *>(QStringLiteral("wire-log/curl-button"));
    auto *grpcurl = m_dock->findChild<QPushButton *>(QStringLiteral("wire-log/grpcurl-button"));
    tell(aCall(QStringLiteral("/streams/s")));
    QVERIFY(!curl->isEnabled() && !grpcurl->isEnabled());
    table()->selectRow(0);
    QVERIFY(curl->isEnabled() && !grpcurl->isEnabled());
    curl->click();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.startsWith(QStringLiteral("curl ")));
    QVERIFY(copied.contains(QStringLiteral("--user USER:PASSWORD")));
    QVERIFY(said.takeFirst().constFirst().toString().contains(QStringLiteral("USER:PASSWORD")));
    core::WireEntry large = aCall(QStringLiteral("/streams/s"));
    large.requestCut = true;
    tell(large);
    table()->selectRow(1);
    curl->click();
    QVERIFY(said.takeFirst().constFirst().toString().contains(QStringLiteral("16 KiB")));
    QCOMPARE(QGuiApplication::clipboard()->text(), copied);
}

void TstWireLogDock::clearEmptiesIt()
{
    show();
    tellMany(3);
    table()->selectRow(0);
    m_dock->findChild<QPushButton *>(QStringLiteral("wire-log/clear-button"))->click();
    QCOMPARE(table()->model()->rowCount(), 0);
    QCOMPARE(side("wire-log/request")->text(), QByteArray());
    QVERIFY(!m_dock->canCopyAsCurl());
}

void TstWireLogDock::everyControlHasAName()
{
    show();
    for (const QWidget *widget : m_dock->findChildren<QWidget *>()) {
        const bool takesFocus = widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy();
        const bool isOurs = !widget->objectName().startsWith(QStringLiteral("qt_"));
        if (takesFocus && isOurs && widget->isVisible())
            QVERIFY2(!widget->accessibleName().isEmpty(),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' '
                                + widget->objectName()));
    }
}

QTEST_MAIN(TstWireLogDock)
#include "tst_wire_log_dock.moc"
