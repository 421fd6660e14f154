#include "ui/links/why_not_dialog.h"

#include "ui/links/why_not_words.h"
#include "ui/theme/emphasis.h"
#include "ui/theme/measures.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/dialog_layout.h"
#include "ui/widgets/help_key.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/words.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace ui {

namespace {

constexpr QSize FirstSize{560, 420};

} // namespace

WhyNotDialog::WhyNotDialog(core::Client &client,
                           const QString &where,
                           const Question &question,
                           ParseEvent parseEvent,
                           QWidget *parent)
    : QDialog(parent)
    , m_client(&client)
    , m_parseEvent(std::move(parseEvent))
    , m_names(question.names)
    , m_event(new QLineEdit(question.event, this))
    , m_links(new QComboBox(this))
    , m_ask(new QPushButton(tr("Find Out"), this))
    , m_close(new QPushButton(this))
    , m_busy(new BusyLine(this))
    , m_answer(new MessageBar(this))
    , m_facts(new FactsView(this))
{
    setWindowTitle(tr("Why Is This Not In… – %1").arg(where));
    setAttribute(Qt::WA_DeleteOnClose);
    setHelpSection(this, QStringLiteral("Links"));
    build(question);
    layOut();
    connect(m_ask, &QPushButton::clicked, this, &WhyNotDialog::ask);
    connect(m_close, &QPushButton::clicked, this, &WhyNotDialog::reject);
    connect(m_busy, &BusyLine::cancelRequested, this, &WhyNotDialog::cancel);
    connect(m_event, &QLineEdit::textChanged, this, &WhyNotDialog::forgetAnswer);
    connect(m_links, &QComboBox::editTextChanged, this, &WhyNotDialog::forgetAnswer);
    connect(m_facts, &FactsView::targetActivated, this, &WhyNotDialog::targetActivated);
    connect(&client, &QObject::destroyed, this, &QObject::deleteLater);
    updateButtons();
    if (question.event.isEmpty())
        m_event->setFocus();
    else
        m_links->setFocus();
}

WhyNotDialog::~WhyNotDialog() = default;

void WhyNotDialog::build(const Question &question)
{
    setObjectName(QStringLiteral("why-not/dialog"));
    m_event->setObjectName(QStringLiteral("why-not/event-edit"));
    m_event->setAccessibleName(tr("Event"));
    m_event->setPlaceholderText(tr("order-42@17"));
    m_links->setObjectName(QStringLiteral("why-not/links-combo"));
    m_links->setAccessibleName(tr("Stream of links"));
    m_links->setEditable(true);
    m_links->setInsertPolicy(QComboBox::NoInsert);
    for (const core::StreamName &suggestion : question.suggestions)
        m_links->addItem(suggestion.text());
    m_links->lineEdit()->setPlaceholderText(tr("$ce-order"));
    m_links->lineEdit()->setObjectName(QStringLiteral("why-not/links-edit"));
    m_links->lineEdit()->setAccessibleName(tr("Stream of links"));
    const bool isKnown = !question.links.isEmpty();
    const QString first
        = question.suggestions.isEmpty() ? QString() : question.suggestions.constFirst().text();
    m_links->setEditText(isKnown ? question.links.text() : first);
    m_links->lineEdit()->selectAll();
    m_ask->setObjectName(QStringLiteral("why-not/ask-button"));
    m_ask->setDefault(true);
    setEmphasis(m_ask, Emphasis::Primary);
    m_close->setObjectName(QStringLiteral("why-not/close-button"));
    m_close->setAutoDefault(false);
    m_busy->setObjectName(QStringLiteral("why-not/busy"));
    m_answer->setObjectName(QStringLiteral("why-not/answer"));
    m_answer->setClosable(false);
    m_facts->setObjectName(QStringLiteral("why-not/facts"));
    m_facts->setAccessibleName(tr("What was asked"));
}

