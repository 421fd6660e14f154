#include "ui/streams/delete_stream_dialog.h"

#include "ui/streams/inbound_links_line.h"
#include "ui/theme/emphasis.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/dialog_layout.h"
#include "ui/widgets/help_key.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/toned_label.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using core::DeleteMode;

DeleteStreamDialog::DeleteStreamDialog(core::Client &client,
                                       core::StreamName stream,
                                       DeleteMode mode,
                                       const Where &where,
                                       QWidget *parent,
                                       const core::CorrelationNames &names)
    : QDialog(parent)
    , m_client(client)
    , m_stream(std::move(stream))
    , m_mode(mode)
    , m_names(names)
    , m_where(new TonedLabel(
          tr("On %1").arg(where.name), where.isProduction ? Tone::Danger : Tone::Dim, this))
    , m_sentence(new QLabel(this))
    , m_warning(new TonedLabel({}, Tone::Warning, this))
    , m_links(new InboundLinksLine(this))
    , m_condition(new QCheckBox(this))
    , m_nameWords(new QLabel(tr("To confirm, type the stream's name:"), this))
    , m_name(new QLineEdit(this))
    , m_busy(new BusyLine(this))
    , m_bar(new MessageBar(this))
    , m_cancel(new QPushButton(tr("Keep the Stream"), this))
    , m_delete(new QPushButton(this))
{
    setWindowTitle(m_mode == DeleteMode::Soft ? tr("Delete Stream") : tr("Delete Stream for Good"));
    setAttribute(Qt::WA_DeleteOnClose);
    setHelpSection(this, QStringLiteral("Deleting a stream"));
    nameWidgets();
    layOut();
    connect(m_name, &QLineEdit::textChanged, this, &DeleteStreamDialog::updateButtons);
    connect(m_delete, &QPushButton::clicked, this, &DeleteStreamDialog::send);
    connect(m_cancel, &QPushButton::clicked, this, &DeleteStreamDialog::reject);
    connect(m_busy, &BusyLine::cancelRequested, this, &DeleteStreamDialog::reject);
    readState();
}

DeleteStreamDialog::~DeleteStreamDialog() = default;

void DeleteStreamDialog::reject()
{
    if (!m_isSending) {
        QDialog::reject();
        return;
    }
    m_call.cancel();
    m_busy->stop();
    onUnknown({core::ErrorCode::Cancelled, tr("You stopped waiting for the answer."), {}});
}

bool DeleteStreamDialog::event(QEvent *event)
{
    // Wrapped text needs more height than a layout reserves by itself.
    if (event->type() == QEvent::LayoutRequest)
        resize(width(), qMax(height(), layout()->totalHeightForWidth(width())));
    return QDialog::event(event);
}

