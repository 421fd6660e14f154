// The list of a server's streams: what it is worth, how it grows, and that it outlives a cut.
#include "tests/support/gui_warnings.h"
#include "tests/ui/event_samples.h"
#include "tests/ui/scripted_store.h"
#include "ui/streams/stream_index.h"
#include "ui/streams/stream_list_pane.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

using core::StreamName;
using ui::StreamIndex;

class TstStreamIndex final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }

    void aListThatBeginsLaterIsFollowed()
    {
        Bench bench;
        bench.index.reload();
        bench.store.settleAll();
        QCOMPARE(bench.index.listing(), StreamIndex::Listing::NotKept);
        QVERIFY2(bench.note().contains(QStringLiteral("is off, or has found nothing yet")),
                 qPrintable(bench.note()));
        bench.subscription().send(links(0, 1));
        bench.store.settleAll();
        QVERIFY(bench.index.streams().contains(StreamName(QStringLiteral("order-0"))));
        QCOMPARE(bench.index.listing(), StreamIndex::Listing::Complete);
        QCOMPARE(bench.note(), QString());
    }

    void followingGoesOnWhenTheConnectionIsBack()
    {
        Bench bench;
        bench.store.streams[list()] = {links(0, 1).constFirst().original()};
        bench.index.reload();
        bench.store.settleAll();
        QCOMPARE(bench.index.listing(), StreamIndex::Listing::Complete);
        QCOMPARE(bench.store.server.subscriptions.size(), 1);
        bench.subscription().end(fake::failure(core::ErrorCode::Unavailable));
        bench.connectAgain();
        QCOMPARE(bench.store.server.subscriptions.size(), 2);
        QVERIFY(bench.subscription().request.after == core::SubscribeAfter(core::Revision{0}));
        bench.subscription().send(links(1, 2));
        bench.store.settleAll();
        QVERIFY(bench.index.streams().contains(StreamName(QStringLiteral("order-1"))));
    }

    void aListThatCouldNotBeReadIsReadWhenTheConnectionIsBack()
    {
        Bench bench;
        bench.store.failures[list()] = core::ErrorCode::Unavailable;
        bench.index.reload();
        bench.store.settleAll();
        QCOMPARE(bench.index.listing(), StreamIndex::Listing::NotReadable);
        bench.store.failures.clear();
        bench.store.streams[list()] = {links(0, 1).constFirst().original()};
        bench.connectAgain();
        QCOMPARE(bench.index.listing(), StreamIndex::Listing::Complete);
    }

    void aListThatCouldNotBeReadCanBeTriedAgain()
    {
        Bench bench;
        auto *again
            = bench.pane.findChild<QPushButton *>(QStringLiteral("navigator/read-again-button"));
        QVERIFY(again->isHidden());
        bench.store.failures[list()] = core::ErrorCode::Unknown;
        bench.index.reload();
        bench.store.settleAll();
        QCOMPARE(bench.index.listing(), StreamIndex::Listing::NotReadable);
        QVERIFY(!again->isHidden());
        bench.store.failures.clear();
        bench.store.streams[list()] = {links(0, 1).constFirst().original()};
        QTest::keyClick(again, Qt::Key_Space);
        bench.store.settleAll();
        QCOMPARE(bench.index.listing(), StreamIndex::Listing::Complete);
        QVERIFY(again->isHidden());
    }

    void itTakesNoMoreThanItCanHold()
    {
        Bench bench;
        bench.store.streams[list()] = {links(0, 1).constFirst().original()};
        bench.index.reload();
        bench.store.settleAll();
        constexpr quint64 Batch = 250;
        constexpr quint64 Most = 2 * quint64(StreamIndex::Limit);
        for (quint64 first = 1; first < Most + 2 * Batch; first += Batch) {
            bench.subscription().send(links(first, first + Batch));
            settle();
        }
        QVERIFY(quint64(bench.index.streams().size()) < Most + Batch);
        QCOMPARE(bench.index.listing(), StreamIndex::Listing::Partial);
        bench.index.noteSeen(StreamName(QStringLiteral("cart-7"))); // what is opened is taken
        QVERIFY(bench.index.streams().contains(StreamName(QStringLiteral("cart-7"))));
    }

private:
    struct Bench {
        ScriptedStore store;
        core::Client client{fake::connectionTo({fake::node("one")}),
                            store.server.factory(),
                            core::IoThread::Caller};
        StreamIndex index{client};
        ui::StreamListPane pane{index, nullptr};

        [[nodiscard]] QString note() const
        {
            auto *label = pane.findChild<QLabel *>(QStringLiteral("navigator/note"));
            return label->isHidden() ? QString() : label->text();
        }
        /// The subscription that was opened last.
        [[nodiscard]] FakeServer::Subscription &subscription()
        {
            return *store.server.subscriptions.constLast();
        }
        /// Somebody asks for something else.
        void connectAgain()
        {
            store.settleAll();
            const auto other
                = client.read({.stream = StreamName(QStringLiteral("cart-7")), .count = 1});
            other->grant(1);
            store.settleAll();
        }
    };

    [[nodiscard]] static StreamName list() { return StreamName(QStringLiteral("$streams")); }
    /// The events of the list from `first` to before `end`, each the name of one more stream.
    [[nodiscard]] static core::EventBatch links(quint64 first, quint64 end)
    {
        core::EventBatch events;
        for (quint64 at = first; at < end; ++at)
            events.append(core::ResolvedEvent{
                {}, samples::link(list(), at, "0@order-" + QByteArray::number(at))});
        return events;
    }
};

QTEST_MAIN(TstStreamIndex)
#include "tst_stream_index.moc"
