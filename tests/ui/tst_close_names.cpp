// Which names are offered where somebody typed one that does not exist.
#include "tests/support/gui_warnings.h"
#include "ui/streams/close_names.h"

#include <QTest>

class TstCloseNames final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }

    void theClosestComeFirst_data();
    void theClosestComeFirst();
    void noMoreThanAskedForAreOffered();
};

void TstCloseNames::theClosestComeFirst_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("offered");
    const auto row = [](const char *name, const char *typed, const char *offered) {
        QTest::newRow(name) << QString::fromLatin1(typed) << QString::fromLatin1(offered);
    };
    row("a letter is missing", "ordr-42", "order-42");
    row("two letters are swapped", "odrer-42", "order-42");
    row("another case", "ORDER-42", "order-42 order-1042");
    row("another number is one letter away", "order-43", "order-42");
    row("a part of a name", "shipment", "shipment-9000000001");
    row("too short to be a part", "rd", "");
    row("nothing like it", "invoices-of-march", "");
    row("a system stream, only where one is typed", "$ce-ordr", "$ce-order");
    row("a name itself is not offered", "cart-7", "");
}

void TstCloseNames::theClosestComeFirst()
{
    QFETCH(QString, typed);
    QFETCH(QString, offered);
    const QSet<core::StreamName> known{core::StreamName(QStringLiteral("order-42")),
                                       core::StreamName(QStringLiteral("order-1042")),
                                       core::StreamName(QStringLiteral("cart-7")),
                                       core::StreamName(QStringLiteral("$ce-order")),
                                       core::StreamName(QStringLiteral("shipment-9000000001"))};
    QStringList names;
    for (const core::StreamName &name : ui::closeNames(typed, known, 3))
        names.append(name.text());
    QCOMPARE(names.join(u' '), offered);
}

void TstCloseNames::noMoreThanAskedForAreOffered()
{
    QSet<core::StreamName> known;
    for (int i = 0; i < 20; ++i)
        known.insert(core::StreamName(QStringLiteral("order-%1").arg(i)));
    QCOMPARE(ui::closeNames(QStringLiteral("order"), known, 3).size(), 3);
}

QTEST_APPLESS_MAIN(TstCloseNames)
#include "tst_close_names.moc"
