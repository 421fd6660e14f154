// A tab that shows what caused what among the events of one correlation, as an indented tree.
// GUI thread.
#pragma once

#include "core/links/cause_search.h"
#include "ui/widgets/page.h"

#include <memory>

class QPushButton;

namespace ui {

class CauseNamesRow;
class CauseTableModel;
class PageHead;
class PlainTable;
class ProgressLine;

/// The search begins when the page is seen for the first time, and ends with it.
class CausePage final : public Page
{
    Q_OBJECT

public:
    CausePage(core::Client &client,
              const core::LinkTarget &event,
              const core::CorrelationNames &names,
              QWidget *parent);
    ~CausePage() override;

    /// The event that was asked about.
    [[nodiscard]] const core::LinkTarget &asked() const { return m_asked; }
    [[nodiscard]] static QString titleOf(const core::LinkTarget &event);
    [[nodiscard]] QString title() const override { return titleOf(m_asked); }
    [[nodiscard]] QString manualTitle() const override;
    [[nodiscard]] std::optional<QPoint> placeOfCurrent() const override;
    /// The event of the row that the keyboard is on.
    [[nodiscard]] std::optional<core::ResolvedEvent> currentEvent() const;

    [[nodiscard]] bool canReload() const override { return true; }
    void reload() override;
    /// Shows what was found so far.
    bool cancel() override;
    /// The keyboard goes to the names of the ids.
    void editNames();

Q_SIGNALS:
    void currentEventChanged(const std::optional<core::ResolvedEvent> &event);
    void eventRequested(const core::StreamName &stream, core::Revision revision);
    /// The person changed where the ids are found in metadata.
    void namesChanged(const core::CorrelationNames &names);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void nameWidgets();
    void layOut();
    void onSearched(const core::SearchProgress &progress);
    void onFinished(const core::Result<core::CorrelatedEvents> &result);
    void showEvents(const core::CorrelatedEvents &events, bool isStopped);
    void setRunning(bool isRunning);

    core::Client &m_client;
    const core::LinkTarget m_asked;
    std::unique_ptr<core::CauseSearch> m_search;
    bool m_hasBegun = false;

    CauseNamesRow *m_names;
    ProgressLine *m_progress;
    QPushButton *m_stop;
    QPushButton *m_again;
    PageHead *m_head;
    CauseTableModel *m_model;
    PlainTable *m_table;
};

} // namespace ui
