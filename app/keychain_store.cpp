#include "app/keychain_store.h"

#include <QCoreApplication>
#include <qt6keychain/keychain.h>

namespace app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(KeychainStore)
};

template<typename Job>
Job *makeJob(const QString &key)
{
    // Deletes itself when it has finished.
    auto *job = new Job(QStringLiteral("org.tributary.Tributary"), QCoreApplication::instance());
    job->setKey(key);
    job->setInsecureFallback(false);
    return job;
}

core::Error errorOf(const QKeychain::Job &job)
{
    const QString detail
        = QStringLiteral("keyring error %1: %2").arg(job.error()).arg(job.errorString());
    switch (job.error()) {
    case QKeychain::AccessDeniedByUser:
        return {core::ErrorCode::Cancelled, Words::tr("The keyring was not unlocked."), detail};
    case QKeychain::AccessDenied:
        return {core::ErrorCode::AccessDenied, Words::tr("The keyring refused access."), detail};
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return {core::ErrorCode::Unavailable, Words::tr("No keyring is available here."), detail};
}

core::Result<core::Done> doneOr(const QKeychain::Job &job)
{
    if (job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound)
        return core::Done{};
    return errorOf(job);
}

} // namespace

void KeychainStore::read(QObject *context,
                         const QString &key,
                         Callback<std::optional<QString>> callback)
{
    auto *job = makeJob<QKeychain::ReadPasswordJob>(key);
    QObject::connect(
        job, &QKeychain::Job::finished, context, [job, callback = std::move(callback)] {
            if (job->error() == QKeychain::NoError)
                callback(std::optional(job->textData()));
            else if (job->error() == QKeychain::EntryNotFound)
                callback(std::optional<QString>());
            else
                callback(errorOf(*job));
        });
    job->start();
}

void KeychainStore::write(QObject *context,
                          const QString &key,
                          const QString &secret,
                          Callback<core::Done> callback)
{
    auto *job = makeJob<QKeychain::WritePasswordJob>(key);
    job->setTextData(secret);
    QObject::connect(job,
                     &QKeychain::Job::finished,
                     context,
                     [job, callback = std::move(callback)] { callback(doneOr(*job)); });
    job->start();
}

void KeychainStore::remove(QObject *context, const QString &key, Callback<core::Done> callback)
{
    auto *job = makeJob<QKeychain::DeletePasswordJob>(key);
    QObject::connect(job,
                     &QKeychain::Job::finished,
                     context,
                     [job, callback = std::move(callback)] { callback(doneOr(*job)); });
    job->start();
}

} // namespace app
