// Where passwords are kept: the system's keyring, or nowhere.
// Lives on the thread that made it; nothing here blocks.
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace core {

/// A callback runs once, never before the function that took it has returned, and never after its
/// context is gone. A keyring may ask the person to unlock it first, which takes as long as they
/// take. An error says, in a sentence, why there is no keyring to use; it never holds the secret.
class SecretStore
{
public:
    template<typename T>
    using Callback = std::function<void(const Result<T> &)>;

    virtual ~SecretStore() = default;

    /// Nothing: none is kept under the key.
    virtual void
    read(QObject *context, const QString &key, Callback<std::optional<QString>> callback)
        = 0;
    virtual void
    write(QObject *context, const QString &key, const QString &secret, Callback<Done> callback)
        = 0;
    /// Done also where there was none.
    virtual void remove(QObject *context, const QString &key, Callback<Done> callback) = 0;
};

} // namespace core
