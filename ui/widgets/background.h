// Work on a thread of the pool whose answer comes back to the thread that asked.
// GUI thread; `work` runs elsewhere and may touch only what it was given by value.
#pragma once

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <stop_token>
#include <type_traits>
#include <utility>

namespace ui {

/// `done` runs with the answer of `work` on the thread of `context`, or not at all if that is gone
/// by then.
template<typename Work, typename Done>
void runInBackground(QObject *context, Work work, Done done)
{
    using Answer = std::invoke_result_t<Work>;
    auto promise = std::make_shared<QPromise<Answer>>();
    auto *watcher = new QFutureWatcher<Answer>(context);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
            watcher->deleteLater();
            done(watcher->result());
        });
    promise->start();
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
}

/// The same with a handle: dropping it tells `work`, by the token that it is given, that nobody
/// wants the answer any more, and `done` does not run. `done` must not drop it.
template<typename Work, typename Done>
[[nodiscard]] std::unique_ptr<QObject> startInBackground(Work work, Done done)
{
    auto handle = std::make_unique<QObject>();
    const std::stop_source source;
    QObject::connect(handle.get(), &QObject::destroyed, handle.get(), [source]() mutable {
        source.request_stop();
    });
    runInBackground(
        handle.get(),
        [work = std::move(work), stop = source.get_token()] { return work(stop); },
        std::move(done));
    return handle;
}

} // namespace ui
