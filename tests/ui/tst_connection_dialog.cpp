// Asking for a server: what is wrong is said in place, a password is kept nowhere.
#include "core/settings/settings.h"
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/window_bench.h"
#include "ui/connections/connection_dialog.h"
#include "ui/connections/marked_line_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
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
        m_secrets = std::make_unique<tests::ToldSecrets>();
        m_profile.reset();
        m_wanted.reset();
        openDialog({});
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
    void aNewConnectionAsksBeforeWritingAndIsKept();
    void nameColourAndGuardAreTaken();
    void aStringsCredentialsAreShownAndMayBeChanged();
    void whatIsTypedOnOneSideIsShownOnTheOther();
    void severalHostsAreACluster();
    void aTrustedNameIsForHttpOnly();
    void aTrustedNameNeedsAName();
    void aCertificateNeedsBothFiles();
    void headersAreNeverNamed();
    void withoutAKeyringThePasswordIsNotKept();
    void aKeptPasswordIsNeitherShownNorLost();
    void aKeyringThatIsShutLosesNothing();
    void forgettingIsAskedFirst();
    void itFitsTheSmallestScreen();

private:
    void openDialog(const QList<core::ConnectionProfile> &saved)
    {
        m_dialog = new ConnectionDialog({*m_prompts, *m_secrets, saved, {}}, m_parent.get());
        connect(m_dialog,
                &ConnectionDialog::connectRequested,
                this,
                [this](const core::ConnectionProfile &profile) {
                    m_profile = profile;
                    m_wanted = profile.settings;
                });
        connect(m_dialog, &ConnectionDialog::forgetRequested, this, [this](const QString &id) {
            m_forgotten = id;
        });
        m_dialog->open();
    }
    void reopenWith(const core::ConnectionProfile &saved)
    {
        delete m_dialog;
        openDialog({saved});
        find<QComboBox>("saved")->setCurrentIndex(1);
    }
    void type(const char *string) const
    {
        QTest::keyClicks(find<MarkedLineEdit>("string"), QString::fromLatin1(string));
    }
    void choose(const char *combo, const char *text) const
    {
        auto *box = find<QComboBox>(combo);
        const int index = box->findText(QString::fromUtf8(text));
        QVERIFY2(index >= 0, text);
        box->setCurrentIndex(index);
    }
    [[nodiscard]] static core::ConnectionProfile kept()
    {
        core::ConnectionProfile profile;
        profile.id = QStringLiteral("id-1");
        profile.name = QStringLiteral("orders");
        profile.settings.hosts = {{QStringLiteral("db.example"), 2113}};
        profile.settings.credentials = core::Credentials{QStringLiteral("ops"), {}};
        profile.keepsPassword = true;
        return profile;
    }
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
    std::unique_ptr<tests::ToldSecrets> m_secrets;
    std::unique_ptr<QWidget> m_parent;
    ConnectionDialog *m_dialog = nullptr;
    std::optional<core::ConnectionProfile> m_profile;
    std::optional<core::ConnectionSettings> m_wanted;
    QString m_forgotten;
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

void TstConnectionDialog::aNewConnectionAsksBeforeWritingAndIsKept()
{
    type("esdb://localhost:2113?tls=false");
    press("connect");
    QVERIFY(m_profile);
    QCOMPARE(m_profile->guard, core::Guard::Ask);
    QVERIFY(!m_profile->id.isEmpty());
    QCOMPARE(m_profile->name, QStringLiteral("localhost:2113"));
    QCOMPARE(m_wanted->transport, core::TransportKind::Grpc);
    QVERIFY(!m_wanted->credentials);
}

void TstConnectionDialog::nameColourAndGuardAreTaken()
{
    type("esdb://localhost:2113?tls=false");
    QTest::keyClicks(find<QLineEdit>("name"), QStringLiteral("orders"));
    choose("color", "Red: production");
    choose("guard", "Read-only: write nothing");
    find<QCheckBox>("keep")->setChecked(false);
    press("connect");
    QVERIFY(m_profile);
    QCOMPARE(m_profile->name, QStringLiteral("orders"));
    QVERIFY(m_profile->isProduction());
    QCOMPARE(m_profile->guard, core::Guard::ReadOnly);
    QVERIFY(m_profile->id.isEmpty());
}

