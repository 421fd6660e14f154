// What works over which wire: every operation is run over both against the sandbox, compared with
// what is stored, and held against the tables in the manual.
#include "core/text/json_text.h"
#include "core/transport/any_transport.h"
#include "tests/contract/transport_contract.h"

#include <QFile>
#include <QRegularExpression>

using namespace core;
using namespace contract;

namespace {

constexpr const char *Heading = "## What works over which wire\n";

/// "exact", "approximate: …" or "not possible: …".
QString approximate(const QStringList &reasons)
{
    return reasons.isEmpty() ? QStringLiteral("exact")
                             : QStringLiteral("approximate: ") + reasons.join(QStringLiteral("; "));
}

QString notPossible(const QString &reason)
{
    return QStringLiteral("not possible: ") + reason;
}

QString changeText(const QByteArray &stored, const QByteArray &got, bool isSaidToBeExact)
{
    if (stored == got)
        return isSaidToBeExact ? QString()
                               : QStringLiteral("is not known to be the bytes as stored");
    return isSaidToBeExact ? QStringLiteral("CHANGED, AND NOT SAID")
                           : QStringLiteral("is replaced or missing, and marked as not exact");
}

void note(QStringList &reasons, const QString &reason)
{
    if (!reason.isEmpty() && !reasons.contains(reason))
        reasons.append(reason);
}

void compareEvent(const std::optional<RecordedEvent> &stored,
                  const std::optional<RecordedEvent> &got,
                  const QString &who,
                  QStringList &reasons)
{
    if (stored.has_value() != got.has_value() || (stored && stored->type != got->type)
        || (stored && (stored->stream != got->stream || stored->revision != got->revision))) {
        note(reasons, QStringLiteral("ANOTHER EVENT"));
        return;
    }
    if (!stored)
        return;
    const auto told = [&](bool isTold, const char *what) {
        note(reasons, isTold ? QString() : QLatin1String(what) + who + QStringLiteral(" not told"));
    };
    told(!got->id.isNull(), "the id of ");
    told(got->created.isTold(), "the moment of ");
    if ((!got->id.isNull() && got->id != stored->id)
        || (got->created.isTold() && !(got->created == stored->created)))
        note(reasons, QStringLiteral("ANOTHER EVENT"));
    const auto part = [&](const char *what, const QString &change) {
        note(reasons,
             change.isEmpty() ? change : QLatin1String(what) + who + QStringLiteral(" ") + change);
    };
    part("the data of ", changeText(stored->data, got->data, got->dataExact));
    part("the metadata of ", changeText(stored->metadata, got->metadata, got->metadataExact));
}

/// How often a batch tells positions.
QString positionsText(const EventBatch &stored, const EventBatch &got)
{
    int told = 0;
    for (qsizetype i = 0; i < got.size(); ++i) {
        const auto position = got[i].original().position;
        if (position && position != stored[i].original().position)
            return QStringLiteral("WRONG POSITIONS");
        told += position ? 1 : 0;
    }
    if (told == got.size())
        return {};
    return told == 0 ? QStringLiteral("positions are not told")
                     : QStringLiteral("of each page only the last event's position is told");
}

QString compare(const EventBatch &stored, const EventBatch &got)
{
    QStringList reasons;
    if (stored.size() != got.size() || stored.isEmpty())
        return QStringLiteral("OTHER EVENTS: %1 instead of %2").arg(got.size()).arg(stored.size());
    note(reasons, positionsText(stored, got));
    for (qsizetype i = 0; i < got.size(); ++i) {
        const bool isTarget = stored[i].link.has_value();
        const bool isLink = stored[i].event && stored[i].event->isLink();
        compareEvent(stored[i].link, got[i].link, QStringLiteral("the link"), reasons);
        compareEvent(stored[i].event,
                     got[i].event,
                     isTarget ? QStringLiteral("the target")
                     : isLink ? QStringLiteral("the link")
                              : QStringLiteral("an event"),
                     reasons);
    }
    reasons.replaceInStrings(QRegularExpression(QStringLiteral("(link|target|event) not told$")),
                             QStringLiteral("\\1 is not told"));
    return approximate(reasons);
}

NewEvent sample(const QByteArray &data, const QByteArray &metadata, ContentType type)
{
    return {EventId::random(), QStringLiteral("Happened"), type, data, metadata};
}

QByteArray binary()
{
    return QByteArrayLiteral("\x00\xff\xfe binary \x80");
}

QByteArray oddJson()
{
    return QByteArrayLiteral("{ \"n\" : 1.10, \"n\" : 12345678901234567890123 }");
}

} // namespace

