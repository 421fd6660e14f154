// tributaryctl read: prints events, once or as they come.
// Lives on the main thread.
#pragma once

#include "app/cli/client_command.h"

#include <QTimer>

#include <memory>

namespace app {

/// `--from` is inclusive. On the wire a backwards read of $all and every subscription begin after
/// the given place, so for those the event at a position of $all is read first, by itself.
class ReadCommand final : public ClientCommand
{
    Q_OBJECT

public:
    ReadCommand(const CommandLine &line, ReadOptions options, Output &output);
    void start() override;
    void interrupt() override;

private:
    [[nodiscard]] bool needsFirstByItself() const;
    void readFirst(core::Position position);
    void onFirst(const core::EventBatch &events, core::Position position);
    void readRest();
    [[nodiscard]] core::SubscribeAfter subscribeAfter() const;
    void run(std::unique_ptr<core::EventFeed> feed);
    void onBatch(const core::EventBatch &events);
    void onFinished(const core::Result<core::Done> &result);
    void endWhereStreamExists();

    const ReadOptions m_options;
    std::optional<quint64> m_wanted; ///< how many events are still to be printed
    QByteArray m_lines;
    QTimer m_readerCheck;
    std::unique_ptr<core::EventFeed> m_feed;
};

} // namespace app
