// Deletes a stream, softly or for good, after saying what that means.
// GUI thread; never blocks: show it with open().
#pragma once

#include "core/client/client.h"
#include "core/links/projected_stream.h"
#include "ui/streams/delete_words.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class BusyLine;
class InboundLinksLine;
class MessageBar;
class TonedLabel;

/// The expected revision is the head when the dialog was opened, and stays that. A tombstone needs
/// the stream's name typed exactly. The links that point into the stream are counted meanwhile;
/// nothing waits for that.
class DeleteStreamDialog : public QDialog
{
    Q_OBJECT

public:
    /// Which connection it is, in words.
    struct Where {
        QString name;
        bool isProduction = false;
    };

    DeleteStreamDialog(core::Client &client,
                       core::StreamName stream,
                       core::DeleteMode mode,
                       const Where &where,
                       QWidget *parent,
                       const core::CorrelationNames &names = {});
    ~DeleteStreamDialog() override;

    /// While a request is under way this stops waiting for it; its outcome is then unknown.
    void reject() override;

    /// Where deleting is not permitted it offers to go on as somebody else.
    void setOffersCredentials(bool offers) { m_offersCredentials = offers; }

Q_SIGNALS:
    void credentialsRequested();
    void deleted(const core::StreamName &stream, core::DeleteMode mode);

protected:
    bool event(QEvent *event) override;

private:
    void layOut();
    void nameWidgets();
    void readState();
    void onState(const core::Result<core::StreamState> &state);
    void showPlan();
    void countLinks(core::StreamState::Kind kind);
    void updateButtons();

    void send();
    void onOutcome(const core::Result<core::WriteOutcome> &result);
    void onDeleted();
    void onConflict(const core::WrongRevision &conflict);
    void onUnknown(const core::Error &reason);
    void onRefused(const core::Error &error);
    /// Reads how the stream is now, since no answer to a write proves it. `afterUnknown`: found
    /// deleted it is taken as done by us, otherwise as done by others.
    void readOutcome(bool afterUnknown);
    void addReadAgain();

    core::Client &m_client;
    core::StreamName m_stream;
    core::DeleteMode m_mode;
    core::CorrelationNames m_names;
    std::optional<DeletePlan> m_plan; ///< nothing while the stream is being read
    bool m_isSending = false;
    bool m_offersCredentials = false;

    TonedLabel *m_where;
    QLabel *m_sentence;
    TonedLabel *m_warning;
    InboundLinksLine *m_links;
    QCheckBox *m_condition;
    QLabel *m_nameWords;
    QLineEdit *m_name;
    BusyLine *m_busy;
    MessageBar *m_bar;
    QPushButton *m_cancel;
    QPushButton *m_delete;
    core::Call m_call;
};

} // namespace ui