/// The operations over one wire, and what they come to.
class Operations final : public ContractTest
{
    Q_OBJECT

public:
    Operations(const Target &target, const Target &reference)
        : ContractTest(target)
        , m_reference(reference.settings, reference.transport)
    {
        makeClient();
    }

    struct Streams {
        StreamName text, binary, binaryMetadata, links, malformed;
    };

    /// Written over gRPC, which changes nothing.
    Streams writeSamples()
    {
        Streams made{newStream(), newStream(), newStream(), newStream(), newStream()};
        const auto write = [this](const StreamName &stream, const QList<NewEvent> &events) {
            if (!isWritten(append(stream, ExpectedRevision::any(), events)))
                qWarning("a sample was not written");
        };
        QList<NewEvent> several;
        for (int i = 0; i < 3; ++i)
            several.append(sample(oddJson(), oddJson(), ContentType::Json));
        write(made.text, several);
        write(made.binary, {sample(binary(), {}, ContentType::Bytes)});
        write(made.binaryMetadata, {sample(oddJson(), binary(), ContentType::Json)});
        write(made.links, {newLink("0@" + made.text.utf8()), newLink("0@" + made.binary.utf8())});
        write(made.malformed, {newLink("12")});
        return made;
    }

    QString reading(ReadRequest request, PayloadWish payloads = PayloadWish::Exact)
    {
        const EventBatch stored = storedAs(request);
        request.payloads = payloads;
        const ReadAnswer answer = read(request);
        return answer.end ? compare(stored, answer.events) : endText(answer.end);
    }

    QString following(const StreamName &stream, const std::optional<EventFilter> &filter = {})
    {
        const EventBatch stored = storedAs({.stream = stream, .filter = filter});
        const auto feed = subscribe({.stream = stream, .filter = filter});
        (void)feed->waitForEvents(stored.size());
        return compare(stored, feed->events.mid(0, stored.size()));
    }

    QString appending(const QList<NewEvent> &events)
    {
        const StreamName stream = newStream();
        auto result = append(stream, ExpectedRevision::noStream(), events, AlteredPayloads::Refuse);
        if (!result && result.error().code == ErrorCode::Unsupported)
            return notPossible(QStringLiteral("the request cannot hold it, which is said, and "
                                              "nothing is sent"));
        const bool isTold = !result && result.error().code == ErrorCode::WouldBeAltered;
        if (isTold)
            result = append(stream, ExpectedRevision::noStream(), events, AlteredPayloads::Accept);
        if (!isWritten(result))
            return outcomeText(result);
        const bool isSame = isStored(stream, events);
        if (isTold)
            return approximate({isSame ? QStringLiteral("TOLD FOR NOTHING")
                                       : QStringLiteral("the server writes JSON anew, which is "
                                                        "said before anything is sent")});
        return isSame ? QStringLiteral("exact") : QStringLiteral("CHANGED, AND NOT SAID");
    }

    QString appendingNothing()
    {
        const auto result = append(newStream(), ExpectedRevision::noStream(), {});
        return result ? QStringLiteral("exact")
                      : notPossible(QStringLiteral("a request needs an event"));
    }