void DeleteStreamDialog::layOut()
{
    for (QLabel *label : {m_sentence, m_nameWords}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_nameWords->setVisible(m_mode == DeleteMode::Tombstone);
    m_name->setVisible(m_mode == DeleteMode::Tombstone);
    m_name->setPlaceholderText(m_stream.text());
    m_condition->hide();
    setEmphasis(m_delete, Emphasis::Danger);
    // Enter must not delete by accident; it presses what has the focus.
    m_delete->setAutoDefault(false);
    m_cancel->setDefault(true);

    QVBoxLayout *column = makeDialogColumn(this);
    column->addWidget(m_where);
    column->addWidget(m_sentence);
    column->addWidget(m_warning);
    column->addWidget(m_links);
    column->addWidget(m_condition);
    column->addWidget(m_nameWords);
    column->addWidget(m_name);
    column->addWidget(m_busy);
    column->addWidget(m_bar);
    column->addStretch();
    column->addLayout(makeButtonRow({m_cancel, m_delete}));
    resize(520, 160);
}

void DeleteStreamDialog::nameWidgets()
{
    setObjectName(QStringLiteral("delete-stream/dialog"));
    m_where->setObjectName(QStringLiteral("delete-stream/where"));
    m_sentence->setObjectName(QStringLiteral("delete-stream/sentence"));
    m_warning->setObjectName(QStringLiteral("delete-stream/warning"));
    m_condition->setObjectName(QStringLiteral("delete-stream/condition-check"));
    m_name->setObjectName(QStringLiteral("delete-stream/name-edit"));
    m_name->setAccessibleName(tr("Name of the stream, to confirm"));
    m_busy->setObjectName(QStringLiteral("delete-stream/busy"));
    m_bar->setObjectName(QStringLiteral("delete-stream/bar"));
    m_bar->setAccessibleName(tr("Outcome"));
    m_bar->setClosable(false);
    m_cancel->setObjectName(QStringLiteral("delete-stream/cancel-button"));
    m_delete->setObjectName(QStringLiteral("delete-stream/delete-button"));
}

void DeleteStreamDialog::readState()
{
    m_plan.reset();
    m_bar->clear();
    m_links->clear();
    m_sentence->setText(tr("Reading %1…").arg(m_stream.text()));
    showPlan();
    m_busy->start(tr("Reading %1").arg(m_stream.text()));
    m_call = m_client.streamState(m_stream, [this](const core::Result<core::StreamState> &state) {
        m_busy->stop();
        onState(state);
    });
}

void DeleteStreamDialog::onState(const core::Result<core::StreamState> &state)
{
    if (state) {
        m_plan = planDelete(m_stream, m_mode, *state);
        m_sentence->setText(m_plan->sentence);
        showPlan();
        countLinks(state->kind);
        return;
    }
    m_sentence->setText(tr("What %1 holds is not known.").arg(m_stream.text()));
    m_bar->showError(tr("%1 could not be read.").arg(m_stream.text()), state.error());
    addReadAgain();
}

void DeleteStreamDialog::showPlan()
{
    const bool isPossible = m_plan && m_plan->isPossible;
    m_warning->setText(m_plan ? m_plan->warning : QString());
    m_warning->setVisible(!m_warning->text().isEmpty());
    m_condition->setText(m_plan ? m_plan->condition : QString());
    m_condition->setChecked(true);
    m_condition->setVisible(!m_condition->text().isEmpty());
    if (isPossible)
        m_delete->setText(m_plan->verb);
    else if (m_delete->text().isEmpty())
        m_delete->setText(m_mode == DeleteMode::Soft ? tr("Delete") : tr("Delete for Good"));
    updateButtons();
    if (m_mode == DeleteMode::Tombstone && isPossible)
        m_name->setFocus();
}

/// Only events that can be read have links that are whole.
void DeleteStreamDialog::countLinks(core::StreamState::Kind kind)
{
    if (kind == core::StreamState::Kind::Alive)
        m_links->start(m_client, m_stream, m_names);
    else
        m_links->clear();
}

void DeleteStreamDialog::updateButtons()
{
    const bool isConfirmed = m_mode == DeleteMode::Soft || m_name->text() == m_stream.text();
    const bool isPossible = m_plan && m_plan->isPossible;
    m_delete->setEnabled(isPossible && isConfirmed && !m_isSending);
    m_name->setEnabled(isPossible && !m_isSending);
    m_condition->setEnabled(!m_isSending);
    m_cancel->setText(m_isSending ? tr("Stop Waiting")
                                  : (isPossible ? tr("Keep the Stream") : tr("Close")));
}

void DeleteStreamDialog::send()
{
    if (!m_plan || !m_plan->isPossible || m_isSending)
        return;
    const bool isChecked = m_condition->isVisibleTo(this) && m_condition->isChecked();
    const core::DeleteRequest request{.stream = m_stream,
                                      .expected = isChecked ? m_plan->expected
                                                            : core::ExpectedRevision::any(),
                                      .mode = m_mode};
    m_bar->clear();
    m_links->stop(); // what it finds from now on may be broken already
    m_isSending = true;
    updateButtons();
    m_busy->start(tr("Deleting %1").arg(m_stream.text()));
    m_call = m_client.remove(request, [this](const core::Result<core::WriteOutcome> &result) {
        m_busy->stop();
        m_isSending = false;
        updateButtons();
        onOutcome(result);
    });
}

void DeleteStreamDialog::onOutcome(const core::Result<core::WriteOutcome> &result)
{
    if (!result) {
        onRefused(result.error());
        return;
    }
    const core::WriteOutcome &outcome = result.value();
    if (std::holds_alternative<core::Written>(outcome))
        onDeleted();
    else if (const auto *conflict = std::get_if<core::WrongRevision>(&outcome))
        onConflict(*conflict);
    else if (const auto *unknown = std::get_if<core::OutcomeUnknown>(&outcome))
        onUnknown(unknown->reason);
}

void DeleteStreamDialog::onDeleted()
{
    Q_EMIT deleted(m_stream, m_mode);
    accept();
}

void DeleteStreamDialog::onConflict(const core::WrongRevision &conflict)
{
    // The frozen condition is of no use any more: the person looks at the stream anew.
    m_plan.reset();
    updateButtons();
    m_bar->showMessage(Tone::Warning,
                       tr("Not deleted: the stream is not where it was expected."),
                       deleteConflictText(conflict));
    addReadAgain();
}

void DeleteStreamDialog::onUnknown(const core::Error &reason)
{
    m_isSending = false;
    m_plan.reset();
    updateButtons();
    m_bar->showError(
        tr("Sent, but not answered: %1 may or may not be deleted.").arg(m_stream.text()), reason);
    QPushButton *check = m_bar->addButton(tr("Check the Stream"), Emphasis::Primary);
    check->setObjectName(QStringLiteral("delete-stream/check-button"));
    connect(check, &QPushButton::clicked, this, [this] { readOutcome(true); });
    check->setFocus();
}

void DeleteStreamDialog::onRefused(const core::Error &error)
{
    if (error.code == core::ErrorCode::StreamDeleted) {
        readOutcome(false);
        return;
    }
    core::Error told = error;
    if (isDenied(error))
        told.message = core::identityWords(m_client.settings()) + u' ' + error.message;
    m_bar->showError(tr("Not deleted."), told);
    addReadAgain();
    if (!isDenied(error) || !m_offersCredentials)
        return;
    QPushButton *others = m_bar->addButton(tr("Use Other Credentials…"));
    others->setObjectName(QStringLiteral("delete-stream/credentials-button"));
    connect(others, &QPushButton::clicked, this, [this] {
        reject();
        Q_EMIT credentialsRequested();
    });
}

void DeleteStreamDialog::readOutcome(bool afterUnknown)
{
    m_bar->clear();
    m_plan.reset();
    updateButtons();
    m_busy->start(tr("Reading %1").arg(m_stream.text()));
    m_call = m_client.streamState(
        m_stream, [this, afterUnknown](const core::Result<core::StreamState> &state) {
            m_busy->stop();
            if (!state && afterUnknown) {
                onUnknown(state.error());
                return;
            }
            if (state && afterUnknown && isDeletedAs(m_mode, *state)) {
                onDeleted();
                return;
            }
            onState(state);
            if (state)
                m_bar->showMessage(Tone::Warning,
                                   afterUnknown
                                       ? tr("Not deleted so far. Should the request still be on "
                                            "its way, it can be carried out later.")
                                       : tr("Not deleted: the stream is another than when it was "
                                            "read."));
        });
}

void DeleteStreamDialog::addReadAgain()
{
    QPushButton *again = m_bar->addButton(tr("Read the Stream Again"));
    again->setObjectName(QStringLiteral("delete-stream/read-again-button"));
    connect(again, &QPushButton::clicked, this, &DeleteStreamDialog::readState);
    again->setFocus();
}

} // namespace ui
