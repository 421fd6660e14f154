// The handle of one request: drop it and the request is cancelled and its callback never runs.
// Lives on the thread of its Client.
#pragma once

#include <QPointer>

#include <utility>

namespace core {

class Client;

/// Move-only. Destruction, cancel() and assignment of another call cancel the request ("latest
/// wins"). Make it the last member of its owner, so that a callback may capture `this`.
class [[nodiscard]] Call
{
public:
    using Id = quint64;

    Call() = default;
    Call(Client *client, Id id);
    Call(Call &&other) noexcept;
    Call &operator=(Call &&other) noexcept;
    Call(const Call &) = delete;
    Call &operator=(const Call &) = delete;
    ~Call();

    /// The callback will not run; the request is taken back if it has not been carried out.
    void cancel();
    /// The callback has neither run nor been cancelled.
    [[nodiscard]] bool isPending() const;

private:
    QPointer<Client> m_client;
    Id m_id = 0;
};

} // namespace core
