// Asks for the password of a connection that is being opened.
// GUI thread; opened without waiting.
#pragma once

#include "core/client/connection_profile.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace ui {

/// The password is forgotten with the dialog.
class PasswordDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `why` says why it has to be typed; `mayKeep`: there is a keyring for it.
    PasswordDialog(const core::ConnectionProfile &profile,
                   const QString &why,
                   bool mayKeep,
                   QWidget *parent);

Q_SIGNALS:
    void given(const QString &password, bool keep);

private:
    QLineEdit *m_password;
    QCheckBox *m_keep;
};

} // namespace ui
