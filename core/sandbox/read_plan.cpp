#include "core/sandbox/read_plan.h"

#include "core/sandbox/log_read_plans.h"
#include "core/sandbox/request_rules.h"
#include "core/sandbox/stream_read_plans.h"

namespace core::sandbox {

namespace {

namespace wire = event_store::client::streams;
using Options = wire::ReadReq::Options;

constexpr quint64 DefaultWindow = 32;

CallEnd invalidCombination()
{
    return invalidArgumentEnd("The combination of options is invalid.");
}

CallEnd zeroCount(const char *result)
{
    return unexpectedEnd(std::string("Unexpected ") + result + ": Error");
}

ReadEventForm formOf(const Options &options, bool withPositions)
{
    const bool isText = options.uuid_option().content_case() == Options::UUIDOption::kString;
    return {isText ? UuidForm::Text : UuidForm::Structured, withPositions};
}

/// Where a stream option points; at its end without a revision.
std::variant<std::optional<qint64>, CallEnd> startOf(const Options::StreamOptions &stream)
{
    switch (stream.revision_option_case()) {
    case Options::StreamOptions::kStart:
        return std::optional<qint64>(0);
    case Options::StreamOptions::kEnd:
        return std::optional<qint64>();
    case Options::StreamOptions::kRevision: {
        const auto revision = signedRevision(stream.revision());
        if (!revision)
            return handlerFailedEnd();
        return *revision == NoRevision ? std::optional<qint64>() : revision;
    }
    default:
        return handlerFailedEnd();
    }
}

PlanOrEnd planStream(const Options &options, const Profile &profile)
{
    const auto start = startOf(options.stream());
    if (std::holds_alternative<CallEnd>(start))
        return std::get<CallEnd>(start);
    const std::optional<qint64> from = std::get<0>(start);
    const bool isBackwards = options.read_direction() == Options::Backwards;
    StreamReadOptions read;
    read.stream = streamNameFrom(options.stream().stream_identifier());
    read.resolvesLinks = options.resolve_links();
    read.form = formOf(options, profile.positionsOnStreamReads);
    read.tellsBoundaries = profile.streamBoundaries && options.control_option().compatibility() > 0;
    if (read.stream.isEmpty())
        return handlerFailedEnd();
    if (options.has_subscription()) {
        if (isBackwards)
            return invalidCombination();
        const bool isFromStart = options.stream().has_start();
        const auto first = from && !isFromStart && *from < DeletedRevision ? *from + 1 : from;
        return std::make_unique<StreamSubscription>(std::move(read), first, profile);
    }
    if (options.count() == 0 || (!isBackwards && !from))
        return zeroCount("ReadStreamResult");
    if (isBackwards)
        return std::make_unique<StreamBackwards>(std::move(read), from, options.count());
    return std::make_unique<StreamForwards>(std::move(read), *from, options.count());
}

std::variant<LogFilter, CallEnd> filterOf(const Options &options)
{
    if (!options.has_filter())
        return LogFilter();
    const auto &filter = options.filter();
    using Filter = Options::FilterOptions;
    if (filter.filter_case() == Filter::FILTER_NOT_SET
        || filter.window_case() == Filter::WINDOW_NOT_SET)
        return invalidArgumentEnd("The filter is incomplete.");
    const bool isByStream = filter.has_stream_identifier();
    const auto &expression = isByStream ? filter.stream_identifier() : filter.event_type();
    std::vector<QByteArray> prefixes;
    for (const std::string &prefix : expression.prefix())
        prefixes.push_back(bytesFrom(prefix));
    LogFilter result(isByStream ? LogFilter::Subject::StreamName : LogFilter::Subject::EventType,
                     QString::fromStdString(expression.regex()),
                     std::move(prefixes));
    if (!result.isValid())
        return handlerFailedEnd();
    return result;
}

/// Where a read of $all begins: a position, or the end without one.
std::variant<std::optional<qint64>, CallEnd> positionOf(const Options::AllOptions &all)
{
    switch (all.all_option_case()) {
    case Options::AllOptions::kStart:
        return std::optional<qint64>(0);
    case Options::AllOptions::kEnd:
        return std::optional<qint64>();
    case Options::AllOptions::kPosition: {
        const auto commit = signedRevision(all.position().commit_position());
        const auto prepare = signedRevision(all.position().prepare_position());
        if (all.position().commit_position() < all.position().prepare_position() || !commit
            || !prepare)
            return handlerFailedEnd();
        return *commit == NoPosition ? std::optional<qint64>() : commit;
    }
    default:
        return handlerFailedEnd();
    }
}

PlanOrEnd subscribeAll(const Options &options,
                       LogReadOptions read,
                       const std::optional<qint64> &position,
                       const Profile &profile)
{
    LogSubscription::From from;
    if (!options.all().has_start())
        from = position ? LogSubscription::From{LogSubscription::Start::After, *position}
                        : LogSubscription::From{LogSubscription::Start::End, 0};
    std::optional<quint64> interval;
    if (options.has_filter()) {
        const auto &filter = options.filter();
        const quint64 window = filter.has_count() ? DefaultWindow : quint64(filter.max());
        interval = window * filter.checkpointintervalmultiplier();
        if (filter.checkpointintervalmultiplier() == 0)
            return handlerFailedEnd();
    }
    return std::make_unique<LogSubscription>(std::move(read), from, interval, profile);
}

PlanOrEnd planAll(const Options &options, const Profile &profile)
{
    auto filter = filterOf(options);
    if (std::holds_alternative<CallEnd>(filter))
        return std::get<CallEnd>(filter);
    const auto start = positionOf(options.all());
    if (std::holds_alternative<CallEnd>(start))
        return std::get<CallEnd>(start);
    const std::optional<qint64> position = std::get<0>(start);
    const bool isBackwards = options.read_direction() == Options::Backwards;
    LogReadOptions read{
        std::get<LogFilter>(std::move(filter)), options.resolve_links(), formOf(options, true)};
    if (options.has_subscription()) {
        if (isBackwards)
            return invalidCombination();
        return subscribeAll(options, std::move(read), position, profile);
    }
    if (options.count() == 0)
        return zeroCount("ReadAllResult");
    if (isBackwards)
        return std::make_unique<LogBackwards>(std::move(read), position, options.count());
    return std::make_unique<LogForwards>(std::move(read), position, options.count());
}

} // namespace

PlanOrEnd planRead(const wire::ReadReq &request, const Profile &profile)
{
    // The server's code looks at them without asking whether they are there.
    if (!request.has_options())
        return handlerFailedEnd();
    const Options &options = request.options();
    if (!options.has_uuid_option())
        return invalidArgumentEnd("The UUID option is missing.");
    if (options.count_option_case() == Options::COUNT_OPTION_NOT_SET
        || options.filter_option_case() == Options::FILTER_OPTION_NOT_SET)
        return invalidCombination();
    if (options.has_all())
        return planAll(options, profile);
    if (options.has_stream() && options.has_no_filter())
        return planStream(options, profile);
    return invalidCombination();
}

} // namespace core::sandbox
