#include "ui/connections/sign_in_form.h"

#include "ui/connections/form_rows.h"
#include "ui/prompts/prompts.h"
#include "ui/widgets/toned_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardItemModel>

namespace ui {

namespace {

constexpr int LongestWaitSeconds = 300;

QString named(const char *name)
{
    return QStringLiteral("connection-dialog/") + QString::fromLatin1(name);
}

} // namespace

SignInForm::SignInForm(Prompts &prompts, QWidget *parent)
    : QWidget(parent)
    , m_prompts(prompts)
    , m_grpc(new QRadioButton(QStringLiteral("gRPC"), this))
    , m_http(new QRadioButton(QStringLiteral("HTTP"), this))
    , m_hint(new TonedLabel({}, Tone::Dim, this))
    , m_waitWords(new QLabel(tr("Live: wait up to"), this))
    , m_longPoll(new QSpinBox(this))
    , m_signIn(new QComboBox(this))
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_keep(new QCheckBox(tr("Keep the password in the keyring"), this))
    , m_keepHint(new TonedLabel({}, Tone::Dim, this))
    , m_certFile(new QLineEdit(this))
    , m_keyFile(new QLineEdit(this))
    , m_trusted(new QLineEdit(this))
    , m_trustedHint(new TonedLabel(
          tr("The server believes this name without a password, if it was started to."),
          Tone::Warning,
          this))
{
    for (const SignIn each :
         {SignIn::Nobody, SignIn::Password, SignIn::Certificate, SignIn::Trusted})
        m_signIn->addItem(signInWords(each), static_cast<int>(each));
    m_grpc->setChecked(true);
    m_keep->setChecked(true);
    m_user->setPlaceholderText(tr("nobody"));
    choose(SignIn::Password);
    layOut();
    connect(m_http, &QRadioButton::toggled, this, &SignInForm::refresh);
    connect(m_signIn, &QComboBox::currentIndexChanged, this, &SignInForm::refresh);
    connect(m_user, &QLineEdit::textChanged, this, &SignInForm::refresh);
    refresh();
}

void SignInForm::layOut()
{
    m_grpc->setObjectName(named("grpc"));
    m_http->setObjectName(named("http"));
    m_hint->setObjectName(named("transport-hint"));
    m_signIn->setObjectName(named("sign-in"));
    m_user->setObjectName(named("user"));
    m_password->setObjectName(named("password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_keep->setObjectName(named("keep-password"));
    m_keepHint->setObjectName(named("keep-hint"));

    m_rows = makeForm(this);
    addFormRow(m_rows, tr("Transport"), makeTransportRow());
    m_rows->addRow(QString(), m_hint);
    addFormRow(m_rows, tr("Sign in"), m_signIn);
    m_userRow = new QWidget(this);
    m_userRow->setFocusProxy(m_user);
    auto *passwordLabel = new QLabel(tr("Password"), m_userRow);
    passwordLabel->setBuddy(m_password);
    m_user->setAccessibleName(tr("User"));
    auto *users = new QHBoxLayout(m_userRow);
    users->setContentsMargins(0, 0, 0, 0);
    users->setSpacing(measures::ControlSpacing);
    users->addWidget(m_user, 1);
    users->addWidget(passwordLabel);
    users->addWidget(m_password, 1);
    addFormRow(m_rows, tr("User"), m_userRow);
    m_rows->addRow(QString(), m_keep);
    m_rows->addRow(QString(), m_keepHint);
    m_certRow = makeFileRow(m_certFile, "certificate", tr("certificate"));
    m_keyRow = makeFileRow(m_keyFile, "key", tr("private key"));
    addFormRow(m_rows, tr("Certificate"), m_certRow);
    addFormRow(m_rows, tr("Private key"), m_keyRow);
    m_trusted->setObjectName(named("trusted"));
    m_trusted->setPlaceholderText(tr("user; group, group"));
    addFormRow(m_rows, tr("Trusted name"), m_trusted);
    m_rows->addRow(QString(), m_trustedHint);
}

QWidget *SignInForm::makeTransportRow()
{
    auto *widget = new QWidget(this);
    widget->setFocusProxy(m_grpc);
    m_longPoll->setObjectName(named("long-poll"));
    m_longPoll->setRange(1, LongestWaitSeconds);
    m_longPoll->setValue(20);
    m_longPoll->setSuffix(tr(" seconds"));
    m_longPoll->setToolTip(tr("How long the server may hold back its answer while it has nothing "
                              "new to tell."));
    m_longPoll->setAccessibleName(m_waitWords->text());
    m_waitWords->setBuddy(m_longPoll);
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(measures::GroupSpacing);
    row->addWidget(m_grpc);
    row->addWidget(m_http);
    row->addStretch(1);
    row->addWidget(m_waitWords);
    row->addWidget(m_longPoll);
    return widget;
}

QWidget *SignInForm::makeFileRow(QLineEdit *edit, const char *name, const QString &what)
{
    auto *widget = new QWidget(this);
    widget->setFocusProxy(edit);
    edit->setObjectName(named(name));
    edit->setAccessibleName(tr("File of the %1").arg(what));
    auto *choose = new QPushButton(tr("Choose…"), widget);
    choose->setObjectName(named("choose-") + QString::fromLatin1(name));
    choose->setAccessibleName(tr("Choose the file of the %1").arg(what));
    choose->setAutoDefault(false);
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(measures::ControlSpacing);
    row->addWidget(edit, 1);
    row->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, [this, edit, what] {
        m_prompts.pickFile(this,
                           {.title = tr("Choose the File of the %1").arg(what),
                            .filter = tr("PEM files (*.pem *.crt *.key);;All files (*)"),
                            .startWith = edit->text()},
                           [edit](const QString &path) {
                               if (!path.isEmpty())
                                   edit->setText(path);
                           });
    });
    return widget;
}

void SignInForm::setProfile(const core::ConnectionProfile &profile)
{
    const core::ConnectionSettings &settings = profile.settings;
    m_fromString.reset();
    (settings.transport == core::TransportKind::Http ? m_http : m_grpc)->setChecked(true);
    m_longPoll->setValue(static_cast<int>(settings.longPoll.count()));
    const core::Credentials credentials = settings.credentials.value_or(core::Credentials{});
    m_keptUser = profile.keepsPassword ? credentials.user : QString();
    m_user->setText(credentials.user);
    m_password->setText(credentials.password);
    m_keep->setChecked(m_canKeep && (profile.keepsPassword || profile.id.isEmpty()));
    m_certFile->setText(settings.userCertFile);
    m_keyFile->setText(settings.userKeyFile);
    m_trusted->setText(settings.trustedIdentity.value_or(QString()));
    choose(signInOf(settings));
    refresh();
}

void SignInForm::followString(const core::ConnectionSettings &settings)
{
    const core::Credentials typed{m_user->text(), m_password->text()};
    const bool isOurs = typed == m_fromString.value_or(core::Credentials{});
    if (!isOurs)
        return;
    m_fromString = settings.credentials;
    const core::Credentials now = settings.credentials.value_or(core::Credentials{});
    m_user->setText(now.user);
    m_password->setText(now.password);
    m_certFile->setText(settings.userCertFile);
    m_keyFile->setText(settings.userKeyFile);
    const SignIn theirs = signInOf(settings);
    if (theirs != SignIn::Nobody && signIn() != SignIn::Trusted)
        choose(theirs);
}

void SignInForm::setKeepingProblem(const QString &problem)
{
    m_canKeep = problem.isEmpty();
    if (!m_canKeep)
        m_keep->setChecked(false);
    m_keepHint->setText(problem);
    refresh();
}

bool SignInForm::check()
{
    switch (signIn()) {
    case SignIn::Nobody:
        return true;
    case SignIn::Password:
        return !m_user->text().isEmpty() || m_password->text().isEmpty()
               || complain(tr("There is a password, but no user."), m_user);
    case SignIn::Certificate:
        for (QLineEdit *file : {m_certFile, m_keyFile}) {
            if (!QFileInfo(file->text()).isReadable())
                return complain(file->text().isEmpty()
                                    ? tr("A certificate and its private key are needed.")
                                    : tr("The file %1 cannot be read.").arg(file->text()),
                                file);
        }
        return true;
    case SignIn::Trusted:
        break;
    }
    return !m_trusted->text().section(u';', 0, 0).trimmed().isEmpty()
           || complain(tr("The name that the server shall believe is missing."), m_trusted);
}

void SignInForm::applyTo(core::ConnectionProfile &profile) const
{
    core::ConnectionSettings &settings = profile.settings;
    settings.transport = isHttp() ? core::TransportKind::Http : core::TransportKind::Grpc;
    settings.longPoll = std::chrono::seconds(m_longPoll->value());
    settings.credentials.reset();
    settings.trustedIdentity.reset();
    profile.keepsPassword = false;
    const SignIn how = signIn();
    if (how == SignIn::Nobody || how == SignIn::Certificate) {
        settings.userCertFile = how == SignIn::Certificate ? m_certFile->text() : QString();
        settings.userKeyFile = how == SignIn::Certificate ? m_keyFile->text() : QString();
    } else if (how == SignIn::Trusted) {
        settings.trustedIdentity = m_trusted->text().trimmed();
    } else if (!m_user->text().isEmpty()) {
        settings.credentials = core::Credentials{m_user->text(), m_password->text()};
        // With nothing typed, what the keyring has of this very user stays, also while it is shut.
        const bool isTyped = !m_password->text().isEmpty();
        profile.keepsPassword
            = isTyped ? m_keep->isChecked()
                      : m_keptUser == m_user->text() && (m_keep->isChecked() || !m_canKeep);
    }
}

void SignInForm::refresh()
{
    m_hint->setText(
        transportHint(isHttp() ? core::TransportKind::Http : core::TransportKind::Grpc));
    auto *items = qobject_cast<QStandardItemModel *>(m_signIn->model());
    items->item(m_signIn->findData(static_cast<int>(SignIn::Trusted)))->setEnabled(isHttp());
    if (signIn() == SignIn::Trusted && !isHttp())
        choose(SignIn::Nobody);
    const SignIn how = signIn();
    m_waitWords->setVisible(isHttp());
    m_longPoll->setVisible(isHttp());
    m_rows->setRowVisible(m_userRow, how == SignIn::Password);
    m_rows->setRowVisible(m_keep, how == SignIn::Password && m_canKeep);
    m_rows->setRowVisible(m_keepHint, how == SignIn::Password && !m_canKeep);
    m_rows->setRowVisible(m_certRow, how == SignIn::Certificate);
    m_rows->setRowVisible(m_keyRow, how == SignIn::Certificate);
    m_rows->setRowVisible(m_trusted, how == SignIn::Trusted);
    m_rows->setRowVisible(m_trustedHint, how == SignIn::Trusted);
    const bool isKept = m_canKeep && !m_keptUser.isEmpty() && m_keptUser == m_user->text();
    const QString without = m_user->text().isEmpty() ? QString() : tr("asked for when connecting");
    m_password->setPlaceholderText(isKept ? tr("kept in the keyring") : without);
    Q_EMIT resized();
}

SignIn SignInForm::signIn() const
{
    return static_cast<SignIn>(m_signIn->currentData().toInt());
}

void SignInForm::choose(SignIn signIn)
{
    m_signIn->setCurrentIndex(m_signIn->findData(static_cast<int>(signIn)));
}

bool SignInForm::isHttp() const
{
    return m_http->isChecked();
}

bool SignInForm::complain(const QString &problem, QWidget *field)
{
    Q_EMIT problemChanged(problem);
    field->setFocus();
    return false;
}

} // namespace ui
