// The streams that a server has, as far as it lists them, and those that have been seen otherwise.
// GUI thread.
#pragma once

#include "core/client/short_look.h"
#include "core/links/projected_stream.h"

#include <QList>
#include <QObject>
#include <QSet>

#include <map>
#include <memory>

namespace ui {

/// Reads `$streams` from its end backwards, up to a limit, and follows it from there, or from its
/// start where the server has none yet (projections are off, or nothing is there). Meanwhile, and
/// where it is refused, names come from what is seen, and from the indexes of the categories that
/// are. What was ended by a lost connection begins again when it is back.
class StreamIndex final : public QObject
{
    Q_OBJECT

public:
    /// Whether the list can be trusted to be one.
    enum class Listing {
        Unknown,     ///< not asked yet, or asking
        Complete,    ///< all streams
        Partial,     ///< there are more than are taken
        NotKept,     ///< the server has no `$streams`: projections are off, or nothing is there
        Denied,      ///< these credentials may not read it
        NotReadable, ///< it could not be read; error() says why
    };
    static constexpr qsizetype Limit = 10'000;

    explicit StreamIndex(core::Client &client, QObject *parent = nullptr);

    /// Asks from the beginning; what is known stays.
    void reload();
    /// A name that was met anywhere: opened, written, a link's target.
    void noteSeen(const core::StreamName &stream);
    /// Several at once; no more are taken than twice the limit of the list, which is then Partial.
    void noteMet(const QList<core::StreamName> &streams);
    /// Finds out which streams a category has, the newest of them, where the list does not tell.
    void learnCategory(const QString &category);
    /// Finds out how far a stream reaches; told by headKnown().
    void learnHead(const core::StreamName &stream);

    [[nodiscard]] Listing listing() const { return m_listing; }
    [[nodiscard]] const core::Error &error() const { return m_error; }
    /// Metadata streams are left out.
    [[nodiscard]] const QSet<core::StreamName> &streams() const { return m_streams; }

Q_SIGNALS:
    void streamsAdded(const QList<core::StreamName> &streams);
    void listingChanged();
    /// All streams of the category are known, though not all of the server's.
    void categoryKnown(const QString &category);
    void headKnown(const core::StreamName &stream, core::Revision last);

private:
    void onBatch(const core::EventBatch &batch);
    void onRead(const core::Result<core::Done> &result);
    void follow();
    void onFollowed(const core::EventBatch &batch);
    void onConnected();
    void lookInto(const core::ProjectedStream &of);
    void addReferred(const core::EventBatch &events);
    void setListing(Listing listing);
    void add(const QList<core::StreamName> &streams);
    [[nodiscard]] bool isNew(const core::StreamName &stream) const;

    core::Client &m_client;
    Listing m_listing = Listing::Unknown;
    core::Error m_error;
    QSet<core::StreamName> m_streams;
    qsizetype m_read = 0;
    std::optional<core::Revision> m_last;
    std::unique_ptr<core::EventFeed> m_reading;
    std::unique_ptr<core::EventFeed> m_following;
    QSet<QString> m_categories; ///< that are asked for, at once or when the list is known
    std::map<core::StreamName, std::unique_ptr<core::ShortLook>> m_heads;
    std::map<core::StreamName, std::unique_ptr<core::ShortLook>> m_looks;
};

} // namespace ui
