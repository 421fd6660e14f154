// What a bare id may mean, and what of that is there.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/main_window/id_lookup.h"

using core::StreamName;
using namespace ui;

class TstIdLookup final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init() { tests::failOnWarnings(); }

    void anIdIsANameAndInEachCategoryAndACorrelation();
    void aTextWithACategoryIsNotPutIntoOthers();
    void aUuidIsAnId();
    void onlyTheLargestCategoriesAreAsked();
    void theNameItselfIsTheAnswerWhereItCanBeRead();
    void whatIsNotThereIsNotFound();
    void anErrorIsNoAnswer();

private:
    [[nodiscard]] static QStringList texts(const QList<StreamName> &streams)
    {
        QStringList names;
        for (const StreamName &stream : streams)
            names.append(stream.text());
        return names;
    }
    [[nodiscard]] static QSet<StreamName> known(const QStringList &names)
    {
        QSet<StreamName> streams;
        for (const QString &name : names)
            streams.insert(StreamName(name));
        return streams;
    }
    [[nodiscard]] static QStringList candidates(const char *id)
    {
        return texts(IdLookup::candidatesFor(QString::fromLatin1(id),
                                             known({QStringLiteral("order-1"),
                                                    QStringLiteral("cart-1"),
                                                    QStringLiteral("alone"),
                                                    QStringLiteral("$ce-order")}))
                         .streams);
    }
    static IdLookup::Found find(core::Client &client, const QStringList &names)
    {
        QList<StreamName> streams;
        for (const QString &name : names)
            streams.append(StreamName(name));
        std::optional<IdLookup::Found> found;
        const IdLookup lookup(
            client, streams, [&found](const IdLookup::Found &each) { found = each; });
        [&found] { QTRY_VERIFY(found); }();
        return found.value_or(IdLookup::Found());
    }

    tests::Shop m_shop;
};

void TstIdLookup::anIdIsANameAndInEachCategoryAndACorrelation()
{
    QCOMPARE(candidates("7"),
             QStringList({QStringLiteral("7"),
                          QStringLiteral("cart-7"),
                          QStringLiteral("order-7"),
                          QStringLiteral("$bc-7")}));
}

void TstIdLookup::aTextWithACategoryIsNotPutIntoOthers()
{
    QCOMPARE(candidates("odrer-2"),
             QStringList({QStringLiteral("odrer-2"), QStringLiteral("$bc-odrer-2")}));
}

void TstIdLookup::aUuidIsAnId()
{
    const QStringList found = candidates("3f2504e0-4f89-41d3-9a0c-0305e82c3301");
    QVERIFY(found.contains(QStringLiteral("order-3f2504e0-4f89-41d3-9a0c-0305e82c3301")));
}

void TstIdLookup::onlyTheLargestCategoriesAreAsked()
{
    QStringList names{QStringLiteral("zebra-1"), QStringLiteral("zebra-2")};
    for (int i = 0; i < IdLookup::CategoriesAsked + 49; ++i)
        names.append(QStringLiteral("small%1-1").arg(i));
    const IdLookup::Candidates few = IdLookup::candidatesFor(QStringLiteral("7"), known(names));
    QCOMPARE(few.categoriesLeftOut, 50);
    QCOMPARE(few.streams.size(), IdLookup::CategoriesAsked + 2);
    QVERIFY(few.streams.contains(StreamName(QStringLiteral("zebra-7"))));
}

void TstIdLookup::theNameItselfIsTheAnswerWhereItCanBeRead()
{
    m_shop.append(QStringLiteral("7"), 1);
    const auto found = find(m_shop.client(), {QStringLiteral("7"), QStringLiteral("cart-7")});
    QCOMPARE(texts(found.streams), QStringList(QStringLiteral("7")));
    QVERIFY(!found.error);
}

void TstIdLookup::whatIsNotThereIsNotFound()
{
    const auto found
        = find(m_shop.client(),
               {QStringLiteral("12"), QStringLiteral("order-2"), QStringLiteral("cart-12")});
    QCOMPARE(texts(found.streams), QStringList(QStringLiteral("order-2")));
    QVERIFY(!found.error);
}

void TstIdLookup::anErrorIsNoAnswer()
{
    core::ConnectionSettings nowhere = m_shop.settings();
    nowhere.hosts = {{QStringLiteral("127.0.0.1"), 1}};
    nowhere.defaultDeadline = std::chrono::milliseconds(500);
    nowhere.maxDiscoverAttempts = 1;
    core::Client client(nowhere, core::anyTransportFactory());
    const auto found = find(client, {QStringLiteral("7"), QStringLiteral("cart-7")});
    QVERIFY(found.streams.isEmpty());
    QVERIFY(found.error);
}

QTEST_MAIN(TstIdLookup)
#include "tst_id_lookup.moc"