    QString expecting()
    {
        const StreamName stream = newStream();
        using Expected = ExpectedRevision;
        const auto outcome = [&](const Expected &expected) {
            return outcomeText(append(stream, expected, {newEvent()}));
        };
        const QStringList all{outcome(Expected::streamExists()),
                              outcome(Expected::noStream()),
                              outcome(Expected::noStream()),
                              outcome(Expected::exact(Revision{7})),
                              outcome(Expected::exact(Revision{0})),
                              outcome(Expected::any()),
                              outcome(Expected::streamExists())};
        const QString wrong = QStringLiteral("wrong revision, actual ");
        const QStringList wanted{wrong + QStringLiteral("none"),
                                 QStringLiteral("written 0"),
                                 wrong + QStringLiteral("0"),
                                 wrong + QStringLiteral("0"),
                                 QStringLiteral("written 1"),
                                 QStringLiteral("written 2"),
                                 QStringLiteral("written 3")};
        return all == wanted ? QStringLiteral("exact") : all.join(u',');
    }

    QString repeating()
    {
        const StreamName stream = newStream();
        const QList<NewEvent> one{newEvent()};
        const auto first = append(stream, ExpectedRevision::any(), one);
        const auto again = append(stream, ExpectedRevision::any(), one);
        const bool isOnce = storedAs({.stream = stream}).size() == 1;
        return isOnce && writtenRevision(first) == writtenRevision(again) ? QStringLiteral("exact")
                                                                          : outcomeText(again);
    }

    QString tellingWhereItWent()
    {
        const auto result = append(newStream(), ExpectedRevision::any(), {newEvent()});
        if (!isWritten(result) || !writtenRevision(result))
            return outcomeText(result);
        return writtenPosition(result)
                   ? QStringLiteral("exact")
                   : approximate({QStringLiteral("the revision is told, the position is not")});
    }

    QString deleting(DeleteMode mode)
    {
        const StreamName stream = newStream();
        if (!appendNew(stream, 2) || !isWritten(remove(stream, mode)))
            return QStringLiteral("NOT DELETED");
        const auto state = streamState(stream);
        const auto wanted = mode == DeleteMode::Soft ? StreamState::Kind::SoftDeleted
                                                     : StreamState::Kind::Tombstoned;
        return state && state->kind == wanted ? QStringLiteral("exact")
                                              : QStringLiteral("NOT TOLD APART");
    }

    QString metadataOfStream()
    {
        const StreamName stream = newStream();
        const QByteArray json = R"({ "$maxCount" : 5, "x" : 1.10 })";
        if (!appendNew(stream, 1) || !isWritten(setMetadata(stream, json)))
            return QStringLiteral("NOT WRITTEN");
        const auto got = metadata(stream);
        return got && got->json == json ? QStringLiteral("exact") : QStringLiteral("CHANGED");
    }

    QString info(bool methods)
    {
        const auto told = serverInfo();
        if (!told || told->version.isEmpty() || told->cluster.isEmpty())
            return QStringLiteral("NOT TOLD");
        return !methods || !told->methods.isEmpty() ? QStringLiteral("exact")
                                                    : notPossible(QStringLiteral("it is not told"));
    }

private:
    EventBatch storedAs(const ReadRequest &request)
    {
        FeedRecord record(m_reference.read(request));
        record.feed().grant(100'000);
        (void)record.waitForEnd();
        return record.events;
    }

    bool isStored(const StreamName &stream, const QList<NewEvent> &events)
    {
        const EventBatch stored = storedAs({.stream = stream});
        bool isSame = stored.size() == events.size();
        for (qsizetype i = 0; isSame && i < events.size(); ++i) {
            const RecordedEvent &one = *stored[i].event;
            isSame = one.id == events[i].id && one.type == events[i].type
                     && one.data == events[i].data && one.metadata == events[i].metadata
                     && one.contentType == events[i].contentType;
        }
        return isSame;
    }

    Client m_reference;
};

class TstTransportTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void theManualHasTheTablesThatTheOperationsGive();
};

