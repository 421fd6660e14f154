// Settings in the person's folder: what is set is there the next time, and nobody waits for the
// disk.
#include "core/settings/settings.h"

#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using core::Settings;

class TstSettings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path());
    }

    void nothingKeptIsTheDefault()
    {
        const Settings settings = Settings::ofUser();
        QCOMPARE(settings.theme.get(), QStringLiteral("system"));
        QVERIFY(settings.isDetailShown.get());
        QVERIFY(!settings.hasDenseRows.get());
    }

    void whatIsSetHoldsAtOnceAndTheNextTime()
    {
        {
            Settings settings = Settings::ofUser();
            settings.theme.set(QStringLiteral("dark"));
            settings.hasDenseRows.set(true);
            settings.windowGeometry.set(QByteArray("\x00\xff,;\"\n", 6));
            settings.openConnections.set({QStringLiteral("a, b"), QStringLiteral("$all@1:2")});
            core::Setting<int> front = settings.frontTab(QStringLiteral("sandbox"));
            front.set(2);
            QCOMPARE(settings.theme.get(), QStringLiteral("dark"));
            QVERIFY(settings.hasDenseRows.get());
        }
        Settings next = Settings::ofUser();
        QCOMPARE(next.theme.get(), QStringLiteral("dark"));
        QVERIFY(next.hasDenseRows.get());
        QCOMPARE(next.windowGeometry.get(), QByteArray("\x00\xff,;\"\n", 6));
        QCOMPARE(next.openConnections.get(),
                 (QStringList{QStringLiteral("a, b"), QStringLiteral("$all@1:2")}));
        QCOMPARE(next.frontTab(QStringLiteral("sandbox")).get(), 2);
    }

    void theLastOfManyChangesIsKept()
    {
        {
            Settings settings = Settings::ofUser();
            for (int i = 0; i <= 1000; ++i)
                settings.theme.set(QString::number(i));
        }
        QCOMPARE(Settings::ofUser().theme.get(), QStringLiteral("1000"));
    }

    void aChangeReachesTheDiskWhileTheProgramRuns()
    {
        Settings settings = Settings::ofUser();
        settings.theme.set(QStringLiteral("light"));
        QTRY_COMPARE(Settings::ofUser().theme.get(), QStringLiteral("light"));
    }

    void aForgottenConnectionLeavesNothing()
    {
        const auto named = [](Settings &settings) {
            return settings.savedConnection(QStringLiteral("one")).name.get();
        };
        {
            Settings settings = Settings::ofUser();
            settings.savedConnections.set({QStringLiteral("one")});
            settings.savedConnection(QStringLiteral("one")).name.set(QStringLiteral("Shop"));
        }
        {
            Settings settings = Settings::ofUser();
            QCOMPARE(named(settings), QStringLiteral("Shop"));
            settings.forgetConnection(QStringLiteral("one"));
            QCOMPARE(named(settings), QString());
        }
        Settings next = Settings::ofUser();
        QCOMPARE(named(next), QString());
        QCOMPARE(next.savedConnections.get(), QStringList());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TstSettings)
#include "tst_settings.moc"
