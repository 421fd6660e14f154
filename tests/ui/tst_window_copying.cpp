// What is copied and saved of an event, and the menus that offer it.
#include "tests/support/gui_warnings.h"
#include "tests/ui/event_samples.h"
#include "tests/ui/scripted_store.h"
#include "tests/ui/window_bench.h"
#include "ui/main_window/status_line.h"
#include "ui/widgets/elided_label.h"

#include <QClipboard>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QMimeData>
#include <QTableView>
#include <QTemporaryDir>

using namespace ui;

class TstWindowCopying final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init()
    {
        tests::failOnWarnings();
        m_bench = std::make_unique<tests::WindowBench>();
    }
    void cleanup() { m_bench.reset(); }

    void copyAsOffersPayloadIdAddressAndLine();
    void theMenuOfARowOffersTheSame();
    void thePayloadIsCopiedToTheByte();
    void theIdIsCopied();
    void whatIsCopiedIsTheCurrentEventBeforeTheDetailHasFollowed();
    void theJsonLineTellsTheEvent();
    void theExactBytesOfAPayloadAreSaved();
    void savingOverHttpWaitsForTheExactBytes();
    void whatCannotBeHadExactlyIsSaid();

private:
    void trigger(const char *id)
    {
        QVERIFY(m_bench->action(id)->isEnabled());
        m_bench->action(id)->trigger();
    }
    [[nodiscard]] static QStringList namesOf(const QMenu *menu)
    {
        QStringList names;
        for (const QAction *action : menu->actions())
            names.append(action->objectName());
        return names;
    }
    void showOverHttp(const QString &stream)
    {
        core::ConnectionSettings settings = m_shop.settings();
        settings.transport = core::TransportKind::Http;
        m_bench->window.show();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
        m_bench->window.openServer(settings, MainWindow::FirstTabs::at({stream}));
        QTRY_VERIFY(m_bench->events() && m_bench->events()->currentEvent());
    }
    [[nodiscard]] QString said() const
    {
        return m_bench->window.findChild<ElidedLabel *>(QStringLiteral("status-line/said"))->text();
    }
    /// An event with these bytes, in a stream of its own.
    void write(const QString &stream, const QByteArray &data)
    {
        bool isWritten = false;
        const core::Call call
            = m_shop.client().append({.stream = core::StreamName(stream),
                                      .expected = {},
                                      .events = {{core::EventId::random(),
                                                  QStringLiteral("Bytes"),
                                                  core::ContentType::Bytes,
                                                  data,
                                                  {}}}},
                                     [&isWritten](const core::Result<core::WriteOutcome> &result) {
                                         isWritten = result.hasValue();
                                     });
        QTRY_VERIFY(isWritten);
    }

    tests::Shop m_shop;
    ScriptedStore m_store; ///< a server that can be told what it answers
    std::unique_ptr<tests::WindowBench> m_bench;
};

void TstWindowCopying::copyAsOffersPayloadIdAddressAndLine()
{
    m_bench->show(m_shop, {QStringLiteral("order-1@5")});
    m_bench->press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    auto *menu = m_bench->find<QMenu>("event/copy-menu");
    QVERIFY(menu && menu->isVisible());
    QCOMPARE(namesOf(menu),
             QStringList({QStringLiteral("event.copy-payload"),
                          QStringLiteral("event.copy-id"),
                          QStringLiteral("event.copy-address"),
                          QStringLiteral("event.copy-json")}));
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("order-1@5"));
}

void TstWindowCopying::theMenuOfARowOffersTheSame()
{
    m_bench->show(m_shop, {QStringLiteral("order-1@5")});
    auto *table = m_bench->events()->findChild<QTableView *>(QStringLiteral("events/table"));
    const QPoint place = table->visualRect(table->currentIndex()).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, table->viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(table->viewport(), &event);
    auto *menu = m_bench->find<QMenu>("event/menu");
    QVERIFY(menu && menu->isVisible());
    const QStringList names = namesOf(menu);
    for (const char *id :
         {"event.copy-payload", "event.copy-id", "event.copy-address", "event.copy-json"})
        QVERIFY2(names.contains(QLatin1String(id)), id);
    QTest::keyClick(menu, Qt::Key_Escape);
}

void TstWindowCopying::thePayloadIsCopiedToTheByte()
{
    const QByteArray bytes = QByteArray::fromHex("00ff0d0a80c3280a");
    write(QStringLiteral("bytes-1"), bytes);
    m_bench->show(m_shop, {QStringLiteral("bytes-1")});
    m_bench->press(Qt::Key_C, Qt::ControlModifier);
    const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(copied->data(QStringLiteral("application/octet-stream")), bytes);
}

