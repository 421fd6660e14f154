// Subscriptions: where they begin, what they tell, how they end (protocol.md section 9.2).
#include "tests/sandbox/sandbox_client.h"

#include <QFile>
#include <QTest>

namespace {

QList<TestEvent> manyEvents(int count)
{
    QList<TestEvent> events;
    for (int i = 0; i < count; ++i)
        events.append({QByteArray::number(i), i % 2 == 0 ? "even" : "odd"});
    return events;
}

QList<QByteArray> upTo(int first, int last)
{
    QList<QByteArray> numbers;
    for (int i = first; first <= last ? i <= last : i >= last; first <= last ? ++i : --i)
        numbers.append(QByteArray::number(i));
    return numbers;
}

wire::ReadReq subscription(const QByteArray &stream)
{
    wire::ReadReq request = SandboxClient::streamRequest(stream);
    request.mutable_options()->mutable_subscription();
    return request;
}

/// Reads until so many replies have come or the call has ended.
QList<QByteArray> take(grpc::ClientReader<wire::ReadResp> &call, int count)
{
    QList<QByteArray> told;
    wire::ReadResp reply;
    while (told.size() < count && call.Read(&reply))
        told.append(SandboxClient::told(reply));
    return told;
}

} // namespace

class TstSubscriptionRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aSubscriptionBeginsAfterARevision();
    void aSubscriptionEndsWhenItsStreamIsTombstoned();
    void aSubscriptionToATombstonedStreamIsRefusedUnconfirmed();
    void aFilteredSubscriptionTellsCheckpoints();
    void aCancelledSubscriptionEnds();
    void stoppingTheSandboxEndsOpenCalls();
    void manySubscriptionsNeedNoThreadsOfTheirOwn();

private:
    std::shared_ptr<core::Sandbox> m_sandbox;
    std::unique_ptr<SandboxClient> m_client;
};

void TstSubscriptionRules::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    auto started = core::Sandbox::start({});
    QVERIFY(started.hasValue());
    m_sandbox = std::move(started).value();
    m_client = std::make_unique<SandboxClient>(m_sandbox->port());
}

void TstSubscriptionRules::cleanup()
{
    m_client.reset();
    m_sandbox.reset();
}

void TstSubscriptionRules::aSubscriptionBeginsAfterARevision()
{
    m_client->append("s", "any", manyEvents(10));
    wire::ReadReq request = subscription("s");
    request.mutable_options()->mutable_stream()->set_revision(4);
    grpc::ClientContext context;
    const auto call = m_client->stub().Read(&context, request);
    QCOMPARE(take(*call, 7),
             QList<QByteArray>{"confirmed"} + upTo(5, 9) + QList<QByteArray>{"caught up"});
    // Live, events are told even if $maxCount cuts them off at once.
    m_client->setMetadata("s", "{\"$maxCount\":1}");
    m_client->append("s", "any", {{"x"}, {"y"}, {"z"}});
    QCOMPARE(take(*call, 3), upTo(10, 12));
    context.TryCancel();
}

void TstSubscriptionRules::aSubscriptionEndsWhenItsStreamIsTombstoned()
{
    m_client->append("s", "any", {{"a"}});
    grpc::ClientContext context;
    const auto call = m_client->stub().Read(&context, subscription("s"));
    QCOMPARE(take(*call, 3), (QList<QByteArray>{"confirmed", "0", "caught up"}));
    m_client->tombstone("s");
    // The event of the deletion comes first; a live 24.10 sends it.
    QCOMPARE(take(*call, 2), QList<QByteArray>{QByteArray("9223372036854775807")});
    const grpc::Status status = call->Finish();
    QCOMPARE(SandboxClient::answerOf(status, context).text, QByteArray("stream-deleted"));
}

void TstSubscriptionRules::aSubscriptionToATombstonedStreamIsRefusedUnconfirmed()
{
    m_client->append("s", "any", {{"a"}});
    m_client->tombstone("s");
    grpc::ClientContext context;
    const auto call = m_client->stub().Read(&context, subscription("s"));
    QCOMPARE(take(*call, 1), QList<QByteArray>{});
    const grpc::Status status = call->Finish();
    QCOMPARE(SandboxClient::answerOf(status, context).text, QByteArray("stream-deleted"));
}

void TstSubscriptionRules::aFilteredSubscriptionTellsCheckpoints()
{
    m_client->append("s", "any", manyEvents(5));
    wire::ReadReq request = SandboxClient::allRequest();
    auto *options = request.mutable_options();
    options->mutable_subscription();
    options->mutable_filter()->mutable_stream_identifier()->add_prefix(std::string{"s"});
    options->mutable_filter()->set_max(4);
    options->mutable_filter()->set_checkpointintervalmultiplier(1);
    grpc::ClientContext context;
    const auto call = m_client->stub().Read(&context, request);
    QList<QByteArray> told;
    quint64 checkpoint = 0;
    wire::ReadResp reply;
    while (!told.contains("caught up") && call->Read(&reply)) {
        told.append(SandboxClient::told(reply));
        if (reply.has_checkpoint()) {
            QVERIFY(reply.checkpoint().commit_position() > checkpoint);
            checkpoint = reply.checkpoint().commit_position();
        }
    }
    QCOMPARE(told.mid(0, 6), (QList<QByteArray>{"confirmed", "0", "1", "2", "3", "checkpoint"}));
    QCOMPARE(told.at(told.size() - 1), QByteArray("caught up"));
    m_client->append("s-new", "any", {{"n"}});
    QCOMPARE(take(*call, 1), (QList<QByteArray>{"0"}));
    context.TryCancel();
}

void TstSubscriptionRules::aCancelledSubscriptionEnds()
{
    grpc::ClientContext context;
    const auto call = m_client->stub().Read(&context, subscription("s"));
    QCOMPARE(take(*call, 2), (QList<QByteArray>{"confirmed", "caught up"}));
    context.TryCancel();
    QCOMPARE(call->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

void TstSubscriptionRules::stoppingTheSandboxEndsOpenCalls()
{
    grpc::ClientContext context;
    const auto call = m_client->stub().Read(&context, subscription("s"));
    QCOMPARE(take(*call, 2), (QList<QByteArray>{"confirmed", "caught up"}));
    m_sandbox.reset();
    QCOMPARE(take(*call, 1), QList<QByteArray>{});
    QVERIFY(!call->Finish().ok());
}

void TstSubscriptionRules::manySubscriptionsNeedNoThreadsOfTheirOwn()
{
    const auto threads = [] {
        QFile status(QStringLiteral("/proc/self/status"));
        if (!status.open(QIODevice::ReadOnly))
            return 0;
        const QByteArray text = status.readAll();
        return text.mid(text.indexOf("Threads:") + 8, 8).trimmed().split('\n').first().toInt();
    };
    std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
    std::vector<std::unique_ptr<grpc::ClientReader<wire::ReadResp>>> calls;
    for (int i = 0; i < 100; ++i) {
        contexts.push_back(std::make_unique<grpc::ClientContext>());
        calls.push_back(m_client->stub().Read(contexts.back().get(), subscription("s")));
        QCOMPARE(take(*calls.back(), 2).size(), 2);
    }
    QVERIFY2(threads() < 60, qPrintable(QString::number(threads())));
    m_client->append("s", "any", {{"a"}});
    for (const auto &call : calls)
        QCOMPARE(take(*call, 1), (QList<QByteArray>{"0"}));
    for (const auto &context : contexts)
        context->TryCancel();
}

QTEST_GUILESS_MAIN(TstSubscriptionRules)
#include "tst_subscription_rules.moc"
