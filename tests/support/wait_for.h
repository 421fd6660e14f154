// Lets what is queued happen: for tests that script each step on one thread.
// The test's thread.
#pragma once

#include <QCoreApplication>
#include <QEvent>

/// Delivers everything that is posted, and what that posts, and deletes what waits for it. Timers
/// do not pass.
inline void settle()
{
    for (int i = 0; i < 20; ++i) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}
