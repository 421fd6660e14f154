// Asks why an event is not in a stream of links, and tells.
// GUI thread; opened without waiting, beside the window.
#pragma once

#include "core/links/why_not.h"
#include "ui/widgets/facts_view.h"

#include <QDialog>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace ui {

class BusyLine;
class MessageBar;

class WhyNotDialog final : public QDialog
{
    Q_OBJECT

public:
    /// What is known when it is opened.
    struct Question {
        QString event;          ///< "order-42@17"; may be empty
        core::StreamName links; ///< may be empty
        QList<core::StreamName> suggestions;
        core::CorrelationNames names = {};
    };
    /// Reads "order-42@17" and what else the address field takes of one event.
    using ParseEvent = std::function<std::optional<core::LinkTarget>(const QString &text)>;

    /// `where` names the connection. Closes with the client.
    WhyNotDialog(core::Client &client,
                 const QString &where,
                 const Question &question,
                 ParseEvent parseEvent,
                 QWidget *parent);
    ~WhyNotDialog() override;

    /// While something is asked this gives it up; else it closes.
    void reject() override;

Q_SIGNALS:
    void targetActivated(const ui::FactTarget &target);

private:
    void build(const Question &question);
    void layOut();
    void ask();
    void cancel();
    void onFinished(const core::Result<core::WhyNotAnswer> &answer);
    void showAnswer(const core::WhyNotAnswer &answer);
    void forgetAnswer();
    void updateButtons();
    [[nodiscard]] core::StreamName links() const;

    QPointer<core::Client> m_client;
    ParseEvent m_parseEvent;
    const core::CorrelationNames m_names;
    core::LinkTarget m_asked;

    QLineEdit *m_event;
    QComboBox *m_links;
    QPushButton *m_ask;
    QPushButton *m_close;
    BusyLine *m_busy;
    MessageBar *m_answer;
    FactsView *m_facts;
    std::unique_ptr<core::WhyNot> m_job;
};

} // namespace ui
