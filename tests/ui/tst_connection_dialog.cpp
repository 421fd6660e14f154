// Asking for a server: what is wrong is said in place, a password is kept nowhere.
#include "core/settings/settings.h"
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/window_bench.h"
#include "ui/connections/connection_dialog.h"
#include "ui/connections/marked_line_edit.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>

using namespace ui;

class TstConnectionDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        m_prompts = std::make_unique<tests::ToldPrompts>();
        m_parent = std::make_unique<QWidget>();
        m_dialog = new ConnectionDialog(*m_prompts, {}, m_parent.get());
        connect(m_dialog,
                &ConnectionDialog::connectRequested,
                this,
                [this](const core::ConnectionSettings &settings) { m_wanted = settings; });
        m_wanted.reset();
        m_dialog->open();
    }
    void cleanup() { m_parent.reset(); }

    void aStringIsTaken();
    void theWrongPartOfAStringIsMarked();
    void theMarkGoesWhenTheStringIsMended();
    void hostPortAndCredentialsAreTaken();
    void aWrongFieldIsNamedAndGetsTheFocus_data();
    void aWrongFieldIsNamedAndGetsTheFocus();
    void thePasswordIsHidden();
    void everyWidgetThatTakesTheFocusHasAName();
    void aServersPasswordIsNotRemembered();

private:
    template<typename T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QStringLiteral("connection-dialog/")
                                        + QString::fromLatin1(name));
    }
    void press(const char *name) const
    {
        QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton);
    }

    std::unique_ptr<tests::ToldPrompts> m_prompts;
    std::unique_ptr<QWidget> m_parent;
    ConnectionDialog *m_dialog = nullptr;
    std::optional<core::ConnectionSettings> m_wanted;
};

void TstConnectionDialog::aStringIsTaken()
{
    auto *field = find<MarkedLineEdit>("string");
    QTest::keyClicks(field, QStringLiteral(" esdb://admin:geheim@db.example:2114?tls=false "));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(m_wanted);
    QCOMPARE(m_wanted->hosts.constFirst().toString(), QStringLiteral("db.example:2114"));
    QCOMPARE(m_wanted->credentials->password, QStringLiteral("geheim"));
    QVERIFY(!m_wanted->tls);
}

void TstConnectionDialog::theWrongPartOfAStringIsMarked()
{
    auto *field = find<MarkedLineEdit>("string");
    QTest::keyClicks(field, QStringLiteral("esdb://u:geheim@localhost:21x13?tls=false"));
    press("connect");
    QVERIFY(!m_wanted);
    QVERIFY(m_dialog->isVisible());
    const QString marked = field->text().mid(field->markedFrom(), field->markedLength());
    QVERIFY2(marked.contains(QStringLiteral("21x13")), qPrintable(marked));
    const QString problem = find<QLabel>("problem")->text();
    QVERIFY2(problem.contains(QStringLiteral("65535")), qPrintable(problem));
    QVERIFY(!problem.contains(QStringLiteral("geheim")));
    QVERIFY(field->hasFocus() || m_dialog->focusWidget() == field);
}

void TstConnectionDialog::theMarkGoesWhenTheStringIsMended()
{
    auto *field = find<MarkedLineEdit>("string");
    QTest::keyClicks(field, QStringLiteral("esdb://localhost:x"));
    press("connect");
    QVERIFY(field->markedLength() > 0);
    QTest::keyClick(field, Qt::Key_Backspace);
    QTest::keyClicks(field, QStringLiteral("2113"));
    QCOMPARE(field->markedLength(), 0);
    QVERIFY(find<QLabel>("problem")->text().isEmpty());
}

