#include "ui/connections/connection_dialog.h"

#include "ui/connections/marked_line_edit.h"
#include "ui/prompts/prompts.h"
#include "ui/theme/emphasis.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/toned_label.h"

#include <QCheckBox>
#include <QCompleter>
#include <QFileInfo>
#include <QFormLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int DialogWidth = 560;

} // namespace

ConnectionDialog::ConnectionDialog(Prompts &prompts, const QStringList &recent, QWidget *parent)
    : QDialog(parent)
    , m_prompts(prompts)
    , m_ways(new QTabBar(this))
    , m_forms(new QStackedWidget(this))
    , m_string(new MarkedLineEdit(this))
    , m_host(new QLineEdit(QStringLiteral("localhost"), this))
    , m_port(new QLineEdit(QStringLiteral("2113"), this))
    , m_tls(new QCheckBox(tr("Use TLS"), this))
    , m_verify(new QCheckBox(tr("Check the server's certificate"), this))
    , m_caFile(new QLineEdit(this))
    , m_chooseCaFile(new QPushButton(tr("Choose…"), this))
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_problem(new TonedLabel({}, Tone::Danger, this))
    , m_connect(new QPushButton(tr("Connect"), this))
{
    setObjectName(QStringLiteral("connection-dialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Connect to a Server"));
    setMinimumWidth(DialogWidth);
    m_ways->setObjectName(QStringLiteral("connection-dialog/ways"));
    m_ways->setAccessibleName(tr("How the server is given"));
    m_ways->addTab(tr("Connection string"));
    m_ways->addTab(tr("Host and port"));
    m_ways->setDrawBase(false);
    m_forms->addWidget(makeStringForm(recent));
    m_forms->addWidget(makeServerForm());
    connect(m_ways, &QTabBar::currentChanged, this, &ConnectionDialog::showWay);

    m_problem->setObjectName(QStringLiteral("connection-dialog/problem"));
    showProblem({});

    m_connect->setObjectName(QStringLiteral("connection-dialog/connect"));
    m_connect->setDefault(true);
    setEmphasis(m_connect, Emphasis::Primary);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("connection-dialog/cancel"));
    cancel->setAutoDefault(false);
    connect(m_connect, &QPushButton::clicked, this, &ConnectionDialog::connectNow);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_connect);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(measures::GroupSpacing,
                               measures::PaneMargin,
                               measures::GroupSpacing,
                               measures::GroupSpacing);
    column->setSpacing(measures::PaneMargin);
    column->addWidget(m_ways, 0, Qt::AlignLeft);
    column->addWidget(m_forms);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    showWay(0);
}

void ConnectionDialog::showWay(int way)
{
    // The dialog is as high as the form in front.
    for (int i = 0; i < m_forms->count(); ++i) {
        const auto policy = i == way ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        m_forms->widget(i)->setSizePolicy(QSizePolicy::Preferred, policy);
    }
    m_forms->setCurrentIndex(way);
    showProblem({});
    adjustSize();
    m_forms->currentWidget()->setFocus();
}

QWidget *ConnectionDialog::makeStringForm(const QStringList &recent)
{
    auto *form = new QWidget(this);
    form->setFocusProxy(m_string);
    m_string->setObjectName(QStringLiteral("connection-dialog/string"));
    m_string->setAccessibleName(tr("Connection string"));
    m_string->setFont(monospaceFont(font()));
    m_string->setPlaceholderText(QStringLiteral("kurrentdb://user:password@host:2113"));
    auto *completer = new QCompleter(recent, m_string);
    completer->setFilterMode(Qt::MatchContains);
    m_string->setCompleter(completer);
    connect(m_string, &QLineEdit::textEdited, this, [this] {
        if (m_wasTried)
            checkString();
    });
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(measures::ControlSpacing);
    column->addWidget(m_string);
    column->addWidget(
        new TonedLabel(tr("kurrentdb:// or esdb://, with +discover for a cluster, and "
                          "options such as ?tls=false. Nothing of it is stored with "
                          "a password."),
                       Tone::Dim,
                       form));
    column->addStretch(1);
    return form;
}

