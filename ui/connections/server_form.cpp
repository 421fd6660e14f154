#include "ui/connections/server_form.h"

#include "ui/connections/connection_words.h"
#include "ui/connections/form_rows.h"
#include "ui/connections/marked_line_edit.h"
#include "ui/prompts/prompts.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/choice_name.h"
#include "ui/widgets/toned_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>

namespace ui {

namespace {

constexpr int StringWay = 0;
constexpr int PortWidth = 96;

core::ConnectionSettings withoutCredentials(core::ConnectionSettings settings)
{
    settings.credentials.reset();
    return settings;
}

std::optional<quint16> portOf(const QString &text)
{
    bool isNumber = false;
    const uint port = text.trimmed().toUInt(&isNumber);
    return isNumber && port > 0 && port <= 65535 ? std::optional(static_cast<quint16>(port))
                                                 : std::nullopt;
}

QHBoxLayout *makeRow(QWidget *parent)
{
    auto *row = new QHBoxLayout(parent);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(measures::ControlSpacing);
    return row;
}

} // namespace

ServerForm::ServerForm(Prompts &prompts, const QStringList &recent, QWidget *parent)
    : QWidget(parent)
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
    , m_nodes(new QComboBox(this))
    , m_discover(new QCheckBox(tr("Ask the hosts for their cluster"), this))
{
    m_ways->setObjectName(QStringLiteral("connection-dialog/ways"));
    m_ways->setAccessibleName(tr("How the server is given"));
    m_ways->addTab(tr("Connection string"));
    m_ways->addTab(tr("Host and port"));
    m_ways->setDrawBase(false);
    m_ways->setExpanding(false);
    m_forms->addWidget(makeStringForm(recent));
    m_forms->addWidget(makeFields());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(measures::PaneMargin);
    column->addWidget(m_ways, 0, Qt::AlignLeft);
    column->addWidget(m_forms);
    connect(m_ways, &QTabBar::currentChanged, this, [this](int way) {
        // What was typed on one side is shown on the other.
        if (way == StringWay) {
            if (const auto fields = readFields())
                fillString(*fields);
        } else if (const auto parsed = core::parseConnectionString(m_string->text().trimmed())) {
            fillFields(parsed->settings);
        }
        showWay(way);
    });
    showWay(StringWay);
}

void ServerForm::setSettings(const core::ConnectionSettings &settings)
{
    fillFields(settings);
    fillString(settings);
    m_ways->setCurrentIndex(StringWay);
}

std::optional<core::ConnectionSettings> ServerForm::read()
{
    m_wasTried = true;
    return m_ways->currentIndex() == StringWay ? readString() : readFields();
}

QString ServerForm::shortAddress() const
{
    if (m_ways->currentIndex() != StringWay) {
        const QString host = m_host->text().section(u',', 0, 0).trimmed();
        return host.isEmpty() || host.contains(u':') ? host
                                                     : host + u':' + m_port->text().trimmed();
    }
    const auto parsed = core::parseConnectionString(m_string->text().trimmed());
    if (!parsed)
        return {};
    const QString &given = parsed->settings.connectionName;
    return given.isEmpty() ? parsed->settings.hosts.value(0).toString() : given;
}

QWidget *ServerForm::makeStringForm(const QStringList &recent)
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
    connect(m_string, &QLineEdit::textChanged, this, &ServerForm::onStringChanged);
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(measures::ControlSpacing);
    column->addWidget(m_string);
    column->addWidget(new TonedLabel(
        tr("kurrentdb:// or esdb://, +discover for a cluster, options such as tls=false."),
        Tone::Dim,
        form));
    column->addStretch(1);
    return form;
}

