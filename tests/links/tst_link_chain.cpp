// A link followed to its end, against a server that answers question by question.
#include "core/links/link_chain.h"
#include "tests/support/event_builders.h"
#include "tests/support/fake_transport.h"
#include "tests/support/wait_for.h"

#include <QSignalSpy>
#include <QTest>

using namespace core;

namespace {

RecordedEvent linkAt(const char *stream, quint64 revision, const QByteArray &text)
{
    return anEvent(stream).at(revision).ofType("$>").holding(text).asBytes();
}

/// "a@0 link > b@1 found".
QString shapeOf(const LinkStory &story)
{
    QStringList hops;
    for (const LinkHop &hop : story.hops)
        hops.append(addressText(hop.stream, hop.revision) + u' ' + linkStateText(hop.state));
    return hops.join(QStringLiteral(" > "));
}

/// Follows a@0; each read is answered by hand.
struct Scene {
    Scene()
        : client(fake::connectionTo({fake::node("one")}), server.factory(), IoThread::Caller)
        , chain(
              std::make_unique<LinkChain>(client, LinkTarget{StreamName(QStringLiteral("a")), {}}))
    {
        QObject::connect(chain.get(), &LinkChain::finished, &client, [this](const auto &result) {
            ++finished;
            if (result)
                story = *result;
            else
                error = result.error();
        });
        chain->start();
        settle();
    }

    void answer(const EventBatch &events, std::optional<Revision> last = {})
    {
        const auto read = server.reads.constLast();
        if (!events.isEmpty())
            read->send(events);
        if (last)
            read->send(read_item::LastRevision{*last});
        read->end();
        settle();
    }
    void resolve(const RecordedEvent &link, const RecordedEvent &target)
    {
        answer({ResolvedEvent{target, link}});
    }
    void fail(ErrorCode code)
    {
        server.reads.constLast()->end(fake::failure(code));
        settle();
    }
    [[nodiscard]] QString asked() const
    {
        const ReadRequest &request = server.reads.constLast()->request;
        const auto *revision = std::get_if<Revision>(&request.from);
        return request.stream.text() + (revision ? u'@' + revision->toString() : QString());
    }

    FakeServer server;
    Client client;
    std::unique_ptr<LinkChain> chain;
    int finished = 0;
    LinkStory story;
    Error error;
};

} // namespace

