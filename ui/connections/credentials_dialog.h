// Asks for another user and password where the present one may not read.
// GUI thread; opened without waiting.
#pragma once

#include "core/client/connection_profile.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace ui {

/// What is typed is forgotten with the dialog.
class CredentialsDialog final : public QDialog
{
    Q_OBJECT

public:
    CredentialsDialog(const core::ConnectionProfile &profile, QWidget *parent);

Q_SIGNALS:
    void given(const core::Credentials &credentials);

private:
    QLineEdit *m_user;
    QLineEdit *m_password;
    QPushButton *m_go;
};

} // namespace ui