QWidget *ServerForm::makeFields()
{
    auto *form = new QWidget(this);
    form->setFocusProxy(m_host);
    QFormLayout *rows = makeForm(form);
    auto *hosts = new QWidget(form);
    hosts->setFocusProxy(m_host);
    auto *hostRow = makeRow(hosts);
    auto *portLabel = new QLabel(tr("Port"), hosts);
    portLabel->setBuddy(m_port);
    m_host->setObjectName(QStringLiteral("connection-dialog/host"));
    m_host->setAccessibleName(tr("Host"));
    m_host->setToolTip(tr("Several nodes of a cluster are separated by commas."));
    m_port->setObjectName(QStringLiteral("connection-dialog/port"));
    m_port->setMaximumWidth(PortWidth);
    hostRow->addWidget(m_host, 1);
    hostRow->addWidget(portLabel);
    hostRow->addWidget(m_port);
    addFormRow(rows, tr("Host"), hosts);
    rows->addRow(QString(), makeTlsRow());
    addFormRow(rows, tr("CA file"), makeCaRow());
    addFormRow(rows, tr("Nodes"), makeNodesRow());
    connect(m_host, &QLineEdit::textChanged, this, &ServerForm::changed);
    connect(m_port, &QLineEdit::textChanged, this, &ServerForm::changed);
    refreshTls();
    return form;
}

QWidget *ServerForm::makeTlsRow()
{
    auto *widget = new QWidget(this);
    auto *row = makeRow(widget);
    m_tls->setObjectName(QStringLiteral("connection-dialog/tls"));
    m_verify->setObjectName(QStringLiteral("connection-dialog/verify"));
    m_tls->setChecked(true);
    m_verify->setChecked(true);
    row->addWidget(m_tls);
    row->addWidget(m_verify);
    row->addStretch(1);
    connect(m_tls, &QCheckBox::toggled, this, &ServerForm::refreshTls);
    connect(m_verify, &QCheckBox::toggled, this, &ServerForm::refreshTls);
    return widget;
}

QWidget *ServerForm::makeCaRow()
{
    auto *widget = new QWidget(this);
    widget->setFocusProxy(m_caFile);
    auto *row = makeRow(widget);
    m_caFile->setObjectName(QStringLiteral("connection-dialog/ca-file"));
    m_caFile->setPlaceholderText(tr("the system's certificates"));
    m_caFile->setAccessibleName(tr("CA file"));
    m_chooseCaFile->setObjectName(QStringLiteral("connection-dialog/choose-ca-file"));
    m_chooseCaFile->setAccessibleName(tr("Choose the CA file"));
    m_chooseCaFile->setAutoDefault(false);
    row->addWidget(m_caFile, 1);
    row->addWidget(m_chooseCaFile);
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
    return widget;
}

QWidget *ServerForm::makeNodesRow()
{
    auto *widget = new QWidget(this);
    widget->setFocusProxy(m_nodes);
    auto *row = makeRow(widget);
    m_nodes->setObjectName(QStringLiteral("connection-dialog/nodes"));
    nameChoice(m_nodes, tr("Which node of a cluster"));
    for (const core::NodePreference preference : allNodePreferences())
        m_nodes->addItem(nodePreferenceWords(preference), static_cast<int>(preference));
    m_discover->setObjectName(QStringLiteral("connection-dialog/discover"));
    row->addWidget(m_nodes, 1);
    row->addWidget(m_discover);
    return widget;
}

void ServerForm::showWay(int way)
{
    // As high as the form in front.
    for (int i = 0; i < m_forms->count(); ++i) {
        const auto policy = i == way ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        m_forms->widget(i)->setSizePolicy(QSizePolicy::Preferred, policy);
    }
    m_forms->setCurrentIndex(way);
    m_wasTried = false;
    Q_EMIT problemChanged({});
    Q_EMIT changed();
    Q_EMIT wayChanged();
    setFocusProxy(m_forms->currentWidget());
    m_forms->currentWidget()->setFocus();
}

void ServerForm::fillFields(const core::ConnectionSettings &settings)
{
    m_base = withoutCredentials(settings);
    QStringList hosts;
    const bool isOne = settings.hosts.size() == 1;
    for (const core::NodeAddress &node : settings.hosts)
        hosts.append(isOne ? node.host : node.toString());
    m_host->setText(hosts.join(QStringLiteral(", ")));
    if (isOne)
        m_port->setText(QString::number(settings.hosts.constFirst().port));
    m_tls->setChecked(settings.tls);
    m_verify->setChecked(settings.tlsVerifyCert);
    m_caFile->setText(settings.tlsCaFile);
    m_nodes->setCurrentIndex(m_nodes->findData(static_cast<int>(settings.nodePreference)));
    m_discover->setChecked(settings.discover);
    refreshTls();
}