void TstConnectionDialog::hostPortAndCredentialsAreTaken()
{
    find<QTabBar>("ways")->setCurrentIndex(1);
    find<QLineEdit>("host")->setText(QStringLiteral("db.example"));
    find<QLineEdit>("port")->setText(QStringLiteral("2114"));
    find<QCheckBox>("verify")->setChecked(false);
    QVERIFY(!find<QLineEdit>("ca-file")->isEnabled());
    find<QLineEdit>("user")->setText(QStringLiteral("ops"));
    find<QLineEdit>("password")->setText(QStringLiteral("ge@heim:?"));
    press("connect");
    QVERIFY(m_wanted);
    QCOMPARE(m_wanted->hosts.constFirst().toString(), QStringLiteral("db.example:2114"));
    QVERIFY(m_wanted->tls);
    QVERIFY(!m_wanted->tlsVerifyCert);
    QCOMPARE(m_wanted->credentials->user, QStringLiteral("ops"));
    QCOMPARE(m_wanted->credentials->password, QStringLiteral("ge@heim:?"));
}

void TstConnectionDialog::aWrongFieldIsNamedAndGetsTheFocus_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    QTest::newRow("no host") << QStringLiteral("host") << QString() << QStringLiteral("host");
    QTest::newRow("no port") << QStringLiteral("port") << QString() << QStringLiteral("port");
    QTest::newRow("port zero") << QStringLiteral("port") << QStringLiteral("0")
                               << QStringLiteral("port");
    QTest::newRow("port too large")
        << QStringLiteral("port") << QStringLiteral("65536") << QStringLiteral("port");
    QTest::newRow("port of letters")
        << QStringLiteral("port") << QStringLiteral("http") << QStringLiteral("port");
    QTest::newRow("no such CA file")
        << QStringLiteral("ca-file") << QStringLiteral("/nowhere/ca.crt")
        << QStringLiteral("/nowhere/ca.crt");
}

void TstConnectionDialog::aWrongFieldIsNamedAndGetsTheFocus()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, problem);
    find<QTabBar>("ways")->setCurrentIndex(1);
    auto *edit = find<QLineEdit>(qPrintable(field));
    edit->setText(text);
    press("connect");
    QVERIFY(!m_wanted);
    QVERIFY(find<QLabel>("problem")->text().contains(problem, Qt::CaseInsensitive));
    QCOMPARE(m_dialog->focusWidget(), edit);
}

void TstConnectionDialog::thePasswordIsHidden()
{
    QCOMPARE(find<QLineEdit>("password")->echoMode(), QLineEdit::Password);
}

void TstConnectionDialog::everyWidgetThatTakesTheFocusHasAName()
{
    QCOMPARE(tests::namelessWidgets(*m_dialog), QStringList());
    find<QTabBar>("ways")->setCurrentIndex(1);
    QCOMPARE(tests::namelessWidgets(*m_dialog), QStringList());
}

void TstConnectionDialog::aServersPasswordIsNotRemembered()
{
    tests::WindowBench bench;
    bench.window.show();
    const auto parsed = core::parseConnectionString(
        QStringLiteral("esdb://admin:geheim@127.0.0.1:1?tls=false&maxDiscoverAttempts=1"));
    QVERIFY(parsed);
    bench.window.openServer(parsed->settings, {});
    const QStringList recent = bench.settings.recentConnections.get();
    QCOMPARE(recent.size(), 1);
    QVERIFY(recent.constFirst().contains(QStringLiteral("127.0.0.1:1")));
    QVERIFY(!recent.constFirst().contains(QStringLiteral("geheim")));
    QVERIFY(!recent.constFirst().contains(QStringLiteral("admin")));
    QVERIFY(!bench.window.windowTitle().contains(QStringLiteral("geheim")));
    auto *again = [&bench] { return bench.find<QPushButton>("connecting-page/try-again"); }();
    QTRY_VERIFY((again = bench.find<QPushButton>("connecting-page/try-again")));
    QVERIFY(bench.window.workspace()->currentConnection()->error().message.contains(
        QStringLiteral("127.0.0.1:1")));
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_COMPARE(bench.window.workspace()->currentConnection()->state(), Connection::State::Failed);
}

QTEST_MAIN(TstConnectionDialog)
#include "tst_connection_dialog.moc"
