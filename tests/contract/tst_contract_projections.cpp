// Projections: how they stand and what they hold, over either transport.
#include "core/links/why_not.h"
#include "core/transport/any_transport.h"
#include "tests/contract/transport_contract.h"

#include <QSignalSpy>

using namespace core;
using namespace contract;

namespace {

constexpr QLatin1String Category("$by_category");
constexpr QLatin1String Missing("there-is-none");

template<typename T, typename Start>
Result<T> toldBy(Start start)
{
    std::optional<Result<T>> answer;
    const Call call = start([&answer](const Result<T> &result) { answer = result; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, PatienceMs))
        return Error{ErrorCode::Timeout, QStringLiteral("the test waited in vain"), {}};
    return *answer;
}

Result<ProjectionList> listOf(Client &client)
{
    return toldBy<ProjectionList>([&](auto take) { return client.projections(take); });
}

Result<ProjectionText> textOf(Client &client, const ProjectionQuestion &question)
{
    return toldBy<ProjectionText>([&](auto take) { return client.projectionText(question, take); });
}

Result<WriteOutcome> command(Client &client, const ProjectionCommand &command)
{
    return toldBy<WriteOutcome>([&](auto take) { return client.command(command, take); });
}

} // namespace

class TstContractProjections final : public ContractTest
{
    Q_OBJECT

public:
    using ContractTest::ContractTest;

private:
    [[nodiscard]] bool isHttp() const { return target().settings.transport == TransportKind::Http; }

    std::optional<WhyNotAnswer> whyNot(const LinkTarget &event, const StreamName &links)
    {
        WhyNot job(client(), event, links);
        job.setAskProjection(
            [this](const QString &name, auto take) { return client().projection(name, take); });
        std::optional<WhyNotAnswer> answer;
        QSignalSpy finished(&job, &WhyNot::finished);
        connect(&job, &WhyNot::finished, &job, [&answer](const Result<WhyNotAnswer> &result) {
            if (result)
                answer = *result;
        });
        job.start();
        if (!finished.wait(PatienceMs))
            return std::nullopt;
        return answer;
    }

    QString statusOf(const QString &name)
    {
        const auto found = toldBy<std::optional<ProjectionStatus>>(
            [&](auto take) { return client().projection(name, take); });
        return found && *found ? (*found)->status : QString();
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        makeClient();
    }

    void theSystemProjectionsAreListed()
    {
        const auto list = listOf(client());
        QVERIFY2(list, qPrintable(list ? QString() : list.error().message));
        QStringList running;
        for (const ProjectionStatus &each : *list) {
            if (each.isRunning())
                running.append(each.name);
        }
        for (const char *name : {"$by_category",
                                 "$by_correlation_id",
                                 "$by_event_type",
                                 "$stream_by_category",
                                 "$streams"})
            QVERIFY2(running.contains(QString::fromLatin1(name)), name);
    }

    void oneStandsWhereTheLogEnds()
    {
        const StreamName stream = newStream(QStringLiteral("a-b"));
        const auto written = append(stream, ExpectedRevision::noStream(), newEvents(1));
        QVERIFY(isWritten(written));
        const auto at = positionOf(written, stream);
        QVERIFY(at);
        std::optional<ProjectionStatus> status;
        const auto isThere = [&] {
            const auto found = toldBy<std::optional<ProjectionStatus>>(
                [&](auto take) { return client().projection(Category, take); });
            status = found ? *found : std::nullopt;
            return status && status->position && !(*status->position < *at);
        };
        for (int attempt = 0; attempt < 100 && !isThere(); ++attempt) {
        }
        QVERIFY(status);
        QVERIFY(status->position && !(*status->position < *at));
        QCOMPARE(status->mode, QStringLiteral("Continuous"));
        QVERIFY(status->progress > 99);
        QVERIFY(!status->checkpoint.isEmpty());
        QVERIFY(status->definitions > 0);
    }

    void oneThatIsNotThereIsNothing()
    {
        const auto found = toldBy<std::optional<ProjectionStatus>>(
            [&](auto take) { return client().projection(Missing, take); });
        QVERIFY(found);
        QVERIFY(!*found);
    }

    void aProjectionThatKeepsNothingHasAnEmptyState()
    {
        for (const ProjectionPart part : {ProjectionPart::State, ProjectionPart::Result}) {
            const auto state = textOf(client(), {Category, part, {}});
            QVERIFY2(state, qPrintable(state ? QString() : state.error().message));
            QCOMPARE(state->bytes, isHttp() ? QByteArray() : QByteArray("{}"));
            QCOMPARE(state->isExact, isHttp());
        }
    }

    void theQueryIsToldOverHttpOnly()
    {
        const auto query = textOf(client(), {Category, ProjectionPart::Query, {}});
        if (isHttp()) {
            QVERIFY(query);
            QCOMPARE(query->bytes, QByteArray("first\r\n-"));
        } else {
            QVERIFY(!query);
            QCOMPARE(query.error().code, ErrorCode::Unsupported);
        }
    }

