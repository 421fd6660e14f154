#include "ui/connections/password_dialog.h"

#include "ui/theme/emphasis.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/dialog_layout.h"
#include "ui/widgets/help_key.h"
#include "ui/widgets/toned_label.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int DialogWidth = 400;

} // namespace

PasswordDialog::PasswordDialog(const core::ConnectionProfile &profile,
                               const QString &why,
                               bool mayKeep,
                               QWidget *parent)
    : QDialog(parent)
    , m_password(new QLineEdit(this))
    , m_keep(new QCheckBox(tr("Keep it in the keyring"), this))
{
    setObjectName(QStringLiteral("password-dialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setHelpSection(this, QStringLiteral("Connections"));
    setWindowTitle(tr("Password"));
    setMinimumWidth(DialogWidth);
    const QString user
        = profile.settings.credentials ? profile.settings.credentials->user : QString();
    const QString question = tr("Password of %1 on %2").arg(user, profile.name);
    auto *title = new TonedLabel(question, Tone::Text, this);
    title->setFont(headingFont(font()));
    auto *reason = new TonedLabel(why, Tone::Dim, this);
    reason->setObjectName(QStringLiteral("password-dialog/reason"));
    reason->setVisible(!why.isEmpty());
    m_password->setObjectName(QStringLiteral("password-dialog/password"));
    m_password->setAccessibleName(question);
    m_password->setEchoMode(QLineEdit::Password);
    m_keep->setObjectName(QStringLiteral("password-dialog/keep"));
    m_keep->setChecked(profile.keepsPassword);
    m_keep->setVisible(mayKeep);

    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("password-dialog/cancel"));
    cancel->setAutoDefault(false);
    auto *go = new QPushButton(tr("Connect"), this);
    go->setObjectName(QStringLiteral("password-dialog/connect"));
    go->setDefault(true);
    setEmphasis(go, Emphasis::Primary);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(go, &QPushButton::clicked, this, [this, mayKeep] {
        Q_EMIT given(m_password->text(), mayKeep && m_keep->isChecked());
        accept();
    });

    QVBoxLayout *column = makeDialogColumn(this);
    column->addWidget(title);
    column->addWidget(reason);
    column->addWidget(m_password);
    column->addWidget(m_keep);
    column->addSpacing(measures::ControlSpacing);
    column->addLayout(makeButtonRow({cancel, go}));
    m_password->setFocus();
}

} // namespace ui
