// How a connection tells its truth, and what the list of streams is worth.
#include "tests/support/gui_warnings.h"
#include "tests/ui/scripted_store.h"
#include "tests/ui/window_bench.h"
#include "ui/main_window/open_connections.h"
#include "ui/streams/stream_index.h"
#include "ui/streams/stream_tree_model.h"

#include <QSignalSpy>

using core::StreamName;
using namespace ui;

class TstConnection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }

    void itTellsNodeVersionAndTime();
    void itCountsDownWhenItIsCutOff();
    void theIndexFollowsWhatIsWritten();
    void withoutAListOfStreamsWhatWasSeenIsListed();
    void categoriesAreReadWhereTheListDoesNotTell_data();
    void categoriesAreReadWhereTheListDoesNotTell();
    void aCategoryThatIsReadInPartMayHaveMore_data();
    void aCategoryThatIsReadInPartMayHaveMore();
    void streamsStandUnderTheirCategories();
    void whatIsRememberedIsKeyedByTheIdOrByThePlace();

private:
    [[nodiscard]] static core::ConnectionProfile sandboxProfile()
    {
        core::ConnectionProfile profile;
        profile.name = QStringLiteral("sandbox");
        return profile;
    }
    [[nodiscard]] static std::unique_ptr<core::Client>
    makeClient(const core::ConnectionSettings &settings)
    {
        return std::make_unique<core::Client>(settings, core::anyTransportFactory());
    }
};

void TstConnection::itTellsNodeVersionAndTime()
{
    tests::Shop shop;
    shop.open();
    Connection connection(sandboxProfile(), true);
    QSignalSpy connected(&connection, &Connection::connected);
    QCOMPARE(connection.state(), Connection::State::Preparing);
    connection.start(makeClient(shop.settings()));
    QTRY_COMPARE(connected.size(), 1);
    const QString status = connection.statusText();
    QVERIFY2(status.startsWith(QStringLiteral("leader 127.0.0.1:")), qPrintable(status));
    QVERIFY2(status.contains(QStringLiteral("sandbox 24.10")), qPrintable(status));
    QVERIFY2(status.contains(QStringLiteral("gRPC")), qPrintable(status));
    QVERIFY2(status.endsWith(QStringLiteral(" ms")), qPrintable(status));
}

void TstConnection::itCountsDownWhenItIsCutOff()
{
    tests::Shop shop;
    shop.open();
    Connection connection(sandboxProfile(), true);
    connection.start(makeClient(shop.settings()));
    QTRY_COMPARE(connection.state(), Connection::State::Connected);
    shop.close();
    connection.tryNow();
    QTRY_COMPARE_WITH_TIMEOUT(connection.state(), Connection::State::Reconnecting, 20000);
    QTRY_VERIFY(connection.statusText().contains(QStringLiteral("Reconnecting in ")));
    QVERIFY(!connection.error().message.isEmpty());
}

void TstConnection::theIndexFollowsWhatIsWritten()
{
    tests::Shop shop;
    shop.open();
    const auto client = makeClient(shop.settings());
    StreamIndex index(*client);
    index.reload();
    QTRY_COMPARE(index.listing(), StreamIndex::Listing::Complete);
    QVERIFY(index.streams().contains(StreamName(QStringLiteral("order-2"))));
    for (const StreamName &stream : index.streams())
        QVERIFY2(!stream.isMetadata(), qPrintable(stream.text()));
    shop.append(QStringLiteral("later-1"), 1);
    QTRY_VERIFY(index.streams().contains(StreamName(QStringLiteral("later-1"))));
    QSignalSpy heads(&index, &StreamIndex::headKnown);
    index.learnHead(StreamName(QStringLiteral("order-1")));
    QTRY_COMPARE(heads.size(), 1);
    QCOMPARE(heads.constFirst().at(1).value<core::Revision>(), core::Revision{19});
}

void TstConnection::withoutAListOfStreamsWhatWasSeenIsListed()
{
    const auto started = core::Sandbox::start({}); // nothing was ever written here
    QVERIFY(started);
    const auto parsed = core::parseConnectionString((*started)->connectionString());
    QVERIFY(parsed);
    const auto client = makeClient(parsed->settings);
    StreamIndex index(*client);
    index.reload();
    QTRY_COMPARE(index.listing(), StreamIndex::Listing::NotKept);
    QSignalSpy added(&index, &StreamIndex::streamsAdded);
    index.noteSeen(StreamName(QStringLiteral("order-7")));
    index.noteSeen(StreamName(QStringLiteral("order-7")));
    index.noteSeen(StreamName(QStringLiteral("$$order-7")));
    index.noteSeen(StreamName::all());
    QCOMPARE(added.size(), 1);
    QCOMPARE(index.streams().size(), 1);
}

void TstConnection::categoriesAreReadWhereTheListDoesNotTell_data()
{
    QTest::addColumn<QString>("index");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArrayList>("data");
    QTest::newRow("by the list of its streams")
        << QStringLiteral("$category-order") << QStringLiteral("$@")
        << QByteArrayList{"order-1", "order-2"};
    QTest::newRow("by its events") << QStringLiteral("$ce-order") << QStringLiteral("$>")
                                   << QByteArrayList{"0@order-1", "1@order-1", "0@order-2"};
}

