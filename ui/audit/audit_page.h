// A tab that audits a stream of links: progress while it is read, then what is broken and why.
// GUI thread.
#pragma once

#include "core/links/link_audit.h"
#include "ui/widgets/page.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>

class QPushButton;

namespace ui {

class AuditCounts;
class AuditFindingsModel;
class PageHead;
class PlainTable;
class ProgressLine;
class Prompts;
class TargetStreamsModel;

/// Nothing is read before reload(): a stream may have millions of links. The audit ends with the
/// page. The figures are brought up to date once a second while it runs.
class AuditPage final : public Page
{
    Q_OBJECT

public:
    enum class State { Idle, Running, Paused, Stopped, Done, Failed };

    AuditPage(core::Client &client,
              const core::StreamName &stream,
              Prompts &prompts,
              QWidget *parent);
    ~AuditPage() override;

    [[nodiscard]] static QString titleOf(const core::StreamName &stream);
    [[nodiscard]] QString title() const override { return titleOf(m_stream); }
    [[nodiscard]] core::StreamName stream() const override { return m_stream; }
    [[nodiscard]] QString manualTitle() const override;
    [[nodiscard]] bool hasDetail() const override { return false; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isUnderWay() const
    {
        return m_state == State::Running || m_state == State::Paused;
    }
    [[nodiscard]] const core::AuditReport &report() const { return m_report; }
    /// Something was read, or there was nothing to read.
    [[nodiscard]] bool hasReport() const
    {
        return m_report.events > 0 || (m_state != State::Failed && m_state != State::Idle);
    }

    [[nodiscard]] bool canReload() const override { return true; }
    /// Reads the stream from its start, once more if it was read before.
    void reload() override;
    /// Pauses what runs, goes on with what is paused.
    void togglePause();
    /// What was counted so far stays.
    bool cancel() override;
    /// Asks for a file and writes the report as it is now.
    void saveMarkdown();
    void saveNdjson();

Q_SIGNALS:
    void stateChanged();
    void eventRequested(const core::StreamName &stream, core::Revision revision);
    void streamRequested(const core::StreamName &stream);
    /// One line for the status line: what happened last.
    void said(const QString &text);

private:
    void nameWidgets();
    void layOut();
    void fillBody();
    [[nodiscard]] QWidget *makeTables();
    void setState(State state);
    void onProgress(const core::AuditProgress &progress);
    void onFinished(const core::Result<core::AuditReport> &result);
    void refresh();
    void takeReport(const core::AuditReport &report);
    void showCounts();
    void listTargets();
    void showStatus();
    void save(const QString &filter, const QString &suffix, bool asMarkdown);
    void write(const core::AuditReport &report, bool asMarkdown, const QString &path);

    core::Client &m_client;
    const core::StreamName m_stream;
    Prompts &m_prompts;
    State m_state = State::Idle;
    core::AuditReport m_report;
    quint64 m_listings = 0; ///< of target streams that were begun
    QElapsedTimer m_sinceListed;
    std::unique_ptr<core::LinkAudit> m_audit;
    QTimer m_refresh;

    ProgressLine *m_progress;
    QPushButton *m_pause;
    QPushButton *m_stop;
    QPushButton *m_again;
    QPushButton *m_saveMarkdown;
    QPushButton *m_saveNdjson;
    PageHead *m_head;
    QWidget *m_body; ///< the counts and the tables, once something is read
    AuditCounts *m_counts = nullptr;
    AuditFindingsModel *m_findingsModel;
    TargetStreamsModel *m_targetsModel;
    PlainTable *m_findings = nullptr;
    PlainTable *m_targets = nullptr;
};

} // namespace ui
