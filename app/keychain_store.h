// Passwords in the system's keyring (Secret Service or KWallet), through QtKeychain.
// GUI thread; nothing here blocks.
#pragma once

#include "core/secrets/secret_store.h"

namespace app {

/// Never falls back to a file of its own: without a keyring every call is an error.
class KeychainStore final : public core::SecretStore
{
public:
    void
    read(QObject *context, const QString &key, Callback<std::optional<QString>> callback) override;
    void write(QObject *context,
               const QString &key,
               const QString &secret,
               Callback<core::Done> callback) override;
    void remove(QObject *context, const QString &key, Callback<core::Done> callback) override;
};

} // namespace app
