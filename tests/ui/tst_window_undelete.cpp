// Undeleting in the window: several at a time, each with its own Cancel. The server is scripted.
#include "tests/support/gui_warnings.h"
#include "tests/ui/event_samples.h"
#include "tests/ui/scripted_store.h"
#include "tests/ui/window_bench.h"
#include "ui/widgets/elided_label.h"

#include <QPushButton>

using namespace ui;

class TstWindowUndelete final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup()
    {
        m_bench.reset();
        m_store.reset();
    }

    void cancelStopsTheOneThatItStandsBeside();
    void escapeStopsOneAfterTheOtherTheLastOneFirst();
    void whatIsBeingUndeletedIsNotBegunAgain();
    void aClosedConnectionTakesItsUndeletesAlong();

private:
    /// Soft-deleted: its events are gone, its metadata says so.
    void softDelete(const char *stream)
    {
        const core::StreamName name(QString::fromLatin1(stream));
        core::RecordedEvent event = samples::recorded(name.metadataStream(), 1);
        event.type = QStringLiteral("$metadata");
        event.data = R"({"$tb":9223372036854775807})";
        m_store->streams[name.metadataStream()] = {event};
    }
    /// Whether it is so in the end, while the store answers reads.
    template<typename Condition>
    bool comes(Condition condition)
    {
        return QTest::qWaitFor([&] {
            m_store->settleAll();
            return condition();
        });
    }
    /// Brings its tab to the front and begins; its write stays unanswered.
    void undelete(const char *stream);
    [[nodiscard]] const FakeServer::Append *sent(const char *stream) const
    {
        const auto wanted = core::StreamName(QString::fromLatin1(stream)).metadataStream();
        for (const auto &append : m_store->server.appends) {
            if (append->request.stream == wanted)
                return append.get();
        }
        return nullptr;
    }
    [[nodiscard]] QString said() const
    {
        return m_bench->find<ElidedLabel>("status-line/said")->text();
    }

    std::unique_ptr<ScriptedStore> m_store;
    std::unique_ptr<tests::WindowBench> m_bench;
};

/// Two streams are open.
void TstWindowUndelete::init()
{
    tests::failOnWarnings();
    m_store = std::make_unique<ScriptedStore>();
    m_bench = std::make_unique<tests::WindowBench>();
    m_bench->transport = m_store->server.factory();
    for (const char *stream : {"order-1", "order-2"})
        softDelete(stream);
    m_bench->window.show();
    m_bench->window.openServer(fake::connectionTo({fake::node("db.example.com")}),
                               MainWindow::FirstTabs::at({QStringLiteral("order-1")}));
    QVERIFY(comes([this] { return m_bench->events() != nullptr; }));
}

void TstWindowUndelete::undelete(const char *stream)
{
    m_bench->window.openAddress(QString::fromLatin1(stream) + QStringLiteral("@0"));
    QVERIFY(comes([this] { return m_bench->action("stream.undelete")->isEnabled(); }));
    m_bench->action("stream.undelete")->trigger();
    QVERIFY(comes([this, stream] { return sent(stream) != nullptr; }));
}

void TstWindowUndelete::cancelStopsTheOneThatItStandsBeside()
{
    undelete("order-1");
    undelete("order-2");
    QCOMPARE(said(), QStringLiteral("Undeleting order-2"));
    m_bench->find<QPushButton>("status-line/show")->click();
    QVERIFY(comes([this] { return sent("order-2")->isCancelled; }));
    QVERIFY(!sent("order-1")->isCancelled);
    QCOMPARE(said(), QStringLiteral("Sent, but not answered: order-2 may or may not be undeleted"));
}

void TstWindowUndelete::escapeStopsOneAfterTheOtherTheLastOneFirst()
{
    undelete("order-1");
    undelete("order-2");
    m_bench->action("view.escape")->trigger();
    QVERIFY(comes([this] { return sent("order-2")->isCancelled; }));
    QVERIFY(!sent("order-1")->isCancelled);
    m_bench->action("view.escape")->trigger();
    QVERIFY(comes([this] { return sent("order-1")->isCancelled; }));
    QCOMPARE(said(), QStringLiteral("Sent, but not answered: order-1 may or may not be undeleted"));
}

void TstWindowUndelete::whatIsBeingUndeletedIsNotBegunAgain()
{
    undelete("order-1");
    undelete("order-2");
    m_bench->window.openAddress(QStringLiteral("order-1@0"));
    QVERIFY(m_bench->action("stream.undelete")->isEnabled());
    m_bench->action("stream.undelete")->trigger();
    m_store->settleAll();
    QCOMPARE(m_store->server.appends.size(), 2);
    QCOMPARE(said(), QStringLiteral("Undeleting order-1"));
    m_bench->find<QPushButton>("status-line/show")->click();
    QVERIFY(comes([this] { return sent("order-1")->isCancelled; }));
    QVERIFY(!sent("order-2")->isCancelled);
}

void TstWindowUndelete::aClosedConnectionTakesItsUndeletesAlong()
{
    undelete("order-1");
    m_bench->action("connection.close")->trigger();
    QVERIFY(comes([this] { return sent("order-1")->isCancelled; }));
    const QString before = said();
    m_bench->action("view.escape")->trigger();
    m_bench->find<QPushButton>("status-line/show")->click();
    QCOMPARE(said(), before);
}

QTEST_MAIN(TstWindowUndelete)
#include "tst_window_undelete.moc"
