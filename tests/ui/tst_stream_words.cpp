// What is said of streams that have nothing, or not all, to read.
#include "ui/events/stream_words.h"

#include <QTest>

using core::Revision;
using core::StreamState;
using Kind = core::StreamState::Kind;

Q_DECLARE_METATYPE(core::StreamState)

class TstStreamWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyStateHasItsSentence_data()
    {
        QTest::addColumn<StreamState>("state");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("says");
        QTest::addColumn<bool>("canBeWritten");
        const auto row
            = [](const char *name, Kind kind, std::optional<quint64> last) -> QTestData & {
            StreamState state;
            state.kind = kind;
            if (last)
                state.last = Revision{*last};
            return QTest::newRow(name) << state;
        };
        row("never written", Kind::NotFound, {}) << QStringLiteral("No stream of this name")
                                                 << QStringLiteral("never been written") << true;
        row("cannot be told", Kind::NotFoundOrDenied, {})
            << QStringLiteral("Not found or soft-deleted") << QStringLiteral("cannot be told")
            << true;
        row("metadata only", Kind::MetadataOnly, {})
            << QStringLiteral("No events yet") << QStringLiteral("gets revision 0") << true;
        row("all truncated", Kind::AllTruncated, 2)
            << QStringLiteral("No readable events")
            << QStringLiteral("The last revision was 2; the next event gets 3.") << true;
        row("soft-deleted", Kind::SoftDeleted, 17)
            << QStringLiteral("Soft-deleted") << QStringLiteral("the next event gets 18") << true;
        row("soft-deleted, the last revision unknown", Kind::SoftDeleted, {})
            << QStringLiteral("Soft-deleted") << QStringLiteral("brings the stream back") << true;
        row("deleted for good", Kind::Tombstoned, {})
            << QStringLiteral("Deleted for good") << QStringLiteral("never be used again") << false;
    }
    void everyStateHasItsSentence()
    {
        QFETCH(StreamState, state);
        QFETCH(QString, title);
        QFETCH(QString, says);
        QFETCH(bool, canBeWritten);
        const ui::StreamWords words = ui::wordsFor(m_stream, state);
        QCOMPARE(words.title, title);
        QVERIFY2(words.text.contains(says), qPrintable(words.text));
        QVERIFY(words.text.contains(m_stream.text()));
        QCOMPARE(!words.appendVerb.isEmpty(), canBeWritten);
    }

    void aStreamOfAProjectionSaysWhoWritesIt_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("status"); // empty: not known
        QTest::addColumn<QString>("text");
        const QString enable
            = QStringLiteral(" Members of $ops or $admins can enable it; it then links what is "
                             "there already, too.");
        const QString writes = QStringLiteral("%1 is written by the system projection %2, which ");
        const QString off = QStringLiteral("is off, or has found nothing for it yet.");
        const auto row = [&](const char *name, const char *projection, const QString &end) {
            const QString text
                = writes.arg(QString::fromLatin1(name), QString::fromLatin1(projection)) + end;
            QTest::newRow(name) << QString::fromLatin1(name) << QString() << text;
        };
        row("$ce-order", "$by_category", off + enable);
        row("$ce-%1", "$by_category", off + enable);
        row("$et-OrderPlaced", "$by_event_type", off + enable);
        row("$bc-1042", "$by_correlation_id", off + enable);
        row("$category-order", "$stream_by_category", off + enable);
        row("$streams", "$streams", off + enable);
        QTest::newRow("stopped") << QStringLiteral("$ce-order") << QStringLiteral("Stopped")
                                 << writes.arg(QStringLiteral("$ce-order"),
                                               QStringLiteral("$by_category"))
                                        + QStringLiteral("does not run: the server calls it "
                                                         "“Stopped”.")
                                        + enable;
        QTest::newRow("running") << QStringLiteral("$ce-order") << QStringLiteral("Running")
                                 << writes.arg(QStringLiteral("$ce-order"),
                                               QStringLiteral("$by_category"))
                                        + QStringLiteral("runs and has found nothing for it yet.");
    }
    void aStreamOfAProjectionSaysWhoWritesIt()
    {
        QFETCH(QString, name);
        QFETCH(QString, status);
        std::optional<core::ProjectionStatus> known;
        if (!status.isEmpty())
            known.emplace().status = status;
        const auto words = ui::wordsForProjected(core::StreamName(name), known);
        QVERIFY(words);
        QTEST(words->text, "text");
        QVERIFY(words->appendVerb.isEmpty());
        QCOMPARE(words->projectionsVerb, QStringLiteral("Projections"));
    }

    void nobodyIsOfferedToWriteWhereAProjectionDoes()
    {
        QVERIFY(!ui::wordsForProjected(m_stream, {}));
        StreamState state;
        state.kind = Kind::SoftDeleted;
        const core::StreamName links(QStringLiteral("$ce-order"));
        QVERIFY(ui::wordsFor(links, state).appendVerb.isEmpty());
        QVERIFY(!ui::wordsFor(m_stream, state).appendVerb.isEmpty());
    }

    void whatIsGoneIsSaid()
    {
        const auto one
            = ui::wordsForGone(m_stream, {ui::EventRowState::Gone, nullptr, Revision{7}, {}});
        QVERIFY(one);
        QCOMPARE(one->title, QStringLiteral("order-42@7 is gone"));
        const QString note = QStringLiteral("revisions 0–41 are gone: truncate before 42");
        const auto first
            = ui::wordsForGone(m_stream, {ui::EventRowState::GoneRange, nullptr, {}, note});
        QVERIFY(first);
        QCOMPARE(first->text,
                 QStringLiteral("Revisions 0–41 are gone: truncate before 42. Links to them are "
                                "broken."));
        QVERIFY(
            !ui::wordsForGone(m_stream, {ui::EventRowState::Loading, nullptr, Revision{7}, {}}));
    }

    void sinceWhenIsToldWhereItIsKnown_data()
    {
        QTest::addColumn<StreamState>("state");
        QTest::addColumn<QString>("told");
        QTest::addColumn<QString>("untold");
        const auto row
            = [](const char *name, Kind kind, const QByteArray &metadata) -> QTestData & {
            StreamState state;
            state.kind = kind;
            state.metadata.json = metadata;
            return QTest::newRow(name) << state;
        };
        row("metadata only", Kind::MetadataOnly, "{}")
            << QStringLiteral("order-42 has metadata, written 2026-03-02 14:05:11")
            << QStringLiteral("order-42 has metadata and no event.");
        row("truncate before", Kind::AllTruncated, R"({"$tb":42})")
            << QStringLiteral("truncate before 42. That metadata was written 2026-03-02 14:05:11")
            << QStringLiteral("truncate before 42. A lower $tb brings those back");
        row("expired", Kind::AllTruncated, R"({"$maxAge":60})")
            << QStringLiteral("keeps them for 60 s. That metadata was written 2026-03-02 14:05:11")
            << QStringLiteral("All events of order-42 have expired");
        row("truncated, the rule unknown", Kind::AllTruncated, "{}")
            << QStringLiteral("have expired. That metadata was written 2026-03-02 14:05:11")
            << QStringLiteral("All events of order-42 are truncated or have expired.");
        row("soft-deleted", Kind::SoftDeleted, R"({"$tb":9223372036854775807})")
            << QStringLiteral("Since 2026-03-02 14:05:11")
            << QStringLiteral("The events of order-42 cannot be read any more.");
        row("deleted for good", Kind::Tombstoned, {})
            << QStringLiteral("nothing that would tell since when")
            << QStringLiteral("nothing that would tell since when");
    }
    void sinceWhenIsToldWhereItIsKnown()
    {
        QFETCH(StreamState, state);
        QFETCH(QString, told);
        QFETCH(QString, untold);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        const core::EventTime written{1772460311 * core::EventTime::TicksPerSecond}; // 2 March 2026
        const QString with = ui::wordsFor(m_stream, state, written).text;
        QVERIFY2(with.contains(told), qPrintable(with));
        const QString without = ui::wordsFor(m_stream, state).text;
        QVERIFY2(without.contains(untold), qPrintable(without));
        QVERIFY2(!without.contains(QStringLiteral("written")), qPrintable(without));
    }

    void whoMayNotReadIsTold()
    {
        const core::Error denied{core::ErrorCode::AccessDenied, QStringLiteral("no"), {}};
        core::ConnectionSettings settings;
        const auto says = [&](const char *words) {
            return ui::wordsFor(m_stream, denied, settings).text.contains(QLatin1String(words));
        };
        QVERIFY(says("no user"));
        QVERIFY(says("The right to read this stream is missing"));
        settings.userCertFile = QStringLiteral("ops.crt");
        QVERIFY(says("client certificate"));
        settings.credentials = core::Credentials{QStringLiteral("ops"), {}};
        QVERIFY(says("user is ops"));
        settings.trustedIdentity = QStringLiteral("audit; $admins");
        QVERIFY(says("user is ops")); // over gRPC there is no trusted name
        settings.transport = core::TransportKind::Http;
        QVERIFY(says("trusted name is audit."));
        QVERIFY(ui::wordsFor(core::StreamName::all(), denied, settings)
                    .text.contains(QStringLiteral("Categories")));
    }

    void aRefusedPasswordIsNoMissingRight()
    {
        const core::Error refused{core::ErrorCode::Unauthenticated,
                                  QStringLiteral("The server refused the user name or the "
                                                 "password."),
                                  {}};
        core::ConnectionSettings settings;
        settings.credentials = core::Credentials{QStringLiteral("ops"), {}};
        QCOMPARE(ui::wordsFor(m_stream, refused, settings).text,
                 QStringLiteral("This connection's user is ops. The server refused the user name "
                                "or the password."));
    }

    void otherErrorsSpeakForThemselves()
    {
        const core::Error error{core::ErrorCode::Timeout, QStringLiteral("No answer in 10 s."), {}};
        const ui::StreamWords words = ui::wordsFor(m_stream, error, {});
        QCOMPARE(words.title, QStringLiteral("order-42 could not be read"));
        QCOMPARE(words.text, error.message);
    }

    void whyEventsAreGone_data()
    {
        QTest::addColumn<QByteArray>("metadata");
        QTest::addColumn<QString>("reason");
        QTest::newRow("truncated here")
            << QByteArray(R"({"$tb":42})") << QStringLiteral("truncate before 42");
        QTest::newRow("truncated elsewhere, so it is the count")
            << QByteArray(R"({"$tb":7,"$maxCount":100})")
            << QStringLiteral("the stream keeps its last 100");
        QTest::newRow("too old") << QByteArray(R"({"$maxAge":3600})")
                                 << QStringLiteral("the stream keeps its events for 3,600 s");
        QTest::newRow("nothing that explains it") << QByteArray(R"({"a":1})") << QString();
        QTest::newRow("not JSON") << QByteArray("nonsense") << QString();
        QTest::newRow("no metadata") << QByteArray() << QString();
    }
    void whyEventsAreGone()
    {
        QFETCH(QByteArray, metadata);
        QFETCH(QString, reason);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        QCOMPARE(ui::goneReason(metadata, Revision{42}), reason);
    }

private:
    const core::StreamName m_stream{QStringLiteral("order-42")};
};

QTEST_GUILESS_MAIN(TstStreamWords)
#include "tst_stream_words.moc"
