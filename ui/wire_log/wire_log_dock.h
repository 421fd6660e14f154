// The wire log at the bottom of the window: a table of calls, and both sides of the chosen one.
// GUI thread.
#pragma once

#include "core/base/result.h"
#include "core/wire_log/wire_log.h"

#include <QDockWidget>

class QPushButton;

namespace ui {

class ElidedLabel;
class SearchEdit;
class WireBodyView;
class WireLogFilter;
class WireLogModel;
class WireLogTable;

class WireLogDock final : public QDockWidget
{
    Q_OBJECT

public:
    /// The log must outlive it.
    explicit WireLogDock(core::WireLog &log, QWidget *parent = nullptr);

    /// Of the chosen call. What cannot be copied as such is said instead.
    void copyAsCurl();
    void copyAsGrpcurl();
    void clear();

    [[nodiscard]] bool canCopyAsCurl() const;
    [[nodiscard]] bool canCopyAsGrpcurl() const;

Q_SIGNALS:
    /// What was done, for the status line.
    void said(const QString &text);
    void closeRequested();
    /// The answers of the can...() functions may be others now.
    void choiceChanged();

private:
    void makeTitleBar();
    void makeContent();
    void connectParts();
    void onChoice();
    void showChoice();
    void showCount();
    void copy(const core::Result<QString> &command, const QString &placeholder);
    void openMenu(const QPoint &at);
    /// Null where none is chosen.
    [[nodiscard]] const core::WireEntry *choice() const;

    core::WireLog &m_log;
    WireLogModel *m_model;
    WireLogFilter *m_filter;
    SearchEdit *m_words = nullptr;
    ElidedLabel *m_count = nullptr;
    QPushButton *m_curl = nullptr;
    QPushButton *m_grpcurl = nullptr;
    QPushButton *m_clear = nullptr;
    WireLogTable *m_table = nullptr;
    WireBodyView *m_request = nullptr;
    WireBodyView *m_answer = nullptr;
};

} // namespace ui
