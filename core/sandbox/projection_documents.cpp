#include "core/sandbox/projection_documents.h"

#include "core/sandbox/http_urls.h"
#include "core/sandbox/json_value.h"

#include <algorithm>

namespace core::sandbox {

namespace {

using Kind = Route::Kind;

JsonValue text(const QByteArray &value)
{
    return JsonValue::ofText(value);
}

JsonValue percent(double value)
{
    JsonValue number;
    number.kind = JsonValue::Kind::Float;
    number.number = value;
    return number;
}

JsonValue statisticsOf(const SystemProjection &projection, const QByteArray &base, qint64 position)
{
    const JsonValue none = JsonValue::ofNumber(0);
    const QByteArray url = base + "/projection/" + projection.name;
    const QByteArray place = projectionPlace(position);
    return JsonValue::object({{"coreProcessingTime", none},
                              {"version", JsonValue::ofNumber(1)},
                              {"epoch", JsonValue::ofNumber(-1)},
                              {"effectiveName", text(projection.name)},
                              {"writesInProgress", none},
                              {"readsInProgress", none},
                              {"partitionsCached", JsonValue::ofNumber(1)},
                              {"status", text("Running")},
                              {"stateReason", text("")},
                              {"name", text(projection.name)},
                              {"mode", text("Continuous")},
                              {"position", text(place)},
                              {"progress", percent(100)},
                              {"lastCheckpoint", text(place)},
                              {"eventsProcessedAfterRestart", none},
                              {"statusUrl", text(url)},
                              {"stateUrl", text(url + "/state")},
                              {"resultUrl", text(url + "/result")},
                              {"queryUrl", text(url + "/query%3Fconfig=yes")},
                              {"resultStreamUrl", JsonValue()},
                              {"enableCommandUrl", text(url + "/command/enable")},
                              {"disableCommandUrl", text(url + "/command/disable")},
                              {"checkpointStatus", text("")},
                              {"bufferedEvents", none},
                              {"writePendingEventsBeforeCheckpoint", none},
                              {"writePendingEventsAfterCheckpoint", none}});
}

HttpResponse fresh(const QByteArray &contentType, const QByteArray &body, HttpHeaders more = {})
{
    HttpResponse response{200,
                          {{"Content-Type", contentType + "; charset=utf-8"},
                           {"Cache-Control", "max-age=0, no-cache, must-revalidate"},
                           {"Vary", "Accept"}},
                          body};
    response.headers.insert(response.headers.end(), more.begin(), more.end());
    return response;
}

HttpResponse listing(std::vector<JsonValue> statistics)
{
    return fresh(
        "application/json",
        printJson(JsonValue::object({{"projections", JsonValue::array(std::move(statistics))}})));
}

/// How a command that was carried out is answered: an enabled one is told to be enabled.
HttpResponse messageOf(const SystemProjection &projection)
{
    return fresh("application/json",
                 printJson(JsonValue::object(
                     {{"name", text(projection.name)}, {"label", text("Projections")}})));
}

HttpResponse listOf(const QByteArray &mode, const QByteArray &base, qint64 position)
{
    const QByteArrayList known = {"any", "all-non-transient", "continuous", "transient", "onetime"};
    if (!known.contains(mode))
        return bareResponse(404);
    std::vector<JsonValue> all;
    if (mode != "transient" && mode != "onetime") {
        for (const SystemProjection &each : SystemProjections)
            all.push_back(statisticsOf(each, base, position));
    }
    return listing(std::move(all));
}

} // namespace

const SystemProjection *findProjection(const QByteArray &name)
{
    const auto *const found = std::find_if(std::begin(SystemProjections),
                                           std::end(SystemProjections),
                                           [&](const auto &each) { return name == each.name; });
    return found == std::end(SystemProjections) ? nullptr : found;
}

QByteArray projectionPlace(qint64 position)
{
    const QByteArray digits = QByteArray::number(position);
    return "C:" + digits + "/P:" + digits;
}

HttpResponse projectionResponse(const HttpCall &call, quint16 port, qint64 position)
{
    const QByteArray base = serverUrlOf(call.request, port);
    if (call.route.kind == Kind::ProjectionList)
        return listOf(call.route.from, base, position);
    const SystemProjection *projection = findProjection(call.route.stream);
    if (!projection)
        return textResponse(404, "Not Found");
    if (call.route.kind == Kind::ProjectionCommand)
        return call.route.id == "enable" ? messageOf(*projection) : badRequest(AlwaysRuns);
    if (call.route.kind == Kind::ProjectionQuery)
        return fresh("application/javascript", projection->query);
    if (call.route.kind == Kind::ProjectionStatistics)
        return listing({statisticsOf(*projection, base, position)});
    // None of them keeps a state.
    const QByteArray digits = QByteArray::number(position);
    return fresh(
        "application/json", {}, {{"ES-Position", "{\"$c\":" + digits + ",\"$p\":" + digits + '}'}});
}

} // namespace core::sandbox
