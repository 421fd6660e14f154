// What a link's text says: what is taken, and what is wrong with the rest, and where.
#include "core/links/link_text.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;

class TstLinkText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aLinkNamesAnEvent()
    {
        const LinkText text = LinkText::ofLink("17@a@b");
        QCOMPARE(text.form, LinkText::Form::Event);
        QCOMPARE(text.target(), (LinkTarget{StreamName(QStringLiteral("a@b")), Revision{17}}));
        QVERIFY(text.problem.isEmpty());
    }

    void aReferenceNamesAStream()
    {
        RecordedEvent event;
        event.type = QStringLiteral("$@");
        event.data = "0@order";
        const LinkText text = LinkText::of(event);
        QCOMPARE(text.form, LinkText::Form::Reference);
        QCOMPARE(text.stream.text(), QStringLiteral("0@order"));
        QVERIFY(!text.target());
        event.data.clear();
        QCOMPARE(LinkText::of(event).form, LinkText::Form::Malformed);
    }

    void aTextThatWasNotToldIsNotCalledEmpty()
    {
        RecordedEvent link;
        link.type = QStringLiteral("$>");
        link.dataExact = false;
        QCOMPARE(LinkText::of(link).form, LinkText::Form::Malformed);
        QVERIFY(LinkText::of(link).problem.contains(QStringLiteral("HTTP")));
    }

    void aMalformedLinkSaysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("problem");
        QTest::addColumn<qsizetype>("at");
        const auto row
            = [](const char *name, const QByteArray &data, const char *problem, qsizetype at) {
                  QTest::newRow(name) << data << QString::fromUtf8(problem) << at;
              };
        row("nothing", "", "The link has no text.", 0);
        row("no at sign", "12", "There is no \"@\" in \"12\", so that no stream is named.", 2);
        row("no revision", "@s", "There is no revision before the \"@\".", 0);
        row("no number", "1x@s", "The revision \"1x\" is not a number.", 1);
        row("negative", "-1@s", "The revision \"-1\" is negative.", 0);
        row("only a sign", "-@s", "The revision \"-\" is not a number.", 0);
        row("a space within", "1 2@s", "The revision \"1 2\" is not a number.", 1);
        row("too large",
            "9223372036854775808@s",
            "The revision 9223372036854775808 is larger than any that a server keeps.",
            0);
        row("no stream", "0@", "There is no stream's name after the \"@\".", 2);
        row("bad text", "0@ab\xff", "The stream's name is not text in UTF-8.", 4);
    }
    void aMalformedLinkSaysWhatIsWrongAndWhere()
    {
        QFETCH(QByteArray, data);
        QFETCH(QString, problem);
        QFETCH(qsizetype, at);
        const LinkText text = LinkText::ofLink(data);
        QCOMPARE(text.form, LinkText::Form::Malformed);
        QCOMPARE(text.problem, problem);
        QCOMPARE(text.problemAt, at);
        QVERIFY(!text.target());
    }
};

QTEST_APPLESS_MAIN(TstLinkText)
#include "tst_link_text.moc"
