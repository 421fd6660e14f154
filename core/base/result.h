// A value or an Error; the return type of everything that can fail.
// A value: any thread.
#pragma once

#include "core/base/error.h"

#include <functional>
#include <type_traits>
#include <utility>
#include <variant>

namespace core {

/// "It worked", for operations without a value.
struct Done {
    friend bool operator==(const Done &, const Done &) = default;
};

template<typename T = Done>
class [[nodiscard]] Result
{
public:
    Result() requires std::is_default_constructible_v<T>
    = default;
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {}
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {}

    [[nodiscard]] bool hasValue() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return hasValue(); }

    /// Only where hasValue().
    [[nodiscard]] const T &value() const &
    {
        Q_ASSERT(hasValue());
        return *std::get_if<0>(&m_state);
    }
    [[nodiscard]] T &&value() &&
    {
        Q_ASSERT(hasValue());
        return std::move(*std::get_if<0>(&m_state));
    }
    const T &operator*() const & { return value(); }
    const T *operator->() const { return &value(); }

    /// Only where not hasValue().
    [[nodiscard]] const Error &error() const &
    {
        Q_ASSERT(!hasValue());
        return *std::get_if<1>(&m_state);
    }

    /// Goes on with the value, or hands the error through.
    template<typename F>
    auto andThen(F &&next) && -> std::invoke_result_t<F, T &&>
    {
        if (!hasValue())
            return error();
        return std::invoke(std::forward<F>(next), std::move(*this).value());
    }

    friend bool operator==(const Result &, const Result &) = default;

private:
    std::variant<T, Error> m_state;
};

} // namespace core
