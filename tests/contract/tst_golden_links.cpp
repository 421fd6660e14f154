// What the model says about each row of the recorded link cases: state and reason, as a table.
#include "core/client/client.h"
#include "core/links/link_chain.h"
#include "core/sandbox/sandbox.h"
#include "core/transport/any_transport.h"
#include "tests/support/link_recordings.h"

#include <QTest>

using namespace core;

namespace {

constexpr int PatienceMs = 30'000;

/// "0@s link > 1@t found"; a marker and the rule of a truncation stand behind their entry.
QString shapeOf(const LinkStory &story)
{
    QStringList hops;
    for (const LinkHop &hop : story.hops) {
        QString text
            = hop.revision.toString() + u'@' + hop.stream.text() + u' ' + linkStateText(hop.state);
        if (hop.truncatedBy != TruncatedBy::Nothing)
            text += u' ' + truncatedByText(hop.truncatedBy);
        if (hop.deleted)
            text += QStringLiteral(" (marker)");
        hops.append(text);
    }
    return hops.join(QStringLiteral(" > "));
}

const char *const SoftDeletedCategory[] = {"0@$ce-cattag link > 0@cattag-1 stream-deleted",
                                           "1@$ce-cattag link > 1@cattag-1 stream-deleted",
                                           "2@$ce-cattag link > 0@cattag-2 found",
                                           "3@$ce-cattag link (marker) > 0@$$cattag-1 found"};
const char *const HardDeletedCategory[]
    = {"0@$ce-cattag link > 0@cattag-1 stream-tombstoned",
       "1@$ce-cattag link > 1@cattag-1 stream-tombstoned",
       "2@$ce-cattag link > 0@cattag-2 found",
       "3@$ce-cattag link (marker) > 9223372036854775807@cattag-1 stream-tombstoned"};

template<size_t Size>
QStringList listOf(const char *const (&lines)[Size])
{
    QStringList list;
    for (const char *line : lines)
        list.append(QString::fromLatin1(line));
    return list;
}

struct ExpectedCase {
    QString id;
    QStringList rows; ///< the same over either wire
};

/// One row each of the streams that the case reads.
QList<ExpectedCase> expectedCases()
{
    QList<ExpectedCase> all;
    const auto add = [&all](const char *id, const QStringList &rows) {
        all.append({QString::fromLatin1(id), rows});
    };
    const auto one
        = [&add](const char *id, const char *row) { add(id, {QString::fromLatin1(row)}); };
    one("links/plain", "0@s-tag link > 1@t-tag found");
    for (const char *header : {"ES-ResolveLinkTos",
                               "ES-ResolveLinkTo",
                               "Kurrent-ResolveLinkTos",
                               "Kurrent-ResolveLinkTo",
                               "ResolveLinkTos",
                               "ResolveLinkTo"})
        one(qPrintable(QStringLiteral("links/http/") + QLatin1String(header)),
            "0@s-tag link > 0@t-tag found");
    one("links/json-type", "0@s-tag link > 0@t-tag found");
    one("links/with-metadata", "0@s-tag link > 0@t-tag found");
    one("links/to-missing-stream", "0@s-tag link > 0@nowhere-tag stream-missing");
    one("links/to-hard-deleted", "0@s-tag link > 0@t-tag stream-tombstoned");
    add("links/to-truncated",
        {QStringLiteral("0@s-tag link > 0@t-tag event-truncated $tb"),
         QStringLiteral("1@s-tag link > 2@t-tag found")});
    one("links/to-denied", "0@s-tag link > 0@t-tag found"); // the server does not ask for a right
    one("links/to-link", "0@s-tag link > 0@m-tag link > 0@t-tag found");
    one("links/to-itself", "0@s-tag link > 0@s-tag cycle");
    for (const char *name : {"empty", "no-at", "no-number", "bad-number", "negative", "huge"})
        one(qPrintable(QStringLiteral("links/malformed/") + QLatin1String(name)),
            "0@s-tag malformed");
    one("links/malformed/spaces", "0@s-tag link > 0@ s stream-missing");   // servers overlook them
    one("links/malformed/two-ats", "0@s-tag link > 0@a@b stream-missing"); // a name may hold "@"
    add("links/mixed",
        {QStringLiteral("0@s-tag found"),
         QStringLiteral("1@s-tag link > 0@t-tag found"),
         QStringLiteral("2@s-tag link > 9@t-tag event-missing"),
         QStringLiteral("3@s-tag link > 2@t-tag found")});
    add("links/projected/category",
        {QStringLiteral("0@$ce-cattag link > 0@cattag-1 found"),
         QStringLiteral("1@$ce-cattag link > 1@cattag-1 found"),
         QStringLiteral("2@$ce-cattag link > 0@cattag-2 found"),
         QStringLiteral("0@$category-cattag stream-reference"),
         QStringLiteral("1@$category-cattag stream-reference")});
    add("links/projected/correlation",
        {QStringLiteral("0@$bc-corrtag link > 0@s-tag found"),
         QStringLiteral("1@$bc-corrtag link > 0@s2-tag found")});
    add("links/projected/after-soft-delete", listOf(SoftDeletedCategory));
    add("links/projected/after-hard-delete", listOf(HardDeletedCategory));
    return all;
}

} // namespace