void TstConnectionDialog::aStringsCredentialsAreShownAndMayBeChanged()
{
    type("esdb://ops:geheim@localhost:2113?tls=false");
    QCOMPARE(find<QLineEdit>("user")->text(), QStringLiteral("ops"));
    QCOMPARE(find<QLineEdit>("password")->text(), QStringLiteral("geheim"));
    find<QLineEdit>("user")->setText(QStringLiteral("admin"));
    type("&connectionName=x"); // the string goes on, the person's user stays
    press("connect");
    QVERIFY(m_wanted);
    QCOMPARE(m_wanted->credentials->user, QStringLiteral("admin"));
    QCOMPARE(m_wanted->credentials->password, QStringLiteral("geheim"));
    QCOMPARE(m_profile->name, QStringLiteral("x"));
}

void TstConnectionDialog::whatIsTypedOnOneSideIsShownOnTheOther()
{
    type("esdb://ops:geheim@db.example:2114?tls=false&nodePreference=follower"
         "&keepAliveInterval=20000");
    find<QTabBar>("ways")->setCurrentIndex(1);
    QCOMPARE(find<QLineEdit>("host")->text(), QStringLiteral("db.example"));
    QCOMPARE(find<QLineEdit>("port")->text(), QStringLiteral("2114"));
    QVERIFY(!find<QCheckBox>("tls")->isChecked());
    QCOMPARE(find<QComboBox>("nodes")->currentText(), QStringLiteral("Prefer a follower"));
    choose("nodes", "Any node");
    find<QTabBar>("ways")->setCurrentIndex(0);
    const QString text = find<MarkedLineEdit>("string")->text();
    QVERIFY2(text.contains(QStringLiteral("nodePreference=random")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("keepAliveInterval=20000")), qPrintable(text));
    QVERIFY2(!text.contains(QStringLiteral("geheim")), qPrintable(text));
    press("connect");
    QVERIFY(m_wanted);
    QCOMPARE(m_wanted->credentials->password, QStringLiteral("geheim"));
    QCOMPARE(m_wanted->nodePreference, core::NodePreference::Random);
}

void TstConnectionDialog::severalHostsAreACluster()
{
    find<QTabBar>("ways")->setCurrentIndex(1);
    find<QLineEdit>("host")->setText(QStringLiteral("one, two:2115, ::1"));
    find<QCheckBox>("discover")->setChecked(true);
    press("connect");
    QVERIFY(m_wanted);
    QStringList hosts;
    for (const core::NodeAddress &node : m_wanted->hosts)
        hosts.append(node.toString());
    QCOMPARE(hosts,
             QStringList({QStringLiteral("one:2113"),
                          QStringLiteral("two:2115"),
                          QStringLiteral("[::1]:2113")}));
    QVERIFY(m_wanted->discover);
}

void TstConnectionDialog::aTrustedNameIsForHttpOnly()
{
    type("esdb://ops:geheim@localhost:2113?tls=false");
    QVERIFY(!find<QSpinBox>("long-poll")->isVisible());
    find<QRadioButton>("http")->setChecked(true);
    choose("sign-in", "Trusted name");
    QVERIFY(find<QSpinBox>("long-poll")->isVisible());
    QVERIFY(!find<QLineEdit>("password")->isVisible());
    find<QSpinBox>("long-poll")->setValue(5);
    QTest::keyClicks(find<QLineEdit>("trusted"), QStringLiteral("ops; $admins, other"));
    find<QRadioButton>("grpc")->setChecked(true);
    QVERIFY(!find<QLineEdit>("trusted")->isVisible());
    find<QRadioButton>("http")->setChecked(true);
    choose("sign-in", "Trusted name");
    press("connect");
    QVERIFY(m_wanted);
    QCOMPARE(m_wanted->transport, core::TransportKind::Http);
    QCOMPARE(m_wanted->longPoll, std::chrono::seconds(5));
    QCOMPARE(m_wanted->trustedIdentity, QStringLiteral("ops; $admins, other"));
    QVERIFY(!m_wanted->credentials);
}

void TstConnectionDialog::aTrustedNameNeedsAName()
{
    type("esdb://localhost:2113?tls=false");
    find<QRadioButton>("http")->setChecked(true);
    choose("sign-in", "Trusted name");
    find<QLineEdit>("trusted")->setText(QStringLiteral(" ; $admins"));
    press("connect");
    QVERIFY(!m_wanted);
    QCOMPARE(m_dialog->focusWidget(), find<QLineEdit>("trusted"));
    QVERIFY(!find<QLabel>("problem")->text().isEmpty());
}