void ServerForm::fillString(const core::ConnectionSettings &settings)
{
    const QSignalBlocker quiet(m_string); // it says nothing of who signs in
    m_string->clearMark();
    m_string->setText(core::toSafeString(withoutCredentials(settings)));
    m_string->setCursorPosition(0);
}

void ServerForm::onStringChanged()
{
    const auto parsed = core::parseConnectionString(m_string->text().trimmed());
    if (parsed)
        Q_EMIT stringRead(parsed->settings);
    if (m_wasTried)
        checkString();
    Q_EMIT changed();
}

void ServerForm::checkString()
{
    const QString text = m_string->text();
    const QString trimmed = text.trimmed();
    const qsizetype leading = qMax<qsizetype>(0, text.indexOf(trimmed));
    const auto parsed = core::parseConnectionStringAt(trimmed);
    if (const auto *error = std::get_if<core::ConnectionStringError>(&parsed)) {
        m_string->mark(error->offset + leading, error->length);
        Q_EMIT problemChanged(error->message);
        return;
    }
    m_string->clearMark();
    Q_EMIT problemChanged(std::get<core::ParsedConnection>(parsed).warnings.join(u'\n'));
}

void ServerForm::refreshTls()
{
    const bool tls = m_tls->isChecked();
    m_verify->setEnabled(tls);
    m_caFile->setEnabled(tls && m_verify->isChecked());
    m_chooseCaFile->setEnabled(tls && m_verify->isChecked());
}

std::optional<core::ConnectionSettings> ServerForm::readString()
{
    const auto parsed = core::parseConnectionString(m_string->text().trimmed());
    if (parsed)
        return withoutCredentials(parsed->settings);
    checkString();
    m_string->setFocus();
    return std::nullopt;
}

std::optional<core::ConnectionSettings> ServerForm::readFields()
{
    const auto hosts = readHosts();
    if (!hosts)
        return std::nullopt;
    const QString caFile = m_caFile->text().trimmed();
    if (m_tls->isChecked() && !caFile.isEmpty() && !QFileInfo(caFile).isReadable())
        return complain(tr("The CA file %1 cannot be read.").arg(caFile), m_caFile);
    core::ConnectionSettings settings = m_base;
    settings.hosts = *hosts;
    settings.tls = m_tls->isChecked();
    settings.tlsVerifyCert = m_verify->isChecked();
    settings.tlsCaFile = settings.tls ? caFile : QString();
    settings.nodePreference = static_cast<core::NodePreference>(m_nodes->currentData().toInt());
    settings.discover = m_discover->isChecked();
    return settings;
}

/// Hosts without a port of their own take that of the field; the string's parser judges the names.
std::optional<QList<core::NodeAddress>> ServerForm::readHosts()
{
    const QString host = m_host->text().trimmed();
    if (host.isEmpty())
        return complain(tr("The host is missing."), m_host);
    const auto port = portOf(m_port->text());
    if (!port)
        return complain(
            tr("The port is a number from 1 to 65535; servers listen on 2113 by default."), m_port);
    QStringList given = host.split(u',');
    for (QString &each : given) {
        each = each.trimmed();
        const bool isBareIpv6 = each.count(u':') > 1 && !each.startsWith(u'[');
        if (isBareIpv6)
            each = u'[' + each + u']';
        if (!each.section(u']', -1).contains(u':'))
            each += u':' + QString::number(*port);
    }
    const auto parsed
        = core::parseConnectionString(QStringLiteral("kurrentdb://") + given.join(u','));
    if (!parsed)
        return complain(parsed.error().message, m_host);
    return parsed->settings.hosts;
}

std::nullopt_t ServerForm::complain(const QString &problem, QWidget *field)
{
    Q_EMIT problemChanged(problem);
    field->setFocus();
    return std::nullopt;
}

} // namespace ui
