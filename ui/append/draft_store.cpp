#include "ui/append/draft_store.h"

#include "ui/append/draft_check.h"
#include "ui/widgets/saved_file.h"

#include <QDataStream>
#include <QDir>
#include <QFile>

namespace ui {

namespace {

using core::ExpectedRevision;

constexpr quint32 Mark = 0x54524432;              // "TRD2"
constexpr quint32 MarkWithoutServer = 0x54524431; // "TRD1"
constexpr auto Suffix = ".draft";

void writeExpected(QDataStream &out, const std::optional<ExpectedRevision> &expected)
{
    out << expected.has_value();
    if (!expected)
        return;
    out << static_cast<quint8>(expected->kind());
    if (expected->kind() == ExpectedRevision::Kind::Exact)
        out << expected->revision().value;
}

std::optional<ExpectedRevision> readExpected(QDataStream &in)
{
    bool isThere = false;
    quint8 kind = 0;
    in >> isThere;
    if (!isThere)
        return {};
    in >> kind;
    switch (static_cast<ExpectedRevision::Kind>(kind)) {
    case ExpectedRevision::Kind::Exact: {
        core::Revision revision;
        in >> revision.value;
        return ExpectedRevision::exact(revision);
    }
    case ExpectedRevision::Kind::NoStream:
        return ExpectedRevision::noStream();
    case ExpectedRevision::Kind::StreamExists:
        return ExpectedRevision::streamExists();
    case ExpectedRevision::Kind::Any:
        break;
    }
    return ExpectedRevision::any();
}

QByteArray encode(const KeptDraft &kept)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << Mark << kept.home.connection << kept.home.server << kept.wasSent
        << kept.draft.stream.text();
    writeExpected(out, kept.draft.expected);
    out << static_cast<quint32>(kept.draft.events.size());
    for (const core::NewEvent &event : kept.draft.events)
        out << event.id.toString() << event.type << (event.contentType == core::ContentType::Json)
            << event.data << event.metadata;
    return bytes;
}

std::optional<KeptDraft> decode(const QByteArray &bytes)
{
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 mark = 0;
    quint32 count = 0;
    QString stream;
    KeptDraft kept;
    in >> mark;
    if (mark != Mark && mark != MarkWithoutServer)
        return {};
    in >> kept.home.connection;
    if (mark == Mark)
        in >> kept.home.server;
    in >> kept.wasSent >> stream;
    kept.draft.stream = core::StreamName(stream);
    kept.draft.expected = readExpected(in);
    in >> count;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        core::NewEvent event;
        QString id;
        bool isJson = false;
        in >> id >> event.type >> isJson >> event.data >> event.metadata;
        event.id = core::EventId::parse(id).value_or(core::EventId());
        event.contentType = isJson ? core::ContentType::Json : core::ContentType::Bytes;
        kept.draft.events << event;
    }
    if (in.status() != QDataStream::Ok || kept.draft.events.isEmpty())
        return {};
    return kept;
}

/// Only its owner may read what was typed. Why it could not be written; empty if it was.
QString write(const QString &path, const KeptDraft &kept)
{
    const auto result
        = writeFile(path, encode(kept), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return result ? QString() : result.error().message;
}

QString pathIn(const QString &folder, const QString &key)
{
    return QDir(folder).filePath(key + QString::fromLatin1(Suffix));
}

QList<KeptDraft> readFolder(const QString &folder, const QStringList &connection)
{
    QList<KeptDraft> found;
    const QFileInfoList files = QDir(folder).entryInfoList(
        {u'*' + QString::fromLatin1(Suffix)}, QDir::Files, QDir::Time | QDir::Reversed);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        if (info.size() > 2 * DraftStore::LargestDraft || !file.open(QIODevice::ReadOnly))
            continue;
        std::optional<KeptDraft> kept = decode(file.readAll());
        if (!kept || !connection.contains(kept->home.connection))
            continue;
        kept->key = info.completeBaseName();
        found << *kept;
    }
    return found;
}

} // namespace

DraftStore::DraftStore(QString folder, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
{
    const QStringList files
        = QDir(m_folder).entryList({u'*' + QString::fromLatin1(Suffix)}, QDir::Files);
    for (const QString &file : files)
        m_keys.insert(QFileInfo(file).completeBaseName());
    m_thread.setMaxThreadCount(1);
    m_rest.setSingleShot(true);
    m_rest.setInterval(std::chrono::milliseconds(400));
    connect(&m_rest, &QTimer::timeout, this, &DraftStore::writeWaiting);
}

DraftStore::~DraftStore()
{
    flush();
}

bool DraftStore::keep(const KeptDraft &draft)
{
    const bool isNew = !m_keys.contains(draft.key);
    if (appendBytes(draft.draft.events) > LargestDraft || (isNew && m_keys.size() >= MostDrafts)) {
        drop(draft.key);
        return false;
    }
    m_keys.insert(draft.key);
    m_waiting.insert(draft.key, draft);
    if (!m_rest.isActive()) // who types on and on is not waited for
        m_rest.start();
    return true;
}

void DraftStore::drop(const QString &key)
{
    m_waiting.remove(key);
    if (m_keys.remove(key))
        m_thread.start([path = pathIn(m_folder, key)] { QFile::remove(path); });
}

void DraftStore::refile(const QString &from, const QString &to)
{
    for (KeptDraft &kept : m_waiting) {
        if (kept.home.connection == from)
            kept.home.connection = to;
    }
    m_thread.start([folder = m_folder, from, to] {
        const QList<KeptDraft> filed = readFolder(folder, {from});
        for (const KeptDraft &kept : filed) {
            KeptDraft moved = kept;
            moved.home.connection = to;
            write(pathIn(folder, moved.key), moved);
        }
    });
}

void DraftStore::fetch(const QStringList &connection,
                       QObject *context,
                       const std::function<void(const QList<KeptDraft> &)> &done)
{
    writeWaiting();
    const QPointer<QObject> asker(context);
    m_thread.start([this, folder = m_folder, connection, asker, done] {
        const QList<KeptDraft> found = readFolder(folder, connection);
        QMetaObject::invokeMethod(
            this,
            [asker, done, found] {
                if (asker)
                    done(found);
            },
            Qt::QueuedConnection);
    });
}

void DraftStore::flush()
{
    writeWaiting();
    m_thread.waitForDone();
}

void DraftStore::writeWaiting()
{
    m_rest.stop();
    const auto waiting = std::exchange(m_waiting, {});
    for (const KeptDraft &kept : waiting) {
        m_thread.start([this, kept, folder = m_folder, path = pathIn(m_folder, kept.key)] {
            QDir().mkpath(folder); // where that fails, so does the writing
            const QString problem = write(path, kept);
            QMetaObject::invokeMethod(
                this,
                [this, key = kept.key, problem] { Q_EMIT saved(key, problem); },
                Qt::QueuedConnection);
        });
    }
}

} // namespace ui
