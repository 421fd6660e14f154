// Over which wire, and as whom: transport, live wait, sign-in.
// GUI thread.
#pragma once

#include "core/client/connection_profile.h"
#include "ui/connections/connection_words.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QRadioButton;
class QSpinBox;

namespace ui {

class Prompts;

/// A password that was typed is forgotten with the form; one from the keyring never comes here.
class SignInForm final : public QWidget
{
    Q_OBJECT

public:
    SignInForm(Prompts &prompts, QWidget *parent);

    void setProfile(const core::ConnectionProfile &profile);
    /// Takes over who signs in by a connection string, until somebody else is typed.
    void followString(const core::ConnectionSettings &settings);
    /// Why a password cannot be kept; empty: it can.
    void setKeepingProblem(const QString &problem);

    /// Whether what was given can be used; tells the problem and focuses the field if not.
    [[nodiscard]] bool check();
    void applyTo(core::ConnectionProfile &profile) const;

Q_SIGNALS:
    void problemChanged(const QString &problem);
    /// Rows came or went.
    void resized();

private:
    void layOut();
    [[nodiscard]] QWidget *makeTransportRow();
    [[nodiscard]] QWidget *makeFileRow(QLineEdit *edit, const char *name, const QString &what);
    void refresh();
    [[nodiscard]] SignIn signIn() const;
    void choose(SignIn signIn);
    [[nodiscard]] bool isHttp() const;
    [[nodiscard]] bool complain(const QString &problem, QWidget *field);

    Prompts &m_prompts;
    std::optional<core::Credentials> m_fromString;
    QString m_keptUser; ///< whose password the keyring has; empty: nobody's
    bool m_canKeep = true;
    QFormLayout *m_rows = nullptr;
    QRadioButton *m_grpc;
    QRadioButton *m_http;
    QLabel *m_hint;
    QLabel *m_waitWords;
    QSpinBox *m_longPoll;
    QComboBox *m_signIn;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QCheckBox *m_keep;
    QLabel *m_keepHint;
    QLineEdit *m_certFile;
    QLineEdit *m_keyFile;
    QLineEdit *m_trusted;
    QLabel *m_trustedHint;
    QWidget *m_userRow = nullptr;
    QWidget *m_certRow = nullptr;
    QWidget *m_keyRow = nullptr;
};

} // namespace ui
