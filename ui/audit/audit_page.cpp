#include "ui/audit/audit_page.h"

#include "core/base/free_elsewhere.h"
#include "ui/audit/audit_counts.h"
#include "ui/audit/audit_findings_model.h"
#include "ui/audit/audit_words.h"
#include "ui/audit/target_streams_model.h"
#include "ui/prompts/prompts.h"
#include "ui/widgets/background.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/plain_table.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/saved_file.h"
#include "ui/widgets/separator.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>

namespace ui {

namespace {

constexpr std::chrono::seconds RefreshEvery{1};
constexpr quint64 ManyTargets = 10'000;
constexpr qint64 ManyListedEvery = 10'000; ///< milliseconds

} // namespace

AuditPage::AuditPage(core::Client &client,
                     const core::StreamName &stream,
                     Prompts &prompts,
                     QWidget *parent)
    : Page(parent)
    , m_client(client)
    , m_stream(stream)
    , m_prompts(prompts)
    , m_progress(new ProgressLine(this))
    , m_pause(new QPushButton(this))
    , m_stop(new QPushButton(tr("Stop"), this))
    , m_again(new QPushButton(this))
    , m_saveMarkdown(new QPushButton(tr("Save as Markdown…"), this))
    , m_saveNdjson(new QPushButton(tr("Save as NDJSON…"), this))
    , m_head(new PageHead(QStringLiteral("audit"), titleOf(m_stream), this))
    , m_body(new QWidget(this))
    , m_findingsModel(new AuditFindingsModel(this))
    , m_targetsModel(new TargetStreamsModel(this))
{
    layOut();
    nameWidgets();
    connect(m_pause, &QPushButton::clicked, this, &AuditPage::togglePause);
    connect(m_stop, &QPushButton::clicked, this, &AuditPage::cancel);
    connect(m_again, &QPushButton::clicked, this, &AuditPage::reload);
    connect(m_saveMarkdown, &QPushButton::clicked, this, &AuditPage::saveMarkdown);
    connect(m_saveNdjson, &QPushButton::clicked, this, &AuditPage::saveNdjson);
    m_refresh.setInterval(RefreshEvery);
    connect(&m_refresh, &QTimer::timeout, this, &AuditPage::refresh);
    setState(State::Idle);
}

AuditPage::~AuditPage()
{
    core::freeElsewhere(std::exchange(m_report, {}));
}

QString AuditPage::titleOf(const core::StreamName &stream)
{
    return tr("Links in %1").arg(stream.text());
}

QString AuditPage::manualTitle() const
{
    return QStringLiteral("What is wrong with the links of a stream");
}

void AuditPage::nameWidgets()
{
    setObjectName(QStringLiteral("audit/page"));
    setAccessibleName(tr("Audit of the links in %1").arg(m_stream.text()));
    m_progress->setObjectName(QStringLiteral("audit/progress"));
    m_progress->setAccessibleName(tr("How much has been read"));
    m_pause->setObjectName(QStringLiteral("audit/pause-button"));
    m_stop->setObjectName(QStringLiteral("audit/stop-button"));
    m_again->setObjectName(QStringLiteral("audit/again-button"));
    m_saveMarkdown->setObjectName(QStringLiteral("audit/save-markdown-button"));
    m_saveNdjson->setObjectName(QStringLiteral("audit/save-ndjson-button"));
}

void AuditPage::layOut()
{
    for (QPushButton *button : {m_pause, m_stop, m_again, m_saveMarkdown, m_saveNdjson})
        m_head->addControl(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_progress);
    m_body->hide();
    column->addWidget(m_body, 1);
    column->addStretch();
}

/// Not with the page: both in one turn are felt.
void AuditPage::fillBody()
{
    m_counts = new AuditCounts(m_body);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(0);
    body->addWidget(m_counts);
    body->addWidget(new Separator(Qt::Horizontal, m_body));
    body->addWidget(makeTables(), 1);
    connect(m_findings, &PlainTable::rowActivated, this, [this](const QModelIndex &cell) {
        if (const auto link = m_findingsModel->linkAt(cell.row()))
            Q_EMIT eventRequested(m_stream, *link);
    });
    connect(m_targets, &PlainTable::rowActivated, this, [this](const QModelIndex &cell) {
        const core::StreamName target = m_targetsModel->streamAt(cell.row());
        if (!target.isEmpty())
            Q_EMIT streamRequested(target);
    });
}

QWidget *AuditPage::makeTables()
{
    auto *split = new QSplitter(Qt::Vertical, m_body);
    split->setObjectName(QStringLiteral("audit/split"));
    split->setChildrenCollapsible(false);
    m_findings = new PlainTable(split);
    m_findings->setModel(m_findingsModel);
    m_findings->setColumnFit(AuditFindingsModel::Revision, QStringLiteral("99,999,999"), true);
    m_findings->setColumnFit(
        AuditFindingsModel::Link, QStringLiteral("99@sensor-warehouse-1"), true);
    m_targets = new PlainTable(split);
    m_targets->setModel(m_targetsModel);
    m_targets->setColumnFit(
        TargetStreamsModel::Stream, QStringLiteral("customer-warehouse-1042-12"), false);
    for (const auto column :
         {TargetStreamsModel::Links, TargetStreamsModel::Resolved, TargetStreamsModel::Broken})
        m_targets->setColumnFit(column, QStringLiteral("9,999,999"), true);
    m_findings->setObjectName(QStringLiteral("audit/findings"));
    m_findings->setAccessibleName(tr("Broken links, by reason, with the first of each"));
    m_targets->setObjectName(QStringLiteral("audit/target-streams"));
    m_targets->setAccessibleName(tr("Target streams"));
    for (PlainTable *table : {m_findings, m_targets})
        table->setMinimumHeight(80);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    return split;
}

void AuditPage::reload()
{
    if (!m_counts)
        fillBody();
    m_head->bar().clear();
    m_audit = std::make_unique<core::LinkAudit>(m_client, m_stream);
    connect(m_audit.get(), &core::LinkAudit::progressed, this, &AuditPage::onProgress);
    connect(m_audit.get(), &core::LinkAudit::finished, this, &AuditPage::onFinished);
    takeReport(m_audit->report());
    m_progress->setPart(0);
    setState(State::Running);
    m_audit->start();
}

void AuditPage::togglePause()
{
    if (m_state == State::Running) {
        m_audit->pause();
        takeReport(m_audit->report());
        setState(State::Paused);
    } else if (m_state == State::Paused) {
        setState(State::Running);
        m_audit->resume();
    }
}

bool AuditPage::cancel()
{
    if (!isUnderWay())
        return false;
    takeReport(m_audit->report());
    m_audit.reset();
    setState(State::Stopped);
    return true;
}

void AuditPage::setState(State state)
{
    m_state = state;
    const bool wasOnAgain = m_again->hasFocus();
    const bool wasOnOther = m_pause->hasFocus() || m_stop->hasFocus();
    m_pause->setText(state == State::Paused ? tr("Go On") : tr("Pause"));
    m_again->setText(state == State::Idle ? tr("Audit Links") : tr("Audit Again"));
    m_pause->setVisible(isUnderWay());
    m_stop->setVisible(isUnderWay());
    m_again->setVisible(!isUnderWay());
    if (wasOnAgain && isUnderWay())
        m_findings->setFocus();
    else if (wasOnOther && !isUnderWay())
        m_again->setFocus();
    m_progress->setRunning(isUnderWay());
    if (state == State::Running)
        m_refresh.start();
    else
        m_refresh.stop();
    showStatus();
    Q_EMIT stateChanged();
}

void AuditPage::onProgress(const core::AuditProgress &progress)
{
    if (progress.total && *progress.total > 0)
        m_progress->setPart(double(progress.done) / double(*progress.total));
    m_head->setStatus(auditProgressText(progress));
    if (progress.isPaused)
        takeReport(m_audit->report()); // what was on its way has come
}

void AuditPage::onFinished(const core::Result<core::AuditReport> &result)
{
    takeReport(result ? *result : m_audit->report());
    // Later: the audit is telling this.
    m_audit.release()->deleteLater();
    setState(result ? State::Done : State::Failed);
    if (!result) {
        m_head->bar().showError(m_report.events > 0
                                    ? tr("%1 could be read in part only.").arg(m_stream.text())
                                    : tr("%1 could not be read.").arg(m_stream.text()),
                                result.error());
        return;
    }
    Q_EMIT said(tr("Audited %1: %2").arg(m_stream.text(), auditOutcomeText(m_report)));
}

/// A list that is held here is copied when the audit counts on; one of many streams not often.
void AuditPage::refresh()
{
    core::AuditReport now = m_audit->report();
    if (now.targetStreams < ManyTargets || m_report.byStream.isEmpty()
        || m_sinceListed.hasExpired(ManyListedEvery)) {
        takeReport(now);
        return;
    }
    now.byStream = m_report.byStream;
    m_report = now;
    showCounts();
}

void AuditPage::takeReport(const core::AuditReport &report)
{
    core::freeElsewhere(std::exchange(m_report, report));
    showCounts();
    listTargets();
}

void AuditPage::showCounts()
{
    m_counts->setReport(m_report);
    m_findingsModel->setReport(m_report);
}

/// Putting tens of thousands in order takes longer than a turn of this thread may.
void AuditPage::listTargets()
{
    const quint64 listing = ++m_listings;
    m_sinceListed.start();
    runInBackground(
        this,
        [report = m_report] {
            core::AuditReport sorted = report;
            sorted.byStream = core::mostBrokenFirst(report.byStream);
            return sorted;
        },
        [this, listing](const core::AuditReport &report) {
            if (listing == m_listings)
                m_targetsModel->setReport(report);
        });
}

void AuditPage::showStatus()
{
    if (isUnderWay())
        m_head->setStatus(auditProgressText(m_audit->progress()));
    else if (m_state == State::Idle)
        m_head->setStatus(tr("Not begun yet: an audit reads the whole stream"));
    else
        m_head->setStatus(hasReport() ? auditOutcomeText(m_report, m_state == State::Failed)
                                      : tr("Nothing was read"),
                          m_state == State::Done && m_report.broken > 0 ? Tone::Warning
                                                                        : Tone::Dim);
    // What was not looked at is not "0 links".
    m_body->setVisible(hasReport());
    setFocusProxy(hasReport() ? static_cast<QWidget *>(m_findings) : m_again);
    m_saveMarkdown->setEnabled(hasReport());
    m_saveNdjson->setEnabled(hasReport());
}

void AuditPage::saveMarkdown()
{
    save(tr("Markdown (*.md)"), QStringLiteral("md"), true);
}

void AuditPage::saveNdjson()
{
    save(tr("NDJSON (*.ndjson)"), QStringLiteral("ndjson"), false);
}

void AuditPage::save(const QString &filter, const QString &suffix, bool asMarkdown)
{
    if (m_audit)
        takeReport(m_audit->report());
    m_prompts.pickFile(
        this,
        {.title = tr("Save the report on %1").arg(m_stream.text()),
         .filter = filter,
         .startWith = QStringLiteral("links-%1.%2").arg(fileNameOf(m_stream.text()), suffix),
         .forSaving = true},
        // What was shown when it was asked for; an audit may go on meanwhile.
        [this, report = m_report, asMarkdown](const QString &path) {
            if (!path.isEmpty())
                write(report, asMarkdown, path);
        });
}

void AuditPage::write(const core::AuditReport &report, bool asMarkdown, const QString &path)
{
    runInBackground(
        this,
        [report, asMarkdown, path] {
            return writeFile(path,
                             asMarkdown ? core::auditMarkdown(report) : core::auditNdjson(report));
        },
        [this, path](const core::Result<core::Done> &written) {
            if (written)
                Q_EMIT said(tr("Saved %1").arg(path));
            else
                m_head->bar().showError(tr("Not saved."), written.error());
        });
}

} // namespace ui
