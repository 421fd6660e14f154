// Where the server is: as a connection string, or as hosts, TLS and nodes; two views of the same.
// GUI thread.
#pragma once

#include "core/client/connection_string.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace ui {

class MarkedLineEdit;
class Prompts;

/// Credentials are not its affair: those of a string are told by stringRead().
class ServerForm final : public QWidget
{
    Q_OBJECT

public:
    /// `recent` holds strings without credentials, offered while typing.
    ServerForm(Prompts &prompts, const QStringList &recent, QWidget *parent);

    void setSettings(const core::ConnectionSettings &settings);
    /// What was given; or nothing, the problem told and the field in focus.
    [[nodiscard]] std::optional<core::ConnectionSettings> read();
    /// "localhost:2113"; empty where nothing that can be read was given.
    [[nodiscard]] QString shortAddress() const;

Q_SIGNALS:
    /// A whole connection string was typed.
    void stringRead(const core::ConnectionSettings &settings);
    void changed();
    /// What keeps it from being read, or what to know of it; empty: nothing.
    void problemChanged(const QString &problem);
    /// Another view came in front: the form has another height.
    void wayChanged();

private:
    [[nodiscard]] QWidget *makeStringForm(const QStringList &recent);
    [[nodiscard]] QWidget *makeFields();
    [[nodiscard]] QWidget *makeTlsRow();
    [[nodiscard]] QWidget *makeCaRow();
    [[nodiscard]] QWidget *makeNodesRow();
    void showWay(int way);
    void fillFields(const core::ConnectionSettings &settings);
    void fillString(const core::ConnectionSettings &settings);
    void onStringChanged();
    void checkString();
    void refreshTls();
    [[nodiscard]] std::optional<core::ConnectionSettings> readString();
    [[nodiscard]] std::optional<core::ConnectionSettings> readFields();
    [[nodiscard]] std::optional<QList<core::NodeAddress>> readHosts();
    [[nodiscard]] std::nullopt_t complain(const QString &problem, QWidget *field);

    Prompts &m_prompts;
    core::ConnectionSettings m_base; ///< what the fields have no place for stays as it was
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
    QComboBox *m_nodes;
    QCheckBox *m_discover;
};

} // namespace ui