void TstConnectionDialog::aCertificateNeedsBothFiles()
{
    type("esdb://localhost:2113");
    choose("sign-in", "Client certificate");
    find<QLineEdit>("certificate")->setText(QStringLiteral("/nowhere/user.crt"));
    press("connect");
    QVERIFY(!m_wanted);
    QVERIFY(find<QLabel>("problem")->text().contains(QStringLiteral("/nowhere/user.crt")));
    QCOMPARE(m_dialog->focusWidget(), find<QLineEdit>("certificate"));
}

void TstConnectionDialog::headersAreNeverNamed()
{
    find<QRadioButton>("http")->setChecked(true);
    choose("sign-in", "Trusted name");
    QStringList texts;
    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        texts.append(label->text());
    for (const QAbstractButton *button : m_dialog->findChildren<QAbstractButton *>())
        texts.append(button->text());
    for (const QWidget *widget : m_dialog->findChildren<QWidget *>())
        texts.append(widget->toolTip());
    const QString all = texts.join(u'\n');
    for (const char *header : {"ES-", "Kurrent-", "LongPoll", "TrustedAuth", "RequireLeader"})
        QVERIFY2(!all.contains(QLatin1String(header)), header);
}

void TstConnectionDialog::withoutAKeyringThePasswordIsNotKept()
{
    m_secrets->isThere = false;
    delete m_dialog;
    openDialog({});
    type("esdb://ops:geheim@localhost:2113?tls=false");
    QTRY_VERIFY(!find<QCheckBox>("keep-password")->isVisible());
    const QString hint = find<QLabel>("keep-hint")->text();
    QVERIFY2(hint.contains(QStringLiteral("each time")), qPrintable(hint));
    QVERIFY(find<QLabel>("keep-hint")->isVisible());
    press("connect");
    QVERIFY(m_profile);
    QVERIFY(!m_profile->keepsPassword);
}

void TstConnectionDialog::aKeptPasswordIsNeitherShownNorLost()
{
    reopenWith(kept());
    QVERIFY(find<QLineEdit>("password")->text().isEmpty());
    QCOMPARE(find<QLineEdit>("password")->placeholderText(), QStringLiteral("kept in the keyring"));
    press("connect");
    QVERIFY(m_profile);
    QVERIFY(m_profile->keepsPassword);
    QCOMPARE(m_profile->id, QStringLiteral("id-1"));
    reopenWith(kept());
    find<QLineEdit>("user")->setText(QStringLiteral("somebody")); // whose password nobody has
    press("connect");
    QVERIFY(!m_profile->keepsPassword);
}

void TstConnectionDialog::aKeyringThatIsShutLosesNothing()
{
    m_secrets->isThere = false;
    reopenWith(kept());
    QTRY_VERIFY(find<QLabel>("keep-hint")->isVisible());
    QVERIFY(!find<QLineEdit>("password")->placeholderText().contains(QStringLiteral("keyring")));
    press("connect");
    QVERIFY(m_profile);
    QVERIFY(m_profile->keepsPassword);
}

void TstConnectionDialog::forgettingIsAskedFirst()
{
    reopenWith(kept());
    m_prompts->accepts = false;
    press("forget");
    QCOMPARE(m_prompts->asked, QStringList(QStringLiteral("Forget orders?")));
    QTRY_COMPARE(m_prompts->answered, 1);
    QVERIFY(m_forgotten.isEmpty());
    m_prompts->accepts = true;
    press("forget");
    QTRY_COMPARE(m_forgotten, QStringLiteral("id-1"));
}

void TstConnectionDialog::itFitsTheSmallestScreen()
{
    reopenWith(kept());
    find<QTabBar>("ways")->setCurrentIndex(1);
    find<QRadioButton>("http")->setChecked(true);
    for (const char *signIn : {"User and password", "Client certificate", "Trusted name"}) {
        choose("sign-in", signIn);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        QVERIFY2(m_dialog->sizeHint().height() <= 600, signIn);
    }
}

QTEST_MAIN(TstConnectionDialog)
#include "tst_connection_dialog.moc"