void TstConnection::categoriesAreReadWhereTheListDoesNotTell()
{
    QFETCH(QString, index);
    QFETCH(QString, type);
    QFETCH(QByteArrayList, data);
    ScriptedStore store;
    store.failures[StreamName(QStringLiteral("$streams"))] = core::ErrorCode::AccessDenied;
    for (const QByteArray &line : data) {
        core::RecordedEvent &event = store.streams[StreamName(index)].emplaceBack();
        event.stream = StreamName(index);
        event.revision.value = quint64(store.streams[StreamName(index)].size()) - 1;
        event.type = type;
        event.data = line;
    }
    core::Client client(
        fake::connectionTo({fake::node("one")}), store.server.factory(), core::IoThread::Caller);
    StreamIndex streams(client);
    streams.reload();
    streams.noteSeen(StreamName(QStringLiteral("$ce-order"))); // before the list is known
    const QSet<StreamName> expected{StreamName(QStringLiteral("$ce-order")),
                                    StreamName(QStringLiteral("order-1")),
                                    StreamName(QStringLiteral("order-2"))};
    QTRY_COMPARE((store.settleAll(), streams.streams()), expected);
    QCOMPARE(streams.listing(), StreamIndex::Listing::Denied);
    const qsizetype reads = store.server.reads.size();
    streams.learnCategory(QStringLiteral("order")); // is known
    store.settleAll();
    QCOMPARE(store.server.reads.size(), reads);
}

void TstConnection::aCategoryThatIsReadInPartMayHaveMore_data()
{
    QTest::addColumn<int>("streams");
    QTest::addColumn<bool>("hasMore");
    QTest::newRow("all of them") << 499 << false;
    QTest::newRow("the newest") << 500 << true;
}

void TstConnection::aCategoryThatIsReadInPartMayHaveMore()
{
    QFETCH(const int, streams);
    QFETCH(const bool, hasMore);
    const StreamName list(QStringLiteral("$category-order"));
    ScriptedStore store;
    store.failures[StreamName(QStringLiteral("$streams"))] = core::ErrorCode::AccessDenied;
    for (int i = 0; i < streams; ++i) {
        core::RecordedEvent &event = store.streams[list].emplaceBack();
        event.stream = list;
        event.revision.value = quint64(i);
        event.type = QStringLiteral("$@");
        event.data = "order-" + QByteArray::number(i);
    }
    core::Client client(
        fake::connectionTo({fake::node("one")}), store.server.factory(), core::IoThread::Caller);
    StreamIndex index(client);
    StreamTreeModel model;
    model.setIsPart(true);
    connect(&index, &StreamIndex::streamsAdded, &model, &StreamTreeModel::addStreams);
    connect(&index, &StreamIndex::categoryKnown, &model, &StreamTreeModel::setWhole);
    index.reload();
    index.learnCategory(QStringLiteral("order"));
    QTRY_COMPARE((store.settleAll(), index.streams().size()), streams);
    const QModelIndexList found = model.match(model.index(0, 0),
                                              Qt::DisplayRole,
                                              QStringLiteral("order"),
                                              1,
                                              Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.constFirst().data(StreamTreeModel::CountRole).toInt(), streams);
    QCOMPARE(found.constFirst().data(StreamTreeModel::MoreRole).toBool(), hasMore);
}

void TstConnection::streamsStandUnderTheirCategories()
{
    StreamTreeModel model;
    QList<StreamName> streams;
    for (const char *name : {"order-1", "order-2", "plain", "$et-OrderPlaced", "$ce-order"})
        streams.append(StreamName(QString::fromLatin1(name)));
    model.addStreams(streams);
    model.addStreams(streams); // known already
    model.setPinned({streams.at(0)});
    model.setHead(streams.at(0), {17});
    QStringList lines;
    for (int i = 0; i < model.rowCount(); ++i) {
        const QModelIndex section = model.index(i, 0);
        for (int j = 0; j < model.rowCount(section); ++j) {
            const QModelIndex row = model.index(j, 0, section);
            const QVariant count = row.data(StreamTreeModel::CountRole);
            lines.append(section.data().toString() + u'/' + row.data().toString()
                         + (count.isValid() ? u' ' + count.toString() : QString()));
        }
    }
    lines.sort();
    QCOMPARE(lines,
             QStringList({QStringLiteral("By event type/OrderPlaced"),
                          QStringLiteral("Categories/order 2"),
                          QStringLiteral("Pinned/order-1 18"),
                          QStringLiteral("System/$all"),
                          QStringLiteral("System/$streams"),
                          QStringLiteral("Without a category/plain")}));
}

void TstConnection::whatIsRememberedIsKeyedByTheIdOrByThePlace()
{
    core::ConnectionProfile profile;
    profile.name = QStringLiteral("orders");
    profile.settings.hosts = {{QStringLiteral("one"), 2113}};
    profile.settings.credentials
        = core::Credentials{QStringLiteral("ops"), QStringLiteral("geheim")};
    Connection one(profile, false);
    core::ConnectionProfile elsewhere = profile;
    elsewhere.settings.hosts = {{QStringLiteral("two"), 2114}, {QStringLiteral("one"), 2113}};
    const Connection two(elsewhere, false);
    QVERIFY(one.memoryKey() != two.memoryKey());
    QVERIFY(!one.memoryKey().contains(QStringLiteral("geheim")));
    QCOMPARE(two.server(), QStringLiteral("one:2113, two:2114"));

    const QString unkept = one.memoryKey();
    QSignalSpy rekeyed(&one, &Connection::memoryKeyChanged);
    profile.guard = core::Guard::Free;
    one.setProfile(profile);
    QCOMPARE(rekeyed.count(), 0);
    profile.id = QStringLiteral("id-1");
    one.setProfile(profile);
    QCOMPARE(rekeyed.count(), 1);
    QCOMPARE(one.memoryKey(), QStringLiteral("id-1"));
    QCOMPARE(one.memoryKeys(), QStringList({QStringLiteral("id-1"), unkept}));
}

QTEST_MAIN(TstConnection)
#include "tst_connection.moc"
