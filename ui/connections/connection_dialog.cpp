#include "ui/connections/connection_dialog.h"

#include "ui/connections/connection_words.h"
#include "ui/connections/form_rows.h"
#include "ui/connections/saved_connections.h"
#include "ui/connections/server_form.h"
#include "ui/connections/sign_in_form.h"
#include "ui/prompts/prompts.h"
#include "ui/theme/emphasis.h"
#include "ui/theme/icons.h"
#include "ui/widgets/choice_name.h"
#include "ui/widgets/help_key.h"
#include "ui/widgets/separator.h"
#include "ui/widgets/toned_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace ui {

namespace {

constexpr int DialogWidth = 600;

QString named(const char *name)
{
    return QStringLiteral("connection-dialog/") + QString::fromLatin1(name);
}

} // namespace

ConnectionDialog::ConnectionDialog(const Parts &parts, QWidget *parent)
    : ConnectionDialog(parts, {}, parent)
{}

ConnectionDialog::ConnectionDialog(const Parts &parts,
                                   const core::ConnectionProfile &profile,
                                   QWidget *parent)
    : QDialog(parent)
    , m_prompts(parts.prompts)
    , m_isOpenAlready(!profile.settings.hosts.isEmpty())
    , m_saved(new QComboBox(this))
    , m_server(new ServerForm(parts.prompts, parts.recent, this))
    , m_signIn(new SignInForm(parts.prompts, this))
    , m_name(new QLineEdit(this))
    , m_color(new QComboBox(this))
    , m_guard(new QComboBox(this))
    , m_keep(new QCheckBox(tr("Keep this connection"), this))
    , m_problem(new TonedLabel({}, Tone::Danger, this))
    , m_forget(new QPushButton(tr("Forget…"), this))
    , m_save(new QPushButton(tr("Save"), this))
    , m_connect(new QPushButton(tr("Connect"), this))
{
    setObjectName(QStringLiteral("connection-dialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setHelpSection(this, QStringLiteral("Connections"));
    setWindowTitle(m_isOpenAlready ? tr("Edit %1").arg(profile.name) : tr("Connect to a Server"));
    layOut(parts.saved);
    connect(m_server, &ServerForm::problemChanged, this, &ConnectionDialog::showProblem);
    connect(m_server, &ServerForm::stringRead, m_signIn, &SignInForm::followString);
    connect(m_server, &ServerForm::changed, this, &ConnectionDialog::refresh);
    connect(m_server, &ServerForm::wayChanged, this, &ConnectionDialog::fit);
    connect(m_signIn, &SignInForm::problemChanged, this, &ConnectionDialog::showProblem);
    connect(m_signIn, &SignInForm::resized, this, &ConnectionDialog::fit);
    connect(m_keep, &QCheckBox::toggled, this, &ConnectionDialog::refresh);
    lookForKeyring(parts.secrets);
    start(profile);
    m_server->setFocus();
}

void ConnectionDialog::layOut(const QList<core::ConnectionProfile> &saved)
{
    m_problem->setObjectName(named("problem"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(measures::GroupSpacing,
                               measures::PaneMargin,
                               measures::GroupSpacing,
                               measures::GroupSpacing);
    column->setSpacing(measures::PaneMargin);
    column->setSizeConstraint(QLayout::SetFixedSize); // as high as its rows
    if (!saved.isEmpty() && !m_isOpenAlready)
        column->addWidget(makeSavedRow(saved));
    else
        m_saved->hide();
    m_server->setFixedWidth(DialogWidth - 2 * measures::GroupSpacing);
    column->addWidget(m_server);
    column->addWidget(new Separator(Qt::Horizontal, this));
    column->addWidget(m_signIn);
    column->addWidget(new Separator(Qt::Horizontal, this));
    column->addWidget(makeLooks());
    column->addWidget(m_problem);
    column->addWidget(makeButtons());
}

QWidget *ConnectionDialog::makeSavedRow(const QList<core::ConnectionProfile> &saved)
{
    m_saved->setObjectName(named("saved"));
    m_saved->addItem(tr("A new connection"));
    for (const core::ConnectionProfile &profile : saved)
        m_saved->addItem(icon(QStringLiteral("dot"), toneOf(profile.color)), profile.name);
    connect(m_saved, &QComboBox::currentIndexChanged, this, [this, saved](int index) {
        start(index > 0 ? saved.at(index - 1) : core::ConnectionProfile{});
    });
    auto *widget = new QWidget(this);
    widget->setFocusProxy(m_saved);
    addFormRow(makeForm(widget), tr("Start from"), m_saved);
    return widget;
}

QWidget *ConnectionDialog::makeLooks()
{
    m_name->setObjectName(named("name"));
    m_color->setObjectName(named("color"));
    m_guard->setObjectName(named("guard"));
    m_keep->setObjectName(named("keep"));
    for (const core::ConnectionColor color : allColors())
        m_color->addItem(
            icon(QStringLiteral("dot"), toneOf(color)), colorWords(color), static_cast<int>(color));
    for (const core::Guard guard : allGuards())
        m_guard->addItem(guardChoice(guard), static_cast<int>(guard));
    nameChoice(m_color, tr("Colour"));

    auto *widget = new QWidget(this);
    QFormLayout *rows = makeForm(widget);
    auto *looks = new QWidget(widget);
    looks->setFocusProxy(m_name);
    m_name->setAccessibleName(tr("Name"));
    auto *row = new QHBoxLayout(looks);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(measures::ControlSpacing);
    row->addWidget(m_name, 1);
    row->addWidget(m_color);
    addFormRow(rows, tr("Name"), looks);
    auto *writing = new QWidget(widget);
    writing->setFocusProxy(m_guard);
    nameChoice(m_guard, tr("Writing"));
    auto *second = new QHBoxLayout(writing);
    second->setContentsMargins(0, 0, 0, 0);
    second->setSpacing(measures::ControlSpacing);
    second->addWidget(m_guard, 1);
    second->addWidget(m_keep);
    addFormRow(rows, tr("Writing"), writing);
    return widget;
}

QWidget *ConnectionDialog::makeButtons()
{
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(named("cancel"));
    m_forget->setObjectName(named("forget"));
    m_save->setObjectName(named("save"));
    m_connect->setObjectName(named("connect"));
    for (QPushButton *button : {cancel, m_forget, m_save})
        button->setAutoDefault(false);
    QPushButton *first = m_isOpenAlready ? m_save : m_connect;
    first->setDefault(true);
    setEmphasis(first, Emphasis::Primary);
    m_connect->setVisible(!m_isOpenAlready);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_forget, &QPushButton::clicked, this, &ConnectionDialog::askToForget);
    connect(m_save, &QPushButton::clicked, this, &ConnectionDialog::save);
    connect(m_connect, &QPushButton::clicked, this, &ConnectionDialog::connectNow);

    auto *widget = new QWidget(this);
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(measures::ControlSpacing);
    row->addWidget(m_forget);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_save);
    row->addWidget(m_connect);
    return widget;
}

void ConnectionDialog::start(const core::ConnectionProfile &profile)
{
    core::ConnectionProfile shown = profile;
    if (profile.settings.hosts
            .isEmpty()) // a new one: the server of the last one stays to start from
        shown.settings = m_profile.settings;
    m_profile = profile;
    if (!shown.settings.hosts.isEmpty()) {
        m_server->setSettings(shown.settings);
        m_signIn->setProfile(shown);
    }
    m_name->setText(profile.name);
    m_color->setCurrentIndex(m_color->findData(static_cast<int>(profile.color)));
    m_guard->setCurrentIndex(m_guard->findData(static_cast<int>(profile.guard)));
    m_keep->setChecked(!m_isOpenAlready || !profile.id.isEmpty());
    showProblem({});
    refresh();
}

/// Asks for a password that nobody has: only a keyring that is there can say so.
void ConnectionDialog::lookForKeyring(core::SecretStore &secrets)
{
    secrets.read(this,
                 QStringLiteral("is-there-a-keyring"),
                 [this](const core::Result<std::optional<QString>> &answer) {
                     if (answer)
                         return;
                     m_keyringProblem = answer.error().message + u' '
                                        + tr("The password is asked for each time.");
                     refresh();
                 });
}

std::optional<core::ConnectionProfile> ConnectionDialog::read()
{
    showProblem({});
    const auto settings = m_server->read();
    if (!settings || !m_signIn->check())
        return std::nullopt;
    core::ConnectionProfile profile;
    profile.settings = *settings;
    m_signIn->applyTo(profile);
    if (m_keep->isChecked())
        profile.id = m_profile.id.isEmpty() ? SavedConnections::newId() : m_profile.id;
    else
        profile.keepsPassword = false;
    const QString name = m_name->text().trimmed();
    profile.name = name.isEmpty() ? m_server->shortAddress() : name;
    profile.color = static_cast<core::ConnectionColor>(m_color->currentData().toInt());
    profile.guard = static_cast<core::Guard>(m_guard->currentData().toInt());
    return profile;
}

void ConnectionDialog::connectNow()
{
    if (const auto profile = read()) {
        Q_EMIT connectRequested(*profile);
        accept();
    }
}

void ConnectionDialog::save()
{
    if (const auto profile = read()) {
        Q_EMIT saveRequested(*profile);
        accept();
    }
}

void ConnectionDialog::askToForget()
{
    m_prompts.confirm(
        this,
        {.title = tr("Forget %1?").arg(m_profile.name),
         .text = tr("Its address, its name and its password are no longer kept. Nothing changes on "
                    "the server, and what is open stays open."),
         .acceptText = tr("Forget %1").arg(m_profile.name),
         .isDestructive = true},
        [this](bool accepted) {
            if (!accepted)
                return;
            Q_EMIT forgetRequested(m_profile.id);
            accept();
        });
}

void ConnectionDialog::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    fit();
}

void ConnectionDialog::refresh()
{
    const bool isSaved = !m_profile.id.isEmpty();
    m_name->setPlaceholderText(m_server->shortAddress());
    m_forget->setVisible(isSaved);
    m_save->setVisible(isSaved || m_isOpenAlready);
    m_signIn->setKeepingProblem(m_keep->isChecked()
                                    ? m_keyringProblem
                                    : tr("The password is kept only with the connection."));
    fit();
}

void ConnectionDialog::fit()
{
    if (layout())
        adjustSize();
}

} // namespace ui
