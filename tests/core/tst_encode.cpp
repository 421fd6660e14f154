// From requests to the wire's messages: every arm of every choice, and what is not sent at all.
#include "core/transport/grpc/encode.h"
#include "core/transport/request_check.h"

#include <QTest>

#include <limits>

using namespace core;
namespace wire = event_store::client;
using Options = wire::streams::ReadReq::Options;

namespace {

StreamName orders()
{
    return StreamName(QStringLiteral("order-1"));
}
constexpr quint64 LargestNumber = quint64(std::numeric_limits<qint64>::max());

ReadRequest aRead(const StreamName &stream, const ReadFrom &from = FromStart{})
{
    ReadRequest request;
    request.stream = stream;
    request.from = from;
    return request;
}

AppendRequest anAppend(const ExpectedRevision &expected)
{
    AppendRequest request;
    request.stream = orders();
    request.expected = expected;
    request.events
        = {{EventId::random(), QStringLiteral("T"), ContentType::Json, QByteArray("{}"), {}}};
    return request;
}

} // namespace

class TstEncode final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyReadSaysWhatServersInsistOn()
    {
        const Options options = encodeRead(aRead(orders())).options();
        QVERIFY(options.has_no_filter());
        QVERIFY(options.uuid_option().has_structured());
        QCOMPARE(options.control_option().compatibility(), 1u);
        QCOMPARE(options.count(), LargestNumber);
        QVERIFY(!options.resolve_links());
        QCOMPARE(options.stream().stream_identifier().stream_name(), std::string("order-1"));
        QVERIFY(options.stream().has_start());
    }

    void aNameGoesAsUtf8()
    {
        const QString name = QStringLiteral("заказ/#%?@ 1");
        const auto message = encodeRead(aRead(StreamName(name)));
        QCOMPARE(
            QByteArray::fromStdString(message.options().stream().stream_identifier().stream_name()),
            name.toUtf8());
    }

    void aReadOfAStreamStartsWhereItIsTold()
    {
        QCOMPARE(encodeRead(aRead(orders(), Revision{7})).options().stream().revision(), 7u);
        ReadRequest backwards = aRead(orders(), FromEnd{});
        backwards.direction = Direction::Backwards;
        backwards.count = 10;
        backwards.resolveLinks = true;
        const Options options = encodeRead(backwards).options();
        QVERIFY(options.stream().has_end());
        QCOMPARE(options.read_direction(), Options::Backwards);
        QCOMPARE(options.count(), 10u);
        QVERIFY(options.resolve_links());
    }

    void forwardsFromTheEndOfAStreamAsksBeyondTheLastEvent()
    {
        const Options options = encodeRead(aRead(orders(), FromEnd{})).options();
        QVERIFY(!options.stream().has_end());
        QVERIFY(options.stream().revision() > quint64(1) << 61);
        QVERIFY(options.stream().revision() <= LargestNumber);
    }

    void aReadOfAllStartsAtAPosition()
    {
        const StreamName all = StreamName::all();
        QVERIFY(encodeRead(aRead(all)).options().all().has_start());
        QVERIFY(encodeRead(aRead(all, FromEnd{})).options().all().has_end());
        const auto position = encodeRead(aRead(all, Position{9, 8})).options().all().position();
        QCOMPARE(position.commit_position(), 9u);
        QCOMPARE(position.prepare_position(), 8u);
    }

    void aFilterHasASubjectAndARegexOrPrefixes()
    {
        ReadRequest request = aRead(StreamName::all());
        request.filter = EventFilter{
            EventFilter::Subject::StreamName, {QStringLiteral("a-"), QStringLiteral("b-")}, {}};
        Options options = encodeRead(request).options();
        QCOMPARE(options.filter().stream_identifier().prefix_size(), 2);
        QVERIFY(options.filter().max() >= 32);
        QCOMPARE(options.filter().checkpointintervalmultiplier(), 1u);

        request.filter->subject = EventFilter::Subject::EventType;
        request.filter->regex = QStringLiteral("^x");
        options = encodeRead(request).options();
        QCOMPARE(options.filter().event_type().regex(), std::string("^x"));
        QCOMPARE(options.filter().event_type().prefix_size(), 0);
    }

    void aSubscriptionIsAReadWithoutCount()
    {
        SubscribeRequest request;
        request.stream = StreamName::all();
        request.after = Position{4, 4};
        request.filter = EventFilter::withoutSystemEvents();
        const Options options = encodeSubscribe(request).options();
        QVERIFY(options.has_subscription());
        QCOMPARE(options.read_direction(), Options::Forwards);
        QCOMPARE(options.all().position().commit_position(), 4u);
        QCOMPARE(options.filter().max(), 32u);
        QCOMPARE(options.filter().checkpointintervalmultiplier(), 1u);

        request.stream = orders();
        request.after = FromEnd{};
        request.filter.reset();
        QVERIFY(encodeSubscribe(request).options().stream().has_end());
    }

    void anAppendSaysWhatItExpects()
    {
        QVERIFY(encodeAppendOptions(anAppend(ExpectedRevision::any())).options().has_any());
        QVERIFY(
            encodeAppendOptions(anAppend(ExpectedRevision::noStream())).options().has_no_stream());
        QVERIFY(encodeAppendOptions(anAppend(ExpectedRevision::streamExists()))
                    .options()
                    .has_stream_exists());
        const auto exact = encodeAppendOptions(anAppend(ExpectedRevision::exact({0}))).options();
        QVERIFY(exact.has_revision());
        QCOMPARE(exact.revision(), 0u);
    }

    void anEventGoesWithItsBytes()
    {
        NewEvent event;
        event.id = *EventId::parse(u"4d36b96a-4b5a-4f5e-9059-41e40a25dc4d");
        event.type = QStringLiteral("Größe");
        event.contentType = ContentType::Bytes;
        event.data = QByteArray("\0\xff{", 3);
        event.metadata = QByteArray("m");
        wire::streams::AppendReq message;
        encodeAppendEvent(event, message);
        const auto &proposed = message.proposed_message();
        QCOMPARE(proposed.id().structured().most_significant_bits(),
                 event.id.mostSignificantBits());
        QCOMPARE(proposed.id().structured().least_significant_bits(),
                 event.id.leastSignificantBits());
        QCOMPARE(QByteArray::fromStdString(proposed.data()), event.data);
        QCOMPARE(QByteArray::fromStdString(proposed.custom_metadata()), event.metadata);
        QCOMPARE(proposed.metadata().at("type"), std::string("Größe"));
        QCOMPARE(proposed.metadata().at("content-type"), std::string("application/octet-stream"));
        QCOMPARE(proposed.metadata().size(), size_t(2));
    }

    void theNextEventReplacesTheLastInAMessage()
    {
        const AppendRequest request = anAppend(ExpectedRevision::any());
        auto message = encodeAppendOptions(request);
        NewEvent event = request.events[0];
        event.metadata = QByteArray("long metadata of the first");
        encodeAppendEvent(event, message);
        event.metadata.clear();
        event.data.clear();
        encodeAppendEvent(event, message);
        QVERIFY(message.has_proposed_message());
        QVERIFY(message.proposed_message().data().empty());
        QVERIFY(message.proposed_message().custom_metadata().empty());
    }

    void bothDeletionsSayWhatTheyExpect()
    {
        DeleteRequest request{orders(), ExpectedRevision::exact({3}), DeleteMode::Soft, {}};
        QCOMPARE(encodeDelete(request).options().revision(), 3u);
        request.expected = ExpectedRevision::streamExists();
        QVERIFY(encodeTombstone(request).options().has_stream_exists());
        QCOMPARE(encodeTombstone(request).options().stream_identifier().stream_name(),
                 std::string("order-1"));
    }

    void readsThatCannotBeAreNotSent_data()
    {
        QTest::addColumn<ReadRequest>("request");
        ReadRequest request = aRead(orders());
        request.count = 0;
        QTest::newRow("a count of nothing") << request;
        QTest::newRow("a stream without a name") << aRead(StreamName());
        QTest::newRow("$all from a revision") << aRead(StreamName::all(), Revision{1});
        QTest::newRow("a stream from a position") << aRead(orders(), Position{1, 1});
        QTest::newRow("a revision above the largest")
            << aRead(orders(), Revision{LargestNumber + 1});
        QTest::newRow("a commit below its prepare") << aRead(StreamName::all(), Position{1, 2});
        QTest::newRow("a position above the largest")
            << aRead(StreamName::all(), Position{LargestNumber + 1, 1});
        request = aRead(orders());
        request.filter = EventFilter::withoutSystemEvents();
        QTest::newRow("a filter on a stream") << request;
        request = aRead(StreamName::all());
        request.filter = EventFilter{};
        QTest::newRow("a filter without anything") << request;
    }
    void readsThatCannotBeAreNotSent()
    {
        QFETCH(ReadRequest, request);
        QVERIFY(!whyNotSendable(request).isEmpty());
    }

    void writesThatCannotBeAreNotSent()
    {
        AppendRequest request = anAppend(ExpectedRevision::any());
        QVERIFY(whyNotSendable(request).isEmpty());
        request.events[0].type.clear();
        QVERIFY(!whyNotSendable(request).isEmpty());
        request = anAppend(ExpectedRevision::any());
        request.events[0].id = EventId();
        QVERIFY(!whyNotSendable(request).isEmpty());
        request = anAppend(ExpectedRevision::exact({LargestNumber + 1}));
        QVERIFY(!whyNotSendable(request).isEmpty());
        request = anAppend(ExpectedRevision::any());
        request.stream = StreamName();
        QVERIFY(!whyNotSendable(request).isEmpty());
        QVERIFY(!whyNotSendable(DeleteRequest{}).isEmpty());
        DeleteRequest nameless;
        nameless.stream = StreamName(QStringLiteral("$$"));
        QVERIFY(!whyNotSendable(nameless).isEmpty());
    }

    void anEmptyWriteMayGo()
    {
        AppendRequest request = anAppend(ExpectedRevision::noStream());
        request.events.clear();
        QVERIFY(whyNotSendable(request).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TstEncode)
#include "tst_encode.moc"
