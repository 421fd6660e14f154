// Keeps what is being written in files, so that it outlives the window.
// GUI thread, which lists the folder once, at the start; the files are read and written on a thread
// of its own.
#pragma once

#include "core/base/result.h"
#include "ui/append/event_draft.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

#include <functional>

namespace ui {

/// Where a draft is filed.
struct DraftHome {
    QString connection; ///< whose it is, by what is remembered of that
    QString server;     ///< whose stream its condition speaks of, or that it was sent to; may be
                        ///< empty: a file of an older form does not say

    friend bool operator==(const DraftHome &, const DraftHome &) = default;
};

/// A draft and what belongs to it once the window is gone.
struct KeptDraft {
    QString key; ///< names its file
    DraftHome home;
    EventDraft draft;
    bool wasSent = false; ///< and not answered: it may have been written

    friend bool operator==(const KeptDraft &, const KeptDraft &) = default;
};

/// One file a draft, readable by its owner only: payloads may be confidential. Its destructor waits
/// until the last one is on the disk.
class DraftStore final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MostDrafts = 50;
    static constexpr qint64 LargestDraft = qint64{8} * 1024 * 1024;

    explicit DraftStore(QString folder, QObject *parent = nullptr);
    ~DraftStore() override;

    /// Writes it soon; the latest of a key wins. False, and nothing is kept, where it is too large
    /// or there are too many.
    [[nodiscard]] bool keep(const KeptDraft &draft);
    void drop(const QString &key);
    /// What is filed under one connection belongs to another from now on.
    void refile(const QString &from, const QString &to);
    /// Those of a connection, by all names that it has or had, oldest first; `done` comes later,
    /// unless `context` is gone by then.
    void fetch(const QStringList &connection,
               QObject *context,
               const std::function<void(const QList<KeptDraft> &)> &done);
    /// Writes what is waiting, and waits for it.
    void flush();

Q_SIGNALS:
    /// It is on the disk, or it could not be written: then `problem` says why.
    void saved(const QString &key, const QString &problem);

private:
    void writeWaiting();

    QString m_folder;
    QSet<QString> m_keys;
    QHash<QString, KeptDraft> m_waiting;
    QTimer m_rest;
    QThreadPool m_thread; ///< one: in the order of asking
};

} // namespace ui