namespace {

using Row = std::pair<QString, std::function<QString(Operations &)>>;

/// A table of its own: one of all operations is hard to read.
struct Group {
    QString title;
    QList<Row> rows;
};

QList<Row> readRows(const Operations::Streams &at)
{
    const auto row = [](const char *name, auto run) { return Row(QLatin1String(name), run); };
    const auto listed = PayloadWish::AsListed;
    return {
        row("Read a stream, payloads that are text",
            [=](Operations &on) { return on.reading({.stream = at.text}); }),
        row("Read a stream backwards",
            [=](Operations &on) {
                return on.reading(
                    {.stream = at.text, .from = FromEnd{}, .direction = Direction::Backwards});
            }),
        row("Read a stream, payloads that are no text (a request each)",
            [=](Operations &on) { return on.reading({.stream = at.binary}); }),
        row("List a stream, payloads that are no text",
            [=](Operations &on) { return on.reading({.stream = at.binary}, listed); }),
        row("Read metadata of events that is no text",
            [=](Operations &on) { return on.reading({.stream = at.binaryMetadata}); }),
    };
}

QList<Row> linkRows(const Operations::Streams &at)
{
    const auto row = [](const char *name, auto run) { return Row(QLatin1String(name), run); };
    const auto listed = PayloadWish::AsListed;
    return {
        row("Read links as they are",
            [=](Operations &on) { return on.reading({.stream = at.links}); }),
        row("Read what links point to",
            [=](Operations &on) { return on.reading({.stream = at.links, .resolveLinks = true}); }),
        row("List what links point to",
            [=](Operations &on) {
                return on.reading({.stream = at.links, .resolveLinks = true}, listed);
            }),
        row("Read a link whose text is a number alone",
            [=](Operations &on) {
                return on.reading({.stream = at.malformed, .resolveLinks = true});
            }),
    };
}

QList<Row> logRows(const Operations::Streams &at)
{
    const auto row = [](const char *name, auto run) { return Row(QLatin1String(name), run); };
    const EventFilter some{EventFilter::Subject::StreamName, {at.text.text()}, {}};
    return {
        row("Read `$all`",
            [](Operations &on) { return on.reading({.stream = StreamName::all()}); }),
        row("Read `$all` by a filter",
            [=](Operations &on) {
                return on.reading({.stream = StreamName::all(), .filter = some});
            }),
        row("Follow a stream", [=](Operations &on) { return on.following(at.text); }),
        row("Follow `$all`", [](Operations &on) { return on.following(StreamName::all()); }),
        row("Follow `$all` by a filter",
            [=](Operations &on) { return on.following(StreamName::all(), some); }),
    };
}

QList<Row> writeRows()
{
    const auto row = [](const char *name, auto run) { return Row(QLatin1String(name), run); };
    const NewEvent plain = sample(oddJson(), {}, ContentType::Json);
    const NewEvent described = sample("{}", oddJson(), ContentType::Json);
    const NewEvent bytes = sample(binary(), {}, ContentType::Bytes);
    const NewEvent describedBytes = sample(binary(), "{}", ContentType::Bytes);
    return {
        row("Append one event without metadata",
            [=](Operations &on) { return on.appending({plain}); }),
        row("Append one event with metadata",
            [=](Operations &on) { return on.appending({described}); }),
        row("Append several events in one write",
            [=](Operations &on) {
                return on.appending({described, sample("{}", {}, ContentType::Json)});
            }),
        row("Append bytes that are no text, alone",
            [=](Operations &on) { return on.appending({bytes}); }),
        row("Append bytes that are no text, with metadata or others",
            [=](Operations &on) { return on.appending({describedBytes}); }),
        row("Check an expected revision without writing",
            [](Operations &on) { return on.appendingNothing(); }),
        row("Expect any, no stream, a stream, a revision; learn the actual one",
            [](Operations &on) { return on.expecting(); }),
        row("Repeat a write: nothing is written twice",
            [](Operations &on) { return on.repeating(); }),
        row("Learn where a write went", [](Operations &on) { return on.tellingWhereItWent(); }),
    };
}

QList<Row> streamRows()
{
    const auto row = [](const char *name, auto run) { return Row(QLatin1String(name), run); };
    return {
        row("Delete softly, and tell it from never written",
            [](Operations &on) { return on.deleting(DeleteMode::Soft); }),
        row("Delete for good, and tell it",
            [](Operations &on) { return on.deleting(DeleteMode::Tombstone); }),
        row("Read and write a stream's metadata",
            [](Operations &on) { return on.metadataOfStream(); }),
        row("Learn the server's version and nodes", [](Operations &on) { return on.info(false); }),
        row("Learn which calls the server knows", [](Operations &on) { return on.info(true); }),
    };
}

QList<Group> groups(const Operations::Streams &at)
{
    return {{QStringLiteral("Reading a stream"), readRows(at)},
            {QStringLiteral("Reading links"), linkRows(at)},
            {QStringLiteral("`$all`, and what is followed"), logRows(at)},
            {QStringLiteral("Appending"), writeRows()},
            {QStringLiteral("Deleting, metadata, the server"), streamRows()}};
}

/// What should never be is written in capitals.
bool tellsFailure(const QString &line)
{
    static const QRegularExpression capitals(
        QStringLiteral("ANOTHER|CHANGED|NOT |OTHER|TOLD|WRONG|error|unknown:"));
    return capitals.match(line).hasMatch();
}

/// The lines of the manual's tables, with their headings.
QStringList tablesInManual()
{
    QFile file(QStringLiteral(MANUAL_FILE));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString manual = QString::fromUtf8(file.readAll());
    const qsizetype begin = manual.indexOf(QLatin1String(Heading));
    if (begin < 0)
        return {};
    const qsizetype end = manual.indexOf(QStringLiteral("\n## "), begin + 1);
    QStringList lines;
    for (const QString &line : manual.mid(begin, end - begin).split(u'\n')) {
        if (line.startsWith(u'|') || line.startsWith(QStringLiteral("### ")))
            lines.append(line);
    }
    return lines;
}

Target targetOver(TransportKind kind, const std::shared_ptr<Sandbox> &sandbox)
{
    const auto parsed = parseConnectionString(sandbox->connectionString());
    ConnectionSettings settings = parsed->settings;
    settings.transport = kind;
    return {{}, settings, anyTransportFactory(), {}, sandbox};
}

} // namespace

