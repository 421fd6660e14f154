// Asks for a server and how it is looked at: where, over which wire, as whom, its name, colour and
// guard. GUI thread; opened without waiting.
#pragma once

#include "core/client/connection_profile.h"
#include "core/secrets/secret_store.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class Prompts;
class ServerForm;
class SignInForm;

/// What was typed is forgotten with the dialog; a password goes nowhere but into the profile that
/// is handed over. A profile without an id is not to be saved.
class ConnectionDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Parts {
        Prompts &prompts;
        core::SecretStore &secrets;
        QList<core::ConnectionProfile> saved; ///< offered to start from
        QStringList recent;                   ///< strings without credentials, offered while typing
    };

    /// For a server to be connected to.
    ConnectionDialog(const Parts &parts, QWidget *parent);
    /// For a connection that is open.
    ConnectionDialog(const Parts &parts, const core::ConnectionProfile &profile, QWidget *parent);

Q_SIGNALS:
    void connectRequested(const core::ConnectionProfile &profile);
    /// Only kept, or changed while it is open.
    void saveRequested(const core::ConnectionProfile &profile);
    void forgetRequested(const QString &id);

private:
    [[nodiscard]] QWidget *makeSavedRow(const QList<core::ConnectionProfile> &saved);
    [[nodiscard]] QWidget *makeLooks();
    [[nodiscard]] QWidget *makeButtons();
    void layOut(const QList<core::ConnectionProfile> &saved);
    void start(const core::ConnectionProfile &profile);
    void lookForKeyring(core::SecretStore &secrets);
    [[nodiscard]] std::optional<core::ConnectionProfile> read();
    void connectNow();
    void save();
    void askToForget();
    void showProblem(const QString &problem);
    void refresh();
    void fit();

    Prompts &m_prompts;
    const bool m_isOpenAlready;
    core::ConnectionProfile m_profile; ///< what it was started from
    QString m_keyringProblem;
    QComboBox *m_saved;
    ServerForm *m_server;
    SignInForm *m_signIn;
    QLineEdit *m_name;
    QComboBox *m_color;
    QComboBox *m_guard;
    QCheckBox *m_keep; ///< the connection, not its password
    QLabel *m_problem;
    QPushButton *m_forget;
    QPushButton *m_save;
    QPushButton *m_connect;
};

} // namespace ui
