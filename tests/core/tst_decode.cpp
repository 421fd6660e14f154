// From the wire's answers to values: exact bytes, absent places, links, and nonsense.
#include "core/transport/grpc/decode.h"

#include <QTest>

#include <limits>

using namespace core;
namespace wire = event_store::client;
using wire::streams::ReadResp;
using WireRecord = ReadResp::ReadEvent::RecordedEvent;

namespace {

constexpr quint64 UnknownPlace = std::numeric_limits<quint64>::max();

void fill(WireRecord &record, const char *stream, quint64 revision, const char *type)
{
    record.mutable_id()->mutable_structured()->set_most_significant_bits(1);
    record.mutable_id()->mutable_structured()->set_least_significant_bits(qint64(revision) + 1);
    record.mutable_stream_identifier()->set_stream_name(stream);
    record.set_stream_revision(revision);
    record.set_commit_position(70 + revision);
    record.set_prepare_position(70 + revision);
    (*record.mutable_metadata())["type"] = type;
    (*record.mutable_metadata())["created"] = "17724603111234567";
    (*record.mutable_metadata())["content-type"] = "application/json";
    record.set_data("{}");
}

ReadResp anAnswer()
{
    ReadResp answer;
    fill(*answer.mutable_event()->mutable_event(), "order-1", 3, "OrderPlaced");
    answer.mutable_event()->set_commit_position(73);
    return answer;
}

ResolvedEvent decodeEvent(const ReadResp &answer)
{
    EventDecoder decoder(Revision{0});
    auto decoded = decoder.decode(answer);
    auto *event = std::get_if<DecodedEvent>(&decoded);
    return event ? event->event : ResolvedEvent{};
}

template<typename Item>
std::optional<Item> decodeItem(const ReadResp &answer, Revision readFrom = {0})
{
    EventDecoder decoder(readFrom);
    auto decoded = decoder.decode(answer);
    auto *item = std::get_if<ReadItem>(&decoded);
    if (!item || !std::holds_alternative<Item>(*item))
        return std::nullopt;
    return std::get<Item>(*item);
}

QByteArray allBytes()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes.append(char(i));
    return bytes;
}

} // namespace

