// An application that tells what a long turn of its event loop was made of.
// For benchmarks: GUI thread.
#pragma once

#include <QApplication>
#include <QEvent>

#include <vector>

namespace bench {

/// Times each event that it delivers on its thread, those within others too. Measuring costs some
/// of what is measured, so that it is asked for.
class WatchedApplication final : public QApplication
{
    Q_OBJECT

public:
    WatchedApplication(int &argc, char **argv)
        : QApplication(argc, argv)
    {}

    void setTimesEvents(bool times) { m_times = times; }
    /// A line an event of the turn that ends now, indented below the one it came within; those
    /// that took no time to speak of are left out.
    [[nodiscard]] QStringList takeParts();

    bool notify(QObject *receiver, QEvent *event) override;

private:
    struct Part {
        int depth = 0;
        QString receiver;
        QEvent::Type type = QEvent::None;
        double milliseconds = 0;
    };

    bool m_times = false;
    int m_depth = 0;
    std::vector<Part> m_parts;
};

} // namespace bench