QWidget *ConnectionDialog::makeServerForm()
{
    auto *form = new QWidget(this);
    form->setFocusProxy(m_host);
    m_host->setObjectName(QStringLiteral("connection-dialog/host"));
    m_port->setObjectName(QStringLiteral("connection-dialog/port"));
    m_tls->setObjectName(QStringLiteral("connection-dialog/tls"));
    m_verify->setObjectName(QStringLiteral("connection-dialog/verify"));
    m_caFile->setObjectName(QStringLiteral("connection-dialog/ca-file"));
    m_chooseCaFile->setObjectName(QStringLiteral("connection-dialog/choose-ca-file"));
    m_user->setObjectName(QStringLiteral("connection-dialog/user"));
    m_password->setObjectName(QStringLiteral("connection-dialog/password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_caFile->setPlaceholderText(tr("the system's certificates"));
    m_caFile->setAccessibleName(tr("CA file"));
    m_chooseCaFile->setAccessibleName(tr("Choose the CA file"));
    m_chooseCaFile->setAutoDefault(false);
    m_user->setPlaceholderText(tr("nobody"));
    m_port->setMaximumWidth(96);
    m_tls->setChecked(true);
    m_verify->setChecked(true);
    connect(m_tls, &QCheckBox::toggled, this, &ConnectionDialog::refreshTls);
    connect(m_verify, &QCheckBox::toggled, this, &ConnectionDialog::refreshTls);
    connect(m_chooseCaFile, &QPushButton::clicked, this, [this] {
        m_prompts.pickFile(this,
                           {.title = tr("Choose the CA File"),
                            .filter = tr("Certificates (*.crt *.pem *.cer);;All files (*)"),
                            .startWith = m_caFile->text()},
                           [this](const QString &path) {
                               if (!path.isEmpty())
                                   m_caFile->setText(path);
                           });
    });

    auto *caRow = new QHBoxLayout;
    caRow->setSpacing(measures::Step);
    caRow->addWidget(m_caFile, 1);
    caRow->addWidget(m_chooseCaFile);
    auto *rows = new QFormLayout(form);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(measures::ControlSpacing);
    rows->setHorizontalSpacing(measures::GroupSpacing);
    rows->addRow(tr("Host"), m_host);
    rows->addRow(tr("Port"), m_port);
    rows->addRow(QString(), m_tls);
    rows->addRow(QString(), m_verify);
    rows->addRow(tr("CA file"), caRow);
    rows->addRow(tr("User"), m_user);
    rows->addRow(tr("Password"), m_password);
    return form;
}

void ConnectionDialog::connectNow()
{
    m_wasTried = true;
    if (m_ways->currentIndex() == 0)
        acceptString();
    else
        acceptServer();
}

void ConnectionDialog::acceptString()
{
    const auto parsed = core::parseConnectionStringAt(m_string->text().trimmed());
    if (const auto *connection = std::get_if<core::ParsedConnection>(&parsed)) {
        Q_EMIT connectRequested(connection->settings);
        accept();
        return;
    }
    checkString();
    m_string->setFocus();
}

void ConnectionDialog::checkString()
{
    const QString text = m_string->text();
    const QString trimmed = text.trimmed();
    const qsizetype leading = qMax<qsizetype>(0, text.indexOf(trimmed));
    const auto parsed = core::parseConnectionStringAt(trimmed);
    if (const auto *error = std::get_if<core::ConnectionStringError>(&parsed)) {
        m_string->mark(error->offset + leading, error->length);
        showProblem(error->message);
        return;
    }
    m_string->clearMark();
    showProblem(std::get<core::ParsedConnection>(parsed).warnings.join(u'\n'));
}

void ConnectionDialog::acceptServer()
{
    core::ConnectionSettings settings;
    const QString host = m_host->text().trimmed();
    bool isNumber = false;
    const uint port = m_port->text().trimmed().toUInt(&isNumber);
    if (host.isEmpty()) {
        showProblem(tr("The host is missing."));
        m_host->setFocus();
        return;
    }
    if (!isNumber || port == 0 || port > 65535) {
        showProblem(tr("The port is a number from 1 to 65535; servers listen on 2113 by default."));
        m_port->setFocus();
        return;
    }
    const QString caFile = m_caFile->text().trimmed();
    if (m_tls->isChecked() && !caFile.isEmpty() && !QFileInfo(caFile).isReadable()) {
        showProblem(tr("The CA file %1 cannot be read.").arg(caFile));
        m_caFile->setFocus();
        return;
    }
    settings.hosts = {{host, static_cast<quint16>(port)}};
    settings.tls = m_tls->isChecked();
    settings.tlsVerifyCert = m_verify->isChecked();
    if (settings.tls)
        settings.tlsCaFile = caFile;
    if (!m_user->text().isEmpty())
        settings.credentials = core::Credentials{m_user->text(), m_password->text()};
    Q_EMIT connectRequested(settings);
    accept();
}

void ConnectionDialog::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    adjustSize();
}

void ConnectionDialog::refreshTls()
{
    const bool tls = m_tls->isChecked();
    m_verify->setEnabled(tls);
    m_caFile->setEnabled(tls && m_verify->isChecked());
    m_chooseCaFile->setEnabled(tls && m_verify->isChecked());
}

} // namespace ui
