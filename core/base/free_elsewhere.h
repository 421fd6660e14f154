// Frees what is large without keeping the thread that had it.
// Any thread.
#pragma once

#include <QThreadPool>

#include <memory>
#include <type_traits>
#include <utility>

namespace core {

/// Takes the value and destroys it on a thread of the pool: freeing tens of thousands of strings
/// takes longer than a turn of the GUI thread may. It must not be bound to a thread.
template<typename T>
void freeElsewhere(T &&value)
{
    static_assert(!std::is_lvalue_reference_v<T>, "what is freed elsewhere is given away");
    auto kept = std::make_shared<T>(std::forward<T>(value));
    QThreadPool::globalInstance()->start([kept = std::move(kept)]() mutable { kept.reset(); });
}

} // namespace core
