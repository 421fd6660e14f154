// Tells SIGINT and SIGTERM as a Qt signal, so that a command can end in order.
// Lives on the main thread; one at a time.
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace app {

class SignalWatch final : public QObject
{
    Q_OBJECT

public:
    explicit SignalWatch(QObject *parent = nullptr);
    ~SignalWatch() override;

    /// Readable once a signal has come and until it has been told.
    [[nodiscard]] int descriptor() const { return m_readEnd; }

Q_SIGNALS:
    void received();

private:
    int m_readEnd = -1;
    int m_writeEnd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace app