void TstWindowCopying::theIdIsCopied()
{
    m_bench->show(m_shop, {QStringLiteral("order-1@5")});
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(5));
    trigger("event.copy-id");
    const QString id = QGuiApplication::clipboard()->text();
    QVERIFY(!QUuid(id).isNull());
    QCOMPARE(id, m_bench->events()->currentEvent()->shown().id.toString());
}

void TstWindowCopying::whatIsCopiedIsTheCurrentEventBeforeTheDetailHasFollowed()
{
    m_bench->show(m_shop, {QStringLiteral("order-1@5")});
    const auto *address = m_bench->find<ElidedLabel>("detail/address");
    QTRY_COMPARE(address->text(), QStringLiteral("order-1 @ 5"));
    m_bench->press(Qt::Key_Up);
    QCOMPARE(m_bench->revision(), std::optional<quint64>(4));
    QCOMPARE(address->text(), QStringLiteral("order-1 @ 5"));
    trigger("event.copy-address");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("order-1@4"));
    QCOMPARE(address->text(), QStringLiteral("order-1 @ 4"));
    m_bench->press(Qt::Key_Up);
    QTRY_COMPARE(address->text(), QStringLiteral("order-1 @ 3"));
}

void TstWindowCopying::theJsonLineTellsTheEvent()
{
    m_bench->show(m_shop, {QStringLiteral("order-1@5")});
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(5));
    trigger("event.copy-json");
    const QString line = QGuiApplication::clipboard()->text();
    QVERIFY(!line.contains(u'\n'));
    const QJsonObject told = QJsonDocument::fromJson(line.toUtf8()).object();
    QCOMPARE(told.value(QStringLiteral("stream")).toString(), QStringLiteral("order-1"));
    QCOMPARE(told.value(QStringLiteral("revision")).toInt(-1), 5);
    QCOMPARE(told.value(QStringLiteral("type")).toString(), QStringLiteral("Thing2"));
    QVERIFY2(line.contains(QStringLiteral("{\"i\":5}")), qPrintable(line));
}

void TstWindowCopying::theExactBytesOfAPayloadAreSaved()
{
    const QByteArray bytes = QByteArray::fromHex("efbbbf7b7d0d0a00fffe");
    write(QStringLiteral("bytes-2"), bytes);
    const QTemporaryDir folder;
    m_bench->prompts.picks = folder.filePath(QStringLiteral("payload.bin"));
    m_bench->show(m_shop, {QStringLiteral("bytes-2")});
    trigger("event.save-payload");
    QFile file(m_bench->prompts.picks);
    QTRY_VERIFY(file.exists() && file.size() == bytes.size());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
}

void TstWindowCopying::savingOverHttpWaitsForTheExactBytes()
{
    const QByteArray bytes = QByteArray::fromHex("00fffe10");
    write(QStringLiteral("bytes-3"), bytes);
    const QTemporaryDir folder;
    m_bench->prompts.picks = folder.filePath(QStringLiteral("payload.bin"));
    showOverHttp(QStringLiteral("bytes-3"));
    trigger("event.save-payload");
    QFile file(m_bench->prompts.picks);
    QTRY_COMPARE(file.size(), bytes.size());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
    QTRY_COMPARE(said(), QStringLiteral("Saved %1").arg(m_bench->prompts.picks));
}

void TstWindowCopying::whatCannotBeHadExactlyIsSaid()
{
    const core::StreamName stream(QStringLiteral("order-42"));
    core::RecordedEvent listed = samples::recorded(stream, 0);
    listed.dataExact = false;
    m_store.streams[stream] = {listed};
    m_bench->transport = m_store.server.factory();
    m_bench->window.show();
    QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
    m_bench->window.openServer(fake::connectionTo({fake::node("one")}),
                               MainWindow::FirstTabs::at({stream.text()}));
    QTRY_VERIFY((m_store.settleAll(), m_bench->events() && m_bench->events()->currentEvent()));
    m_bench->action("view.detail")->trigger(); // away with it
    m_store.failures[stream] = core::ErrorCode::AccessDenied;
    for (const char *id : {"event.save-payload", "event.copy-payload", "event.new-like"}) {
        m_bench->window.findChild<StatusLine *>()->say({});
        trigger(id);
        QTRY_COMPARE((m_store.settleAll(), said()),
                     QStringLiteral("The exact bytes of order-42 @ 0 could not be had"));
    }
    QCOMPARE(m_bench->prompts.asked, QStringList());
    QVERIFY(!m_bench->window.workspace()->currentDraft());
}

QTEST_MAIN(TstWindowCopying)
#include "tst_window_copying.moc"
