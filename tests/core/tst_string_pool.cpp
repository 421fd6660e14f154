// The pool of names and types: equal texts share their storage, and it does not grow for ever.
#include "core/base/string_pool.h"

#include <QTest>

using core::StringPool;

class TstStringPool final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void equalTextsShareTheirStorage()
    {
        StringPool pool;
        const std::string name = "order-1 – Übersee";
        const QString first = pool.intern(name);
        const QString second = pool.intern(std::string(name));
        QCOMPARE(first, QString::fromUtf8(name.c_str()));
        QCOMPARE(second.constData(), first.constData());
    }

    void theTextOutlivesTheBytes()
    {
        StringPool pool;
        {
            const std::string gone = "gone";
            (void)pool.intern(gone);
        }
        QCOMPARE(pool.intern("gone"), QStringLiteral("gone"));
        QCOMPARE(pool.size(), 1);
    }

    void aFullPoolStartsAgain()
    {
        StringPool pool(2);
        const QString a = pool.intern("a");
        (void)pool.intern("b");
        (void)pool.intern("c");
        QCOMPARE(pool.size(), 1);
        QCOMPARE(pool.intern("a"), a);
    }
};

QTEST_APPLESS_MAIN(TstStringPool)
#include "tst_string_pool.moc"