void TstTransportTable::theManualHasTheTablesThatTheOperationsGive()
{
    SandboxOptions options;
    options.projections = false; // so that the log stands still while it is read
    const auto sandbox = Sandbox::start(options);
    QVERIFY(sandbox.hasValue());
    const Target grpcTarget = targetOver(TransportKind::Grpc, *sandbox);
    Operations grpc(grpcTarget, grpcTarget);
    Operations http(targetOver(TransportKind::Http, *sandbox), grpcTarget);

    QStringList tables;
    for (const auto &[title, rows] : groups(grpc.writeSamples())) {
        tables.append({QStringLiteral("### ") + title,
                       QStringLiteral("| Operation | gRPC | HTTP |"),
                       QStringLiteral("|---|---|---|")});
        for (const auto &[name, run] : rows)
            tables.append(QStringLiteral("| %1 | %2 | %3 |").arg(name, run(grpc), run(http)));
    }
    for (const QString &line : std::as_const(tables))
        QVERIFY2(!tellsFailure(line), qPrintable(line));
    const QString derived = tables.join(u'\n');
    if (tablesInManual() != tables)
        qInfo("The tables as they should be in the manual:\n%s", qPrintable(derived));
    QCOMPARE(tablesInManual(), tables);
}

QTEST_GUILESS_MAIN(TstTransportTable)
#include "tst_transport_table.moc"
