#include "ui/connections/credentials_dialog.h"

#include "ui/theme/emphasis.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/dialog_layout.h"
#include "ui/widgets/help_key.h"
#include "ui/widgets/toned_label.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int DialogWidth = 400;

} // namespace

CredentialsDialog::CredentialsDialog(const core::ConnectionProfile &profile, QWidget *parent)
    : QDialog(parent)
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_go(new QPushButton(tr("Read Again"), this))
{
    setObjectName(QStringLiteral("credentials-dialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setHelpSection(this, QStringLiteral("Connections"));
    setWindowTitle(tr("Other Credentials"));
    setMinimumWidth(DialogWidth);
    auto *title = new TonedLabel(tr("Who reads on %1?").arg(profile.name), Tone::Text, this);
    title->setFont(headingFont(font()));
    const QString means = tr("They hold for all tabs of this connection until it is closed, and "
                             "are kept nowhere.");
    m_user->setObjectName(QStringLiteral("credentials-dialog/user"));
    m_user->setAccessibleName(tr("User"));
    m_password->setObjectName(QStringLiteral("credentials-dialog/password"));
    m_password->setAccessibleName(tr("Password"));
    m_password->setEchoMode(QLineEdit::Password);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("credentials-dialog/cancel"));
    cancel->setAutoDefault(false);
    m_go->setObjectName(QStringLiteral("credentials-dialog/go"));
    m_go->setDefault(true);
    m_go->setEnabled(false);
    setEmphasis(m_go, Emphasis::Primary);
    connect(m_user, &QLineEdit::textChanged, this, [this](const QString &user) {
        m_go->setEnabled(!user.isEmpty());
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, [this] {
        const core::Credentials credentials{m_user->text(), m_password->text()};
        accept();
        Q_EMIT given(credentials);
    });

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(measures::ControlSpacing);
    form->setVerticalSpacing(measures::ControlSpacing);
    form->addRow(tr("User"), m_user);
    form->addRow(tr("Password"), m_password);
    QVBoxLayout *column = makeDialogColumn(this);
    column->addWidget(title);
    column->addWidget(new TonedLabel(means, Tone::Dim, this));
    column->addLayout(form);
    column->addSpacing(measures::ControlSpacing);
    column->addLayout(makeButtonRow({cancel, m_go}));
    m_user->setFocus();
}

} // namespace ui
