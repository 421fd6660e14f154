// The gallery: every state of the window, light and dark, as pictures with an index page.
//   TRIBUTARY_SHOTS=folder shots [-silent] [scene...]
#include "tests/shots/audit_scenes.h"
#include "tests/shots/browsing_scenes.h"
#include "tests/shots/connection_scenes.h"
#include "tests/shots/detail_scenes.h"
#include "tests/shots/events_scenes.h"
#include "tests/shots/link_scenes.h"
#include "tests/shots/outcome_scenes.h"
#include "tests/shots/projection_scenes.h"
#include "tests/shots/state_scenes.h"
#include "tests/shots/writing_scenes.h"
#include "tests/support/named_widgets.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QSet>

using namespace shots;

class Shots final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void scene_data();
    void scene();

private:
    std::unique_ptr<Server> m_server;
    QDir m_folder;
    QList<Scene> m_scenes = browsingScenes() + eventsScenes() + stateScenes() + connectionScenes()
                            + writingScenes() + outcomeScenes() + detailScenes() + linkScenes()
                            + auditScenes() + projectionScenes();
};

void Shots::initTestCase()
{
    QSet<QString> names;
    for (const Scene &named : std::as_const(m_scenes)) {
        QVERIFY2(!names.contains(named.name), qPrintable(named.name)); // its pictures would be lost
        names.insert(named.name);
    }
    m_folder.setPath(qEnvironmentVariable("TRIBUTARY_SHOTS", QStringLiteral("shots")));
    QVERIFY(m_folder.mkpath(QStringLiteral(".")));
    m_server = std::make_unique<Server>();
    prepareAuditScenes(*m_server);
    prepareBrowsingScenes(*m_server);
}

void Shots::scene_data()
{
    QTest::addColumn<qsizetype>("index");
    QTest::addColumn<ui::ThemeChoice>("theme");
    for (qsizetype i = 0; i < m_scenes.size(); ++i) {
        const QByteArray name = m_scenes.at(i).name.toUtf8();
        QTest::addRow("%s-light", name.constData()) << i << ui::ThemeChoice::Light;
        QTest::addRow("%s-dark", name.constData()) << i << ui::ThemeChoice::Dark;
    }
}

void Shots::scene()
{
    QFETCH(qsizetype, index);
    QFETCH(ui::ThemeChoice, theme);
    const Scene &played = m_scenes.at(index);
    Stage stage(*m_server, theme, played.size);
    played.play(stage);
    const QPixmap picture = stage.picture();
    const QString twice = picture.devicePixelRatio() > 1 ? QStringLiteral("@2x") : QString();
    const QString file
        = QString::fromUtf8(QTest::currentDataTag()) + twice + QStringLiteral(".png");
    QVERIFY(picture.save(m_folder.filePath(file)));
    for (const QWidget *top : QApplication::topLevelWidgets()) {
        if (top->isVisible())
            QCOMPARE(tests::namelessWidgets(*top), QStringList());
    }
}

void Shots::cleanupTestCase()
{
    QString page = QStringLiteral(
        "<!doctype html><meta charset=\"utf-8\"><title>Tributary: every state</title>"
        "<style>body{font:14px sans-serif;margin:24px;background:#888;color:#fff}"
        "figure{display:inline-block;width:47%;margin:0 1% 24px}img{width:100%}</style>"
        "<h1>Every state of the window</h1>\n");
    for (const Scene &shown : m_scenes) {
        page += QStringLiteral("<h2>%1</h2>\n").arg(shown.words.toHtmlEscaped());
        for (const char *kind : {"light", "dark", "light@2x", "dark@2x"}) {
            const QString file = QStringLiteral("%1-%2.png").arg(shown.name, QLatin1String(kind));
            if (m_folder.exists(file))
                page += QStringLiteral("<figure><a href=\"%1\"><img src=\"%1\" alt=\"%1\"></a>"
                                       "</figure>\n")
                            .arg(file);
        }
    }
    QFile index(m_folder.filePath(QStringLiteral("index.html")));
    QVERIFY(index.open(QIODevice::WriteOnly));
    index.write(page.toUtf8());
}

QTEST_MAIN(Shots)
#include "shots.moc"
