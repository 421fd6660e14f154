// The older servers that the sandbox can play, the node's own services, batches, and the shop.
#include "tests/sandbox/sandbox_client.h"

#include <QTest>

#include <gossip.grpc.pb.h>
#include <server_features.grpc.pb.h>

namespace {

namespace client = event_store::client;

wire::BatchAppendReq batch(const QByteArray &correlation, const QByteArray &stream, int bytes = 1)
{
    wire::BatchAppendReq request;
    request.mutable_correlation_id()->set_string(testId(correlation));
    request.mutable_options()->mutable_stream_identifier()->set_stream_name(stream.toStdString());
    request.mutable_options()->mutable_any();
    auto *proposed = request.add_proposed_messages();
    proposed->mutable_id()->set_string(testId("event of " + correlation));
    (*proposed->mutable_metadata())["type"] = "t";
    (*proposed->mutable_metadata())["content-type"] = "application/json";
    proposed->set_data(std::string(static_cast<size_t>(bytes), 'x'));
    request.set_is_final(true);
    return request;
}

/// Sends pieces on one call and takes so many answers: "ok REVISION", or the message of the error.
QByteArrayList answers(SandboxClient &sandbox, const QList<wire::BatchAppendReq> &pieces, int count)
{
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    const auto call = sandbox.stub().BatchAppend(&context);
    for (const wire::BatchAppendReq &piece : pieces)
        call->Write(piece);
    QByteArrayList got;
    wire::BatchAppendResp reply;
    while (got.size() < count && call->Read(&reply)) {
        if (reply.has_error())
            got << QByteArray::fromStdString(reply.error().message());
        else
            got << "ok " + QByteArray::number(reply.success().current_revision());
    }
    if (got.size() == count)
        context.TryCancel(); // a batch call stays open by itself
    const grpc::Status status = call->Finish();
    if (got.size() < count)
        got << "status " + QByteArray::number(status.error_code());
    return got;
}

} // namespace

class TstSandboxProfiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void aServerOf2010LacksWhatItLacked();
    void aServerOf2310IsCaughtUpOnlyOnceThereIsAStream();
    void featuresNameTheMethods();
    void gossipNamesOneLeader();
    void batchesAreAnsweredOneByOne();
    void aBatchGivesUpAtItsDeadline();
    void aPieceWithoutSenseIsABadRequest();
    void theShopHasWhatABrowserMustCopeWith();
};

void TstSandboxProfiles::aServerOf2010LacksWhatItLacked()
{
    core::SandboxOptions options;
    options.profile = core::SandboxProfile::V20_10;
    const auto sandbox = core::Sandbox::start(options);
    SandboxClient client((*sandbox)->port());
    QCOMPARE(client.append("s", "any", {{"a"}}).text, QByteArray("0"));
    const TestRead read = client.read("s");
    QCOMPARE(read.told, (QList<QByteArray>{"0"}));
    QVERIFY(read.replies.front().event().has_no_position());
    QCOMPARE(read.replies.front().event().event().commit_position(),
             std::numeric_limits<quint64>::max());
    QVERIFY(client.read(SandboxClient::allRequest()).replies.front().event().has_commit_position());
    QCOMPARE(client.remove("never written").text, QByteArray("ok"));
    QCOMPARE(answers(client, {batch("a", "s")}, 1), (QByteArrayList{"status 12"}));
    grpc::ClientContext context;
    client::server_features::SupportedMethods methods;
    const auto features = client::server_features::ServerFeatures::NewStub(client.channel());
    QCOMPARE(features->GetSupportedMethods(&context, {}, &methods).error_code(),
             grpc::StatusCode::UNIMPLEMENTED);
}

void TstSandboxProfiles::aServerOf2310IsCaughtUpOnlyOnceThereIsAStream()
{
    core::SandboxOptions options;
    options.profile = core::SandboxProfile::V23_10;
    const auto sandbox = core::Sandbox::start(options);
    SandboxClient client((*sandbox)->port());
    wire::ReadReq request = SandboxClient::streamRequest("s");
    request.mutable_options()->mutable_subscription();
    grpc::ClientContext context;
    const auto call = client.stub().Read(&context, request);
    wire::ReadResp reply;
    QVERIFY(call->Read(&reply) && reply.has_confirmation());
    client.append("s", "any", {{"a"}});
    QVERIFY(call->Read(&reply) && reply.has_event());
    QVERIFY(call->Read(&reply) && reply.has_caught_up());
    context.TryCancel();
    grpc::ClientContext second;
    const auto there = client.stub().Read(&second, request);
    QVERIFY(there->Read(&reply) && there->Read(&reply) && there->Read(&reply));
    QVERIFY(reply.has_caught_up());
    second.TryCancel();
}

void TstSandboxProfiles::featuresNameTheMethods()
{
    const auto sandbox = core::Sandbox::start({});
    SandboxClient client((*sandbox)->port());
    grpc::ClientContext context;
    client::server_features::SupportedMethods reply;
    const auto features = client::server_features::ServerFeatures::NewStub(client.channel());
    QVERIFY(features->GetSupportedMethods(&context, {}, &reply).ok());
    QCOMPARE(reply.event_store_server_version(), std::string("24.10.4"));
    bool hasRead = false;
    for (const auto &method : reply.methods())
        hasRead = hasRead
                  || (method.service_name() == "event_store.client.streams.streams"
                      && method.method_name() == "read" && method.features_size() == 2);
    QVERIFY(hasRead);
}