class TstGoldenLinks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyRecordedCaseIsInTheTable()
    {
        QStringList recorded = recordings::linkCases().keys();
        QStringList expected;
        for (const ExpectedCase &one : expectedCases())
            expected.append(one.id);
        recorded.sort();
        expected.sort();
        QCOMPARE(expected, recorded);
    }

    void theModelSaysOfEachRowWhatItIs_data()
    {
        QTest::addColumn<TransportKind>("transport");
        QTest::addColumn<QJsonObject>("recorded");
        QTest::addColumn<QStringList>("rows");
        const auto cases = recordings::linkCases();
        for (const ExpectedCase &one : expectedCases()) {
            QTest::newRow(qPrintable(one.id + QStringLiteral(", gRPC")))
                << TransportKind::Grpc << cases.value(one.id) << one.rows;
            QTest::newRow(qPrintable(one.id + QStringLiteral(", HTTP")))
                << TransportKind::Http << cases.value(one.id) << one.rows;
        }
    }
    void theModelSaysOfEachRowWhatItIs()
    {
        QFETCH(TransportKind, transport);
        QFETCH(QJsonObject, recorded);
        QFETCH(QStringList, rows);
        const auto sandbox = Sandbox::start({});
        QVERIFY(sandbox);
        const QString server = (*sandbox)->connectionString();
        Client writer(recordings::settingsOf(server, TransportKind::Grpc), anyTransportFactory());
        Client reader(recordings::settingsOf(server, transport), anyTransportFactory());

        QList<StreamName> streams;
        QVERIFY(recordings::play(writer, recorded, streams));
        QStringList told;
        for (const StreamName &stream : std::as_const(streams))
            told += rowsOf(reader, stream);
        QCOMPARE(told, rows);
    }

private:
    static QStringList rowsOf(Client &client, const StreamName &stream)
    {
        QStringList rows;
        for (quint64 revision = 0;; ++revision) {
            LinkChain chain(client, {stream, Revision{revision}});
            std::optional<Result<LinkStory>> story;
            connect(&chain, &LinkChain::finished, &chain, [&](const auto &end) { story = end; });
            chain.start();
            if (!QTest::qWaitFor([&] { return story.has_value(); }, PatienceMs) || !*story)
                return {QStringLiteral("no answer")};
            const bool isPastEnd
                = (*story)->hops.size() == 1 && (*story)->end() == LinkState::EventMissing;
            if (isPastEnd)
                return rows;
            rows.append(shapeOf(**story));
        }
    }
};

QTEST_GUILESS_MAIN(TstGoldenLinks)
#include "tst_golden_links.moc"
