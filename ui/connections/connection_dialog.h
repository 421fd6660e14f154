// Asks for a server: by a connection string, or by host, port, TLS and credentials.
// GUI thread; opened without waiting.
#pragma once

#include "core/client/connection_string.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace ui {

class MarkedLineEdit;
class Prompts;

/// What was typed is forgotten with the dialog; a password goes nowhere but into the settings that
/// accepted() hands over.
class ConnectionDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `recent` holds strings without credentials, offered while typing.
    ConnectionDialog(Prompts &prompts, const QStringList &recent, QWidget *parent);

Q_SIGNALS:
    void connectRequested(const core::ConnectionSettings &settings);

private:
    [[nodiscard]] QWidget *makeStringForm(const QStringList &recent);
    [[nodiscard]] QWidget *makeServerForm();
    void showWay(int way);
    void connectNow();
    void acceptString();
    void acceptServer();
    void checkString();
    void showProblem(const QString &problem);
    void refreshTls();

    Prompts &m_prompts;
    bool m_wasTried = false;
    QTabBar *m_ways;
    QStackedWidget *m_forms;
    MarkedLineEdit *m_string;
    QLineEdit *m_host;
    QLineEdit *m_port;
    QCheckBox *m_tls;
    QCheckBox *m_verify;
    QLineEdit *m_caFile;
    QPushButton *m_chooseCaFile;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QLabel *m_problem;
    QPushButton *m_connect;
};

} // namespace ui
