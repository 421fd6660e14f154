// A tab with the projections of a server: the list, and one of them told whole.
// GUI thread.
#pragma once

#include "core/client/client.h"
#include "ui/widgets/page.h"

#include <QTimer>

#include <functional>

class QPushButton;
class QTabWidget;

namespace ui {

class BusyLine;
class FactsView;
struct FactTarget;
class PageHead;
class PlainTable;
class Prompts;
class ProjectionsModel;
class ProjectionTextView;

/// The list is read when the page is seen for the first time, when it is asked for, and after each
/// command.
class ProjectionsPage final : public Page
{
    Q_OBJECT

public:
    /// Who is asked, in words.
    struct Where {
        QString name;
        bool isProduction = false;
        std::function<QString()> refusal; ///< why nothing may be written; empty where it may
    };

    ProjectionsPage(core::Client &client, const Where &where, Prompts &prompts, QWidget *parent);
    ~ProjectionsPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString manualTitle() const override;
    [[nodiscard]] bool hasDetail() const override { return false; }
    /// The one that is chosen; empty if none is.
    [[nodiscard]] const QString &current() const { return m_current; }

    [[nodiscard]] bool canReload() const override { return true; }
    void reload() override;
    bool cancel() override;
    /// It makes sense for the one that is chosen, and the last command has been answered.
    [[nodiscard]] bool can(core::ProjectionCommand::Kind kind) const;
    /// Asks first; where nothing may be written it says so instead. Nothing where it cannot be.
    void command(core::ProjectionCommand::Kind kind);

Q_SIGNALS:
    /// can() may be another.
    void stateChanged();
    void targetActivated(const ui::FactTarget &target);
    /// One line for the status line.
    void said(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void nameWidgets();
    void layOut();
    [[nodiscard]] QWidget *makeBody();
    void read();
    void onList(const core::Result<core::ProjectionList> &list);
    void choose(int row);
    void showCurrent();
    void send(const core::ProjectionCommand &command);
    void onSent(const core::ProjectionCommand &command,
                const core::Result<core::WriteOutcome> &result);

    core::Client &m_client;
    const Where m_where;
    Prompts &m_prompts;
    QString m_current;
    bool m_hasBegun = false;
    QTimer m_later; ///< a command takes a moment to show

    QPushButton *m_again;
    QPushButton *m_enable;
    QPushButton *m_disable;
    QPushButton *m_reset;
    BusyLine *m_busy;
    PageHead *m_head;
    ProjectionsModel *m_model;
    PlainTable *m_table = nullptr;
    QTabWidget *m_tabs = nullptr;
    FactsView *m_facts = nullptr;
    QList<ProjectionTextView *> m_texts;
    core::Call m_reading;
    core::Call m_sending;
};

} // namespace ui