void TstSandboxProfiles::gossipNamesOneLeader()
{
    const auto sandbox = core::Sandbox::start({});
    SandboxClient client((*sandbox)->port());
    grpc::ClientContext context;
    client::gossip::ClusterInfo reply;
    QVERIFY(client::gossip::Gossip::NewStub(client.channel())->Read(&context, {}, &reply).ok());
    QCOMPARE(reply.members_size(), 1);
    QCOMPARE(reply.members(0).state(), client::gossip::MemberInfo::Leader);
    QVERIFY(reply.members(0).is_alive());
    QCOMPARE(reply.members(0).http_end_point().port(), quint32((*sandbox)->port()));
}

void TstSandboxProfiles::batchesAreAnsweredOneByOne()
{
    core::SandboxOptions options;
    options.maxAppendEventSize = 2000;
    options.maxAppendSize = 3000;
    const auto sandbox = core::Sandbox::start(options);
    SandboxClient client((*sandbox)->port());
    wire::BatchAppendReq first = batch("parts", "one", 1500);
    first.set_is_final(false);
    wire::BatchAppendReq second = batch("parts", "one", 1500);
    second.clear_options();
    second.set_is_final(false);
    wire::BatchAppendReq last = second;
    last.set_is_final(true);
    // The second piece is too much: one answer, and the rest of that write is dropped.
    QByteArrayList got
        = answers(client, {first, batch("x", "two"), second, last, batch("y", "two", 1999)}, 3);
    std::sort(got.begin(), got.end());
    QCOMPARE(
        got,
        (QByteArrayList{"MaximumAppendEventSizeExceeded", "MaximumAppendSizeExceeded", "ok 0"}));
    QCOMPARE(client.read("one").told, (QList<QByteArray>{"missing"}));
}

void TstSandboxProfiles::aBatchGivesUpAtItsDeadline()
{
    const auto sandbox = core::Sandbox::start({});
    SandboxClient client((*sandbox)->port());
    wire::BatchAppendReq none = batch("a", "s");
    none.mutable_options()->mutable_deadline()->set_seconds(0);
    wire::BatchAppendReq past = batch("b", "s");
    past.mutable_options()->mutable_deadline_21_10_0()->set_seconds(1);
    wire::BatchAppendReq unfinished = batch("c", "s");
    unfinished.mutable_options()->mutable_deadline()->set_nanos(50'000'000);
    unfinished.set_is_final(false);
    QCOMPARE(answers(client, {none, past, unfinished}, 3),
             (QByteArrayList{"Timeout", "Timeout", "Timeout"}));
    QCOMPARE(client.read("s").told, (QList<QByteArray>{"missing"}));
}

void TstSandboxProfiles::aPieceWithoutSenseIsABadRequest()
{
    const auto sandbox = core::Sandbox::start({});
    SandboxClient client((*sandbox)->port());
    wire::BatchAppendReq untyped = batch("a", "s");
    untyped.mutable_proposed_messages(0)->mutable_metadata()->clear();
    QCOMPARE(answers(client, {untyped, batch("b", "s")}, 2),
             (QByteArrayList{"BadRequest", "ok 0"}));
    wire::BatchAppendReq nameless = batch("not a correlation", "s");
    nameless.mutable_correlation_id()->set_string("no uuid");
    nameless.clear_options();
    QCOMPARE(answers(client, {nameless}, 1), (QByteArrayList{"status 2"}));
}

void TstSandboxProfiles::theShopHasWhatABrowserMustCopeWith()
{
    core::SandboxOptions options;
    options.withSampleData = true;
    const auto sandbox = core::Sandbox::start(options);
    QVERIFY(sandbox.hasValue());
    SandboxClient client((*sandbox)->port());
    QVERIFY(client.read("$streams").told.size() > 300);
    QCOMPARE(client.read("cart-17").told, (QList<QByteArray>{"missing"}));
    QCOMPARE(client.read("customer-13").end.text, QByteArray("stream-deleted"));
    QCOMPARE(client.read("newsletter-2026").told, (QList<QByteArray>{"missing"}));
    QCOMPARE(client.read("import-2019").told.first(), QByteArray("25"));
    QCOMPARE(client.read("sensor-warehouse").told.mid(0, 2),
             (QList<QByteArray>{"first 190", "190"}));
    const QList<QByteArray> queue = client.read("review-queue", true).told;
    QCOMPARE(queue.first(), QByteArray("0>0@order-1003"));
    QVERIFY(queue.contains("3>gone") && queue.contains("7>gone") && queue.contains("8>gone"));
    const QStringList broken = core::sampleHighlights().at(1).split(u'@');
    QVERIFY(
        client.read(broken.at(0).toUtf8(), true).told.contains(broken.at(1).toUtf8() + ">gone"));
    const TestRead payment = client.read("payment-1003");
    QVERIFY(payment.replies.front().event().event().custom_metadata().find("$correlationId")
            != std::string::npos);
}

QTEST_GUILESS_MAIN(TstSandboxProfiles)
#include "tst_sandbox_profiles.moc"