class TstLinkChain final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aChainIsFollowedHopByHop()
    {
        Scene scene;
        QCOMPARE(scene.asked(), QStringLiteral("a@0"));
        scene.resolve(linkAt("a", 0, "5@b"), linkAt("b", 5, "7@c"));
        QCOMPARE(scene.asked(), QStringLiteral("b@5"));
        scene.resolve(linkAt("b", 5, "7@c"), anEvent("c").at(7));
        QCOMPARE(scene.finished, 1);
        QCOMPARE(shapeOf(scene.story), QStringLiteral("a@0 link > b@5 link > c@7 found"));
        QCOMPARE(scene.story.asked.size(), 2);
        QVERIFY(scene.story.hops[2].event);
    }

    void whatTheServerResolvesIsFoundWithoutAskingAgain()
    {
        Scene scene;
        scene.resolve(linkAt("a", 0, "0@secret"), anEvent("secret").at(0));
        QCOMPARE(scene.server.reads.size(), 1);
        QCOMPARE(shapeOf(scene.story), QStringLiteral("a@0 link > secret@0 found"));
    }

    void aMiddleLinkThatMayNotBeReadIsFollowedByItsText()
    {
        Scene scene;
        scene.resolve(linkAt("a", 0, "5@b"), linkAt("b", 5, "7@c"));
        scene.fail(ErrorCode::AccessDenied);
        QCOMPARE(scene.asked(), QStringLiteral("c@7"));
        scene.answer({anEvent("c").at(7)});
        QCOMPARE(shapeOf(scene.story), QStringLiteral("a@0 link > b@5 link > c@7 found"));
    }

    void aTargetThatNeitherResolvesNorMayBeReadIsDenied()
    {
        Scene scene;
        scene.answer({ResolvedEvent{std::nullopt, linkAt("a", 0, "7@c")}});
        scene.fail(ErrorCode::AccessDenied);
        QCOMPARE(shapeOf(scene.story), QStringLiteral("a@0 link > c@7 denied"));
    }

    void aChainThatComesBackIsACycle()
    {
        Scene scene;
        scene.resolve(linkAt("a", 0, "5@b"), linkAt("b", 5, "0@a"));
        scene.resolve(linkAt("b", 5, "0@a"), linkAt("a", 0, "5@b"));
        QCOMPARE(shapeOf(scene.story), QStringLiteral("a@0 link > b@5 link > a@0 cycle"));
        QVERIFY(scene.story.why.contains(QStringLiteral("a@0")));
    }

    void aMalformedLinkEndsOnItself_data()
    {
        QTest::addColumn<bool>("isResolved");
        QTest::newRow("taken for an event") << false;
        QTest::newRow("told as broken") << true;
    }
    void aMalformedLinkEndsOnItself()
    {
        QFETCH(bool, isResolved);
        Scene scene;
        const RecordedEvent link = linkAt("a", 0, "x@c");
        scene.answer(
            {isResolved ? ResolvedEvent{std::nullopt, link} : ResolvedEvent{link, std::nullopt}});
        QCOMPARE(shapeOf(scene.story), QStringLiteral("a@0 malformed"));
        QCOMPARE(scene.story.why, QStringLiteral("The revision \"x\" is not a number."));
    }

    void aHoleIsReadBeforeItIsToldMissing()
    {
        Scene scene;
        scene.answer({ResolvedEvent{std::nullopt, linkAt("a", 0, "4@c")}});
        scene.answer(someEvents(9, 1, "c"), Revision{9});
        scene.answer(someEvents(0, 1, "c"));
        scene.fail(ErrorCode::StreamNotFound); // no metadata
        QCOMPARE(scene.asked(), QStringLiteral("c@4"));
        scene.answer(someEvents(5, 1, "c")); // the next one that is there
        QCOMPARE(shapeOf(scene.story), QStringLiteral("a@0 link > c@4 event-missing"));
    }

    void whatAppearsMeanwhileIsFound()
    {
        Scene scene;
        scene.answer({ResolvedEvent{std::nullopt, linkAt("a", 0, "4@c")}});
        scene.answer(someEvents(9, 1, "c"), Revision{9});
        scene.answer(someEvents(0, 1, "c"));
        scene.fail(ErrorCode::StreamNotFound); // no metadata
        scene.answer(someEvents(4, 1, "c"));
        QCOMPARE(shapeOf(scene.story), QStringLiteral("a@0 link > c@4 found"));
    }

    void aDeletionMarkerSaysWhatWasDeleted()
    {
        Scene scene;
        RecordedEvent link = linkAt("a", 0, "0@$$order-1");
        link.metadata = R"({"$o":"order-1","$deleted":-1})";
        scene.resolve(link, anEvent("$$order-1").at(0).ofType("$metadata"));
        QCOMPARE(scene.story.deletedStream(), StreamName(QStringLiteral("order-1")));
        QVERIFY(scene.story.why.contains(QStringLiteral("\"order-1\" was deleted here")));
    }

    void aLostConnectionIsAnError()
    {
        Scene scene;
        scene.fail(ErrorCode::Timeout);
        QCOMPARE(scene.finished, 1);
        QCOMPARE(scene.error.code, ErrorCode::Timeout);
    }

    void deletingTheChainCancels()
    {
        Scene scene;
        scene.chain.reset();
        settle();
        QVERIFY(scene.server.reads.constLast()->isCancelled);
        QCOMPARE(scene.finished, 0);
    }
};

QTEST_GUILESS_MAIN(TstLinkChain)
#include "tst_link_chain.moc"
