// Lines for stdout: one by one where somebody waits for each, in large writes otherwise.
// Lives on the main thread.
#pragma once

#include <QByteArray>

namespace app {

class Output
{
public:
    enum class Flushing { Lines, LargeWrites };

    /// Lines on a terminal, large writes otherwise.
    [[nodiscard]] static Flushing usual();

    /// The descriptor stays the caller's. Where `interruptedBy` is a descriptor, a write that waits
    /// for its reader ends when that becomes readable.
    explicit Output(int descriptor, Flushing flushing, int interruptedBy = -1);

    /// Takes whole lines. False once nobody reads any more, or the write failed.
    bool write(QByteArrayView lines);
    /// Writes what is still here.
    bool flush();

    [[nodiscard]] Flushing flushing() const { return m_flushing; }
    /// The reader of the pipe has gone: a quiet end.
    [[nodiscard]] bool isReaderGone();
    /// errno of the first write that failed; 0: none did.
    [[nodiscard]] int failure() const { return m_failure; }

private:
    /// Waits until a small write cannot block; false when interrupted.
    bool waitForReader();

    int m_descriptor;
    Flushing m_flushing;
    int m_interruptedBy;
    int m_failure = 0;
    QByteArray m_waiting;
};

} // namespace app
