// What others wrote while an event was typed, read from the server.
// GUI thread.
#pragma once

#include "core/client/client.h"
#include "ui/append/append_words.h"

#include <QWidget>

class QLabel;
class QTableWidget;

namespace ui {

/// Reads at most MostShown events of the range; says what of it is gone or left out.
class EventsBetween final : public QWidget
{
    Q_OBJECT

public:
    static constexpr quint64 MostShown = 50;

    EventsBetween(core::Client &client,
                  core::StreamName stream,
                  RevisionRange range,
                  QWidget *parent);
    ~EventsBetween() override;

    /// "These came between:", or why they cannot be shown.
    [[nodiscard]] QString caption() const;

Q_SIGNALS:
    void eventRequested(const core::StreamName &stream, core::Revision revision);

private:
    void read();
    void onEvents(const core::EventBatch &events);
    void onFinished(const core::Result<core::Done> &result);
    void addRow(const QString &revision, const QString &type, const QString &time);
    void fitHeight();
    void tellWhatIsShown();

    core::StreamName m_stream;
    RevisionRange m_range;
    std::optional<RevisionRange> m_shown; ///< from the first row to the last
    QLabel *m_caption;
    QTableWidget *m_table;
    QLabel *m_rest;
    core::Client &m_client;
    std::unique_ptr<core::EventFeed> m_feed;
    core::Call m_stateCall;
};

} // namespace ui