class TstDecode final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void anEventKeepsEverythingTheServerTells()
    {
        const ResolvedEvent resolved = decodeEvent(anAnswer());
        QVERIFY(resolved.event && !resolved.link);
        QCOMPARE(resolved.event->stream, StreamName(QStringLiteral("order-1")));
        QCOMPARE(resolved.event->revision, Revision{3});
        QCOMPARE(resolved.event->position, (Position{73, 73}));
        QCOMPARE(resolved.event->id.toString(),
                 QStringLiteral("00000000-0000-0001-0000-000000000004"));
        QCOMPARE(resolved.event->type, QStringLiteral("OrderPlaced"));
        QCOMPARE(resolved.event->created.ticks, 17724603111234567);
        QCOMPARE(resolved.event->contentType, ContentType::Json);
        QCOMPARE(resolved.event->data, QByteArray("{}"));
        QVERIFY(resolved.event->metadata.isEmpty());
    }

    void payloadsAreTheStoredBytes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("every byte") << allBytes();
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a number too big for a double")
            << QByteArray("{\"n\":123456789012345678901}");
        QTest::newRow("a key twice") << QByteArray("{\"a\":1,\"a\":2}");
        QTest::newRow("no UTF-8 although it says JSON") << QByteArray("\"\xff\xfe\"");
        QTest::newRow("a zero byte in the middle") << QByteArray("a\0b", 3);
    }
    void payloadsAreTheStoredBytes()
    {
        QFETCH(QByteArray, bytes);
        ReadResp answer = anAnswer();
        auto &record = *answer.mutable_event()->mutable_event();
        record.set_data(bytes.constData(), size_t(bytes.size()));
        record.set_custom_metadata(bytes.constData(), size_t(bytes.size()));
        const ResolvedEvent resolved = decodeEvent(answer);
        QVERIFY(resolved.event);
        QCOMPARE(resolved.event->data, bytes);
        QCOMPARE(resolved.event->metadata, bytes);
    }

    void theSizeOfBothPayloadsOfBothEventsCounts()
    {
        ReadResp answer = anAnswer();
        answer.mutable_event()->mutable_event()->set_custom_metadata("123");
        fill(*answer.mutable_event()->mutable_link(), "$ce-order", 0, "$>");
        answer.mutable_event()->mutable_link()->set_data("3@order-1");
        EventDecoder decoder(Revision{0});
        const auto decoded = decoder.decode(answer);
        QCOMPARE(std::get<DecodedEvent>(decoded).bytes, qint64(2 + 3 + 9));
    }

    void anIdMayComeAsText()
    {
        ReadResp answer = anAnswer();
        answer.mutable_event()->mutable_event()->mutable_id()->set_string(
            "4d36b96a-4b5a-4f5e-9059-41e40a25dc4d");
        QCOMPARE(decodeEvent(answer).event->id.toString(),
                 QStringLiteral("4d36b96a-4b5a-4f5e-9059-41e40a25dc4d"));
    }

    void aPlaceThatTheServerDoesNotKnowIsAbsent_data()
    {
        QTest::addColumn<quint64>("commit");
        QTest::addColumn<quint64>("prepare");
        QTest::addColumn<bool>("noPosition");
        QTest::newRow("both unknown") << UnknownPlace << UnknownPlace << false;
        QTest::newRow("only the prepare unknown") << quint64(7) << UnknownPlace << false;
        QTest::newRow("the server says it has none") << quint64(0) << quint64(0) << true;
    }
    void aPlaceThatTheServerDoesNotKnowIsAbsent()
    {
        QFETCH(quint64, commit);
        QFETCH(quint64, prepare);
        QFETCH(bool, noPosition);
        ReadResp answer = anAnswer();
        answer.mutable_event()->mutable_event()->set_commit_position(commit);
        answer.mutable_event()->mutable_event()->set_prepare_position(prepare);
        if (noPosition)
            answer.mutable_event()->mutable_no_position();
        QVERIFY(!decodeEvent(answer).event->position);
    }

    void aResolvedLinkHasBoth()
    {
        ReadResp answer = anAnswer();
        fill(*answer.mutable_event()->mutable_link(), "$ce-order", 8, "$>");
        const ResolvedEvent resolved = decodeEvent(answer);
        QVERIFY(resolved.event && resolved.link);
        QCOMPARE(resolved.original().stream, StreamName(QStringLiteral("$ce-order")));
        QCOMPARE(resolved.shown().stream, StreamName(QStringLiteral("order-1")));
        QVERIFY(resolved.link->isLink());
    }

    void aBrokenLinkHasOnlyTheLink()
    {
        ReadResp answer;
        fill(*answer.mutable_event()->mutable_link(), "$ce-order", 8, "$>");
        const ResolvedEvent resolved = decodeEvent(answer);
        QVERIFY(resolved.isBroken());
        QCOMPARE(resolved.shown().revision, Revision{8});
    }

    void equalNamesAndTypesShareTheirStorage()
    {
        EventDecoder decoder(Revision{0});
        const auto first = decoder.decode(anAnswer());
        const auto second = decoder.decode(anAnswer());
        const RecordedEvent &a = *std::get<DecodedEvent>(first).event.event;
        const RecordedEvent &b = *std::get<DecodedEvent>(second).event.event;
        QCOMPARE(a.type.constData(), b.type.constData());
        QCOMPARE(a.stream.text().constData(), b.stream.text().constData());
    }

    void anUnknownContentTypeIsBytes()
    {
        ReadResp answer = anAnswer();
        (*answer.mutable_event()->mutable_event()->mutable_metadata())["content-type"]
            = "application/x-protobuf";
        QCOMPARE(decodeEvent(answer).event->contentType, ContentType::Bytes);
    }

    void nonsenseIsSaidToBeNonsense_data()
    {
        QTest::addColumn<ReadResp>("answer");
        ReadResp empty;
        (void)empty.mutable_event();
        QTest::newRow("an event with neither event nor link") << empty;
        ReadResp noId = anAnswer();
        noId.mutable_event()->mutable_event()->clear_id();
        QTest::newRow("no id") << noId;
        ReadResp badId = anAnswer();
        badId.mutable_event()->mutable_event()->mutable_id()->set_string("not-a-uuid");
        QTest::newRow("an id that is no UUID") << badId;
        ReadResp noStream = anAnswer();
        noStream.mutable_event()->mutable_event()->clear_stream_identifier();
        QTest::newRow("no stream name") << noStream;
        ReadResp noMetadata = anAnswer();
        noMetadata.mutable_event()->mutable_event()->clear_metadata();
        QTest::newRow("no system metadata") << noMetadata;
        for (const char *time : {"", "soon", "12x", "99999999999999999999"}) {
            ReadResp badTime = anAnswer();
            (*badTime.mutable_event()->mutable_event()->mutable_metadata())["created"] = time;
            QTest::addRow("written at \"%s\"", time) << badTime;
        }
        ReadResp badLink = anAnswer();
        (void)badLink.mutable_event()->mutable_link();
        QTest::newRow("a link with nothing in it") << badLink;
    }
    void nonsenseIsSaidToBeNonsense()
    {
        QFETCH(ReadResp, answer);
        EventDecoder decoder(Revision{0});
        const auto decoded = decoder.decode(answer);
        QVERIFY(std::holds_alternative<DecodedGarbage>(decoded));
        QVERIFY(!std::get<DecodedGarbage>(decoded).what.isEmpty());
    }

    void answersThatAreNotKnownArePassedOver()
    {
        EventDecoder decoder(Revision{0});
        QVERIFY(std::holds_alternative<DecodedNothing>(decoder.decode(ReadResp())));
        ReadResp last;
        (void)last.mutable_last_all_stream_position();
        QVERIFY(std::holds_alternative<DecodedNothing>(decoder.decode(last)));
    }

    void theOtherAnswersBecomeItems()
    {
        ReadResp answer;
        answer.mutable_confirmation()->set_subscription_id("x");
        QVERIFY(decodeItem<read_item::Confirmed>(answer));
        (void)answer.mutable_caught_up();
        QVERIFY(decodeItem<read_item::CaughtUp>(answer));
        (void)answer.mutable_fell_behind();
        QVERIFY(decodeItem<read_item::FellBehind>(answer));
        answer.mutable_checkpoint()->set_commit_position(9);
        answer.mutable_checkpoint()->set_prepare_position(8);
        QCOMPARE(decodeItem<read_item::Checkpoint>(answer)->position, (Position{9, 8}));
        answer.set_last_stream_position(5);
        QCOMPARE(decodeItem<read_item::LastRevision>(answer)->revision, Revision{5});
        (void)answer.mutable_stream_not_found();
        EventDecoder decoder(Revision{0});
        QVERIFY(std::holds_alternative<DecodedStreamNotFound>(decoder.decode(answer)));
    }

    void aFirstRevisionIsToldOnlyAboveTheOneAskedFor()
    {
        ReadResp answer;
        answer.set_first_stream_position(10);
        QCOMPARE(decodeItem<read_item::FirstRevision>(answer, {9})->revision, Revision{10});
        QVERIFY(!decodeItem<read_item::FirstRevision>(answer, {10}));
        QVERIFY(!decodeItem<read_item::FirstRevision>(answer, {12}));
    }

    void anAppendIsWrittenOrAtAWrongRevision()
    {
        wire::streams::AppendResp answer;
        const ExpectedRevision expected = ExpectedRevision::exact({5});
        QVERIFY(!decodeAppend(answer, expected));
        answer.mutable_success()->set_current_revision(4);
        answer.mutable_success()->mutable_position()->set_commit_position(40);
        answer.mutable_success()->mutable_position()->set_prepare_position(40);
        QCOMPARE(decodeAppend(answer, expected),
                 WriteOutcome(Written{Revision{4}, Position{40, 40}}));
        (void)answer.mutable_success()->mutable_no_stream();
        (void)answer.mutable_success()->mutable_no_position();
        QCOMPARE(decodeAppend(answer, expected), WriteOutcome(Written{}));

        answer.mutable_wrong_expected_version()->set_current_revision(2);
        QCOMPARE(decodeAppend(answer, expected),
                 WriteOutcome(WrongRevision{expected, Revision{2}}));
        (void)answer.mutable_wrong_expected_version()->mutable_current_no_stream();
        QCOMPARE(decodeAppend(answer, expected),
                 WriteOutcome(WrongRevision{expected, std::nullopt}));
    }

    void theRevisionOfAnOldServersRefusalIsRead()
    {
        wire::streams::AppendResp answer;
        answer.mutable_wrong_expected_version()->set_current_revision_20_6_0(7);
        QCOMPARE(decodeAppend(answer, ExpectedRevision::noStream()),
                 WriteOutcome(WrongRevision{ExpectedRevision::noStream(), Revision{7}}));
    }

    void aDeletionHasAPositionOrNone()
    {
        wire::streams::DeleteResp soft;
        QCOMPARE(decodeDelete(soft), WriteOutcome(Written{}));
        soft.mutable_position()->set_commit_position(3);
        soft.mutable_position()->set_prepare_position(3);
        QCOMPARE(decodeDelete(soft), WriteOutcome(Written{std::nullopt, Position{3, 3}}));
        wire::streams::TombstoneResp hard;
        (void)hard.mutable_no_position();
        QCOMPARE(decodeTombstone(hard), WriteOutcome(Written{}));
    }

    void gossipTellsNodesAndTheirStates()
    {
        wire::gossip::ClusterInfo answer;
        auto &leader = *answer.add_members();
        leader.set_state(wire::gossip::MemberInfo::Leader);
        leader.set_is_alive(true);
        leader.mutable_http_end_point()->set_address("node1");
        leader.mutable_http_end_point()->set_port(2113);
        answer.add_members()->set_state(wire::gossip::MemberInfo::CatchingUp);
        answer.add_members()->set_state(wire::gossip::MemberInfo::VNodeState(99));
        const GossipReply nodes = decodeGossip(answer);
        QCOMPARE(nodes.size(), 3);
        QCOMPARE(nodes[0],
                 (ClusterNode{{QStringLiteral("node1"), 2113},
                              NodeState::Leader,
                              QStringLiteral("Leader"),
                              true}));
        QCOMPARE(nodes[1].state, NodeState::Other);
        QCOMPARE(nodes[1].stateText, QStringLiteral("CatchingUp"));
        QCOMPARE(nodes[2].stateText, QStringLiteral("99"));
    }

    void featuresTellTheVersionAndTheMethods()
    {
        wire::server_features::SupportedMethods answer;
        answer.set_event_store_server_version("24.10.4");
        auto &method = *answer.add_methods();
        method.set_service_name("event_store.client.streams.streams");
        method.set_method_name("read");
        method.add_features("position");
        const FeaturesReply reply = decodeFeatures(answer);
        QCOMPARE(reply.version, QStringLiteral("24.10.4"));
        QCOMPARE(reply.methods.size(), 1);
        QCOMPARE(reply.methods[0].features, QStringList{QStringLiteral("position")});
    }
};

QTEST_APPLESS_MAIN(TstDecode)
#include "tst_decode.moc"