void WhyNotDialog::layOut()
{
    auto *form = new QFormLayout;
    form->setSpacing(measures::ControlSpacing);
    form->setHorizontalSpacing(measures::GroupSpacing);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Event"), m_event);
    form->addRow(tr("Stream of links"), m_links);

    QVBoxLayout *column = makeDialogColumn(this);
    column->addLayout(form);
    column->addWidget(m_answer);
    column->addWidget(m_facts, 1);
    column->addWidget(m_busy);
    column->addLayout(makeButtonRow({m_close, m_ask}));
    resize(FirstSize);
}

core::StreamName WhyNotDialog::links() const
{
    return core::StreamName(m_links->currentText().trimmed());
}

void WhyNotDialog::ask()
{
    const auto event = m_parseEvent(m_event->text());
    if (!event) {
        m_answer->showMessage(Tone::Warning,
                              tr("The event has no revision."),
                              tr("Write its stream and its revision: order-42@17."));
        m_event->setFocus();
        return;
    }
    if (links().isEmpty() || !m_client)
        return;
    forgetAnswer();
    m_asked = *event;
    m_job = std::make_unique<core::WhyNot>(*m_client, m_asked, links());
    m_job->setCorrelationNames(m_names);
    connect(m_job.get(), &core::WhyNot::finished, this, &WhyNotDialog::onFinished);
    connect(m_job.get(), &core::WhyNot::scanned, this, [this](quint64 done, quint64 total) {
        m_busy->setText(
            tr("Reading %1 through: %2 of %3")
                .arg(links().text(), groupedNumber(qint64(done)), groupedNumber(qint64(total))));
    });
    m_busy->start(tr("Looking into %1").arg(links().text()));
    m_job->start();
    updateButtons();
}

void WhyNotDialog::cancel()
{
    forgetAnswer();
    m_answer->showMessage(Tone::Accent, tr("Stopped before it was found out."));
}

void WhyNotDialog::reject()
{
    if (m_job)
        cancel();
    else
        QDialog::reject();
}

/// What was told is of another question; what is being asked is given up.
void WhyNotDialog::forgetAnswer()
{
    m_job.reset();
    m_busy->stop();
    m_answer->clear();
    m_facts->setFacts({});
    updateButtons();
}

void WhyNotDialog::onFinished(const core::Result<core::WhyNotAnswer> &answer)
{
    m_job.release()->deleteLater(); // it is telling us this
    m_busy->stop();
    updateButtons();
    if (answer)
        showAnswer(*answer);
    else
        m_answer->showError(tr("It could not be found out."), answer.error());
}

void WhyNotDialog::showAnswer(const core::WhyNotAnswer &answer)
{
    const WhyNotWords words = wordsOf(answer, m_asked, links());
    m_answer->showMessage(words.tone, words.title, answer.why);
    if (answer.at) {
        QPushButton *go = m_answer->addButton(tr("Go to the Link"));
        go->setObjectName(QStringLiteral("why-not/go-button"));
        go->setAutoDefault(false);
        connect(go, &QPushButton::clicked, this, [this, target = FactTarget{links(), answer.at}] {
            Q_EMIT targetActivated(target);
        });
    }
    if (answer.notProjected && answer.notProjected->belongs) {
        const QString other = answer.notProjected->belongs->text();
        QPushButton *next = m_answer->addButton(tr("Look into the One It Belongs To"));
        next->setObjectName(QStringLiteral("why-not/belongs-button"));
        next->setAutoDefault(false);
        next->setToolTip(other);
        connect(
            next,
            &QPushButton::clicked,
            this,
            [this, other] {
                m_links->setEditText(other);
                ask();
            },
            Qt::QueuedConnection); // the button goes with the answer
    }
    m_facts->setFacts(whyNotFacts(answer));
}

void WhyNotDialog::updateButtons()
{
    const bool isAsking = m_job != nullptr;
    m_ask->setEnabled(!isAsking && !m_event->text().trimmed().isEmpty() && !links().isEmpty());
    m_close->setText(isAsking ? tr("Stop") : tr("Close"));
}

} // namespace ui
