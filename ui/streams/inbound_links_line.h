// Says how many links point into a stream, while they are being counted and after.
// GUI thread.
#pragma once

#include "core/links/inbound_count.h"

#include <QWidget>

#include <memory>

class QPushButton;

namespace ui {

class TonedLabel;

/// Takes no space until it is started.
class InboundLinksLine final : public QWidget
{
    Q_OBJECT

public:
    explicit InboundLinksLine(QWidget *parent);
    ~InboundLinksLine() override;

    /// Counts anew; what was under way is dropped.
    void start(core::Client &client,
               const core::StreamName &stream,
               const core::CorrelationNames &names);
    /// Says what was counted so far. False if nothing was under way.
    bool stop();
    /// Drops everything and takes no space.
    void clear();
    [[nodiscard]] QString text() const;

private:
    void onProgress(const core::InboundProgress &progress);
    void onFinished(const core::Result<core::InboundLinks> &result);
    void say(const QString &text);

    std::unique_ptr<core::InboundCount> m_count;
    TonedLabel *m_text;
    QPushButton *m_stop;
};

/// "Breaks 34 links: 18 in $ce-order, 10 in $et-OrderPlaced, 6 in $bc-…". `isStopped`: the person
/// ended the count.
[[nodiscard]] QString inboundText(const core::InboundLinks &links, bool isStopped);

} // namespace ui
