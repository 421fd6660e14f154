// Which streams of the five system projections an event is linked into, and which not, and why.
// Pure functions: any thread.
#pragma once

#include "core/model/recorded_event.h"

#include <QStringList>

#include <variant>

namespace core {

/// A stream that a system projection writes (protocol.md section 6.2).
struct ProjectedStream {
    enum class Kind {
        Category,        ///< $ce-
        EventType,       ///< $et-
        Correlation,     ///< $bc-
        CategoryStreams, ///< $category-
        AllStreams,      ///< $streams
    };
    Kind kind = Kind::Category;
    QString key; ///< the category, type or correlation id; empty for $streams

    [[nodiscard]] static std::optional<ProjectedStream> parse(const StreamName &stream);
    [[nodiscard]] StreamName stream() const;
    /// "$by_category"
    [[nodiscard]] QString projection() const;

    friend bool operator==(const ProjectedStream &, const ProjectedStream &) = default;
};

/// Where an event's correlation and causation ids are in its metadata, as far as we search by them.
/// Which name the server's $by_correlation_id goes by is in its own definition: "$correlationId",
/// unless somebody changed it there. So the stream of either name's id may have an event's link.
struct CorrelationNames {
    QString correlation = QStringLiteral("$correlationId");
    QString causation = QStringLiteral("$causationId");

    friend bool operator==(const CorrelationNames &, const CorrelationNames &) = default;
};

/// What to mind where these are not the names that servers come with: a sentence, or nothing.
[[nodiscard]] QString correlationNameNote(const CorrelationNames &names);

/// Why a projection leaves an event out.
struct NotProjected {
    enum class Reason {
        NoSeparator,     ///< the stream's name has no "-", so it is in no category
        SystemStream,    ///< streams that begin with "$" are not projected
        LinkEvent,       ///< links are not linked by type or correlation
        MetadataNotJson, ///< so that there is no correlation id in it
        NoCorrelationId, ///< the metadata is JSON and has none
        AnotherStream,   ///< it belongs into `belongs`
        NotTheFirst,     ///< only the first event of each stream gets there
    };
    Reason reason = Reason::SystemStream;
    QString why; ///< a sentence
    std::optional<StreamName> belongs = std::nullopt;

    friend bool operator==(const NotProjected &, const NotProjected &) = default;
};

/// The data of the link that the projection writes for an event into this stream; or why it writes
/// none. Links are flattened: the link to a link copies its text. The projections are taken to be
/// set up as they come ("first", "-"). Links by type to the events of a metadata stream name the
/// original stream, as servers do.
[[nodiscard]] std::variant<QByteArray, NotProjected> projectedLink(const RecordedEvent &event,
                                                                   const ProjectedStream &into,
                                                                   const CorrelationNames &names
                                                                   = {});

/// The streams that an event is linked into where all five projections run; of two $bc- streams,
/// where the names differ, it is into one.
[[nodiscard]] QList<ProjectedStream> projectedStreams(const RecordedEvent &event,
                                                      const CorrelationNames &names = {});

/// A text or number of an event's metadata, as text; nothing where it is missing, empty, or the
/// metadata is no JSON object.
[[nodiscard]] std::optional<QString> metadataText(const RecordedEvent &event, const QString &key);

} // namespace core