    void whatIsAskedOfAMissingOneIsNotFound()
    {
        const auto state = textOf(client(), {Missing, ProjectionPart::State, {}});
        QVERIFY(!state);
        QCOMPARE(state.error().code, ErrorCode::StreamNotFound);
        QVERIFY(state.error().message.contains(Missing));
        const auto enabled = command(client(), {Missing, ProjectionCommand::Kind::Enable});
        QVERIFY(!enabled);
        QCOMPARE(enabled.error().code, ErrorCode::StreamNotFound);
    }

    void enablingAnEnabledOneIsTaken()
    {
        QVERIFY(isWritten(command(client(), {Category, ProjectionCommand::Kind::Enable})));
    }

    void theSandboxSaysThatItsProjectionsCannotBeDisabled()
    {
        if (!target().sandbox)
            QSKIP("a real server would disable it");
        for (const auto kind : {ProjectionCommand::Kind::Disable, ProjectionCommand::Kind::Reset}) {
            const auto outcome = command(client(), {Category, kind});
            QVERIFY(!outcome);
            QCOMPARE(outcome.error().code, ErrorCode::InvalidArgument);
        }
    }

    void whatIsDisabledStandsUntilItIsEnabled()
    {
        if (target().sandbox)
            QSKIP("the sandbox does not switch its projections");
        const QString name = QStringLiteral("$stream_by_category");
        const auto becomes = [&](const QString &word) {
            return QTest::qWaitFor([&] { return statusOf(name).startsWith(word); }, PatienceMs);
        };
        QVERIFY(isWritten(command(client(), {name, ProjectionCommand::Kind::Disable})));
        QVERIFY2(becomes(QStringLiteral("Stopped")), qPrintable(statusOf(name)));
        QVERIFY(isWritten(command(client(), {name, ProjectionCommand::Kind::Reset})));
        QVERIFY(isWritten(command(client(), {name, ProjectionCommand::Kind::Enable})));
        QVERIFY2(becomes(QStringLiteral("Running")), qPrintable(statusOf(name)));
    }

    void aCommandGoesThroughTheGate()
    {
        client().setWriteGate([](const WriteIntent &intent, const WriteDecision &decide) {
            const auto *wanted = std::get_if<ProjectionCommand>(&intent);
            decide(wanted && wanted->name == Category
                       ? Error{ErrorCode::AccessDenied, QStringLiteral("kept back"), {}}
                       : Error{});
        });
        const auto outcome = command(client(), {Category, ProjectionCommand::Kind::Enable});
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().message, QStringLiteral("kept back"));
    }

    void aServerWithoutProjectionsSaysSo()
    {
        if (!target().sandbox)
            QSKIP("needs a server that was started without");
        SandboxOptions options;
        options.projections = false;
        const auto started = Sandbox::start(options);
        QVERIFY(started);
        auto settings = parseConnectionString((*started)->connectionString())->settings;
        settings.transport = target().settings.transport;
        Client without(settings, anyTransportFactory());
        const auto list = listOf(without);
        QVERIFY(!list);
        QCOMPARE(list.error().code, ErrorCode::Unsupported);
        QVERIFY(list.error().message.contains(QStringLiteral("has no projections")));
    }

    /// Its links are taken away, so that how the projection stands decides.
    void whyAnEventIsNotInAStreamAsksTheProjection()
    {
        QString category = newStream(QStringLiteral("asked")).text();
        category.remove(u'-');
        const StreamName stream(category + QStringLiteral("-1"));
        QVERIFY(appendNew(stream, 1));
        const StreamName links(QStringLiteral("$ce-") + category);
        const auto hasLinks = [&] { return readAll(links).events.size() == 1; };
        QVERIFY(QTest::qWaitFor(hasLinks, PatienceMs));
        QVERIFY(isWritten(remove(links, DeleteMode::Soft)));
        std::optional<WhyNotAnswer> answer;
        const auto isPast = [&] {
            answer = whyNot({stream, {0}}, links);
            return answer && answer->verdict != WhyNotAnswer::Verdict::ProjectionBehind;
        };
        // A real server counts the position of a projection up a moment later.
        for (int attempt = 0; attempt < 100 && !isPast(); ++attempt) {
        }
        QVERIFY(answer && answer->projection);
        QCOMPARE(answer->projection->name, Category);
        // Whether it is past an event whose position is not told cannot be known.
        QCOMPARE(answer->verdict,
                 tellsPlaces() ? WhyNotAnswer::Verdict::NotThere : WhyNotAnswer::Verdict::NotKnown);
        QVERIFY2(answer->why.contains(QStringLiteral("was deleted: its metadata says so")),
                 qPrintable(answer->why));
        QVERIFY(isWritten(remove(stream, DeleteMode::Soft)));
    }
};

int main(int argc, char **argv)
{
    return run<TstContractProjections>(argc, argv);
}
#include "tst_contract_projections.moc"
