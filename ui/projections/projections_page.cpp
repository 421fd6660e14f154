#include "ui/projections/projections_page.h"

#include "ui/projections/projection_text_view.h"
#include "ui/projections/projection_words.h"
#include "ui/projections/projections_model.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/plain_table.h"

#include <QPushButton>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <chrono>

namespace ui {

namespace {

using Kind = core::ProjectionCommand::Kind;

constexpr std::chrono::seconds SeenAfter{1};

} // namespace

ProjectionsPage::ProjectionsPage(core::Client &client,
                                 const Where &where,
                                 Prompts &prompts,
                                 QWidget *parent)
    : Page(parent)
    , m_client(client)
    , m_where(where)
    , m_prompts(prompts)
    , m_again(new QPushButton(tr("Read Again"), this))
    , m_enable(new QPushButton(tr("Enable…"), this))
    , m_disable(new QPushButton(tr("Disable…"), this))
    , m_reset(new QPushButton(tr("Reset…"), this))
    , m_busy(new BusyLine(this))
    , m_head(new PageHead(
          QStringLiteral("projections"), tr("Projections on %1").arg(m_where.name), this))
    , m_model(new ProjectionsModel(this))
{
    layOut();
    nameWidgets();
    connect(m_again, &QPushButton::clicked, this, &ProjectionsPage::reload);
    connect(m_enable, &QPushButton::clicked, this, [this] { command(Kind::Enable); });
    connect(m_disable, &QPushButton::clicked, this, [this] { command(Kind::Disable); });
    connect(m_reset, &QPushButton::clicked, this, [this] { command(Kind::Reset); });
    connect(m_busy, &BusyLine::cancelRequested, this, &ProjectionsPage::cancel);
    connect(m_table, &PlainTable::currentRowChanged, this, &ProjectionsPage::choose);
    connect(m_facts, &FactsView::targetActivated, this, &ProjectionsPage::targetActivated);
    m_later.setSingleShot(true);
    m_later.setInterval(SeenAfter);
    connect(&m_later, &QTimer::timeout, this, &ProjectionsPage::read);
    showCurrent();
}

ProjectionsPage::~ProjectionsPage() = default;

QString ProjectionsPage::title() const
{
    return tr("Projections");
}

QString ProjectionsPage::manualTitle() const
{
    return QStringLiteral("Projections");
}

void ProjectionsPage::nameWidgets()
{
    setObjectName(QStringLiteral("projections/page"));
    setAccessibleName(title());
    m_again->setObjectName(QStringLiteral("projections/again-button"));
    m_enable->setObjectName(QStringLiteral("projections/enable-button"));
    m_disable->setObjectName(QStringLiteral("projections/disable-button"));
    m_reset->setObjectName(QStringLiteral("projections/reset-button"));
    m_table->setObjectName(QStringLiteral("projections/table"));
    m_table->setAccessibleName(tr("Projections"));
    m_tabs->setObjectName(QStringLiteral("projections/tabs"));
    m_tabs->tabBar()->setObjectName(QStringLiteral("projections/tab-bar"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the projection"));
    m_facts->setObjectName(QStringLiteral("projections/facts"));
    m_facts->setAccessibleName(tr("Statistics"));
}

void ProjectionsPage::layOut()
{
    for (QPushButton *button : {m_again, m_enable, m_disable, m_reset})
        m_head->addControl(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_busy);
    column->addWidget(makeBody(), 1);
    setFocusProxy(m_table);
}

QWidget *ProjectionsPage::makeBody()
{
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setObjectName(QStringLiteral("projections/split"));
    split->setChildrenCollapsible(false);
    m_table = new PlainTable(split);
    m_table->setModel(m_model);
    m_table->setColumnFit(ProjectionsModel::Name, QStringLiteral("$stream_by_category"), false);
    m_table->setColumnFit(ProjectionsModel::Status, QStringLiteral("Faulted (Enabled)"), false);
    m_table->setColumnFit(ProjectionsModel::Mode, QStringLiteral("Continuous"), false);
    m_table->setColumnFit(ProjectionsModel::Progress, QStringLiteral("100.0 %"), true);
    m_table->setColumnFit(ProjectionsModel::Position, QStringLiteral("99999999999"), true);
    m_table->setColumnFit(ProjectionsModel::Buffered, QStringLiteral("999,999"), true);
    m_table->setMinimumHeight(80);
    m_tabs = new QTabWidget(split);
    m_tabs->setDocumentMode(true);
    m_facts = new FactsView(m_tabs);
    m_tabs->addTab(m_facts, tr("Statistics"));
    const std::pair<core::ProjectionPart, QString> parts[]
        = {{core::ProjectionPart::State, tr("State")},
           {core::ProjectionPart::Result, tr("Result")},
           {core::ProjectionPart::Query, tr("Query")}};
    for (const auto &[part, name] : parts) {
        m_texts.append(new ProjectionTextView(m_client, part, m_tabs));
        m_tabs->addTab(m_texts.constLast(), name);
    }
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    return split;
}

void ProjectionsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (!m_hasBegun)
        read();
}

void ProjectionsPage::reload()
{
    m_head->bar().clear();
    read();
    for (ProjectionTextView *text : std::as_const(m_texts))
        text->reload();
}

void ProjectionsPage::read()
{
    m_hasBegun = true;
    m_busy->start(tr("Reading the projections"));
    m_reading = m_client.projections(
        [this](const core::Result<core::ProjectionList> &list) { onList(list); });
}

bool ProjectionsPage::cancel()
{
    if (!m_reading.isPending())
        return false;
    m_reading.cancel();
    m_busy->stop();
    return true;
}

void ProjectionsPage::onList(const core::Result<core::ProjectionList> &list)
{
    m_busy->stop();
    if (!list) {
        m_head->bar().showError(tr("The projections could not be read."), list.error());
        return;
    }
    qsizetype running = 0;
    qsizetype faulted = 0;
    for (const core::ProjectionStatus &each : *list) {
        running += each.isRunning() ? 1 : 0;
        faulted += each.isFaulted() ? 1 : 0;
    }
    m_head->setStatus(tr("%1 of %2 run, %3 faulted").arg(running).arg(list->size()).arg(faulted),
                      faulted > 0 ? Tone::Danger : Tone::Dim);
    const QString wanted = m_current;
    m_model->setProjections(*list);
    const int row = qMax(0, m_model->rowOf(wanted));
    if (m_model->rowCount() > 0 && m_table->currentIndex().row() != row)
        m_table->setCurrentIndex(m_model->index(row, 0));
    choose(m_table->currentIndex().row());
}

void ProjectionsPage::choose(int row)
{
    const auto chosen = m_model->projectionAt(row);
    m_current = chosen ? chosen->name : QString();
    showCurrent();
}

void ProjectionsPage::showCurrent()
{
    const auto chosen = m_model->projectionAt(m_model->rowOf(m_current));
    m_facts->setFacts(chosen ? projectionFacts(*chosen) : QList<FactGroup>());
    for (ProjectionTextView *text : std::as_const(m_texts))
        text->setProjection(m_current);
    m_enable->setEnabled(can(Kind::Enable));
    m_disable->setEnabled(can(Kind::Disable));
    m_reset->setEnabled(can(Kind::Reset));
    Q_EMIT stateChanged();
}

bool ProjectionsPage::can(core::ProjectionCommand::Kind kind) const
{
    const auto chosen = m_model->projectionAt(m_model->rowOf(m_current));
    if (!chosen || m_sending.isPending())
        return false;
    switch (kind) {
    case Kind::Enable:
        return !chosen->isRunning();
    case Kind::Disable:
        return chosen->isRunning() || chosen->isFaulted();
    case Kind::Reset:
        break;
    }
    return true;
}

void ProjectionsPage::command(core::ProjectionCommand::Kind kind)
{
    if (!can(kind))
        return;
    const core::ProjectionCommand wanted{m_current, kind};
    const QString refusal = m_where.refusal ? m_where.refusal() : QString();
    if (!refusal.isEmpty()) {
        m_head->bar().showError(tr("%1 stays as it is.").arg(m_current),
                                {core::ErrorCode::AccessDenied, refusal, {}});
        return;
    }
    m_prompts.confirm(
        this, askBefore(wanted, m_where.name, m_where.isProduction), [this, wanted](bool accepted) {
            if (accepted)
                send(wanted);
        });
}

void ProjectionsPage::send(const core::ProjectionCommand &command)
{
    m_head->bar().clear();
    m_sending = m_client.command(command,
                                 [this, command](const core::Result<core::WriteOutcome> &result) {
                                     onSent(command, result);
                                 });
    showCurrent();
}

void ProjectionsPage::onSent(const core::ProjectionCommand &command,
                             const core::Result<core::WriteOutcome> &result)
{
    if (!result) {
        m_head->bar().showError(tr("%1 stays as it is.").arg(command.name), result.error());
    } else if (const auto *unknown = std::get_if<core::OutcomeUnknown>(&*result)) {
        m_head->bar().showError(
            tr("Whether %1 was told is not known; its status will show it.").arg(command.name),
            unknown->reason);
    } else {
        Q_EMIT said(saidOf(command));
    }
    showCurrent();
    read();
    m_later.start();
}

} // namespace ui
